import type { Content } from '../content/schema';
import { currentKnude } from '../domain/activation/flow';
import { decide } from '../domain/incident';
import type { PersonRef } from '../domain/person';
import type { Answer, Electorate, PressVote, VoteState } from '../domain/vote/vote';
import { bekraeftStemmeDialog } from './dialogs/bekraeftStemme';
import { forslagDialog } from './dialogs/forslag';
import { ikkeEnigDialog } from './dialogs/ikkeEnig';
import { mundtligStemmeDialog } from './dialogs/mundtligStemme';
import { decidingWords } from './decidingWords';
import { ANNA, BENT, CARLA, GRY, LUKKER_SNART, Scenario, UDENFOR, type GalleryCard, type Opening } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';
import { instruksCard } from './instruksCard';
import { voteCard } from './voteCard';
import { voteConfirmCard } from './voteConfirmCard';

const JENS: PersonRef = { id: 'jens', name: 'Jens Vad' };
const KAJ: PersonRef = { id: 'kaj', name: 'Kaj Østergaard' };
const LIV: PersonRef = { id: 'liv', name: 'Liv Rosenlund' };
const MIA: PersonRef = { id: 'mia', name: 'Mia Thorup' };
const SEATS: Electorate = {
  modtager: BENT,
  kriseleder: { holder: ANNA, deputies: [GRY] },
  styregruppe: [{ medlem: BENT }, { medlem: JENS, suppleant: KAJ }, { medlem: GRY }, { medlem: LIV, suppleant: MIA }],
};
const AGREED: Answer = { enig: true };
const against = (...pairs: readonly (readonly [string, string])[]): Answer => ({
  enig: false,
  uenig: pairs.map(([spoergsmaal, hvorfor]) => ({ spoergsmaal, hvorfor })),
});
const REASONS = {
  hvorfor1: '',
  hvorfor2: 'To kommuner er ramt, så det højeste niveau er rigtigt.',
  hvorfor3: '',
  hvorfor4: '',
  hvorfor5: '',
  hvorfor6: '',
};

