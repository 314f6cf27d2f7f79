import type { IncidentState } from '../domain/state';
import type { ContactRow } from './ports';
import { personById, type Roster } from './roster';

/** Where somebody gets mail: whoever the roster knows, a contact of this incident, or one of the roster's fixed addresses ("adresse:aiTeam"). */
export function addressOf(personId: string, roster: Roster, contacts: readonly ContactRow[]): string | undefined {
  const fixed = /^adresse:(.+)$/.exec(personId)?.[1];
  const mail = fixed === undefined ? (personById(roster, personId)?.email ?? contacts.find(({ id }) => id === personId)?.email) : roster.adresser[fixed];
  return mail?.trim() || undefined;
}

/** One address as people write it. Exchange judges it for good when the mail is sent; this catches the slip while whoever typed it is there. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\].]{2,}$/.test(text);
}

/**
 * In an øvelse everything that would go out by mail, invitations too, goes to the øvelse's own mailbox, where the roster
 * has one: nobody outside is woken by mistake. Who takes part finds the link in Teams.
 */
export function exerciseMailbox({ oevelse }: Pick<IncidentState, 'oevelse'>, { adresser }: Roster): string | undefined {
  return oevelse ? adresser.oevelse?.trim() || undefined : undefined;
}
