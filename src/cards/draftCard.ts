import type { Content } from '../content/schema';
import { dispatchOf, type DispatchState } from '../domain/mail/mail';
import { alreadyHave, stillWithout } from '../domain/mail/alreadyHave';
import { atFormerAddress } from '../domain/mail/newAddress';
import type { PersonRef } from '../domain/person';
import { shorten } from '../domain/opening/opening';
import type { DraftId, DraftState } from '../domain/orientation/orientation';
import type { IncidentState } from '../domain/state';
import { clockTime, dayAndTime, type Instant } from '../domain/time';
import template from './draftCard.json';
import { inertLines, inertShort, unbroken } from './inert';
import { canBeRetried, reportLines, sendingStatus, type ReportLine } from './mailReport';
import { contactText, NAVN_TEGN } from './people';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

/** How many mails it would be, and for how many people there is no address. */
export interface Mailable {
  readonly antal: number;
  readonly udenMail: number;
  /** All of them go to the exercise's own mailbox. */
  readonly tilOevelse?: boolean | undefined;
}

/** Somebody has the text of a mail open in a form. */
export interface Editing {
  readonly udkast: string;
  readonly person: PersonRef;
  readonly siden: Instant;
}

interface DraftCardInput {
  readonly state: IncidentState;
  readonly content: Content;
  readonly udkast: DraftId;
  readonly mailable: Mailable;
  readonly now: Instant;
  readonly redigeres?: readonly Editing[] | undefined;
  readonly notice?: string | undefined;
  /** The reader has been told that somebody is changing the text, and may send it as it is all the same. */
  readonly alligevel?: boolean | undefined;
}

const TEKST_TEGN = 3_000;
const LINJER = 40;

/** A mail from its first text to what came of it. What it says of the sending is what Exchange said, nothing more. */
export function draftCard({ state, content, udkast, mailable, now, redigeres, notice, alligevel = false }: DraftCardInput): AdaptiveCard {
  const send = (mailable.antal > 0 ? `Send til ${mailable.antal}` : 'Send') + (alligevel ? ' alligevel' : '');
  const view = { ...draftView({ state, content, udkast, now, redigeres }), send, antal: mailable.antal, alligevel, til: recipients(udkast, state, content, mailable) + (mailable.tilOevelse ? ' – ØVELSE: alle mails går til øvelsens postkasse' : '') };
  return withBodyStart(render(template, view), topOf(state, { notice }));
}

export function draftView({ state, content, udkast, now, redigeres = [] }: Pick<DraftCardInput, 'state' | 'content' | 'udkast' | 'now' | 'redigeres'>): object {
  const draft = state.udkast[udkast];
  if (!draft) throw new Error(`no card of the draft ${udkast}: it has not been prepared`);
  const dispatch = dispatchOf(state.udsendelser, draft.sendt);
  const nyAdresse = dispatch ? atFormerAddress(dispatch, state) : [];
  const { godkendt } = draft;
  const open = state.phase === 'open';
  const { svar } = content.breve[udkast];
  const { tekst: status, farve } = dispatch ? sendingStatus(dispatch) : statusOf(draft, open);
  return {
    haendelse: state.id,
    udkast,
    revision: draft.revision,
    titel: draft.titel,
    status,
    farve,
    rapport: dispatch ? reportLines(dispatch, svar !== undefined, nyAdresse) : [],
    kontaktperson: content.breve[udkast].til === 'kontaktperson' ? contactsOf(udkast, state, dispatch) : '',
    emne: inertShort(draft.emne, 200),
    linjer: inertLines(draft.tekst, TEKST_TEGN, LINJER),
    forkortet: shorten(draft.tekst, TEKST_TEGN) !== draft.tekst,
    svar:
      svar && !dispatch
        ? `${svar.knapper.map(({ titel }) => titel).join(' / ')}${svar.fristMinutter ? ` – senest ${svar.fristMinutter} min. efter afsendelsen` : ''}`
        : '',
    kanRettes: open && !godkendt,
    redigeres: open && !godkendt ? editedBy(redigeres.find((editing) => editing.udkast === udkast)) : '',
    // The card is drawn again when the sending begins; a press that comes later is refused in words.
    kanFortrydes: open && godkendt !== undefined && !dispatch && Date.parse(now) < Date.parse(godkendt.fortrydesTil),
    kanSendesTilNyAdresse: open && nyAdresse.length > 0,
    kanSendesIgen: open && dispatch !== undefined && canBeRetried(dispatch),
    harModtagere: open && dispatch !== undefined,
    udsendelse: dispatch?.id ?? '',
    forsoeg: dispatch?.forsoeg ?? 0,
  };
}

/** "✎ Eva redigerer (siden 14.05)" */
function editedBy(editing: Editing | undefined): string {
  return editing ? `✎ ${inertShort(editing.person.name, NAVN_TEGN)} redigerer (siden ${unbroken(clockTime(editing.siden))})` : '';
}

function statusOf({ godkendt }: DraftState, open: boolean): ReportLine {
  if (!godkendt) return { tekst: '○ Udkast – ikke sendt', farve: 'Accent' };
  const who = `${inertShort(godkendt.by.name, NAVN_TEGN)} ${unbroken(dayAndTime(godkendt.at))}`;
  if (!godkendt.modtagere) return { tekst: `✔ Godkendt af ${who} – klar til afsendelse, ikke sendt`, farve: 'Good' };
  if (!open) return { tekst: `⚠ Godkendt af ${who} – ikke sendt: hændelsen blev lukket først`, farve: 'Attention' };
  const { fortrydesTil, modtagere } = godkendt;
  return {
    tekst: `⏳ Godkendt af ${who} – sendes til ${modtagere.length} efter ${unbroken(`kl. ${clockTime(fortrydesTil)}`)}. Endnu ikke sendt`,
    farve: 'Accent',
  };
}

/** Whom it went to; before that, whom it is for. One that is written anew is for those who do not have it. */
function contactsOf(udkast: DraftId, state: IncidentState, dispatch: DispatchState | undefined): string {
  const names = (people: readonly PersonRef[]) => people.map(({ name }) => inertShort(name, NAVN_TEGN)).join(', ');
  if (dispatch) return names([...dispatch.modtagere, ...dispatch.udenMail]);
  if (alreadyHave(udkast, state).size === 0) return contactText(state);
  return names(stillWithout(udkast, state)) || 'alle har fået den';
}

function recipients(udkast: DraftId, state: IncidentState, content: Content, { antal, udenMail }: Mailable): string {
  const without = udenMail > 0 ? ` (⚠ ${udenMail} uden mailadresse)` : '';
  const persons = `${antal} ${antal === 1 ? 'person' : 'personer'}`;
  switch (content.breve[udkast].til) {
    case 'kontaktperson':
      return `Kontaktperson: ${contactsOf(udkast, state, dispatchOf(state.udsendelser, state.udkast[udkast]?.sendt))}`;
    case 'aiTeam':
      return antal > 0 ? 'DDH AI-team' : '⚠ DDH AI-team: ingen mailadresse på listen';
    case 'repraesentantskab':
      return antal === 0 && udenMail === 0 ? '⚠ DDH Repræsentantskab: ingen på listen' : `DDH Repræsentantskab, ${persons}${without}`;
    case 'kommunekontakter':
      return antal === 0 && udenMail === 0 ? '⚠ Kommunekontaktpersoner: ingen på listen' : `Kommunekontaktpersoner, ${persons}${without}`;
  }
}
