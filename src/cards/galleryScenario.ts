import type { Content } from '../content/schema';
import type { CommandBody } from '../domain/command';
import { handle } from '../domain/incident';
import type { Trin } from '../domain/instruks';
import type { Actor, PersonRef } from '../domain/person';
import { initialState, type IncidentState } from '../domain/state';
import type { AdaptiveCard } from './render';

export const ANNA: PersonRef = { id: 'anna', name: 'Anna Holm' };
export const BENT: PersonRef = { id: 'bent', name: 'Bent Krogh' };
export const CARLA: PersonRef = { id: 'carla', name: 'Carla Berg' };
export const EVA: PersonRef = { id: 'eva', name: 'Eva Sø' };
export const GRY: PersonRef = { id: 'gry', name: 'Gry Lund' };
export const PEOPLE: readonly PersonRef[] = [ANNA, BENT, CARLA, EVA, GRY, { id: 'hans', name: 'Hans Ørum' }, { id: 'ida', name: 'Ida Skov' }];

const START = Date.parse('2026-11-21T12:30:00.000Z');

export interface Opening {
  readonly nr?: number;
  readonly beskrivelse?: string;
  readonly myndigheder?: readonly string[];
  readonly oevelse?: boolean;
  readonly vacant?: boolean;
  readonly leader?: PersonRef;
}

export interface GalleryCard {
  /** A file name. */
  readonly name: string;
  readonly titel: string;
  readonly card: AdaptiveCard;
}

/** An incident told as commands, so that a gallery state is always one that the core can really get into. */
export class Scenario {
  state: IncidentState;
  private minutes = 0;
  private commands = 0;

  constructor(
    private readonly content: Content,
    opening: Opening = {},
  ) {
    this.state = initialState('h-7f3a9c1e5b2d4068a1c3e5f7');
    const seat = (holder: PersonRef, ...deputies: PersonRef[]) => ({
      holder: opening.vacant ? undefined : holder,
      deputies: opening.vacant ? [] : deputies,
    });
    this.does({
      type: 'openHaendelse',
      nr: opening.nr ?? 3,
      beskrivelse: opening.beskrivelse ?? 'Telefonerne er nede\nIngen kan ringe til kommunen siden kl. 13.',
      myndigheder: (opening.myndigheder ?? ['Viborg']).map((navn) => ({ navn })),
      modtager: BENT,
      roller: {
        kriseleder: seat(opening.leader ?? ANNA, BENT),
        logfoerer: seat(CARLA),
        procesansvarlig: seat(EVA),
        bemandingsansvarlig: seat(GRY),
      },
      styregruppe: [BENT, { id: 'ida', name: 'Ida Skov' }, { id: 'jens', name: 'Jens Vad' }],
      contentHash: this.content.hash,
      oevelse: opening.oevelse ?? false,
    });
  }

  get now(): string {
    return new Date(START + this.minutes * 60_000).toISOString();
  }

  wait(minutes: number): this {
    this.minutes += minutes;
    return this;
  }

  /** @throws when the core refuses: a gallery state that cannot be reached is no state. */
  does(body: CommandBody, by: PersonRef = EVA): this {
    const actor: Actor = { ...by, inRoster: true, styregruppe: false };
    const command = { id: `c${(this.commands += 1)}`, incident: this.state.id, actor, now: this.now, kanal: 'Teams-tråd', body };
    const outcome = handle(command, this.state, this.content, this.now);
    if (outcome.kind === 'rejected') throw new Error(`${body.type}: ${outcome.sentence}`);
    this.state = outcome.state;
    this.minutes += 1;
    return this;
  }

  starts(instruks: string): this {
    return this.state.instrukser[instruks] ? this : this.does({ type: 'startInstruks', instruks });
  }

  completes(instruks: string, ids: readonly string[], by: PersonRef = EVA): this {
    for (const trin of ids) this.does({ type: 'completeStep', instruks, trin }, by);
    return this;
  }

  decides(instruks: string, trin: string, valg: string, tekst = '', beslutter = 'Anna Holm', begrundelse = 'Borgerne kan ikke komme igennem.'): this {
    return this.does({ type: 'decideStep', instruks, trin, valg, tekst, beslutter, begrundelse });
  }

  /** Everything in an instruks, in an order in which nothing is locked; `text` goes into every decision, comment and name. */
  finishes(instruksId: string, text: string, by: PersonRef): this {
    this.starts(instruksId);
    for (const trin of this.stepsOf(instruksId)) {
      const place = { instruks: instruksId, trin: trin.id };
      this.does({ type: 'assignStep', ...place, til: by }, by);
      if (trin.art === 'beslutning')
        this.does({ type: 'decideStep', ...place, valg: trin.valg?.[0]?.id, tekst: text, beslutter: text, begrundelse: text }, by);
      else this.does({ type: 'completeStep', ...place }, by);
      for (let i = 0; i < 3; i += 1) this.does({ type: 'commentStep', ...place, tekst: text }, by);
    }
    return this;
  }

  /** Every step of an instruks given to somebody of that name and commented, none done. */
  talksOver(instruks: string, text: string): this {
    for (const { id: trin } of this.stepsOf(instruks)) {
      this.does({ type: 'assignStep', instruks, trin, til: { id: 'z', name: text } });
      for (let i = 0; i < 3; i += 1) this.does({ type: 'commentStep', instruks, trin, tekst: text });
    }
    return this;
  }

  private stepsOf(instruksId: string): readonly Trin[] {
    return this.content.instrukser.find(({ id }) => id === instruksId)?.afsnit.flatMap((afsnit) => afsnit.trin) ?? [];
  }
}
