import { RING, type DispatchState, type ModtagerState } from '../domain/mail/mail';
import { askedAbout, standingOf, type Asked } from '../domain/meetings/agreement';
import type { Aftale } from '../domain/meetings/aftale';
import { holders, type IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';
import { inertShort, unbroken } from './inert';
import { canBeRetried, type ReportLine } from './mailReport';
import { NAVN_TEGN } from './people';

const BEMAERKNING_TEGN = 160;
/** An incident may have many kontaktpersoner, a card has no room for all: those that something is to be done about come first then. */
const LINJER = 6;

/** One mail of a meeting's card: who has answered it, and what can be done about it. */
export interface MailOnCard {
  readonly udsendelse: string;
  readonly knap: string;
  readonly kanSendesIgen: boolean;
  readonly forsoeg: number;
}

export interface AskedOnCard {
  readonly linjer: readonly ReportLine[];
  /** All of them in one line, for the fullest of cards; none for nobody. */
  readonly kort: readonly ReportLine[];
  readonly mails: readonly MailOnCard[];
}

/** Whether it suits each kontaktperson, and the mails in which they were asked. */
export function agreementOnCard(thing: (aftale: Aftale) => boolean, state: IncidentState): AskedOnCard {
  const asked = askedAbout(thing, state);
  return { ...fitting(asked.map(lineOf)), mails: mailsOf(asked.filter((one) => canBeAnswered(one, state)), 'Myndighedens svar…') };
}

/** The reminder of the word that is waited for now: empty when none is. */
export function reminderOnCard(state: IncidentState): AskedOnCard {
  const newest = Object.values(state.udsendelser).findLast(({ udkast }) => udkast === 'opdatering');
  if (!newest || !state.moeder.kadence?.mindet) return NOT_ASKED;
  const people = holders(state, 'kontaktperson');
  const asked = newest.modtagere.filter(({ id }) => people.some((person) => person.id === id)).map((one) => ({ dispatch: newest, one }));
  return { ...fitting(asked.map(reminderLine)), mails: mailsOf(asked, 'Påmindelsen…') };
}

export const NOT_ASKED: AskedOnCard = { linjer: [], kort: [], mails: [] };

/** Of one that was overtaken the answer stands, and nothing more can be written down. */
function canBeAnswered({ dispatch, one }: Asked, state: IncidentState): boolean {
  return standingOf(dispatch, one, state)?.kind === 'gaelder';
}

function mailsOf(asked: readonly Asked[], knap: string): readonly MailOnCard[] {
  const dispatches = new Map(asked.map(({ dispatch }) => [dispatch.id, dispatch]));
  return [...dispatches.values()].map((dispatch) => ({ udsendelse: dispatch.id, knap, kanSendesIgen: canBeRetried(dispatch), forsoeg: dispatch.forsoeg }));
}

const STANDS: readonly { readonly farve: ReportLine['farve']; readonly inShort: (antal: number) => string }[] = [
  { farve: 'Attention', inShort: (antal) => `⚠ ${antal} skal ringes op` },
  { farve: 'Accent', inShort: (antal) => `⏳ ${antal} mangler svar` },
  { farve: 'Good', inShort: (antal) => `✔ ${antal} har svaret` },
];

function fitting(lines: readonly ReportLine[]): Pick<AskedOnCard, 'linjer' | 'kort'> {
  const kort = inShort(lines);
  if (lines.length <= LINJER) return { linjer: lines, kort };
  const urgentFirst = STANDS.flatMap(({ farve }) => lines.filter((line) => line.farve === farve));
  return { linjer: [...urgentFirst.slice(0, LINJER), ...inShort(urgentFirst.slice(LINJER)).map(({ tekst, farve }) => ({ tekst: `og flere: ${tekst}`, farve }))], kort };
}

/** How many stand how. Who they are stands in the log. */
function inShort(lines: readonly ReportLine[]): readonly ReportLine[] {
  const counted = STANDS.flatMap((stand) => {
    const antal = lines.filter(({ farve }) => farve === stand.farve).length;
    return antal === 0 ? [] : [unbroken(stand.inShort(antal))];
  });
  return counted.length === 0 ? [] : [{ tekst: counted.join(' · '), farve: 'Default' }];
}

function lineOf({ dispatch, one }: Asked): ReportLine {
  const name = inertShort(one.name, NAVN_TEGN);
  const { svar } = one;
  if (svar) {
    const note = svar.bemaerkning ? ` – ${svar.bemaerkning}` : '';
    const how = `(${unbroken(dayAndTime(svar.at))}, ${svar.via === 'telefon' ? 'i telefonen' : 'via svarlink'})`;
    const text = `${name}: ${inertShort(svar.svartekst + note, BEMAERKNING_TEGN)} ${how}`;
    return svar.svar === RING ? { tekst: `⚠ ${text}`, farve: 'Attention' } : { tekst: `✔ ${text}`, farve: 'Good' };
  }
  const trouble = troubleOf(dispatch, one) ?? (one.videre ? 'har ikke svaret inden fristen' : undefined);
  if (trouble) return { tekst: `⚠ Ring til ${name}: ${trouble}`, farve: 'Attention' };
  return { tekst: `⏳ Venter på svar fra ${name}${one.svarfrist ? ` · senest ${unbroken(dayAndTime(one.svarfrist))}` : ''}`, farve: 'Accent' };
}

function reminderLine({ dispatch, one }: Asked): ReportLine {
  const name = inertShort(one.name, NAVN_TEGN);
  const trouble = troubleOf(dispatch, one);
  return trouble ? { tekst: `⚠ Ring til ${name}: ${trouble}`, farve: 'Attention' } : { tekst: `⏳ Påmindelse til ${name}: intet svar endnu`, farve: 'Accent' };
}

function troubleOf({ status }: DispatchState, { id, komIkkeFrem, tilbagekaldt }: ModtagerState): string | undefined {
  if (komIkkeFrem) return 'mailen kom ikke frem';
  if (status.kind === 'fejlet') return `mailen er ikke sendt. ${inertShort(status.hvorfor, 120)}`;
  if (status.kind === 'accepteret' && status.fejlede.some((person) => person.id === id)) return 'mailen er ikke sendt';
  return tilbagekaldt ? 'svarlinket er kaldt tilbage' : undefined;
}
