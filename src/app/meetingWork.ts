import type { MoedeState } from '../domain/meetings/meetings';
import { findMoede } from '../domain/meetings/meetings';
import type { InvitationOutcome } from '../domain/meetings/meetings';
import { endOf } from '../domain/meetings/running';
import { invitationText } from '../domain/meetings/invitation';
import { BOT } from '../domain/person';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { addressOf, exerciseMailbox } from './addresses';
import type { Address, Calendar, MeetingInvitation } from './calendar';
import { GraphFailed } from './calendar';
import type { OutsideEffect } from './effects';
import { troubleInWords } from './graphTrouble';
import type { Journal } from './journal';
import type { Outside } from './outside';
import type { Clock, Contacts } from './ports';
import type { PostFailed } from './messenger';
import { personById, type Roster } from './roster';
import type { Scenes } from './scenes';

export interface MeetingWorkDeps {
  /** Undefined: Graph is off. */
  readonly calendar: Calendar | undefined;
  readonly journal: Journal;
  readonly scenes: Scenes;
  readonly contacts: Contacts;
  readonly clock: Clock;
}

/** Brings the calendar to what the log says of a meeting, however often it is asked to. */
export class MeetingWork implements Outside {
  constructor(private readonly deps: MeetingWorkDeps) {}

  async carryOut(incident: string, effect: OutsideEffect): Promise<void> {
    const state = await this.deps.journal.refreshed(incident);
    const moede = effect.kind === 'calendar' ? findMoede(state.moeder, effect.moede) : undefined;
    // Nobody is called to one that is over.
    if (!moede || moede.indkaldelse.kind === 'sendt' || moede.status === 'slut') return;
    const { calendar } = this.deps;
    if (!calendar) throw new GraphFailed('never', 'slaaetFra', undefined, 'Graph is off');
    if (moede.status === 'aflyst') {
      const before = await calendar.cancel(moede.kalender?.id, transactionOf(state, moede), moede.aflyst?.begrundelse ?? '');
      return this.record(state, moede, { kind: 'aflyst', varVaek: before === 'var der ikke' });
    }
    const contacts = await this.deps.contacts.contacts(incident);
    const { roster } = this.deps.scenes.of(state);
    const reached = moede.deltagere.map((person) => ({ person, mail: addressOf(person.id, roster, contacts) }));
    const mailbox = exerciseMailbox(state, roster);
    const invitation = this.invitation(state, moede, mailbox ? [{ navn: 'Øvelse', mail: mailbox }] : oncePerAddress(reached));
    const { kalenderId, link } = moede.kalender ? await calendar.change(moede.kalender.id, invitation) : await calendar.book(invitation);
    if (mailbox) return this.record(state, moede, { kind: 'sendt', kalenderId, link, inviteret: [], udenMail: [], tilOevelse: true });
    const whoHas = (has: boolean): readonly PersonRef[] => reached.filter(({ mail }) => (mail !== undefined) === has).map(({ person }) => person);
    return this.record(state, moede, { kind: 'sendt', kalenderId, link, inviteret: whoHas(true), udenMail: whoHas(false) });
  }

  async givenUp(incident: string, effect: OutsideEffect, why: PostFailed): Promise<void> {
    const state = await this.deps.journal.refreshed(incident);
    const moede = effect.kind === 'calendar' ? findMoede(state.moeder, effect.moede) : undefined;
    if (!moede || moede.status === 'slut') return;
    const trouble = why instanceof GraphFailed ? why.trouble : undefined;
    await this.record(state, moede, { kind: 'fejlet', hvorfor: troubleInWords(why), slettet: trouble === 'slettet', udenLink: trouble === 'udenLink' });
  }

  private invitation(state: IncidentState, moede: MoedeState, deltagere: readonly Address[]): MeetingInvitation {
    const { content, roster } = this.deps.scenes.of(state);
    return { transactionId: transactionOf(state, moede), ...invitationText(moede, state, content, workPhone(state, roster)), start: moede.start, slut: endOf(moede), deltagere };
  }

  /** Counts once for every revision and every attempt that somebody asked for. */
  private async record({ id: incident }: IncidentState, { id, revision, forsoeg }: MoedeState, udfald: InvitationOutcome): Promise<void> {
    await this.deps.journal.execute({
      id: `kalender:${id}:${revision}:${forsoeg}:${udfald.kind}`, incident, actor: BOT, now: this.deps.clock.incident().toISOString(), kanal: 'kalender',
      body: { type: 'recordInvitation', moede: id, revision, udfald },
    });
  }
}

/** The same however often the meeting is booked, and no other meeting's. Graph books nothing under it again once it was deleted. */
function transactionOf({ id }: IncidentState, moede: MoedeState): string {
  return `${id}:${moede.id}${moede.slettet > 0 ? `:${moede.slettet + 1}` : ''}`;
}

/** Several hats, or a shared mailbox: one invitation. */
function oncePerAddress(reached: readonly { readonly person: PersonRef; readonly mail: string | undefined }[]): readonly Address[] {
  const found = reached.flatMap(({ person, mail }) => (mail === undefined ? [] : [{ navn: person.name, mail }]));
  return [...new Map(found.map((address) => [address.mail.toLowerCase(), address])).values()];
}

/** A private number goes to nobody outside. */
function workPhone({ roller: { kriseleder } }: IncidentState, roster: Roster): string | undefined {
  const leader = kriseleder.holder ?? kriseleder.deputies[0];
  return leader && personById(roster, leader.id)?.phones.work;
}
