import type { ContactRow } from './ports';
import { personById, type Roster } from './roster';

/** Where somebody gets mail: whoever the roster knows, a contact of this incident, or one of the roster's fixed addresses ("adresse:aiTeam"). */
export function addressOf(personId: string, roster: Roster, contacts: readonly ContactRow[]): string | undefined {
  const fixed = /^adresse:(.+)$/.exec(personId)?.[1];
  const mail = fixed === undefined ? (personById(roster, personId)?.email ?? contacts.find(({ id }) => id === personId)?.email) : roster.adresser[fixed];
  return mail?.trim() || undefined;
}
