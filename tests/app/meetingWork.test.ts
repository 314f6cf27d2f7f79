import { GraphFailed } from '../../src/app/calendar';
import { busyCalendar, FakeCalendar, noCalendarAccess, silentCalendar } from '../support/calendar';
import { ANNA, BENT, FINN, type Act } from '../support/given';
import { House, ROSTER, type Process } from './house';

/** From a meeting in the log to the one in the calendar: what happens in between, wherever the process ends. */
let house: House;
let calendar: FakeCalendar;
let process: Process;
let incident: string;

async function start(owner = 'en', withCalendar = true, oevelse = false) {
  house = await House.build();
  calendar = new FakeCalendar();
  const people = ROSTER.people.map((person) => ({ ...person, email: person.id === 'finn' ? 'anna@example.org' : `${person.id}@example.org` }));
  await house.store.roster.save({ ...ROSTER, people, adresser: { oevelse: 'oevelse@example.org' } });
  process = await house.process(owner, withCalendar ? { calendar } : {});
  incident = await house.open(process, { oevelse });
  await does(ANNA.does({ type: 'startInstruks', instruks: 'instruks-2' }));
  await house.time.pass(2000);
}

const does = async (act: Act, by = process) => {
  const result = await house.does(by, incident, act);
  if (result.kind === 'rejected') throw new Error(result.sentence);
};
const plan = (begin: string, people = [ANNA, BENT, FINN]) => ({ start: begin, minutter: 45, deltagere: people.map(({ ref }) => ref) });
const calls = () => ANNA.does({ type: 'scheduleMoede', instruks: 'instruks-2', plan: plan('2026-11-21T14:00:00.000Z') });
const moves = () => ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: plan('2026-11-21T15:00:00.000Z') });
const cancels = () => ANNA.does({ type: 'cancelMoede', moede: 'moede-1', begrundelse: 'Strømmen er tilbage' });
const events = async (type: string) => (await house.log(incident)).map(({ event }) => event).filter((event) => event.type === type);
const told = () => house.teams.texts('reply').filter((text) => text.includes('Stabsmøde'));

/** Another process takes over what the killed one held, and finishes it. */
async function survive() {
  const other = await house.process('nummer to', { calendar });
  calendar.before = () => undefined;
  calendar.after = () => undefined;
  other.sweep.start();
  await house.time.pass(120_000);
  return other;
}

it('a meeting is booked once, and one address is invited once', async () => {
  await start();
  await does(calls());
  await house.time.pass(2000);
  expect(calendar.meetings).toMatchObject([{ start: '2026-11-21T14:00:00.000Z', slut: '2026-11-21T14:45:00.000Z', deltagere: [{ mail: 'anna@example.org' }, { mail: 'bent@example.org' }] }]);
  expect(await events('InvitationSent')).toHaveLength(1);
  expect(JSON.stringify(await house.store.events.readLines(incident, 0))).not.toContain('@example.org');
});

it('in an øvelse only the øvelse\'s own mailbox is invited, and that is what is said', async () => {
  await start('en', true, true);
  await does(calls());
  await house.time.pass(2000);
  expect(calendar.meetings).toMatchObject([{ emne: expect.stringMatching(/^ØVELSE – Stabsmøde 1/), deltagere: [{ mail: 'oevelse@example.org' }] }]);
  expect(await events('InvitationSent')).toMatchObject([{ inviteret: [], udenMail: [], tilOevelse: true }]);
});

