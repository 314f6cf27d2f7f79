import { CONTENT, ANNA, BENT, EVA, given, instant, opened, Person, PUBLISHED, type Act, type Given } from '../../support/given';
import { askedAbout, standingOf } from '../../../src/domain/meetings/agreement';
import type { Aftale } from '../../../src/domain/meetings/aftale';
import { toLogLine } from '../../../src/domain/logbook/line';
import { nextDue } from '../../../src/domain/tick';
import { ticks } from '../../support/activation';
import { begins, called, calls, changes, ends, STAB } from '../../support/meetings';
import { approves, dispatched, drafted, OLE, presses } from '../../support/mailing';

/** Whoever speaks for the myndighed has no Teams: a mail asks whether what was decided suits. */
const LONE = new Person('kp:Viborg:Lone Kær', 'Lone Kær');
const SANNE = new Person('kp:Skive:Sanne Holm', 'Sanne Holm');

const agrees = (hverMinutter = 60, naeste = '15.30') => ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter, naeste: instant(naeste) } });
const cancels = (moede = 'moede-1') => ANNA.does({ type: 'cancelMoede', moede, begrundelse: 'Strømmen er tilbage' });
const answers = (svar = 'ja', udsendelse = 'aftale-1', who = OLE) => presses(who, svar, '', udsendelse).at('15.02');
const moves = (start: string, revision = 1, moede = 'moede-1') => changes(BENT, { start: instant(start), deltagere: [...STAB, OLE.ref] }, revision, moede);
/** The krisestab's own, to which no kontaktperson was called: nobody has been asked about it. */
const firstGoesOn = () => given(opened(), ANNA.namesContact('Ole Vind'), ANNA.starts(2), calls(ANNA), begins(ANNA));
/** The first meeting is over: the next one at 16 and word every hour, the first time at 15.30. */
const over = (...acts: readonly Act[]) => firstGoesOn().and(ends(ANNA), ...acts);
const movesTheNext = (start: string, revision = 1) => moves(start, revision, 'moede-2').at('15.05');

function mailsAfter(before: Given, act: Act) {
  return before.when(act).lines.map(({ event }) => event).filter((event) => event.type === 'MailDispatched');
}

function standing({ state }: Given, udsendelse = 'aftale-1', who = OLE) {
  return standingOf(state.udsendelser[udsendelse]!, who.ref, state);
}

const aboutMeeting = (moede: string) => (aftale: Aftale) => aftale.moeder.some((one) => one.moede === moede);
const aboutKadence = ({ kadence }: Aftale) => kadence !== undefined;
const answersAbout = (thing: (aftale: Aftale) => boolean, { state }: Given) => askedAbout(thing, state).map(({ dispatch, one }) => [one.name, dispatch.id, one.svar?.svar]);

