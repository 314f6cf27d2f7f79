import { join } from 'node:path';
import { loadContent } from '../../src/content/loader';
import type { Content } from '../../src/content/schema';
import type { RoleCall } from '../../src/domain/checklist/calls';
import type { CommandBody } from '../../src/domain/command';
import type { DomainEvent, RecordedEvent } from '../../src/domain/event';
import { handle, replay, type Outcome } from '../../src/domain/incident';
import { findInstruks, findStep, type IncidentContent } from '../../src/domain/instruks';
import type { EntryContent } from '../../src/domain/logbook/logbook';
import type { Myndighed, OpenHaendelse } from '../../src/domain/opening/opening';
import { contactRef } from '../../src/domain/opening/opening';
import type { Actor, PersonRef } from '../../src/domain/person';
import type { Rejection } from '../../src/domain/rejection';
import type { HandOverRole } from '../../src/domain/roles/roles';
import type { IncidentState, StepState } from '../../src/domain/state';
import { initialState, stepState } from '../../src/domain/state';

/**
 * Specs of the core that read as sentences:
 *
 *   given(opened(), EVA.starts(1)).when(ANNA.completes('1B.1')).thenRejected('laast', '…')
 *
 * Steps are named by their numbers, times by the Danish wall clock of 21 November 2026 (day 21; "22 08.30" is the day after).
 */
export const PUBLISHED: Content = loadContent(join(__dirname, '../../src/content')).current;

/**
 * The published content without the two gates of activation: instruks 1 starts without START HER, and 1A.1 is decided
 * without a vote. For everything that is not about activation; tests/domain/activation uses `PUBLISHED`.
 */
export const CONTENT: Content = {
  ...PUBLISHED,
  forloeb: { ...PUBLISHED.forloeb, kunHerfra: [] },
  aktivering: { ...PUBLISHED.aktivering, forslag: { ...PUBLISHED.aktivering.forslag, aktiver: { ...PUBLISHED.aktivering.forslag.aktiver, trin: 'ingen' } } },
};
export const INCIDENT = 'h-1';
export const RECORDED_AT = '2026-11-21T13:00:01.000Z';
const NOW = '14.00';

// ---- who says what -------------------------------------------------------------------------------------------

/** Something that somebody does: a command that lacks only its id. */
export class Act {
  constructor(
    readonly actor: Actor,
    readonly body: CommandBody,
    readonly now: string = instant(NOW),
    readonly id?: string,
  ) {}

  /** "14.05", "14.05.30" or "22 08.30". */
  at(clock: string): Act {
    return new Act(this.actor, this.body, instant(clock), this.id);
  }

  as(commandId: string): Act {
    return new Act(this.actor, this.body, this.now, commandId);
  }
}

export class Person implements Actor {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly styregruppe = false,
    readonly inRoster = true,
  ) {}

  get ref(): PersonRef {
    return { id: this.id, name: this.name };
  }

  does(body: CommandBody): Act {
    return new Act({ id: this.id, name: this.name, inRoster: this.inRoster, styregruppe: this.styregruppe }, body);
  }

  starts(nummer: number): Act {
    return this.does({ type: 'startInstruks', instruks: `instruks-${nummer}` });
  }

  completes(nummer: string, revision?: number): Act {
    return this.does({ type: 'completeStep', ...step(nummer), revision });
  }

  /** Every part that is not named is given. */
  decides(nummer: string, parts: { valg?: string; tekst?: string; beslutter?: string; begrundelse?: string } = {}): Act {
    return this.does({ type: 'decideStep', ...step(nummer), beslutter: 'Anna Holm', begrundelse: 'Borgerne kan ikke komme igennem', ...parts });
  }

  dismisses(nummer: string, begrundelse = 'Ikke nødvendigt denne gang'): Act {
    return this.does({ type: 'markStepNotRelevant', ...step(nummer), begrundelse });
  }

  undoes(nummer: string, revision?: number): Act {
    return this.does({ type: 'undoStep', ...step(nummer), revision });
  }

  reopens(nummer: string, begrundelse = 'Det var ikke færdigt'): Act {
    return this.does({ type: 'reopenStep', ...step(nummer), begrundelse });
  }

  comments(nummer: string, tekst: string): Act {
    return this.does({ type: 'commentStep', ...step(nummer), tekst });
  }

  gives(nummer: string, til: Person): Act {
    return this.does({ type: 'assignStep', ...step(nummer), til: til.ref });
  }

  handsOver(rolle: HandOverRole['rolle'], til: Person): Act {
    return this.does({ type: 'handOverRole', rolle, til: til.ref });
  }

  namesContact(navn: string, myndighed = 'Viborg'): Act {
    return this.does({ type: 'nameKontaktperson', myndighed, kontaktperson: contactRef(myndighed, navn) });
  }

  logs(entry: string | EntryContent, instruks?: string): Act {
    return this.does({ type: 'writeLogEntry', entry: typeof entry === 'string' ? { entryType: 'information', tekst: entry } : entry, instruks });
  }

  corrects(nr: number | undefined, tekst: string, parts: Partial<EntryContent> = {}): Act {
    return this.does({ type: 'correctLogEntry', nr, entry: { tekst, ...parts } });
  }

  completesDecision(nr: number, beslutter: string, begrundelse: string): Act {
    return this.does({ type: 'completeLogDecision', nr, beslutter, begrundelse });
  }

  opens(particulars: Partial<Omit<OpenHaendelse, 'type'>> = {}): Act {
    return this.does({ ...opening(), modtager: this.ref, ...particulars });
  }
}

