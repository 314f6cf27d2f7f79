import type { AfstemningClosed, VoteOutcome, VoteState } from './vote';

/** "Vedtaget: Krisestaben aktiveres", "Forslaget er stemt ned. Krisestaben aktiveres ikke" */
export function decisionInWords(
  { resultat, beslutning }: Pick<VoteOutcome, 'resultat' | 'beslutning'>,
  { spoergsmaal, afgoerende }: VoteState,
): string {
  const forslag = spoergsmaal.find(({ id }) => id === afgoerende)?.forslag ?? '';
  if (resultat === 'vedtaget') return `Vedtaget: ${beslutning ?? forslag}`;
  return beslutning ? `Forslaget er stemt ned. ${beslutning}` : `Ikke vedtaget: ${forslag}`;
}

/** "stemmelighed, og kriselederens stemme afgjorde det"; nothing when it was not a tie. */
export function tieInWords(outcome: Pick<AfstemningClosed, 'stemmelighedAfgjortAf'> | undefined): string {
  if (!outcome?.stemmelighedAfgjortAf) return '';
  return `stemmelighed, og ${outcome.stemmelighedAfgjortAf === 'modtager' ? 'modtagerens' : 'kriselederens'} stemme afgjorde det`;
}