describe('the kontaktperson is asked whether it suits', () => {
  it('when a meeting ends with a next one and a cadence: one mail says both', () => {
    const mails = mailsAfter(firstGoesOn(), ends(ANNA));
    expect(mails).toEqual([expect.objectContaining({
      udsendelse: 'aftale-1', udkast: 'aftale', modtagere: [OLE.ref], svarfrist: instant('15.30'),
      titel: 'Aftale: Stabsmøde 2 21.11. 16.00 og besked hvert 60. minut, næste gang 21.11. 15.30',
      emne: 'Passer det? Stabsmøde 2 21.11. 16.00 og besked hvert 60. minut',
      tekst: [
        'Stabsmøde 2 lørdag den 21. november kl. 16.00, cirka 45 minutter, på Teams. Indkaldelsen kommer for sig.',
        'I fortæller os hvert 60. minut, hvordan det går, næste gang lørdag den 21. november kl. 15.30.',
        '',
        'Det handler om: Viborg: Telefonerne er nede',
      ].join('\n'),
      aftale: { moeder: [{ moede: 'moede-2', titel: 'Stabsmøde 2', start: instant('16.00'), minutter: 45 }], kadence: { hverMinutter: 60, naeste: instant('15.30'), udgave: 1 } },
    })]);
  });

  it('by the press that decided it: whoever pressed is told of the answer', () => {
    expect(over().state.udsendelser['aftale-1']?.godkendtAf).toEqual(ANNA.ref);
  });

  it('no later than the meeting itself, which may be soon', () => {
    const before = given(opened(), ANNA.namesContact('Ole Vind'), ANNA.starts(2));
    expect(mailsAfter(before, calls(ANNA, { start: instant('14.10'), deltagere: [...STAB, OLE.ref] }))).toMatchObject([{ svarfrist: instant('14.10') }]);
  });

  it('when the meeting is moved, with the time that it had; not when it is only longer', () => {
    const [mail] = mailsAfter(called(), moves('15.00'));
    expect(mail?.tekst).toContain('Stabsmøde 1 er flyttet fra kl. 14.30 til lørdag den 21. november kl. 15.00. Det varer cirka 45 minutter og er på Teams.');
    expect(mailsAfter(called(), moves('22 08.00'))[0]?.tekst).toContain('er flyttet fra lørdag den 21. november kl. 14.30 til søndag den 22. november kl. 8.00.');
    expect(mailsAfter(called(), changes(BENT, { minutter: 60, deltagere: [...STAB, OLE.ref] }))).toEqual([]);
  });

  it('when they are called to a meeting that there is, but not to one that goes on', () => {
    const without = given(opened(), ANNA.namesContact('Ole Vind'), ANNA.starts(2), calls(ANNA));
    expect(without.state.udsendelser).toEqual({});
    expect(mailsAfter(without, changes(ANNA, { deltagere: [...STAB, OLE.ref] }))).toMatchObject([{ aftale: { moeder: [{ moede: 'moede-1' }] } }]);
    expect(mailsAfter(without.and(begins(ANNA)), changes(ANNA, { deltagere: [...STAB, OLE.ref] }).at('14.40'))).toEqual([]);
  });

  it('when only the cadence is agreed', () => {
    const before = given(opened(), ANNA.namesContact('Ole Vind'));
    expect(mailsAfter(before, agrees())).toMatchObject([{ emne: 'Passer det? besked hvert 60. minut', aftale: { moeder: [], kadence: { udgave: 1 } } }]);
  });

  it('in an exercise the subject says so', () => {
    const before = given(opened({ oevelse: true }), ANNA.namesContact('Ole Vind'));
    expect(mailsAfter(before, agrees())[0]?.emne).toBe('ØVELSE – Passer det? besked hvert 60. minut');
  });

  it('and nobody is, where there is no kontaktperson', () => {
    expect(mailsAfter(given(opened()), agrees())).toEqual([]);
  });

  it('each myndighed through its own: what each of them is asked is what concerns them', () => {
    const two = given(opened({ myndigheder: [{ navn: 'Viborg' }, { navn: 'Skive' }] }), ANNA.namesContact('Ole Vind'), ANNA.namesContact('Sanne Holm', 'Skive'), ANNA.starts(2), calls(ANNA, { deltagere: [...STAB, OLE.ref] }), begins(ANNA));
    // The next meeting calls everybody who belongs in it.
    expect(mailsAfter(two, ends(ANNA))).toMatchObject([{ udsendelse: 'aftale-2', modtagere: [OLE.ref, SANNE.ref] }]);
    const oneInIt = two.and(ends(ANNA), changes(ANNA, { start: instant('16.00'), deltagere: [...STAB, OLE.ref] }, 1, 'moede-2').at('15.01'), answers('ja', 'aftale-2'), answers('ja', 'aftale-2', SANNE));
    expect(mailsAfter(oneInIt, changes(ANNA, { start: instant('17.00'), deltagere: [...STAB, OLE.ref] }, 2, 'moede-2').at('15.05'))).toMatchObject([{ modtagere: [OLE.ref] }]);
    expect(mailsAfter(oneInIt, agrees(30, '16.00').at('15.05'))).toMatchObject([{ modtagere: [OLE.ref, SANNE.ref], aftale: { moeder: [] } }]);
  });
});

