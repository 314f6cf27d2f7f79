import type { Content } from '../content/schema';
import type { OpeningStatus } from '../domain/activation/openingHours';
import type { CommandBody } from '../domain/command';
import { UDFOERT, type Proposal } from '../domain/activation/activation';
import { firstMeeting } from '../domain/activation/consequences';
import { currentKnude } from '../domain/activation/flow';
import { handle } from '../domain/incident';
import type { Trin } from '../domain/instruks';
import type { Actor, PersonRef } from '../domain/person';
import { initialState, stepState, type IncidentState } from '../domain/state';
import type { Answer, Electorate } from '../domain/vote/vote';
import type { AdaptiveCard } from './render';

export const ANNA: PersonRef = { id: 'anna', name: 'Anna Holm' };
export const BENT: PersonRef = { id: 'bent', name: 'Bent Krogh' };
export const CARLA: PersonRef = { id: 'carla', name: 'Carla Berg' };
export const EVA: PersonRef = { id: 'eva', name: 'Eva Sø' };
export const GRY: PersonRef = { id: 'gry', name: 'Gry Lund' };
export const PEOPLE: readonly PersonRef[] = [ANNA, BENT, CARLA, EVA, GRY, { id: 'hans', name: 'Hans Ørum' }, { id: 'ida', name: 'Ida Skov' }];

/** The day of the gallery is a Saturday, so only the closed one is what the real week says. */
const INDENFOR: OpeningStatus = {
  aaben: true,
  aarsag: 'åbent til 20.00',
  lukkerOmMinutter: 395,
  naesteAabning: '2026-11-22T15:00:00.000Z',
  advarsel: false,
};
export const UDENFOR: OpeningStatus = { aaben: false, aarsag: 'lukket: lørdag', naesteAabning: '2026-11-22T15:00:00.000Z', advarsel: false };
export const LUKKER_SNART: OpeningStatus = {
  aaben: true,
  aarsag: 'åbent til 14.00',
  lukkerOmMinutter: 35,
  naesteAabning: '2026-11-22T15:00:00.000Z',
  advarsel: true,
};

const START = Date.parse('2026-11-21T12:30:00.000Z');

export interface Opening {
  readonly nr?: number;
  readonly beskrivelse?: string;
  readonly myndigheder?: readonly string[];
  readonly oevelse?: boolean;
  readonly vacant?: boolean;
  readonly leader?: PersonRef;
  /** As the opening hours were when the request was received. */
  readonly aabning?: OpeningStatus;
  readonly medlem?: boolean;
  readonly styregruppe?: readonly PersonRef[];
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
      myndigheder: (opening.myndigheder ?? ['Viborg']).map((navn) => ({ navn, medlem: opening.medlem ?? true })),
      modtager: BENT,
      roller: {
        kriseleder: seat(opening.leader ?? ANNA, BENT),
        logfoerer: seat(CARLA),
        procesansvarlig: seat(EVA),
        bemandingsansvarlig: seat(GRY),
      },
      styregruppe: opening.styregruppe ?? [BENT, { id: 'ida', name: 'Ida Skov' }, { id: 'jens', name: 'Jens Vad' }],
      contentHash: this.content.hash,
      oevelse: opening.oevelse ?? false,
      modtagelse: { fra: 'Vagtchefen i Viborg', tidspunkt: new Date(START - 5 * 60_000).toISOString() },
      aabning: opening.aabning ?? INDENFOR,
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
    if (this.content.forloeb.kunHerfra.includes(instruks)) this.reachesTheVote();
    return this.state.instrukser[instruks] ? this : this.does({ type: 'startInstruks', instruks });
  }

  /** From START HER to the node at which the styregruppe votes. */
  reachesTheVote(): this {
    for (let knude = currentKnude(this.state, this.content.forloeb); knude.art === 'spoergsmaal' || knude.art === 'handling';) {
      const svar = knude.art === 'handling' ? UDFOERT : (knude.svar.at(-1)?.id ?? '');
      this.does({ type: 'answerForloeb', knude: knude.id, svar, begrundelse: 'Kommunen kan ikke selv nå at svare.' }, BENT);
      knude = currentKnude(this.state, this.content.forloeb);
    }
    return this;
  }

  get proposal(): Proposal {
    return {
      valg: 'ja',
      begrundelse: 'Ingen kan ringe til kommunen.',
      aktivering: {
        niveau: 'ddh-beredskab',
        niveauBegrundelse: 'Hellere et trin for højt.',
        opjuster: false,
        opjusterHvorMeget: '',
        opjusterBegrundelse: 'Behovet bliver vurderet på mødet.',
        moede: firstMeeting(this.now, this.content),
        moedeBegrundelse: 'Hurtigst muligt.',
      },
    };
  }

  /** Puts the proposal to the vote, or changes the one that is being voted on. */
  proposes(forslag: Proposal = this.proposal, vaelgere: Electorate = this.electorate, by: PersonRef = ANNA): this {
    const open = Object.values(this.state.afstemninger).find((vote) => !vote.udfald);
    return this.does(
      { type: 'putProposal', knude: currentKnude(this.state, this.content.forloeb).id, forslag, vaelgere, version: open?.version },
      by,
    );
  }

  votes(svar: Answer, ...people: readonly PersonRef[]): this {
    for (const person of people) {
      const vote = Object.values(this.state.afstemninger).at(-1);
      if (vote) this.does({ type: 'castVote', afstemning: vote.id, version: vote.version, svar, bekraeftet: true }, person);
    }
    return this;
  }

  /** Instruks 1 A as it is decided: by a vote. */
  activates(aktivering: Partial<NonNullable<Proposal['aktivering']>> = {}): this {
    this.reachesTheVote();
    const { proposal } = this;
    this.proposes(proposal.aktivering ? { ...proposal, aktivering: { ...proposal.aktivering, ...aktivering } } : proposal);
    const { modtager, kriseleder, styregruppe } = this.electorate;
    const others = styregruppe.map(({ medlem }) => medlem).filter(({ id }) => id !== modtager.id);
    return this.votes({ enig: true }, modtager, ...(kriseleder.holder ? [kriseleder.holder] : []), ...others.slice(0, 2));
  }

  private get electorate(): Electorate {
    const { roller, styregruppe, openedBy } = this.state;
    return { modtager: roller.modtager.holder ?? openedBy, kriseleder: roller.kriseleder, styregruppe: styregruppe.map((medlem) => ({ medlem })) };
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
    if (this.content.forloeb.kunHerfra.includes(instruksId)) this.activates();
    this.starts(instruksId);
    for (const trin of this.stepsOf(instruksId)) {
      if (this.isDone(instruksId, trin.id)) continue;
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

  private isDone(instruksId: string, trin: string): boolean {
    const started = this.state.instrukser[instruksId];
    return started !== undefined && stepState(started, trin).status.kind !== 'aaben';
  }

  private stepsOf(instruksId: string): readonly Trin[] {
    return this.content.instrukser.find(({ id }) => id === instruksId)?.afsnit.flatMap((afsnit) => afsnit.trin) ?? [];
  }
}
