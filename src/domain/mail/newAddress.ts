import type { PersonRef } from '../person';
import { holders, type IncidentState } from '../state';
import type { DispatchState, MailRetried } from './mail';

/** Those whose address was corrected after the mail went out, who have not answered, and who are still the kontaktperson. */
export function atFormerAddress({ status, nyAdresse, modtagere }: DispatchState, state: IncidentState): readonly PersonRef[] {
  if (status.kind !== 'accepteret') return [];
  const contacts = holders(state, 'kontaktperson');
  return nyAdresse.filter(({ id }) => {
    const answered = modtagere.some((one) => one.id === id && one.svar);
    // Whoever was refused has "Prøv igen", which takes the new address too.
    return !answered && contacts.some((contact) => contact.id === id) && !status.fejlede.some((one) => one.id === id);
  });
}

/** The reminder of an update that is still waited for goes out by itself, as it was agreed: to the new address too. */
export function reminderAgain({ id, name }: PersonRef, { udsendelser, moeder: { kadence } }: IncidentState): readonly MailRetried[] {
  const last = Object.values(udsendelser).findLast(({ udkast }) => udkast === 'opdatering');
  const waits = kadence?.mindet && last?.status.kind === 'accepteret' && last.modtagere.some((one) => one.id === id && !one.svar);
  return waits ? [{ type: 'MailRetried', udsendelse: last.id, titel: last.titel, til: [{ id, name }] }] : [];
}