describe('the first meeting, which the practical mail asks about', () => {
  it('is not asked about twice', () => {
    expect(Object.keys(drafted().state.udsendelser)).toEqual([]);
    const approved = drafted(approves(ANNA, 'kp', [OLE.ref]).at('14.02'), ticks().at('14.02.20'));
    expect(Object.keys(approved.state.udsendelser)).toEqual(['kp-1']);
    expect(approved.state.udsendelser['kp-1']?.aftale).toEqual({ moeder: [{ moede: 'moede-1', titel: 'Stabsmøde 1', start: instant('14.45'), minutter: 45 }] });
  });

  it('moved before that mail was sent: the draft names the new time, and asks', () => {
    const moved = drafted().when(ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: { start: instant('15.15'), minutter: 45, deltagere: drafted().state.moeder.moeder[0]!.deltagere } }).at('14.05'));
    moved.then({ type: 'MoedeChanged' }, { type: 'DraftPrepared', udkast: 'kp', tekst: expect.stringContaining('Vær med på mødet 21.11. 15.15, på Teams.') });
  });

  it('moved after it: a mail asks about the new time, and "Ja" in the old one is none', () => {
    const sent = dispatched('kp', [OLE.ref]);
    const moved = sent.and(ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: { start: instant('15.15'), minutter: 45, deltagere: sent.state.moeder.moeder[0]!.deltagere } }).at('14.05'));
    expect(Object.keys(moved.state.udsendelser)).toEqual(['kp-1', 'aftale-1']);
    moved.when(presses(OLE, 'ja').at('14.06')).thenRejected('foraeldet', 'Aftalen er ændret. Der er sendt en nyere mail. Intet er gemt.');
  });

  it('only longer: nothing is asked, whether or not that mail named its time', () => {
    const text = ANNA.does({ type: 'editDraft', udkast: 'kp', revision: 1, emne: 'Din opgave', tekst: 'Vær med på mødet om lidt.' }).at('14.01');
    const sent = drafted(text, approves(ANNA, 'kp', [OLE.ref], 2).at('14.02'), ticks().at('14.02.20'));
    const { start, deltagere } = sent.state.moeder.moeder[0]!;
    sent.when(ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: { start, minutter: 60, deltagere } }).at('14.05')).then({ type: 'MoedeChanged' });
  });

  it('the answer to it is one about that meeting, with its time in the log', () => {
    const answered = dispatched('kp', [OLE.ref]).when(presses(OLE, 'ja').at('14.06'));
    expect(toLogLine(answered.lines[0]!, PUBLISHED).indhold).toBe('Svar fra Ole Vind via svarlink (Praktisk til myndighedens kontaktperson: Stabsmøde 1 21.11. 14.45): Ja, jeg er med');
    expect(answersAbout(aboutMeeting('moede-1'), answered.and)).toEqual([['Ole Vind', 'kp-1', 'ja']]);
  });
});

describe('an answer', () => {
  it('says in the log what it was a yes to', () => {
    const answered = over().when(answers());
    answered.then({ type: 'SvarReceived', besked: false, aftale: { moeder: [{ moede: 'moede-2' }], kadence: { udgave: 1 } } });
    expect(toLogLine(answered.lines[0]!, CONTENT).indhold).toBe('Svar fra Ole Vind via svarlink (Aftale: Stabsmøde 2 21.11. 16.00 og besked hvert 60. minut, næste gang 21.11. 15.30): Ja, det passer');
  });

  it('"Nej, ring til mig" has somebody told', () => {
    over().when(answers('ring')).then({ type: 'SvarReceived', svartekst: 'Nej, ring til mig', besked: true });
  });

  it('that does not come by the deadline: somebody has to ring', () => {
    const waiting = firstGoesOn().and(AGREED_BEFORE).and(ends(ANNA, { kadence: undefined }, 'moede-1').at('15.00'));
    expect(nextDue(waiting.state, CONTENT)).toBe(instant('15.30'));
    waiting.when(ticks().at('15.30')).then({ type: 'MailPassedOn', videre: [], ingen: [OLE.ref], titel: 'Aftale: Stabsmøde 2 21.11. 16.00' });
  });

  it('is not waited for once the meeting has begun', () => {
    const begun = firstGoesOn().and(AGREED_BEFORE).and(ends(ANNA, { kadence: undefined }).at('15.00'), ANNA.does({ type: 'beginMoede', moede: 'moede-2' }).at('15.20'));
    expect(() => begun.when(ticks().at('15.30')).lines).toThrow('intet-forfaldent');
  });

  it('is written down by whoever rang', () => {
    const phone = BENT.does({ type: 'recordSvarByPhone', udsendelse: 'aftale-1', person: OLE.ref, svar: 'ja', bemaerkning: 'Han kommer lidt sent' });
    over().when(phone).then({ type: 'SvarReceived', via: 'telefon', besked: true });
    expect(answersAbout(aboutMeeting('moede-2'), over(phone))).toEqual([['Ole Vind', 'aftale-1', 'ja']]);
  });
});

