import type { IncidentContent } from '../instruks';
import { isAwaited } from '../meetings/agreement';
import type { PersonRef } from '../person';
import { holders, type IncidentState } from '../state';
import type { Instant } from '../time';
import { deadline } from './due';
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

/** What goes out by itself goes to the new address too: the reminder of an update that is still waited for, and what they are asked whether it suits. */
export function byItselfAgain(person: PersonRef, now: Instant, state: IncidentState, content: IncidentContent): readonly MailRetried[] {
  const {
    udsendelser,
    moeder: { kadence },
  } = state;
  const reminder = kadence?.mindet ? Object.values(udsendelser).findLast(({ udkast }) => udkast === 'opdatering') : undefined;
  const asks = Object.values(udsendelser).filter((dispatch) => dispatch.udkast === 'aftale' && isAwaited(dispatch, person, state));
  return [...(reminder ? [reminder] : []), ...asks]
    .filter(({ status, modtagere }) => status.kind !== 'sender' && modtagere.some((one) => one.id === person.id && !one.svar))
    .map(({ id, titel, udkast, aftale, status }) => ({
      type: 'MailRetried',
      udsendelse: id,
      titel,
      svarfrist: deadline(udkast, now, content, aftale),
      // What nobody has got, since there was no address, is tried again for all.
      ...(status.kind === 'accepteret' && { til: [{ id: person.id, name: person.name }] }),
    }));
}
