import type { IncidentContent } from '../instruks';
import { rolleTitel } from '../instruks';
import { fillPlaceholders } from '../placeholders';
import type { IncidentState } from '../state';
import { dayAndTime } from '../time';
import { agenda } from './agenda';
import type { MoedeState } from './meetings';

/** What stands in the calendar. `ringTil`: a number that is not private, of whoever is to be rung; it never enters an event. */
export function invitationText(moede: MoedeState, state: IncidentState, content: IncidentContent, ringTil: string | undefined): { readonly emne: string; readonly tekst: string } {
  const leader = state.roller.kriseleder.holder ?? state.roller.kriseleder.deputies[0] ?? state.openedBy;
  const words = {
    oevelse: state.oevelse ? 'ØVELSE – ' : '',
    titel: moede.titel, tid: dayAndTime(moede.start), minutter: String(moede.minutter), haendelse: state.kortNavn,
    ring: `${leader.name} (${rolleTitel(content, 'kriseleder').toLocaleLowerCase('da')})${ringTil ? `, ${ringTil}` : ''}`,
    dagsorden: agendaText(moede, state, content),
  };
  const { emne, tekst } = content.moeder.indkaldelse;
  return { emne: fillPlaceholders(emne, words), tekst: fillPlaceholders(tekst, words) };
}

function agendaText({ instruks }: MoedeState, state: IncidentState, content: IncidentContent): string {
  return agenda(instruks, state, content)
    .map(({ nummer, titel, fremlaegges, aabne }) => `- ${nummer ? `${nummer} ` : ''}${titel}${fremlaegges.length > 0 ? ` (${fremlaegges.join(', ')})` : ''}${stand(aabne)}`)
    .join('\n');
}

/** As it was when the invitation went out; the card has it as it is. */
function stand(aabne: readonly string[] | undefined): string {
  if (!aabne) return '';
  return aabne.length > 0 ? `: åbne ${aabne.join(', ')}` : ': færdig';
}