/** The styregruppe's vote, from the proposal to the outcome, and its forms. */
export function voteCards(content: Content): readonly GalleryCard[] {
  const put = (opening: Opening = {}) => {
    const scenario = new Scenario(content, opening).reachesTheVote();
    return scenario.proposes(scenario.proposal, SEATS);
  };
  const shown = (name: string, titel: string, scenario: Scenario, notice?: string): GalleryCard => ({
    name: `afstemning-${name}`,
    titel: `Afstemning: ${titel}`,
    card: voteCard({ state: scenario.state, afstemning: latest(scenario).id, now: scenario.now, notice }),
  });
  const open = put();
  const some = put()
    .votes(AGREED, BENT, KAJ)
    .votes(against(['niveau', 'To kommuner er ramt, så det højeste niveau er rigtigt.']), ANNA);
  const oral = put()
    .votes(AGREED, ANNA)
    .does(
      {
        type: 'recordOralVote',
        afstemning: 'aktivering-1',
        version: 1,
        svar: AGREED,
        bekraeftet: false,
        person: JENS,
        tidspunkt: open.now,
        hoertAf: 'Carla Berg',
      },
      CARLA,
    )
    .votes(AGREED, KAJ);
  const changed = put({ oevelse: true }).votes(AGREED, BENT);
  changed.proposes({ ...changed.proposal, begrundelse: 'Nu er Skive også ramt.' }, SEATS);
  const decided = put()
    .votes(AGREED, BENT, ANNA, JENS)
    .votes(against(['opjuster', 'Vi har brug for flere agenter med det samme.']), LIV)
    .votes(AGREED, GRY);
  const rejected = put().votes(against(['aktiver', 'Kommunen kan selv svare.']), BENT, ANNA, JENS, GRY, LIV);
  const none = put().votes(AGREED, BENT, JENS).wait(60).does({ type: 'tick' });
  const deferred = put();
  deferred
    .proposes({ ...deferred.proposal, valg: 'udsaet', udsatTil: new Date(Date.parse(deferred.now) + 7_200_000).toISOString() }, SEATS)
    .votes(AGREED, BENT, ANNA, JENS, LIV);
  const hostile = new Scenario(content, { beskrivelse: HOSTILE, leader: { id: 'x', name: HOSTILE } }).reachesTheVote();
  hostile
    .proposes({ ...hostile.proposal, begrundelse: HOSTILE }, { ...SEATS, kriseleder: { holder: { id: 'x', name: HOSTILE }, deputies: [] } })
    .votes(against(['niveau', HOSTILE]), { id: 'x', name: HOSTILE });
  const almost = put().votes(AGREED, BENT, ANNA, JENS);
  const forms = put({ myndigheder: ['Viborg', 'Skive'] });
  return [
    shown('ny', 'lige lagt frem', open),
    shown('nogle', 'nogle har stemt, for få endnu', some, 'Din stemme er gemt: enig i det hele.'),
    shown('mundtlig', 'en mundtlig stemme, og en suppleant, der ikke tæller med', oral),
    shown('aendret', 'forslaget er ændret (øvelse)', changed),
    shown('vedtaget', 'vedtaget, ét punkt stemt imod, én for sent', decided),
    shown('forkastet', 'ikke vedtaget', rejected),
    shown('for-faa', 'fristen er nået, for få stemmer', none),
    shown('udsat', 'beslutningen er udsat', deferred),
    shown('fjendtlig', 'tekst, der prøver at være kode', hostile),
    shown('fuld', '13 medlemmer, suppleanter og stedfortrædere har stemt med lange begrundelser', crowded(content), HEAVY),
    {
      name: 'afstemning-bekraeft',
      titel: 'Din stemme afgør det',
      card: voteConfirmCard({ state: almost.state, vote: latest(almost), deciding: deciding(almost, AGREED, content) }),
    },
    {
      name: 'afstemning-bekraeft-nej',
      titel: 'Din stemme afgør det: ikke vedtaget',
      card: (() => {
        const last = put().votes(against(['aktiver', 'Kommunen kan selv svare.']), BENT, ANNA, JENS, GRY);
        return voteConfirmCard({
          state: last.state,
          vote: latest(last),
          deciding: deciding(last, against(['aktiver', 'Det er for tidligt.']), content),
        });
      })(),
    },
    {
      name: 'instruks-1-afstemning',
      titel: 'Instruks 1, mens der stemmes: 1A.1 har ingen knap',
      card: instruksCard({ state: open.state, content, instruksId: 'instruks-1', now: open.now }),
    },
    ...formCards(content, forms, almost),
  ];
}