/** Kriseleder, her deputy, and the rest of the krisestab. */
export const ANNA = new Person('anna', 'Anna Holm');
export const GRY = new Person('gry', 'Gry Lund', true);
export const BENT = new Person('bent', 'Bent Krogh');
export const CARLA = new Person('carla', 'Carla Berg');
export const DAN = new Person('dan', 'Dan Vig');
/** Of the styregruppe; Eva receives the call. */
export const EVA = new Person('eva', 'Eva Skov', true);
export const FINN = new Person('finn', 'Finn Aa', true);
/** In the roster, without a part in it. */
export const HANS = new Person('hans', 'Hans Ørum');
export const STRANGER = new Person('teams:x', 'Ukendt', false, false);

const VIBORG: readonly Myndighed[] = [{ navn: 'Viborg' }];

function opening(): OpenHaendelse {
  return {
    type: 'openHaendelse', nr: 3, beskrivelse: 'Telefonerne er nede', myndigheder: VIBORG, modtager: EVA.ref,
    roller: {
      kriseleder: { holder: ANNA.ref, deputies: [GRY.ref] }, logfoerer: { holder: BENT.ref, deputies: [] },
      procesansvarlig: { holder: CARLA.ref, deputies: [] }, bemandingsansvarlig: { holder: DAN.ref, deputies: [] },
    },
    styregruppe: [EVA.ref, FINN.ref], contentHash: CONTENT.hash, oevelse: false,
  };
}

/** Incident 3, "Viborg: Telefonerne er nede", received by Eva of the styregruppe. */
export function opened(particulars: Partial<Omit<OpenHaendelse, 'type'>> = {}): Act {
  return EVA.opens(particulars).at('13.30');
}

/** The three decisions of 1A: yes, no, and Ole of Viborg. */
export function activated(): readonly Act[] {
  return [EVA.starts(1), EVA.decides('1A.1', { valg: 'ja' }), EVA.decides('1A.2', { valg: 'nej' }), EVA.decides('1A.3', { tekst: 'Ole Vind' })];
}

// ---- given, when, then ---------------------------------------------------------------------------------------

type Acts = Act | readonly Act[];

/** What has happened so far. @throws when the core refuses one of the acts: a state that cannot be reached is no state. */
export function given(...acts: readonly Acts[]): Given {
  return new Given(CONTENT, []).and(...acts);
}

/** The same, under a content set of the test's own. */
export function givenContent(content: IncidentContent, ...acts: readonly Acts[]): Given {
  return new Given(content, []).and(...acts);
}

export class Given {
  constructor(
    private readonly content: IncidentContent,
    readonly lines: readonly RecordedEvent[],
  ) {}

  get state(): IncidentState {
    return replay(INCIDENT, this.lines);
  }

  step(nummer: string): StepState {
    const { instruks, trin } = step(nummer);
    const started = this.state.instrukser[instruks];
    if (!started) throw new Error(`${instruks} has not been started`);
    return stepState(started, trin);
  }

