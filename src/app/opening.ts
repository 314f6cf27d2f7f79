import { createHash } from 'node:crypto';
import type { Modtagelse } from '../domain/activation/activation';
import type { Command } from '../domain/command';
import { BOT, type Actor, type PersonRef } from '../domain/person';
import type { Myndighed, OpenHaendelse } from '../domain/opening/opening';
import { contactRef, kortNavn, sameMyndighed } from '../domain/opening/opening';
import { decide } from '../domain/incident';
import { maskAll } from '../domain/logbook/cpr';
import { initialState, type IncidentState } from '../domain/state';
import type { Directory } from './directory';
import type { Place } from './effects';
import type { Journal, Result } from './journal';
import { openingStatus } from './openingHours/openingStatus';
import type { Logger } from './logger';
import { StoreUnavailable, type Clock, type Contacts, type IncidentIndexRow } from './ports';
import { refusal } from './rights';
import { rolesSnapshot, styregruppeMembers, type Roster } from './roster';
import type { RosterCache } from './rosterCache';
import type { Scenes } from './scenes';

export interface OpeningRequest {
  /** Minted with the dialog: the same dialog sent twice opens one incident. */
  readonly nonce: string;
  readonly actor: Actor;
  readonly beskrivelse: string;
  readonly myndigheder: readonly string[];
  /** Whether they are members of DDH; "liste": each by itself, as the roster's list of kommuner says. */
  readonly medlem: 'ja' | 'nej' | 'liste';
  /** Who got the request, which may be somebody else than the one who opens; from whom, and when. */
  readonly modtager: PersonRef;
  readonly modtagelse: Modtagelse;
  readonly kontaktperson: { readonly navn: string; readonly telefon: string; readonly email: string };
  readonly oevelse: boolean;
  readonly channel: Place;
  /** Also when one was opened for the same myndighed a short while ago. */
  readonly alligevel: boolean;
}

/** Nothing was opened: this one was, for the same myndighed, a short while ago. */
export interface AlreadyOpened {
  readonly kind: 'alreadyOpened';
  readonly state: IncidentState;
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
      readonly logger: Logger;
    },
  ) {}

  async open(request: OpeningRequest): Promise<Result | AlreadyOpened> {
    const { journal, directory, contacts, scenes, clock } = this.deps;
    const id = incidentId(request.nonce);
    const typed = this.body(request, 0);
    // What stands beside the log (index, contact) has no CPR number either; the log takes them out itself, and says so.
    const body = maskAll(typed);
    const command = { id: `dialog:${request.nonce}`, incident: id, actor: request.actor, now: clock.incident().toISOString(), kanal: 'Teams-dialog', body };
    // Judged before a number is taken, so that a refused request costs none.
    const verdict = refusal(body, request.actor, initialState(id)) ?? decide(command, initialState(id), scenes.current());
    if (verdict.kind === 'rejected') return { ...verdict, state: initialState(id) };
    // The form that opened it, sent again, is not asked.
    const earlier = request.alligevel || (await directory.find(id)) ? undefined : await this.earlier(request);
    if (earlier) return { kind: 'alreadyOpened', state: earlier };
    const { channel, oevelse } = request;
    const row = await directory.reserve(id, { kortNavn: kortNavn(body.beskrivelse, body.myndigheder), channel, oevelse, aabnet: command.now });
    if (!oevelse) await this.tellOthers(row);
    const contact = body.myndigheder[0]?.kontaktperson;
    if (contact) await contacts.saveContact(id, { id: contact.id, name: contact.name, phone: request.kontaktperson.telefon, email: request.kontaktperson.email });
    const result = await journal.execute({ ...command, body: { ...typed, nr: row.nr } });
    if (result.kind === 'committed' && result.state.phase === 'open') await directory.opened(row);
    return result;
  }

  /**
   * What is said in a channel's root is taken for the only open incident, so that one is told before it is not (see
   * `Directory.onlyOne`). One whose log cannot be read takes no lines, and does not keep a new one from being opened.
   */
  private async tellOthers({ id: haendelse, nr, kortNavn }: IncidentIndexRow): Promise<void> {
    const { directory, journal, clock, logger } = this.deps;
    await directory.refresh();
    const others = directory.open().filter((row) => row.id !== haendelse && !row.oevelse);
    await Promise.all(others.map(async ({ id: incident }) => {
      const command: Command = { id: `ny:${haendelse}`, incident, actor: BOT, now: clock.incident().toISOString(), kanal: '', body: { type: 'noteOtherHaendelse', haendelse, nr, kortNavn } };
      try {
        await journal.execute(command);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        logger.error({ incident, cause: error }, 'an incident could not be told that another is opened');
      }
    }));
  }

  /** The latest incident of one of these myndigheder, opened or closed a short while ago. Exercises and real ones are kept apart. */
  private async earlier({ myndigheder, oevelse }: OpeningRequest): Promise<IncidentState | undefined> {
    const { directory, journal, scenes, clock } = this.deps;
    const since = clock.incident().getTime() - scenes.current().graenser.sammeMyndighedTimer * 3_600_000;
    const recent = directory.all().filter((row) => row.oevelse === oevelse && Date.parse(row.lukket ?? row.aabnet) > since);
    const states = await Promise.all(recent.map(({ id }) => journal.state(id)));
    return states.findLast((state) => state.myndigheder.some(({ navn }) => myndigheder.some((wanted) => sameMyndighed(navn, wanted))));
  }

  private body(request: OpeningRequest, nr: number): OpenHaendelse {
    const roster = this.deps.roster.current();
    const navn = request.kontaktperson.navn.trim();
    const myndigheder = request.myndigheder.map((myndighed, index): Myndighed =>
      ({ navn: myndighed, medlem: request.medlem === 'liste' ? isMember(roster, myndighed) : request.medlem === 'ja', ...(index === 0 && navn ? { kontaktperson: contactRef(myndighed, navn) } : {}) }));
    const content = this.deps.scenes.current();
    return {
      type: 'openHaendelse', nr, beskrivelse: request.beskrivelse.trim(), myndigheder,
      modtager: request.modtager, modtagelse: { ...request.modtagelse, fra: request.modtagelse.fra.trim() },
      // They count from when the request was received, and are frozen here.
      aabning: openingStatus(request.modtagelse.tidspunkt, content.aabningstider),
      roller: rolesSnapshot(roster), styregruppe: styregruppeMembers(roster),
      contentHash: content.hash, oevelse: request.oevelse,
    };
  }
}

/** The member kommuner are those that have a contact on the roster. */
function isMember({ kommunekontakter }: Roster, myndighed: string): boolean {
  return kommunekontakter.some(({ kommune }) => sameMyndighed(kommune, myndighed));
}

function incidentId(nonce: string): string {
  return `h-${createHash('sha256').update(nonce).digest('hex').slice(0, 24)}`;
}
