import { createHash } from 'node:crypto';
import type { Actor } from '../domain/person';
import type { Myndighed, OpenHaendelse } from '../domain/opening/opening';
import { contactRef, kortNavn } from '../domain/opening/opening';
import { decide } from '../domain/incident';
import { initialState } from '../domain/state';
import type { Directory } from './directory';
import type { Place } from './effects';
import type { Journal, Result } from './journal';
import type { Clock, Contacts } from './ports';
import { refusal } from './rights';
import { rolesSnapshot, styregruppeMembers } from './roster';
import type { RosterCache } from './rosterCache';
import type { Scenes } from './scenes';

export interface OpeningRequest {
  /** Minted with the dialog: the same dialog sent twice opens one incident. */
  readonly nonce: string;
  readonly actor: Actor;
  readonly beskrivelse: string;
  readonly myndigheder: readonly string[];
  readonly kontaktperson: { readonly navn: string; readonly telefon: string; readonly email: string };
  readonly oevelse: boolean;
  readonly channel: Place;
}

/** Opening an incident: a number from the index first, the stream after it, so that a crash between the two only costs a number. */
export class Opening {
  constructor(
    private readonly deps: {
      readonly journal: Journal;
      readonly directory: Directory;
      readonly contacts: Contacts;
      readonly roster: RosterCache;
      readonly scenes: Scenes;
      readonly clock: Clock;
    },
  ) {}

  async open(request: OpeningRequest): Promise<Result> {
    const { journal, directory, contacts, scenes, clock } = this.deps;
    const id = incidentId(request.nonce);
    const body = this.body(request, 0);
    const command = { id: `dialog:${request.nonce}`, incident: id, actor: request.actor, now: clock.incident().toISOString(), kanal: 'Teams-dialog', body };
    // Judged before a number is taken, so that a refused request costs none.
    const verdict = refusal(body, request.actor, initialState(id)) ?? decide(command, initialState(id), scenes.current());
    if (verdict.kind === 'rejected') return { ...verdict, state: initialState(id) };
    const row = await directory.reserve(id, kortNavn(body.beskrivelse, body.myndigheder), request.channel);
    const contact = body.myndigheder[0]?.kontaktperson;
    if (contact) await contacts.saveContact(id, { id: contact.id, name: contact.name, phone: request.kontaktperson.telefon, email: request.kontaktperson.email });
    const result = await journal.execute({ ...command, body: { ...body, nr: row.nr } });
    if (result.kind === 'committed') await directory.opened(row);
    return result;
  }

  private body(request: OpeningRequest, nr: number): OpenHaendelse {
    const roster = this.deps.roster.current();
    const navn = request.kontaktperson.navn.trim();
    const myndigheder = request.myndigheder.map((myndighed, index): Myndighed =>
      index === 0 && navn ? { navn: myndighed, kontaktperson: contactRef(myndighed, navn) } : { navn: myndighed });
    return {
      type: 'openHaendelse', nr, beskrivelse: request.beskrivelse.trim(), myndigheder,
      modtager: { id: request.actor.id, name: request.actor.name },
      roller: rolesSnapshot(roster), styregruppe: styregruppeMembers(roster),
      contentHash: this.deps.scenes.current().hash, oevelse: request.oevelse,
    };
  }
}

function incidentId(nonce: string): string {
  return `h-${createHash('sha256').update(nonce).digest('hex').slice(0, 24)}`;
}
