import type { Electorate, VoteEvent } from '../../../src/domain/vote/vote';
import { wouldDecide } from '../../../src/domain/vote/outcome';
import { nextVoteDue } from '../../../src/domain/vote/due';
import { openVote } from '../../../src/domain/vote/proposal';
import { countedVotes } from '../../../src/domain/vote/counting';
import { ACTIVATION, against, AGREED, agrees, changes, disagrees, minute, opened, person, QUESTIONS, records, ticks, votes, type Act } from './given';

const RITA = person('rita');
const KAJ = person('kaj');
const MIA = person('mia');
const MO = person('mo');
const LOG = person('logfoerer');
const ELECTORATE: Electorate = {
  modtager: RITA,
  kriseleder: { holder: KAJ, deputies: [] },
  styregruppe: [{ medlem: RITA }, { medlem: MIA }, { medlem: MO }, { medlem: person('max') }],
};

const story = opened(ELECTORATE);
const three = story.and(agrees(RITA), agrees(KAJ), agrees(MIA));
const closed = three.and(agrees(MO, { confirmed: true }));
const says = (voter: typeof MIA, svar = AGREED) => records(LOG, voter, svar);
const OTHERWISE = QUESTIONS.map((question) => ({ ...question, forslag: `${question.forslag}!` }));

describe('opening', () => {
  const open = (spoergsmaal = QUESTIONS, earlier = [closed.vote]) =>
    openVote(
      { actor: KAJ, now: minute(0), body: { type: 'openVote', regel: 'aktivering', spoergsmaal } },
      { regel: { ...ACTIVATION, ...{ flertal: 'afgivne-stemmer' } }, vaelgere: ELECTORATE, afgoerende: 'aktiver' },
      earlier,
    );

  it('freezes rule, people and times, and nothing else of the content, under the number of its round', () => {
    const afstemning = {
      type: 'AfstemningOpened',
      afstemning: 'aktivering-2',
      regel: ACTIVATION,
      vaelgere: ELECTORATE,
      afgoerende: 'aktiver',
      spoergsmaal: QUESTIONS,
    };
    expect(open()).toEqual({ kind: 'accepted', events: [{ ...afstemning, frist: minute(30), paamindes: minute(10) }] });
  });

  it.each([
    ['while the last one goes on', QUESTIONS, [story.vote], 'allerede-aaben'],
    ['without a reason', QUESTIONS.map((question) => ({ ...question, begrundelse: ' ' })), [], 'mangler-begrundelse'],
    ['without a proposal', QUESTIONS.map((question) => ({ ...question, forslag: '' })), [], 'mangler-forslag'],
    ['without the question that decides', QUESTIONS.slice(1), [], 'ukendt-spoergsmaal'],
    ['with a question twice', [...QUESTIONS, QUESTIONS[0]!], [], 'ukendt-spoergsmaal'],
  ])('is refused %s', (_, spoergsmaal, earlier, code) => {
    expect(open(spoergsmaal, earlier)).toMatchObject({ kind: 'rejected', code });
  });
});