describe('a crash', () => {
  it.each(['before', 'after'] as const)('%s the booking: one meeting, one line, one message', async (when) => {
    await start('dødsdømt');
    calendar[when] = () => process.kill();
    await does(calls());
    await house.time.pass(2000);
    await survive();
    expect(calendar.meetings).toHaveLength(1);
    expect(await events('InvitationSent')).toHaveLength(1);
    expect(told().filter((text) => text.includes('Deltag i mødet'))).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });

  it.each(['before', 'after'] as const)('%s a move: the calendar has the new time', async (when) => {
    await start('dødsdømt');
    await does(calls());
    await house.time.pass(2000);
    calendar[when] = () => process.kill();
    await does(moves());
    await house.time.pass(2000);
    await survive();
    expect(calendar.meetings).toMatchObject([{ start: '2026-11-21T15:00:00.000Z' }]);
    expect(await events('InvitationSent')).toHaveLength(2);
  });

  it('after the booking, whose answer nobody wrote down, and then it is cancelled: it is found and called off', async () => {
    await start('dødsdømt');
    calendar.after = () => process.kill();
    await does(calls());
    await house.time.pass(2000);
    calendar.after = () => undefined;
    const other = await house.process('nummer to', { calendar });
    await does(cancels(), other);
    other.sweep.start();
    await house.time.pass(120_000);
    expect(calendar.meetings).toMatchObject([{ aflyst: 'Strømmen er tilbage' }]);
    expect(await events('CancellationSent')).toHaveLength(1);
  });

  it('between two processes that both see the row: one meeting, one line', async () => {
    await start();
    const other = await house.process('nummer to', { calendar });
    process.sweep.start();
    other.sweep.start();
    await does(calls());
    await house.time.pass(60_000);
    expect(calendar.meetings).toHaveLength(1);
    expect(await events('InvitationSent')).toHaveLength(1);
  });
});

it('a change while the booking is on its way is followed too', async () => {
  await start();
  calendar.before = (operation) => { if (operation === 'book') throw busyCalendar(5000); };
  await does(calls());
  await house.time.pass(1000);
  await does(moves());
  calendar.before = () => undefined;
  await house.time.pass(30_000);
  expect(calendar.meetings).toMatchObject([{ start: '2026-11-21T15:00:00.000Z' }]);
  expect(await house.pending(incident)).toEqual([]);
});

it('an answer that never comes is tried again, and books no second one', async () => {
  await start();
  let lost = 0;
  calendar.after = () => { if ((lost += 1) <= 3) throw silentCalendar(); };
  await does(calls());
  await house.time.pass(60_000);
  expect(calendar.meetings).toHaveLength(1);
  expect(await events('InvitationSent')).toHaveLength(1);
});

it('the link is told once it is there, also to a meeting that was moved first or has begun already', async () => {
  await start();
  calendar.before = () => { throw busyCalendar(3000); };
  await does(calls());
  await house.time.pass(1000);
  await does(moves());
  await does(ANNA.does({ type: 'beginMoede', moede: 'moede-1' }));
  calendar.before = () => undefined;
  await house.time.pass(30_000);
  expect(told().filter((text) => text.includes('Deltag i mødet'))).toHaveLength(1);
});

it('a meeting that is over is not called any more', async () => {
  await start();
  calendar.before = () => { throw busyCalendar(3000); };
  await does(calls());
  await house.time.pass(1000);
  await does(ANNA.does({ type: 'beginMoede', moede: 'moede-1' }));
  await does(ANNA.does({ type: 'endMoede', moede: 'moede-1', naeste: { start: '2026-11-21T18:00:00.000Z', minutter: 45 }, kadence: { hverMinutter: 60, naeste: '2026-11-21T18:00:00.000Z' }, ingenFlere: '' }));
  calendar.before = () => undefined;
  await house.time.pass(30_000);
  expect(calendar.meetings).toMatchObject([{ start: '2026-11-21T18:00:00.000Z' }]);
});

