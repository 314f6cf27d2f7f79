import { dayAndTime, type Instant } from '../domain/time';
import { escapeInline } from './escape';
import { mark } from './messages';

export interface ListedIncident {
  readonly nr: number;
  readonly kortNavn: string;
  readonly oevelse: boolean;
  readonly aabnet: Instant;
  /** Absent while it is open. */
  readonly lukket?: Instant | undefined;
  /** Unknown of those that were closed by an older version. */
  readonly lukketHvorfor?: string | undefined;
  /** Open, but there is nothing left to decide: how START HER ended. */
  readonly slut?: string | undefined;
  readonly link?: string | undefined;
}

/** The answer to /hændelser. */
export function haendelserText(incidents: readonly ListedIncident[], left: number): string {
  if (incidents.length === 0) return 'Der er ingen hændelser endnu. Skriv /hændelse for at åbne en.';
  const more = left > 0 ? `\n\nog ${left} ældre` : '';
  return `Hændelser:\n\n${incidents.map(line).join('\n')}${more}`;
}

function line(incident: ListedIncident): string {
  const { nr, kortNavn, aabnet, lukket, lukketHvorfor, slut, link } = incident;
  const why = lukketHvorfor ? `: ${escapeInline(lukketHvorfor)}` : '';
  const status = lukket ? `■ Lukket ${dayAndTime(lukket)}${why}` : slut ? `■ Afsluttet: ${escapeInline(slut)}` : '● Åben';
  return [
    `- ${mark(incident)}**Hændelse ${nr}** · ${escapeInline(kortNavn)}`,
    status,
    `åbnet ${dayAndTime(aabnet)}`,
    ...(link ? [`[gå til tråden](${link})`] : []),
  ].join(' · ');
}