describe('55: what comes twice acts once, and what meets something else is told so', () => {
  it.each<[string, typeof story, Act, string, string?]>([
    ['the same press again', story.and(agrees(MIA)), agrees(MIA), 'allerede-stemt', 'Du har allerede stemt: enig i det hele.'],
    [
      'the same objection again',
      story.and(votes(MIA, against('niveau', 'aktiver'))),
      votes(MIA, against('aktiver', 'niveau')),
      'allerede-stemt',
      'Du har allerede stemt: ikke enig i Aktivering og Niveau.',
    ],
    ['the same press after closing', closed, agrees(MO, { confirmed: true }), 'allerede-stemt'],
    ['the same late press again', closed.and(disagrees(MO)), disagrees(MO), 'allerede-stemt'],
    ['the same oral vote again', story.and(says(MIA)), says(MIA), 'allerede-stemt', 'Mia har allerede stemt: enig i det hele.'],
    ['an oral vote like the own press', story.and(agrees(MIA)), says(MIA), 'allerede-stemt'],
    [
      'a press on the proposal before the change',
      story.and(changes(KAJ, OTHERWISE)),
      agrees(MIA, { version: 1 }),
      'forslag-aendret',
      'Forslaget er ændret, efter at du fik det vist. Læs det nye, og stem om det.',
    ],
    [
      'an oral vote on the proposal before the change',
      story.and(changes(KAJ, OTHERWISE)),
      records(LOG, MIA, AGREED, { version: 1 }),
      'forslag-aendret',
    ],
    ['a change of the proposal before the change', story.and(changes(KAJ, OTHERWISE)), changes(RITA, QUESTIONS, { version: 1 }), 'forslag-aendret'],
    ['a change that changes nothing', story, changes(KAJ, QUESTIONS), 'intet-aendret'],
    ['a change after closing', closed, changes(KAJ, OTHERWISE), 'lukket', 'Afstemningen sluttede 14.01, så forslaget kan ikke ændres. Stil et nyt.'],
    [
      'a change when the time is up',
      story,
      changes(KAJ, OTHERWISE, { at: 30 }),
      'lukket',
      'Fristen var 14.30, så forslaget kan ikke ændres. Stil et nyt.',
    ],
    [
      'a change without a reason',
      story,
      changes(
        KAJ,
        QUESTIONS.map((question) => ({ ...question, begrundelse: '' })),
      ),
      'mangler-begrundelse',
    ],
    [
      'a stranger',
      story,
      agrees(person('ole')),
      'ingen-stemmeret',
      'Du kan ikke stemme her. Det kan modtageren, kriselederen og styregruppen samt deres stedfortrædere og suppleanter.',
    ],
    ['a stranger after closing', closed, agrees(person('ole')), 'ingen-stemmeret'],
    ['a stranger’s oral vote', story, says(person('ole')), 'ingen-stemmeret'],
    ['"Ikke enig" in nothing', story, votes(MIA, { enig: false, uenig: [] }), 'mangler-spoergsmaal', 'Vælg, hvad du ikke er enig i.'],
    [
      '"Ikke enig" without a reason',
      story,
      votes(MIA, { enig: false, uenig: [{ spoergsmaal: 'niveau', hvorfor: ' ' }] }),
      'mangler-begrundelse',
      'Skriv kort, hvorfor du ikke er enig.',
    ],
    ['"Ikke enig" in what is not asked', story, votes(MIA, against('vejret')), 'ukendt-spoergsmaal'],
    ['"Ikke enig" twice in one question', story, votes(MIA, against('niveau', 'niveau')), 'spoergsmaal-to-gange'],
  ])('%s', (...[, before, act, code, sentence]) => {
    before.thenRefused(act, code, sentence);
  });

  it('a vote that is changed and changed back is three votes, the last of which counts', () => {
    const { vote } = story.and(agrees(MIA), disagrees(MIA), agrees(MIA));
    expect(vote.stemmer).toHaveLength(3);
    expect(countedVotes(vote)).toMatchObject([{ person: MIA, uenig: [], nr: 4 }]);
  });
});

describe('the press that would decide', () => {
  it('is stored only when it is confirmed, together with the outcome', () => {
    three.thenRefused(agrees(MO), 'bekraeft', 'Din stemme afgør det.');
    expect(wouldDecide(three.vote, { person: MO, uenig: [] })).toBe('vedtaget');
    const decision = three.attempt(agrees(MO, { confirmed: true }));
    expect(decision).toMatchObject({
      kind: 'accepted',
      events: [
        { type: 'StemmeCast', person: MO, efterLukning: false },
        { type: 'AfstemningClosed', resultat: 'vedtaget' },
      ],
    });
  });

  it('is asked about for an oral vote too', () => {
    three.thenRefused(says(MO), 'bekraeft', 'Stemmen fra Mo afgør det.');
    expect(three.and(records(LOG, MO, AGREED, { confirmed: true })).vote.udfald).toMatchObject({ resultat: 'vedtaget' });
  });

  it('is an ordinary one when it no longer decides', () => {
    const { events, vote } = story.and(agrees(MO, { confirmed: true }));
    expect(events.at(-1)).toMatchObject({ type: 'StemmeCast', efterLukning: false });
    expect(vote.udfald).toBeUndefined();
    expect(wouldDecide(closed.vote, { person: MO, uenig: [] })).toBeUndefined();
  });
});

