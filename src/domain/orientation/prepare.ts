import type { IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import { fillPlaceholders } from '../placeholders';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { dayAndTime } from '../time';
import type { DraftPrepared, DraftText } from './orientation';

export type Occasion =
  | { readonly kind: 'aktiveret'; readonly niveau: string; readonly moede: Instant; readonly kapacitet: string }
  | { readonly kind: 'afvist' | 'udsat'; readonly begrundelse: string; readonly udsatTil?: Instant | undefined };

/** First texts for people to change: the repræsentantskab hears of an activation, the hændelsesmyndighed of every outcome. */
export function prepareDrafts(occasion: Occasion, state: IncidentState, content: IncidentContent): readonly DraftPrepared[] {
  const { rep, hm } = content.aktivering.orientering;
  const words = wordsOf(occasion, state, content);
  const hmDraft: DraftPrepared = { type: 'DraftPrepared', udkast: 'hm', titel: hm.titel, ...filled(hm[occasion.kind], words) };
  if (occasion.kind !== 'aktiveret') return [hmDraft];
  return [{ type: 'DraftPrepared', udkast: 'rep', titel: rep.titel, ...filled(rep, words) }, hmDraft];
}

function wordsOf(occasion: Occasion, state: IncidentState, content: IncidentContent): Readonly<Record<string, string>> {
  const leader = state.roller.kriseleder.holder ?? state.roller.kriseleder.deputies[0];
  return {
    oevelse: state.oevelse ? 'ØVELSE – ' : '',
    myndighed: state.myndigheder.map(({ navn }) => navn).join(', '),
    haendelse: state.beskrivelse,
    kontaktperson: state.myndigheder[0]?.kontaktperson?.name ?? 'endnu ukendt',
    // Phone numbers never enter events: whoever sends the mail adds them.
    ring: leader ? `${leader.name} (${rolleTitel(content, 'kriseleder').toLocaleLowerCase('da')})` : state.openedBy.name,
    ...(occasion.kind === 'aktiveret'
      ? { niveau: occasion.niveau, moede: dayAndTime(occasion.moede), kapacitet: occasion.kapacitet }
      : { begrundelse: occasion.begrundelse, udsatTil: occasion.udsatTil ? dayAndTime(occasion.udsatTil) : 'senere' }),
  };
}

function filled({ emne, tekst }: DraftText, words: Readonly<Record<string, string>>): DraftText {
  return { emne: fillPlaceholders(emne, words), tekst: fillPlaceholders(tekst, words) };
}
