import type { Instant } from '../time';
import { shortTime } from '../time';
import type { GapRecorded } from './conversation';

/** The gap as the log tells it: what is known, and what is not. `at` is when the line was entered. */
export function gapInWords({ fra, til, antal, reaktioner = 0, grund = 'vaek', ikkeUndersoegt = false }: GapRecorded, at: Instant): string {
  const [from, to] = [shortTime(fra, at), shortTime(til, at)];
  const period = from === to ? `kl. ${from}` : `fra ${from} til ${to}`;
  const head = grund === 'vaek' ? `Botten eller dens lager var væk ${period}.` : `Ikke alt, der blev skrevet ${period}, nåede frem til botten.`;
  return [head, found(antal, reaktioner, ikkeUndersoegt), unknown(antal + reaktioner, ikkeUndersoegt)].filter(Boolean).join(' ');
}

function found(antal: number, reaktioner: number, ikkeUndersoegt: boolean): string {
  const parts = [antal > 0 && `${antal} svar`, reaktioner > 0 && (reaktioner === 1 ? '1 reaktion' : `${reaktioner} reaktioner`)].filter(Boolean);
  if (parts.length > 0) return `${parts.join(' og ')} er fundet igen og står i loggen.`;
  return ikkeUndersoegt ? '' : 'Trådene er undersøgt: der manglede intet i loggen.';
}

function unknown(antal: number, ikkeUndersoegt: boolean): string {
  if (!ikkeUndersoegt) return '';
  return antal > 0 ? 'Om der mangler flere, kunne ikke undersøges.' : 'Om der blev skrevet noget i trådene imens, kunne ikke undersøges.';
}