/** Word every hour has been agreed before: only the meeting is asked about. */
const AGREED_BEFORE: readonly Act[] = [agrees(240, '18.00').at('14.31'), answers('ja').at('14.32')];

describe('a newer agreement', () => {
  it('overtakes an older one: "Ja" in the old mail is none to the new time', () => {
    const moved = over(movesTheNext('17.00'));
    expect(standing(moved)).toEqual({ kind: 'aendret' });
    moved.when(answers('ja').at('15.06')).thenRejected('foraeldet', 'Aftalen er ændret. Der er sendt en nyere mail. Intet er gemt.');
    moved.when(BENT.does({ type: 'recordSvarByPhone', udsendelse: 'aftale-1', person: OLE.ref, svar: 'ja', bemaerkning: '' })).thenRejected('foraeldet', 'Aftalen er ændret. Der er sendt en nyere mail. Intet er gemt.');
    moved.when(answers('ja', 'aftale-2').at('15.06')).then({ type: 'SvarReceived' });
  });

  it('asks again about what was not answered, so that there is one mail to answer', () => {
    expect(mailsAfter(over(), movesTheNext('17.00'))).toMatchObject([{ aftale: { moeder: [{ start: instant('17.00'), flyttetFra: instant('16.00') }], kadence: { udgave: 1 } } }]);
    expect(mailsAfter(over(), agrees(30, '16.00').at('15.05'))).toMatchObject([{ aftale: { moeder: [{ moede: 'moede-2', start: instant('16.00') }], kadence: { udgave: 2, hverMinutter: 30 } } }]);
  });

  it('leaves alone what was answered', () => {
    const answered = over(answers());
    expect(mailsAfter(answered, movesTheNext('17.00'))).toMatchObject([{ aftale: { moeder: [{ start: instant('17.00') }] } }]);
    const moved = answered.and(movesTheNext('17.00'));
    expect(moved.state.udsendelser['aftale-2']?.aftale).not.toHaveProperty('kadence');
    expect(answersAbout(aboutKadence, moved)).toEqual([['Ole Vind', 'aftale-1', 'ja']]);
    expect(answersAbout(aboutMeeting('moede-2'), moved)).toEqual([['Ole Vind', 'aftale-2', undefined]]);
  });

  it('of the time that it had first is one of its own: moved there and back', () => {
    const back = over(answers(), movesTheNext('17.00'), movesTheNext('16.00', 2));
    expect(answersAbout(aboutMeeting('moede-2'), back)).toEqual([['Ole Vind', 'aftale-3', undefined]]);
    expect(standing(back, 'aftale-2')).toEqual({ kind: 'aendret' });
  });

  it('nobody is to be rung about the one that was overtaken', () => {
    const moved = over(movesTheNext('17.00'), answers('ja', 'aftale-2').at('15.06'));
    expect(() => moved.when(ticks().at('15.14')).lines).toThrow('intet-forfaldent');
    expect(() => moved.and(ticks().at('15.15')).when(ticks().at('15.30')).lines).toThrow('intet-forfaldent');
  });

  it('the overtaken one is not sent again either', () => {
    const bot = new Person('bot', 'DDH Beredskab');
    const failed = over(bot.does({ type: 'recordMailFailure', udsendelse: 'aftale-1', forsoeg: 1, hvorfor: 'Mail er ikke sat op.', accepteret: 0 }), movesTheNext('17.00'));
    failed.when(EVA.does({ type: 'retryMail', udsendelse: 'aftale-1', forsoeg: 1 })).thenRejected('foraeldet', 'Aftalen er ændret siden. Mailen sendes ikke igen.');
  });
});

