import type { PersonRef } from '../../../src/domain/person';
import { countedVotes, missingVoters } from '../../../src/domain/vote/counting';
import { quorumLacks, quorumSentence } from '../../../src/domain/vote/quorum';
import type { Electorate } from '../../../src/domain/vote/vote';
import { ACTIVATION, against, agrees, disagrees, minute, opened, person, RAISE, RAISE_BY_SEATS, ticks, votes, type Story } from './given';

/** The receiver sits in the styregruppe, and so does the kriseleder's first deputy. */
const RITA = person('rita');
const KAJ = person('kaj');
const DORA = person('dora');
const DAN = person('dan');
const MIA = person('mia');
const MO = person('mo');
const MAX = person('max');
const SUS = person('sus');

const SEATS = [{ medlem: RITA }, { medlem: DORA }, { medlem: MIA, suppleant: SUS }, { medlem: MO }, { medlem: MAX }];
const ELECTORATE: Electorate = { modtager: RITA, kriseleder: { holder: KAJ, deputies: [DORA, DAN] }, styregruppe: SEATS };

const counted = ({ vote }: Story) => countedVotes(vote).map((ballot) => ballot.person.id);
const missing = ({ vote }: Story) => missingVoters(vote).map(({ id }) => id);
const outcome = ({ vote }: Story) => vote.udfald && `${vote.udfald.resultat}, ${vote.udfald.grund}`;
const all = (act: typeof agrees, ...people: PersonRef[]) => people.map((one) => act(one));

const story = opened(ELECTORATE);

