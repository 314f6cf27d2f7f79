import type { IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import { comingMoede, type MoedeChanged } from '../meetings/meetings';
import { fillPlaceholders } from '../placeholders';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { dayAndTime } from '../time';
import type { WrittenLetter } from '../mail/settings';
import type { DraftId, DraftPrepared, DraftText } from './orientation';

export type Occasion =
  | { readonly kind: 'aktiveret'; readonly niveau: string; readonly moede: Instant; readonly kapacitet: string }
  | { readonly kind: 'afvist' | 'udsat'; readonly begrundelse: string; readonly udsatTil?: Instant | undefined };

/** First texts for people to change: the repræsentantskab hears of an activation, the hændelsesmyndighed of every outcome. */
export function prepareDrafts(occasion: Occasion, state: IncidentState, content: IncidentContent): readonly DraftPrepared[] {
  const { rep, hm } = content.aktivering.orientering;
  const words = { ...commonWords(state, content), ...wordsOf(occasion) };
  const hmDraft = prepared('hm', hm.titel, hm[occasion.kind], words, content);
  if (occasion.kind !== 'aktiveret') return [hmDraft];
  return [prepared('rep', rep.titel, rep, words, content), hmDraft, ...letters(words, content, ({ instruks }) => instruks === undefined || state.instrukser[instruks] !== undefined)];
}

/** The mails that belong to an instruks, when it begins in an activated hændelse: before that there is nothing to tell. */
export function prepareWith(instruks: string, state: IncidentState, content: IncidentContent): readonly DraftPrepared[] {
  const { aktivering } = state;
  if (!aktivering) return [];
  const words = { ...commonWords(state, content), niveau: aktivering.niveauTitel, moede: dayAndTime(aktivering.moede) };
  return letters(words, content, (letter) => letter.instruks === instruks);
}

/** For a kontaktperson who takes over: what the one before had got, with the meeting that comes now. */
export function prepareAnew(state: IncidentState, content: IncidentContent): readonly DraftPrepared[] {
  const { aktivering, udkast } = state;
  if (!aktivering || udkast.kp?.sendt === undefined) return [];
  const moede = comingMoede(state.moeder)?.start ?? aktivering.moede;
  const words = { ...commonWords(state, content), niveau: aktivering.niveauTitel, moede: dayAndTime(moede) };
  return [prepared('kp', content.breve.kp.titel, content.breve.kp, words, content)];
}

/** The practical mail that nobody has sent names a meeting that has been moved: it names the new time, whoever has written on it. */
export function prepareMoved({ flyttetFra, start }: MoedeChanged, { udkast: { kp } }: IncidentState): readonly DraftPrepared[] {
  const before = flyttetFra && dayAndTime(flyttetFra);
  if (!kp || !before || kp.godkendt || kp.sendt !== undefined || !kp.tekst.includes(before)) return [];
  const { titel, emne, tekst, godkendesAf } = kp;
  return [{ type: 'DraftPrepared', udkast: 'kp', titel, emne, tekst: tekst.replaceAll(before, dayAndTime(start)), godkendesAf }];
}

function letters(words: Words, content: IncidentContent, which: (letter: WrittenLetter) => boolean): readonly DraftPrepared[] {
  return (['kp', 'kontaktpersoner', 'ai'] as const).filter((id) => which(content.breve[id])).map((id) => prepared(id, content.breve[id].titel, content.breve[id], words, content));
}

function prepared(udkast: DraftId, titel: string, text: DraftText, words: Words, content: IncidentContent): DraftPrepared {
  return { type: 'DraftPrepared', udkast, titel, ...filled(text, words), godkendesAf: content.breve[udkast].godkendesAf };
}

type Words = Readonly<Record<string, string>>;

function commonWords(state: IncidentState, content: IncidentContent): Words {
  const leader = state.roller.kriseleder.holder ?? state.roller.kriseleder.deputies[0];
  return {
    oevelse: state.oevelse ? 'ØVELSE – ' : '',
    myndighed: state.myndigheder.map(({ navn }) => navn).join(', '),
    haendelse: state.beskrivelse,
    kontaktperson: state.myndigheder[0]?.kontaktperson?.name ?? 'endnu ukendt',
    // Phone numbers never enter events: they are added below the text when the mail is sent.
    ring: leader ? `${leader.name} (${rolleTitel(content, 'kriseleder').toLocaleLowerCase('da')})` : state.openedBy.name,
  };
}

function wordsOf(occasion: Occasion): Words {
  return occasion.kind === 'aktiveret'
    ? { niveau: occasion.niveau, moede: dayAndTime(occasion.moede), kapacitet: occasion.kapacitet }
    : { begrundelse: occasion.begrundelse, udsatTil: occasion.udsatTil ? dayAndTime(occasion.udsatTil) : 'senere' };
}

function filled({ emne, tekst }: DraftText, words: Words): DraftText {
  return { emne: fillPlaceholders(emne, words), tekst: fillPlaceholders(tekst, words) };
}