describe('the incident is closed', () => {
  const closes = () => ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' });

  it('and the meeting is taken out of the calendar', async () => {
    await start();
    await does(calls());
    await house.time.pass(2000);
    await does(closes());
    await house.time.pass(2000);
    expect(calendar.meetings).toMatchObject([{ aflyst: 'Hændelsen er lukket: oprettet ved fejl.' }]);
    expect(await events('CancellationSent')).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('while Graph does not answer: somebody is told to ring, and tries again', async () => {
    await start();
    await does(calls());
    await house.time.pass(2000);
    calendar.before = () => { throw noCalendarAccess(); };
    await does(closes());
    await house.time.pass(3000);
    expect(told().at(-1)).toContain('Afbuddet til Stabsmøde 1 er ikke sendt. Botten har ikke adgang til postkassen.');
    calendar.before = () => undefined;
    await does(BENT.does({ type: 'retryInvitation', moede: 'moede-1' }));
    await house.time.pass(3000);
    expect(calendar.meetings).toMatchObject([{ aflyst: expect.any(String) }]);
  });

  it('before anything was booked: nothing is, and nothing is said to be sent', async () => {
    await start();
    calendar.before = () => { throw busyCalendar(3000); };
    await does(calls());
    await house.time.pass(1000);
    await does(closes());
    calendar.before = () => undefined;
    await house.time.pass(30_000);
    expect(calendar.meetings).toEqual([]);
    expect(await events('CancellationSent')).toMatchObject([{ varVaek: true }]);
  });
});

describe('what is not got through is called by its name', () => {
  it('a move: the participants have the old invitation', async () => {
    await start();
    await does(calls());
    await house.time.pass(2000);
    calendar.before = () => { throw noCalendarAccess(); };
    await does(moves());
    await house.time.pass(3000);
    expect(told().at(-1)).toContain('Ændringen af Stabsmøde 1 er ikke sendt. Botten har ikke adgang til postkassen. Sig det til administratoren. Deltagerne har stadig den gamle indkaldelse.');
  });

  it('a meeting without a link stands in the calendar all the same', async () => {
    await start();
    calendar.after = () => { throw new GraphFailed('never', 'udenLink', undefined, 'no link'); };
    await does(calls());
    await house.time.pass(3000);
    expect(told().at(-1)).toContain('Linket til Stabsmøde 1 mangler. Mødet står i kalenderen, men Microsoft 365 har ikke givet det et link.');
  });

  it('one that somebody deleted in Outlook is called anew by "Prøv igen", with a new link', async () => {
    await start();
    await does(calls());
    await house.time.pass(2000);
    const deleted = calendar.meetings.pop();
    await does(moves());
    await house.time.pass(3000);
    expect(told().at(-1)).toContain('Ændringen af Stabsmøde 1 er ikke sendt. Mødet er slettet i kalenderen. Prøver I igen, bliver der indkaldt på ny.');
    await does(BENT.does({ type: 'retryInvitation', moede: 'moede-1' }));
    await house.time.pass(3000);
    expect(calendar.meetings).toMatchObject([{ start: '2026-11-21T15:00:00.000Z' }]);
    expect(calendar.meetings[0]?.transactionId).not.toBe(deleted?.transactionId);
    expect(told().filter((text) => text.includes('Deltag i mødet'))).toHaveLength(2);
  });
});

describe('what cannot be booked', () => {
  it('is said at once where trying again is no use, with its cause, and tried again by a press', async () => {
    await start();
    calendar.before = () => { throw noCalendarAccess(); };
    await does(calls());
    await house.time.pass(3000);
    expect(await events('InvitationFailed')).toMatchObject([{ hvorfor: 'Botten har ikke adgang til postkassen. Sig det til administratoren.' }]);
    expect(told().at(-1)).toContain('tryk "Prøv igen" på mødets kort');
    expect(process.complaints).toContain('outbox: given up');
    calendar.before = () => undefined;
    await does(BENT.does({ type: 'retryInvitation', moede: 'moede-1' }));
    await house.time.pass(3000);
    expect(calendar.meetings).toHaveLength(1);
  });

  it('is told of within ten minutes where Graph does not answer', async () => {
    await start();
    calendar.before = () => { throw silentCalendar(); };
    await does(calls());
    await house.time.pass(10 * 60_000);
    expect(await events('InvitationFailed')).toMatchObject([{ hvorfor: 'Microsoft 365 svarer ikke.' }]);
    expect(await house.pending(incident)).toEqual([]);
  });

  it.each([['for a day', 86_400_000, 3000], ['for five minutes, time and again', 300_000, 11 * 60_000]])('is told of where Graph asks to wait %s', async (_, wait, within) => {
    await start();
    calendar.before = () => { throw busyCalendar(wait); };
    await does(calls());
    await house.time.pass(within);
    expect(await events('InvitationFailed')).toMatchObject([{ hvorfor: 'Microsoft 365 har for travlt lige nu.' }]);
    expect(told().at(-1)).toContain('tryk "Prøv igen"');
  });

  it('where Graph is off says so, and wakes no administrator', async () => {
    await start('en', false);
    await does(calls());
    await house.time.pass(3000);
    expect(await events('InvitationFailed')).toMatchObject([{ hvorfor: 'Forbindelsen til Microsoft 365 er ikke sat op.' }]);
    expect(process.complaints).not.toContain('outbox: given up');
  });
});
