import { outcomeText } from '../../src/cards/activationMessages';
import { voteCard } from '../../src/cards/voteCard';
import type { Proposal } from '../../src/domain/activation/activation';
import { toLogLine } from '../../src/domain/logbook/line';
import { agrees, CLOSED, disagrees, does, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours, YES } from '../support/activation';
import { ANNA, EVA, type Given, instant, type Person, PUBLISHED } from '../support/given';
import { wordsIn } from './cardTools';

/** Each decision that is put to the vote, each proposal, and each way in which it can end, as people read it. */
const ABOUT = { aktivering: 'Aktivering af krisestaben', 'akut-behov': 'Uløseligt, akut behov udenfor åbningstid' } as const;
type Decision = keyof typeof ABOUT;

const PROPOSALS: Readonly<Record<Decision, readonly Proposal[]>> = {
  aktivering: [
    YES,
    { valg: 'nej', begrundelse: 'Kommunen kan selv' },
    { valg: 'udsaet', begrundelse: 'Vi ved mere om lidt', udsatTil: instant('16.00') },
  ],
  'akut-behov': [
    { valg: 'ja', begrundelse: 'Ældre kan ikke få hjælp' },
    { valg: 'nej', begrundelse: 'Det kan vente' },
  ],
};

const ENDINGS = {
  alle: { for: [EVA, ANNA, IDA, JENS], imod: [] },
  ingen: { for: [], imod: [EVA, ANNA, IDA, JENS] },
  'lige, kriselederen for': { for: [ANNA, IDA], imod: [EVA, JENS] },
  'lige, kriselederen imod': { for: [EVA, JENS], imod: [ANNA, IDA] },
  'for få': { for: [EVA, IDA], imod: [] },
} as const;
type Ending = keyof typeof ENDINGS;

/** Voted until the deadline at 14.30. */
function ended(decision: Decision, proposal: Proposal, ending: Ending): Given {
  const id = `${decision}-1`;
  const begun = decision === 'aktivering' ? during(OPEN, untilTheHours()) : during(CLOSED, untilTheHours(), does(EVA, 'orienter-styregruppen'));
  const all = ENDINGS[ending];
  const votes = [...all.for.map((who: Person) => agrees(who, true, id)), ...all.imod.map((who: Person) => disagrees(who, NO, true, id))];
  const voted = begun.and(proposes(ANNA, decision, proposal), votes);
  const open = !voted.state.afstemninger[id]?.udfald;
  // The reminder falls due first.
  return open ? voted.and(ticks().at('14.10'), ticks().at('14.30')) : voted;
}

const TIE = 'Der var stemmelighed, og kriselederens stemme afgjorde det.';
const WORDS: Readonly<Record<Decision, Readonly<Record<string, { readonly vedtaget: string; readonly forkastet: string }>>>> = {
  aktivering: {
    ja: { vedtaget: 'Krisestaben aktiveres', forkastet: 'Krisestaben aktiveres ikke' },
    nej: { vedtaget: 'Krisestaben aktiveres ikke', forkastet: 'Det er ikke besluttet, om krisestaben aktiveres: læg et nyt forslag frem' },
    udsaet: {
      vedtaget: 'Beslutningen udsættes til 21.11. 16.00',
      forkastet: 'Beslutningen er ikke udsat, og intet er besluttet: læg et nyt forslag frem',
    },
  },
  'akut-behov': {
    ja: {
      vedtaget: 'Udvidet beredskab sættes i gang, fordi behovet er akut',
      forkastet: 'Behovet er ikke akut, så sagen venter, til kontaktcentret åbner',
    },
    nej: {
      vedtaget: 'Sagen venter, til kontaktcentret åbner, fordi behovet ikke er akut',
      forkastet: 'Det er ikke besluttet, om behovet er akut: læg et nyt forslag frem',
    },
  },
};

const cases = (Object.keys(PROPOSALS) as Decision[]).flatMap((decision) =>
  PROPOSALS[decision].flatMap((proposal) => (Object.keys(ENDINGS) as Ending[]).map((ending) => [decision, proposal.valg, ending, proposal] as const)),
);

it.each(cases)('%s, forslag %s, %s', (decision, valg, ending, proposal) => {
  const given = ended(decision, proposal, ending);
  const vote = given.state.afstemninger[`${decision}-1`]!;
  const about = `${ABOUT[decision]}, hændelse 3.`;
  const message = outcomeText(vote, given.state);
  const card = wordsIn(voteCard({ state: given.state, afstemning: vote.id, now: instant('14.31') })).join('|');
  const line = toLogLine(
    given.lines.find(({ event }) => event.type === 'AfstemningClosed')!,
    PUBLISHED,
  );
  if (ending === 'for få') {
    expect(message).toBe(`Ingen beslutning, for få stemte: ${about} Ring til dem, der mangler, og læg forslaget frem igen.`);
    expect(card).toContain('⚠ Ingen beslutning: for få stemmer · fristen nået 14.30. Ring til dem, der mangler.');
    expect(line).toMatchObject({
      beslutning: null,
      indhold: expect.stringContaining('Afstemningen er slut: ikke nok stemmer til en beslutning (fristen er nået). Selve forslaget: 2 for, 0 imod'),
    });
    return;
  }
  const adopted = ending === 'alle' || ending === 'lige, kriselederen for';
  const tied = ending.startsWith('lige');
  const { vedtaget, forkastet } = WORDS[decision][valg]!;
  const words = adopted ? `Vedtaget: ${vedtaget}` : `Forslaget er stemt ned. ${forkastet}`;
  expect(message).toBe(`${words}. ${about}${tied ? ` ${TIE}` : ''}`);
  expect(card).toContain(
    `${adopted ? '✔' : '✖'} ${words} · ${ending === 'alle' ? 'afgjort 14.00' : 'fristen nået 14.30'}${tied ? ' · stemmelighed, og kriselederens stemme afgjorde det' : ''}`,
  );
  expect(line.beslutning).toBe(adopted ? vedtaget : forkastet);
  expect(line.indhold).toContain(
    `Afstemningen er slut: ${adopted ? 'vedtaget' : 'stemt ned'} (${ending === 'alle' ? 'reglen er opfyldt' : 'fristen er nået'}${tied ? ', stemmelighed, og kriselederens stemme afgjorde det' : ''}). ${adopted ? vedtaget : forkastet}. Selve forslaget: ${adopted ? 'vedtaget' : 'ikke vedtaget'} (`,
  );
});

it('what is said of the parts of a proposal that was voted down decides nothing, and is not called adopted', () => {
  const { lines } = ended('aktivering', YES, 'ingen');
  const line = toLogLine(
    lines.find(({ event }) => event.type === 'AfstemningClosed')!,
    PUBLISHED,
  );
  expect(line.indhold).toContain('; niveauet: 4 for, 0 imod');
});