describe('what does not hold any more', () => {
  it('a meeting that was cancelled is not said yes to', () => {
    const cancelled = called(changes(BENT, { start: instant('15.00'), deltagere: [...STAB, OLE.ref] }), cancels());
    cancelled.when(answers('ja', 'aftale-2')).thenRejected('foraeldet', 'Mødet er aflyst. Intet er gemt.');
    expect(answersAbout(aboutMeeting('moede-1'), cancelled)).toEqual([]);
  });

  it('the rest of the same mail is still asked about, and only that is said yes to', () => {
    const cancelled = over(...['2A.3', '2D.2', '2E.2'].map((nummer) => ANNA.completes(nummer)), cancels('moede-2').at('15.01'));
    expect(Object.keys(cancelled.state.udsendelser)).toEqual(['aftale-1']);
    const answered = cancelled.when(answers());
    expect(toLogLine(answered.lines[0]!, CONTENT).indhold).toBe('Svar fra Ole Vind via svarlink (Aftale: besked hvert 60. minut, næste gang 21.11. 15.30): Ja, det passer');
  });

  it('nor by somebody who is not called to it any more', () => {
    called(changes(BENT, { start: instant('14.30'), deltagere: STAB })).when(answers('ja', 'aftale-1').at('14.05')).thenRejected('foraeldet', 'Mødet er uden dig nu. Intet er gemt.');
  });
});

describe('a new kontaktperson', () => {
  it('is asked about the meeting to come and about the cadence, in one mail', () => {
    expect(mailsAfter(over(answers()), ANNA.namesContact('Lone Kær').at('15.10'))).toMatchObject([
      { modtagere: [LONE.ref], aftale: { moeder: [{ moede: 'moede-2' }], kadence: { hverMinutter: 60, udgave: 1 } } },
    ]);
  });

  it('nobody waits for the former one', () => {
    const replaced = over(ANNA.namesContact('Lone Kær').at('15.10'), answers('ja', 'aftale-2', LONE).at('15.11'));
    expect(answersAbout(aboutMeeting('moede-2'), replaced)).toEqual([['Lone Kær', 'aftale-2', 'ja']]);
    expect(() => replaced.and(ticks().at('15.15')).when(ticks().at('15.30')).lines).toThrow('intet-forfaldent');
  });
});