describe('8: activation needs the receiver, the kriseleder and two others of the styregruppe, and a majority for', () => {
  it('is adopted the moment the fourth of them agrees', () => {
    const three = story.and(...all(agrees, RITA, KAJ, MIA));
    expect(outcome(three)).toBeUndefined();
    expect(outcome(three.and(agrees(MO, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it.each<[string, PersonRef[], string]>([
    ['nobody', [], 'Der mangler: modtageren, kriselederen eller en stedfortræder og 2 fra styregruppen.'],
    ['no receiver', [KAJ, MIA, MO, MAX], 'Der mangler: modtageren.'],
    ['no kriseleder', [RITA, MIA, MO, MAX], 'Der mangler: kriselederen eller en stedfortræder.'],
    ['too few others: the receiver is not one of them', [RITA, KAJ, MIA], 'Der mangler: 1 fra styregruppen.'],
  ])('is not adopted with %s', (_, people, sentence) => {
    const some = story.and(...all(agrees, ...people));
    expect(outcome(some)).toBeUndefined();
    expect(quorumSentence(some.vote)).toBe(sentence);
  });

  it('is not adopted while as many are against as for', () => {
    const even = story.and(...all(disagrees, RITA, MIA), ...all(agrees, KAJ, MO));
    expect(quorumSentence(even.vote)).toBe('Nok har stemt til, at der kan besluttes.');
    expect(outcome(even)).toBeUndefined();
    expect(outcome(even.and(agrees(MAX, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('cannot be adopted where there is neither kriseleder nor deputy, and says so', () => {
    const vacant = opened({ ...ELECTORATE, kriseleder: { deputies: [] } }).and(...all(agrees, RITA, DORA, MIA, MO));
    expect(quorumSentence(vacant.vote)).toBe(
      'Der er hverken en kriseleder eller en stedfortræder, så der kan ikke besluttes noget. Udpeg en kriseleder, og start afstemningen igen.',
    );
    expect(outcome(vacant.and(agrees(MAX, { confirmed: true })))).toBe('ikke-beslutningsdygtig, alle-har-stemt');
  });

  it('needs four persons even where three fill all the places', () => {
    const receiverLeads = opened({ ...ELECTORATE, kriseleder: { holder: RITA, deputies: [] } });
    const three = receiverLeads.and(...all(agrees, RITA, MIA, MO));
    expect(quorumLacks(three.vote)).toMatchObject({ roller: [], personer: 1 });
    expect(quorumSentence(three.vote)).toBe('Mindst 4 forskellige personer skal stemme, så 1 mere mangler.');
    expect(outcome(three.and(agrees(MAX, { confirmed: true })))).toBe('vedtaget, reglen');
  });
});

describe('9: a deputy kriseleder from the styregruppe is one person', () => {
  it('fills the kriseleder’s place and none of the two others', () => {
    const three = story.and(...all(agrees, RITA, DORA, MIA));
    expect(counted(three)).toEqual(['rita', 'dora', 'mia']);
    expect(quorumSentence(three.vote)).toBe('Der mangler: 1 fra styregruppen.');
    expect(outcome(three.and(agrees(MO, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('no more than the kriseleder who sits there: the place of a member is not filled too, whoever else might lead', () => {
    const leaderOnSeat: Electorate = { modtager: RITA, kriseleder: { holder: MIA, deputies: [DAN] }, styregruppe: SEATS };
    const three = opened(leaderOnSeat, { ...ACTIVATION, mindstPersoner: 3 }).and(...all(agrees, RITA, MIA, MO));
    expect(quorumSentence(three.vote)).toBe('Der mangler: 1 fra styregruppen.');
  });

  it('sits on the own seat when the kriseleder has voted', () => {
    expect(outcome(story.and(...all(agrees, RITA, DORA, MIA), agrees(KAJ, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('leaves the kriseleder’s place to the next deputy when that completes the quorum', () => {
    expect(outcome(story.and(...all(agrees, RITA, DORA, MIA), agrees(DAN, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('is eligible at once; a deputy without a seat counts only until the kriseleder votes', () => {
    const withDeputy = story.and(agrees(DAN));
    expect(counted(withDeputy)).toEqual(['dan']);
    expect(counted(withDeputy.and(disagrees(KAJ)))).toEqual(['kaj']);
    expect(counted(story.and(agrees(KAJ), disagrees(DAN)))).toEqual(['kaj']);
  });

  it('has one vote with the other deputies: of those without a seat the first in call order counts', () => {
    const { vote } = opened({ ...ELECTORATE, kriseleder: { holder: KAJ, deputies: [DAN, SUS] }, styregruppe: [] }).and(agrees(SUS), disagrees(DAN));
    expect(countedVotes(vote).map((ballot) => ballot.person.id)).toEqual(['dan']);
  });
});

describe('10: a suppleant votes for the person represented', () => {
  it('and the vote says for whom', () => {
    const { vote } = story.and(agrees(SUS));
    expect(vote.stemmer).toEqual([{ person: SUS, uenig: [], repraesenterer: MIA, at: minute(1), nr: 2 }]);
    expect(story.and(agrees(MIA)).vote.stemmer[0]).not.toHaveProperty('repraesenterer');
  });

  it.each([
    ['before', [agrees(MIA), disagrees(SUS)]],
    ['after', [disagrees(SUS), agrees(MIA)]],
  ])('until the member votes: the own vote beats it, whether it came %s', (_, acts) => {
    expect(countedVotes(story.and(...acts).vote)).toMatchObject([{ person: MIA, uenig: [] }]);
  });

  it('fills a place of the styregruppe', () => {
    expect(outcome(story.and(...all(agrees, RITA, KAJ, SUS), agrees(MO, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('of two members votes for the one who has not voted', () => {
    const shared = opened({ ...ELECTORATE, styregruppe: [MIA, MO].map((medlem) => ({ medlem, suppleant: SUS })) });
    expect(shared.and(agrees(MIA), agrees(SUS)).vote.stemmer[1]).toMatchObject({ person: SUS, repraesenterer: MO });
  });

  it('who is also a member votes for the own seat only, and leaves the other one open', () => {
    const shared = opened({ ...ELECTORATE, styregruppe: [{ medlem: MIA, suppleant: MO }, { medlem: MO }] }).and(agrees(MO));
    expect(shared.vote.stemmer[0]).not.toHaveProperty('repraesenterer');
    expect(missing(shared)).toEqual(['rita', 'kaj', 'mia']);
  });
});

describe('13 and 15: a rejection', () => {
  it('waits for everybody: a majority against does not close', () => {
    const most = story.and(...all(disagrees, RITA, KAJ, MIA, MO, MAX));
    expect(outcome(most)).toBeUndefined();
    expect(missing(most)).toEqual(['dora']);
    expect(outcome(most.and(agrees(DORA, { confirmed: true })))).toBe('forkastet, alle-har-stemt');
  });

  it('does not wait for a place for which somebody else has voted', () => {
    const most = story.and(...all(disagrees, RITA, DORA, SUS, MO, DAN));
    expect(missing(most)).toEqual(['max']);
    expect(outcome(most.and(disagrees(MAX, { confirmed: true })))).toBe('forkastet, alle-har-stemt');
  });

  it('waits for a receiver whose suppleant has voted: without the receiver nothing can be decided', () => {
    const seats = [{ medlem: RITA, suppleant: SUS }, { medlem: MIA }, { medlem: MO }];
    const most = opened({ ...ELECTORATE, kriseleder: { holder: KAJ, deputies: [] }, styregruppe: seats }).and(...all(agrees, SUS, KAJ, MIA, MO));
    expect(outcome(most)).toBeUndefined();
    expect(missing(most)).toEqual(['rita']);
    expect(outcome(most.and(agrees(RITA, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it('comes with the deadline, and names those who did not vote', () => {
    const { vote } = story.and(...all(disagrees, RITA, KAJ, MIA, MO), ticks(30));
    expect(vote.udfald).toMatchObject({ resultat: 'forkastet', grund: 'fristen', ikkeStemt: [DORA, MAX], at: minute(30), nr: 6 });
    expect(vote.udfald!.stemmer).toContainEqual({ person: KAJ, uenig: [{ spoergsmaal: 'aktiver', hvorfor: 'For tidligt' }] });
  });

  it('is not one without a quorum', () => {
    expect(outcome(story.and(...all(disagrees, RITA, MIA, MO), ticks(30)))).toBe('ikke-beslutningsdygtig, fristen');
    expect(outcome(story.and(ticks(30)))).toBe('ikke-beslutningsdygtig, fristen');
  });
});

describe('a tie', () => {
  it.each([
    ['for', 'vedtaget, fristen', [agrees(KAJ), agrees(MIA), disagrees(RITA), disagrees(MO)]],
    ['against', 'forkastet, fristen', [disagrees(KAJ), disagrees(MIA), agrees(RITA), agrees(MO)]],
  ])('is decided by the kriseleder at the deadline: %s', (_, expected, acts) => {
    expect(outcome(story.and(...acts, ticks(30)))).toBe(expected);
  });

  it('is decided by the first in call order of the deputies who could fill the place', () => {
    const acts = [disagrees(DORA), disagrees(RITA), disagrees(MAX), agrees(DAN), agrees(MIA), agrees(MO, { confirmed: true })];
    expect(outcome(story.and(...acts))).toBe('forkastet, alle-har-stemt');
  });

  it('is decided by the deputy who fills the place', () => {
    expect(outcome(story.and(agrees(DORA), agrees(MIA), disagrees(RITA), disagrees(MO), ticks(30)))).toBe('vedtaget, fristen');
  });

  it('is no majority for where the one who decides has not voted', () => {
    const raise = opened({ ...ELECTORATE, kriseleder: { holder: KAJ, deputies: [] } }, RAISE);
    expect(outcome(raise.and(...all(disagrees, RITA, MAX), ...all(agrees, MIA, MO), ticks(30)))).toBe('forkastet, fristen');
  });

  it('is decided by whom the rule names', () => {
    const byReceiver = opened(ELECTORATE, { ...ACTIVATION, stemmelighedAfgoeresAf: 'modtager' });
    expect(outcome(byReceiver.and(agrees(RITA), agrees(MIA), disagrees(KAJ), disagrees(MO), ticks(30)))).toBe('vedtaget, fristen');
  });
});

describe('11: each question is decided by itself', () => {
  it('and a disagreement counts against the named one only', () => {
    const acts = [votes(RITA, against('niveau')), votes(KAJ, against('niveau')), votes(MIA, against('niveau')), agrees(MO, { confirmed: true })];
    expect(story.and(...acts).vote.udfald).toMatchObject({
      resultat: 'vedtaget',
      spoergsmaal: [
        { id: 'aktiver', vedtaget: true, for: 4, imod: 0 },
        { id: 'niveau', vedtaget: false, for: 1, imod: 3 },
      ],
    });
  });

  it('by the same votes: receiver, kriseleder without a seat, and each seat count once for every question', () => {
    const acts = [votes(RITA, against('niveau')), votes(KAJ, against('niveau')), agrees(MIA), votes(MO, against('niveau'), { confirmed: true })];
    const { stemmer, spoergsmaal } = story.and(...acts).vote.udfald!;
    expect(stemmer.map(({ person }) => person.id)).toEqual([RITA, KAJ, MIA, MO].map(({ id }) => id));
    for (const { for: yes, imod } of spoergsmaal) expect(yes + imod).toBe(stemmer.length);
    expect(spoergsmaal[1]).toMatchObject({ vedtaget: false, for: 1, imod: 3 });
  });

  it('with the tie as elsewhere', () => {
    const acts = [agrees(RITA), votes(KAJ, against('niveau')), votes(MIA, against('niveau')), agrees(MO, { confirmed: true })];
    expect(story.and(...acts).vote.udfald!.spoergsmaal[1]).toEqual({ id: 'niveau', vedtaget: false, for: 2, imod: 2 });
  });
});

describe('another rule: three of the styregruppe', () => {
  it('needs neither receiver nor kriseleder as such: the receiver is one of the three', () => {
    const raise = opened(ELECTORATE, RAISE).and(...all(agrees, RITA, DORA));
    expect(quorumSentence(raise.vote)).toBe('Der mangler: 1 fra styregruppen.');
    expect(outcome(raise.and(agrees(SUS, { confirmed: true })))).toBe('vedtaget, reglen');
  });
});

describe('15: whether the vagtplan is raised is the styregruppe’s majority', () => {
  const raise = opened({ ...ELECTORATE, modtager: person('ruth') }, RAISE_BY_SEATS);

  it('so the kriseleder’s vote adds nothing to it', () => {
    const acts = [...all(disagrees, MAX, RITA), ...all(agrees, MIA, MO), agrees(KAJ, { confirmed: true })];
    const even = raise.and(...acts);
    expect(counted(even)).toEqual(['max', 'rita', 'mia', 'mo']);
    expect(outcome(even)).toBeUndefined();
    expect(outcome(even.and(agrees(DORA, { confirmed: true })))).toBe('vedtaget, reglen');
    expect(outcome(opened(ELECTORATE, RAISE).and(...acts))).toBe('vedtaget, reglen');
  });

  it('nor makes up for one of the three', () => {
    const two = raise.and(...all(agrees, MIA, MO, KAJ));
    expect(quorumSentence(two.vote)).toBe('Der mangler: 1 fra styregruppen.');
    expect(outcome(two.and(ticks(60)))).toBe('ikke-beslutningsdygtig, fristen');
    expect(outcome(two.and(agrees(MAX, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it.each([
    ['for', agrees, 'vedtaget, fristen'],
    ['against', disagrees, 'forkastet, fristen'],
  ])('but a tie is still the kriseleder’s: %s', (_, act, expected) => {
    const acts = [...all(disagrees, MAX, RITA), ...all(agrees, MIA, MO), act(KAJ), ticks(60)];
    const { vote } = raise.and(...acts);
    expect(vote.udfald).toMatchObject({
      stemmelighedAfgjortAf: 'kriseleder',
      spoergsmaal: [
        { for: 2, imod: 2 },
        { for: 4, imod: 0 },
      ],
    });
    expect(outcome(raise.and(...acts))).toBe(expected);
  });

  it('so a rejection waits for the kriseleder too', () => {
    const deputyWithoutSeat = { ...ELECTORATE, kriseleder: { holder: KAJ, deputies: [DAN] } };
    const most = opened(deputyWithoutSeat, RAISE_BY_SEATS).and(...all(disagrees, RITA, MIA, MO, MAX, DORA));
    expect(outcome(most)).toBeUndefined();
    expect(missing(most)).toEqual(['kaj']);
    expect(outcome(most.and(agrees(KAJ, { confirmed: true })))).toBe('forkastet, alle-har-stemt');
  });

  it('and a receiver without a seat is not asked', () => {
    raise.thenRefused(
      agrees(person('ruth')),
      'ingen-stemmeret',
      'Du kan ikke stemme her. Det kan styregruppen og dens suppleanter. Ved stemmelighed afgør kriselederen det.',
    );
    expect(missing(raise)).toEqual(['kaj', 'rita', 'dora', 'mia', 'mo', 'max']);
  });
});

describe('§7: with the kriseleder unreachable, the deputy from the styregruppe is eligible at once (8, 9)', () => {
  it('given the kriseleder is silent, when the deputy votes, then the deputy fills the kriseleder’s place and the quorum is there', () => {
    const { vote } = story.and(...all(agrees, RITA, DORA, MIA), agrees(MO, { confirmed: true }));
    expect(vote.udfald).toMatchObject({ resultat: 'vedtaget', grund: 'reglen' });
    expect(vote.udfald!.ikkeStemt).toContainEqual(KAJ);
  });

  it('given the kriseleder has voted, when the deputy votes too, then the deputy counts as the own seat: one of the two others', () => {
    const both = story.and(...all(agrees, KAJ, RITA, DORA));
    expect(counted(both)).toEqual(['kaj', 'rita', 'dora']);
    expect(quorumSentence(both.vote)).toBe('Der mangler: 1 fra styregruppen.');
    expect(outcome(both.and(agrees(MIA, { confirmed: true })))).toBe('vedtaget, reglen');
  });

  it.each([
    ['before', (deputy: typeof agrees, leader: typeof agrees) => [deputy(DORA), leader(KAJ)]],
    ['after', (deputy: typeof agrees, leader: typeof agrees) => [leader(KAJ), deputy(DORA)]],
  ])('given the deputy voted %s the kriseleder, and as many for as against, then the kriseleder’s own vote decides', (_, order) => {
    expect(outcome(story.and(...order(agrees, disagrees), disagrees(RITA), agrees(MIA), ticks(30)))).toBe('forkastet, fristen');
    expect(outcome(story.and(...order(disagrees, agrees), agrees(RITA), disagrees(MIA), ticks(30)))).toBe('vedtaget, fristen');
  });

  it('given the deputy is against and the kriseleder silent, when the others agree, then the deputy’s vote is there once and the rest is the majority', () => {
    const { vote } = story.and(disagrees(DORA), ...all(agrees, RITA, MIA), agrees(MO, { confirmed: true }));
    expect(vote.udfald).toMatchObject({
      resultat: 'vedtaget',
      spoergsmaal: [
        { for: 3, imod: 1 },
        { for: 4, imod: 0 },
      ],
    });
  });

  it('given the deputy’s vote has decided, when the kriseleder votes, then it is kept as "efter lukning" and changes nothing', () => {
    const { vote } = story.and(...all(agrees, RITA, DORA, MIA), agrees(MO, { confirmed: true }), disagrees(KAJ));
    expect(vote.udfald?.resultat).toBe('vedtaget');
    expect(vote.senere.map((ballot) => ballot.person.id)).toEqual(['kaj']);
  });
});