function formCards(content: Content, voting: Scenario, almost: Scenario): readonly GalleryCard[] {
  const { state, now } = voting;
  const vote = latest(voting);
  const knudeOf = (scenario: Scenario) => {
    const knude = currentKnude(scenario.state, content.forloeb);
    if (knude.art !== 'afstemning') throw new Error('there is no vote here');
    return knude;
  };
  const fresh = new Scenario(content).reachesTheVote();
  const closing = new Scenario(content, { aabning: LUKKER_SNART }).reachesTheVote();
  const night = new Scenario(content, { aabning: UDENFOR }).reachesTheVote();
  const base = { content, now, nonce: 'n1', kanNavngive: true };
  const ballot = { dialog: 'ikkeEnig', nonce: 'n1', haendelse: state.id, afstemning: vote.id, version: 1, side: '', ...REASONS } as const;
  return [
    { name: 'dialog-forslag', titel: 'Dialog: læg forslag frem', card: forslagDialog({ ...base, state: fresh.state, knude: knudeOf(fresh) }) },
    {
      name: 'dialog-forslag-lukker',
      titel: 'Dialog: læg forslag frem, kontaktcentret lukker snart',
      card: forslagDialog({ ...base, state: closing.state, knude: knudeOf(closing), kanNavngive: false }),
    },
    {
      name: 'dialog-forslag-akut',
      titel: 'Dialog: læg forslag frem, udenfor åbningstid (felt 6)',
      card: forslagDialog({ ...base, state: night.state, knude: knudeOf(night) }),
    },
    {
      name: 'dialog-forslag-fejl',
      titel: 'Dialog: læg forslag frem, vist igen',
      card: forslagDialog({
        ...base,
        state: fresh.state,
        knude: knudeOf(fresh),
        error: 'Skriv, hvor meget vagtplanen skal opjusteres.',
        values: { version: 0, opjuster: 'ja', begrundelse: HOSTILE },
      }),
    },
    { name: 'dialog-forslag-ret', titel: 'Dialog: ret forslaget', card: forslagDialog({ ...base, state, vote, knude: knudeOf(voting) }) },
    {
      name: 'dialog-forslag-tung',
      titel: 'Dialog: ret forslaget, for lang tekst',
      card: forslagDialog({
        ...base,
        state,
        vote,
        knude: knudeOf(voting),
        error: 'Skriv kortere.',
        values: { version: 1, begrundelse: HEAVY, niveauBegrundelse: HEAVY, moedeBegrundelse: HEAVY },
      }),
    },
    { name: 'dialog-ikke-enig', titel: 'Dialog: ikke enig', card: ikkeEnigDialog({ state, vote, nonce: 'n1' }) },
    {
      name: 'dialog-ikke-enig-fejl',
      titel: 'Dialog: ikke enig, vist igen',
      card: ikkeEnigDialog({ state, vote, nonce: 'n1', values: { ...ballot, hvorfor2: HOSTILE }, error: 'Vælg, hvad du ikke er enig i.' }),
    },
    {
      name: 'dialog-ikke-enig-bekraeft',
      titel: 'Dialog: ikke enig, bekræft',
      card: bekraeftStemmeDialog({ state: almost.state, answer: ballot, deciding: deciding(almost, AGREED, content) }),
    },
    { name: 'dialog-mundtlig', titel: 'Dialog: mundtlig stemme', card: mundtligStemmeDialog({ state, vote, now, me: CARLA, nonce: 'n1' }) },
    {
      name: 'dialog-mundtlig-fejl',
      titel: 'Dialog: mundtlig stemme, vist igen',
      card: mundtligStemmeDialog({
        state,
        vote,
        now,
        me: CARLA,
        nonce: 'n1',
        error: 'Vælg, hvad stemmen var.',
        values: { person: 'jens', dato: '2026-11-21', tid: '13:40', hoertAf: HOSTILE, ...REASONS },
      }),
    },
  ];
}

function latest({ state }: Scenario): VoteState {
  const vote = Object.values(state.afstemninger).at(-1);
  if (!vote) throw new Error('nothing has been put to the vote');
  return vote;
}

/** As the bot asks the core what a vote would lead to. */
function deciding(scenario: Scenario, svar: Answer, content: Content) {
  const { state, now } = scenario;
  const { id: afstemning, version } = latest(scenario);
  const body: PressVote = { type: 'castVote', afstemning, version, svar, bekraeftet: true };
  const decision = decide(
    { id: 'c', incident: state.id, actor: { ...LIV, inRoster: true, styregruppe: true }, now, kanal: '', body },
    state,
    content,
  );
  return decidingWords('Din stemme', decision.kind === 'accepted' ? decision.events : []);
}

/** As many voters as there can be, each with everything that they may write. */
function crowded(content: Content): Scenario {
  const name = (start: string, n: number) => ({ id: `${start}${n}`, name: `${start} ${n} ${HEAVY.slice(0, 90)}` });
  const members = Array.from({ length: 13 }, (_, n) => name('Medlem', n));
  const others = Array.from({ length: 13 }, (_, n) => name('Suppleant', n));
  const deputies = [1, 2, 3].map((n) => name('Stedfortræder', n));
  const vaelgere: Electorate = {
    modtager: members[0] ?? BENT,
    kriseleder: { holder: ANNA, deputies },
    styregruppe: members.map((medlem, n) => ({ medlem, suppleant: others[n] })),
  };
  const scenario = new Scenario(content).reachesTheVote();
  const long = HEAVY.slice(0, 500);
  const { proposal } = scenario;
  const aktivering = proposal.aktivering && {
    ...proposal.aktivering,
    niveauBegrundelse: long,
    opjusterBegrundelse: long,
    moedeBegrundelse: long,
    opjuster: true,
    opjusterHvorMeget: long,
  };
  scenario.proposes({ ...proposal, begrundelse: long, aktivering }, vaelgere);
  const no = against(['aktiver', long], ['niveau', long], ['opjuster', long], ['moede', long]);
  return scenario.votes(no, ...others, ...deputies, ANNA, ...members);
}