describe('52. what the kriseleder decides together with the kontaktperson', () => {
  const aboutBot = ({ beslutninger }: Aftale) => Boolean(beslutninger?.some(({ nummer }) => nummer === '2C.1'));
  const goesOn = (...acts: readonly Act[]) => given(opened(), ANNA.namesContact('Ole Vind'), ANNA.starts(2), ...acts);
  const decided = (...acts: readonly Act[]) => goesOn(ANNA.decides('2C.1', { valg: 'ja' }), ...acts);
  const YES = 'Ja, chat- og voicebot aktiveres';

  it('is asked about: chat- og voicebot at all (2C.1), and how (4A.1)', () => {
    expect(mailsAfter(goesOn(), ANNA.decides('2C.1', { valg: 'ja' }))).toMatchObject([{
      udkast: 'aftale', modtagere: [OLE.ref], titel: `Aftale: 2C.1 ${YES}`, emne: `Passer det? ${YES}`,
      tekst: `Det er besluttet. Aktivering af chat- og voicebot: ${YES}.\n\nDet handler om: Viborg: Telefonerne er nede`,
      aftale: { moeder: [], beslutninger: [{ instruks: 'instruks-2', nummer: '2C.1', tekst: YES }] },
    }]);
    expect(mailsAfter(decided(answers()), ANNA.decides('4A.1', { valg: 'guide' }))).toMatchObject([{ aftale: { beslutninger: [{ nummer: '4A.1' }] } }]);
  });

  it('a no too; but not what they have no part in', () => {
    expect(mailsAfter(goesOn(), ANNA.decides('2C.1', { valg: 'nej' }))).toHaveLength(1);
    expect(mailsAfter(goesOn(), ANNA.decides('2B.2', { valg: 'intet-behov' }))).toEqual([]);
    expect(mailsAfter(given(opened(), ANNA.starts(2)), ANNA.decides('2C.1', { valg: 'ja' }))).toEqual([]);
  });

  it('stands in the log with what was said yes to, and is waited for', () => {
    const answered = decided().when(answers());
    expect(toLogLine(answered.lines[0]!, CONTENT).indhold).toBe(`Svar fra Ole Vind via svarlink (Aftale: 2C.1 ${YES}): Ja, det passer`);
    expect(answersAbout(aboutBot, answered.and)).toEqual([['Ole Vind', 'aftale-1', 'ja']]);
    decided().when(ticks().at('15.30')).then({ type: 'MailPassedOn', ingen: [OLE.ref] });
  });

  it('asked about once while it stays as it is: undone and decided again as before', () => {
    const again = decided(ANNA.undoes('2C.1'));
    again.when(answers().at('14.03')).thenRejected('foraeldet', 'Beslutningen er åbnet igen. Intet er gemt.');
    expect(mailsAfter(again, ANNA.decides('2C.1', { valg: 'ja' }))).toEqual([]);
    again.and(ANNA.decides('2C.1', { valg: 'ja' })).when(answers().at('14.04')).then({ type: 'SvarReceived' });
    // Whoever wanted to be rung is asked again when it is decided again.
    expect(mailsAfter(decided(answers('ring'), ANNA.undoes('2C.1')), ANNA.decides('2C.1', { valg: 'ja' }))).toHaveLength(1);
  });

  it('decided otherwise: a new mail, and "Ja" in the old one is none', () => {
    const changed = decided(ANNA.undoes('2C.1'), ANNA.decides('2C.1', { valg: 'nej' }));
    changed.when(answers('ja', 'aftale-1').at('14.04')).thenRejected('foraeldet', 'Aftalen er ændret. Der er sendt en nyere mail. Intet er gemt.');
    changed.when(answers('ja', 'aftale-2').at('14.04')).then({ type: 'SvarReceived' });
    expect(answersAbout(aboutBot, changed)).toEqual([['Ole Vind', 'aftale-2', undefined]]);
  });

  it('not answered yet when something else is agreed: one mail asks about both, and answers to it count for both', () => {
    const both = decided(agrees());
    expect(both.state.udsendelser['aftale-2']?.aftale).toMatchObject({ beslutninger: [{ nummer: '2C.1' }], kadence: { hverMinutter: 60 } });
    expect(answersAbout(aboutBot, both)).toEqual([['Ole Vind', 'aftale-2', undefined]]);
    expect(answersAbout(aboutBot, both.and(answers('ja', 'aftale-2')))).toEqual([['Ole Vind', 'aftale-2', 'ja']]);
  });

  it('a new kontaktperson is asked about what the former one has not answered', () => {
    expect(mailsAfter(decided(), ANNA.namesContact('Lone Kær'))).toMatchObject([{ modtagere: [LONE.ref], aftale: { beslutninger: [{ nummer: '2C.1' }] } }]);
    expect(mailsAfter(decided(answers()), ANNA.namesContact('Lone Kær'))).toEqual([]);
  });
});

describe('an address that is put right', () => {
  const corrected = BENT.does({ type: 'changeKontaktpersonMail', myndighed: 'Viborg', kontaktperson: OLE.ref });
  const accepted = new Person('bot', 'DDH Beredskab').does({ type: 'recordMailOutcome', udsendelse: 'aftale-1', forsoeg: 1, fejlede: [] }).at('15.01');

  it('gets what is still to be answered, with the whole time to answer it', () => {
    over(accepted).when(corrected.at('15.10')).then({ type: 'KontaktpersonMailChanged' }, { type: 'MailRetried', udsendelse: 'aftale-1', til: [OLE.ref], svarfrist: instant('15.40') });
  });

  it('gets neither what was answered nor what was overtaken', () => {
    over(accepted, answers()).when(corrected.at('15.10')).then({ type: 'KontaktpersonMailChanged' });
    over(accepted, movesTheNext('17.00')).when(corrected.at('15.10')).then({ type: 'KontaktpersonMailChanged' });
  });
});

it('in a hændelse that is closed nobody is asked or waited for', () => {
  const closed = over(ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }).at('15.03'));
  expect(nextDue(closed.state, CONTENT)).toBeUndefined();
  expect(() => closed.when(answers().at('15.04')).lines).toThrow('lukket');
});