describe('after closing', () => {
  it('a vote is kept as late and changes nothing', () => {
    const { vote } = closed.and(disagrees(KAJ, { at: 5 }));
    expect(vote).toEqual({
      ...closed.vote,
      senere: [{ person: KAJ, uenig: [{ spoergsmaal: 'aktiver', hvorfor: 'For tidligt' }], at: minute(5), nr: 7 }],
    });
  });

  it('a press that comes when the time is up closes first and is late itself', () => {
    const decision = three.attempt(agrees(MO, { at: 30 }));
    expect(decision).toMatchObject({
      kind: 'accepted',
      events: [
        { type: 'AfstemningClosed', resultat: 'ikke-beslutningsdygtig', grund: 'fristen' },
        { type: 'StemmeCast', person: MO, efterLukning: true },
      ],
    });
  });
});

describe('an oral vote', () => {
  it('says who wrote it down, when it was said and who heard it', () => {
    const { vote } = story.and(records(LOG, MIA, AGREED, { at: 3, tidspunkt: minute(2), hoertAf: ' Lis ' }));
    expect(vote.stemmer).toEqual([
      { person: MIA, uenig: [], mundtlig: { registreretAf: LOG, tidspunkt: minute(2), hoertAf: 'Lis' }, at: minute(3), nr: 2 },
    ]);
  });

  it.each([
    ['without who heard it', { hoertAf: ' ' }, 'mangler-hoert-af'],
    ['without a time', { tidspunkt: '' }, 'mangler-tidspunkt'],
    ['from the future', { tidspunkt: minute(2) }, 'i-fremtiden'],
  ])('is refused %s', (_, how, code) => {
    story.thenRefused(records(LOG, MIA, AGREED, how), code);
  });

  it.each<[string, Act[], boolean]>([
    ['a newer one beats an older one', [says(MIA, against('aktiver')), says(MIA)], true],
    ['the own press beats it when it came first', [agrees(MIA), says(MIA, against('aktiver'))], true],
    ['the own press beats it when it came after', [says(MIA, against('aktiver')), agrees(MIA)], true],
    ['the own press beats it, whichever was newest', [agrees(MIA), says(MIA, against('aktiver')), disagrees(MIA), says(MIA)], false],
    ['the own press confirms it', [says(MIA), agrees(MIA)], true],
  ])('%s', (_, acts, agreed) => {
    const counted = countedVotes(story.and(...acts).vote);
    expect(counted).toHaveLength(1);
    expect(counted[0]!.uenig).toHaveLength(agreed ? 0 : 1);
  });
});

describe('a changed proposal', () => {
  const changed = three.and(ticks(10), changes(KAJ, OTHERWISE, { at: 12 }));

  it('resets the votes and starts the time anew', () => {
    expect(changed.vote).toMatchObject({
      version: 2,
      spoergsmaal: OTHERWISE,
      stemmer: [],
      paamindet: false,
      frist: minute(42),
      paamindes: minute(22),
    });
  });

  it('can be voted on by those who had voted before', () => {
    expect(changed.and(agrees(RITA, { at: 35 })).vote.stemmer).toHaveLength(1);
  });
});

describe('time', () => {
  it('reminds once of those who are missing, then waits for the deadline', () => {
    expect(nextVoteDue(story.vote)).toBe(minute(10));
    const reminded = three.and(ticks(9), ticks(10), ticks(11));
    expect(reminded.events.filter((event) => event.type === 'AfstemningReminded')).toEqual([
      { type: 'AfstemningReminded', afstemning: 'aktivering-1', mangler: [MO, person('max')] },
    ]);
    expect(nextVoteDue(reminded.vote)).toBe(minute(30));
  });

  it('closes at the deadline, not before and not twice', () => {
    expect(story.and(ticks(10), ticks(29)).vote.udfald).toBeUndefined();
    const over = story.and(ticks(10), ticks(30), ticks(31));
    expect(over.events.map((event) => event.type)).toEqual(['AfstemningOpened', 'AfstemningReminded', 'AfstemningClosed']);
    expect(nextVoteDue(over.vote)).toBeUndefined();
  });

  it('has one outcome, even if the log should hold two', () => {
    const twice = closed.with(ticks(40), [{ ...closed.events.at(-1)!, resultat: 'forkastet' } as VoteEvent]);
    expect(twice.vote).toEqual(closed.vote);
  });

  it('reminds nobody of what is over when all was down meanwhile', () => {
    expect(story.and(ticks(600)).events.map((event) => event.type)).toEqual(['AfstemningOpened', 'AfstemningClosed']);
  });
});