  and(...acts: readonly Acts[]): Given {
    return acts.flat().reduce<Given>((so, act) => {
      const outcome = so.outcome(act);
      if (outcome.kind === 'rejected') throw new Error(`given: ${act.body.type} was refused: ${outcome.sentence}`);
      return so.withLines(outcome.recorded);
    }, this);
  }

  when(act: Act): Then {
    return new Then(this, this.outcome(act));
  }

  withLines(lines: readonly RecordedEvent[]): Given {
    return new Given(this.content, [...this.lines, ...lines]);
  }

  private outcome({ actor, body, now, id }: Act): Outcome | Rejection {
    const { state } = this;
    const command = { id: id ?? `c${this.lines.length}`, incident: INCIDENT, actor, now, kanal: 'Teams-tråd', body };
    const outcome = handle(command, state, this.content, RECORDED_AT);
    if (outcome.kind === 'accepted') expect(replay(INCIDENT, [...this.lines, ...outcome.recorded])).toEqual(outcome.state);
    return outcome;
  }
}

type Expected = { readonly type: DomainEvent['type'] } & Readonly<Record<string, unknown>>;

export class Then {
  constructor(
    private readonly before: Given,
    private readonly outcome: Outcome | Rejection,
  ) {}

  /** Exactly these events in this order; of each, at least what is named. */
  then(...events: readonly Expected[]): this {
    const { recorded } = this.accepted();
    expect(recorded.map((line) => line.event.type)).toEqual(events.map((event) => event.type));
    expect(recorded.map((line) => line.event)).toMatchObject(events);
    return this;
  }

  thenRejected(code: string, sentence: string): void {
    expect(this.outcome).toEqual({ kind: 'rejected', code, sentence });
  }

  /** Who is called because of it: "1A kriseleder: Anna Holm → 1A.1 1A.2". Nobody, when none is named. */
  thenCalled(...calls: readonly string[]): this {
    const { recorded } = this.accepted();
    expect(recorded.slice(0, -1).flatMap((line) => line.calls)).toEqual([]);
    expect(recorded.flatMap((line) => line.calls).map(callInWords).sort()).toEqual([...calls].sort());
    return this;
  }

  get lines(): readonly RecordedEvent[] {
    return this.accepted().recorded;
  }

  get state(): IncidentState {
    return this.accepted().state;
  }

  step(nummer: string): StepState {
    const { instruks, trin } = step(nummer);
    const started = this.state.instrukser[instruks];
    if (!started) throw new Error(`${instruks} has not been started`);
    return stepState(started, trin);
  }

  /** What has happened up to and with this: to go on from. */
  get and(): Given {
    return this.before.withLines(this.accepted().recorded);
  }

  private accepted(): Outcome {
    if (this.outcome.kind === 'rejected') throw new Error(`was refused: ${this.outcome.code}: ${this.outcome.sentence}`);
    return this.outcome;
  }
}

/** Before anything has happened. */
export const NOTHING: IncidentState = initialState(INCIDENT);

// ---- words and numbers ---------------------------------------------------------------------------------------

/** "2D.1" → the ids that a command carries. */
export function step(nummer: string): { readonly instruks: string; readonly trin: string } {
  for (const instruks of CONTENT.instrukser) {
    const trin = instruks.afsnit.flatMap((afsnit) => afsnit.trin).find((candidate) => candidate.nummer === nummer);
    if (trin) return { instruks: instruks.id, trin: trin.id };
  }
  throw new Error(`there is no step ${nummer}`);
}

export function callInWords({ instruks, afsnit, rolle, trin, personer }: RoleCall): string {
  const found = findInstruks(CONTENT, instruks);
  const numbers = trin.map((id) => (found && findStep(found, id)?.trin.nummer) ?? id);
  return `${found?.nummer ?? instruks}${afsnit} ${rolle}: ${personer.map((person) => person.name).join(', ') || 'ingen'} → ${numbers.join(' ')}`;
}

/** Danish winter time is an hour ahead of UTC. */
export function instant(clock: string): string {
  const match = /^(?:(\d\d) )?(\d\d)\.(\d\d)(?:\.(\d\d))?$/.exec(clock);
  if (!match) throw new Error(`not a time: ${clock}`);
  const [, day = '21', hour = '', minute = '', second = '00'] = match;
  return new Date(Date.parse(`2026-11-${day}T${hour}:${minute}:${second}.000+01:00`)).toISOString();
}
