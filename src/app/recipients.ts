import type { Modtager } from '../domain/mail/mail';
import { alreadyHave } from '../domain/mail/alreadyHave';
import type { Recipients } from '../domain/mail/settings';
import type { DraftId } from '../domain/orientation/orientation';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { holders } from '../domain/state';
import { addressOf } from './addresses';
import type { Address } from './calendar';
import type { ContactRow } from './ports';
import type { Roster, RosterPerson } from './roster';
import { personById } from './roster';

export interface Expanded {
  readonly modtagere: readonly Modtager[];
  readonly udenMail: readonly PersonRef[];
}

export interface AddressBook {
  readonly roster: Roster;
  /** Of the incident. */
  readonly contacts: readonly ContactRow[];
}

const AI_TEAM: PersonRef = { id: 'adresse:aiTeam', name: 'DDH AI-team' };

/** Undefined: no mail can be sent to them. */
export function mailOf({ id, name }: PersonRef, { roster, contacts }: AddressBook): Address | undefined {
  const mail = addressOf(id, roster, contacts);
  return mail ? { navn: name, mail } : undefined;
}

/** Who gets a mail now: nobody who has it, each address once, whatever hats its owner wears; a primary contact without one is replaced at once. */
export function recipientsOf(udkast: DraftId, til: Recipients, state: IncidentState, book: AddressBook): Expanded {
  const have = alreadyHave(udkast, state);
  const modtagere = new Map<string, Modtager>();
  const udenMail = new Map<string, PersonRef>();
  for (const wanted of wantedBy(til, state, book.roster).filter(({ id }) => !have.has(id))) {
    const { sekundaer } = wanted;
    const reachable = sekundaer && mailOf(sekundaer, book) ? sekundaer : undefined;
    const one = mailOf(wanted, book)
      ? { id: wanted.id, name: wanted.name, ...(reachable && { sekundaer: reachable }) }
      : reachable && { ...reachable, iStedetFor: { id: wanted.id, name: wanted.name } };
    const address = one && mailOf(one, book)?.mail.toLowerCase();
    if (!one || !address) udenMail.set(wanted.id, { id: wanted.id, name: wanted.name });
    else if (!modtagere.has(address)) modtagere.set(address, one);
  }
  return { modtagere: withOtherAddresses(modtagere, book), udenMail: [...udenMail.values()] };
}

/** Nobody's secondary contact is an address that has the mail already, and one address is one secondary contact. */
function withOtherAddresses(modtagere: ReadonlyMap<string, Modtager>, book: AddressBook): readonly Modtager[] {
  const secondary = new Map<string, PersonRef>();
  return [...modtagere.values()].map(({ sekundaer, ...one }) => {
    const address = sekundaer && mailOf(sekundaer, book)?.mail.toLowerCase();
    if (!address || modtagere.has(address)) return one;
    if (!secondary.has(address)) secondary.set(address, sekundaer);
    return { ...one, sekundaer: secondary.get(address) };
  });
}

function wantedBy(til: Recipients, state: IncidentState, roster: Roster): readonly Modtager[] {
  switch (til) {
    case 'repraesentantskab':
      return known(roster.repraesentantskab, roster);
    case 'kontaktperson':
      return holders(state, 'kontaktperson');
    case 'aiTeam':
      return [AI_TEAM];
    case 'kommunekontakter':
      return roster.kommunekontakter.flatMap(({ primary, secondary }) =>
        known([primary], roster).map((person) => ({ ...person, sekundaer: secondary === undefined ? undefined : known([secondary], roster)[0] })),
      );
  }
}

function known(ids: readonly string[], roster: Roster): readonly PersonRef[] {
  return ids.flatMap((id) => personById(roster, id) ?? []).map(({ id, name }) => ({ id, name }));
}

/** Whoever answers when a recipient rings or replies: the kriseleder, or the modtager while nobody leads. */
export function onDuty({ roller: { kriseleder, modtager } }: IncidentState, roster: Roster): RosterPerson | undefined {
  return [kriseleder.holder, modtager.holder, kriseleder.deputies[0]].flatMap((person) => (person ? (personById(roster, person.id) ?? []) : []))[0];
}
