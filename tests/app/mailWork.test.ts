import type { RosterPerson } from '../../src/app/roster';
import { agrees, proposes, untilTheHours, YES } from '../support/activation';
import { ANNA, BENT, EVA, FINN, GRY, type Act } from '../support/given';
import { GraphFailed } from '../../src/app/calendar';
import { busy, FakeMailbox, noAccess, refusedAddress, silent } from '../support/mailbox';
import { House, ROSTER, type Process } from './house';

/** From an approved draft to sixty mails: what happens in between, wherever the process ends. The sweep looks every ten seconds. */
let house: House;
let mailbox: FakeMailbox;
let process: Process;
let incident: string;

const OLE = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
const MEMBERS = Array.from({ length: 300 }, (_, index) => ({ id: `m${index + 1}`, name: `Medlem ${index + 1}` }));
const PEOPLE: readonly RosterPerson[] = MEMBERS.map(({ id, name }) => ({ id, name, email: `${id}@example.org`, phones: {}, guest: false }));

async function start(count: number, owner = 'en', withMailbox = true, oevelse = false) {
  house = await House.build();
  mailbox = new FakeMailbox();
  const people = ROSTER.people.map((person) => (person.id === 'anna' ? { ...person, email: 'anna@example.org', phones: { work: '+45 20 00 00 01', private: '+45 30 00 00 01' } } : person));
  await house.store.roster.save({ ...ROSTER, people: [...people, ...PEOPLE], repraesentantskab: MEMBERS.slice(0, count).map(({ id }) => id), adresser: { oevelse: 'oevelse@example.org' } });
  process = await house.process(owner, withMailbox ? { mailbox } : {});
  incident = await house.open(process, { oevelse, modtagelse: { fra: 'Vagtchefen', tidspunkt: '2026-11-20T10:00:00.000Z' } });
  const meeting = { ...YES, aktivering: { ...YES.aktivering!, moede: '2026-11-21T13:45:00.000Z' } };
  for (const act of [...untilTheHours(), proposes(ANNA, 'aktivering', meeting), agrees(EVA), agrees(ANNA), agrees(FINN), agrees(GRY)]) await does(act);
  await house.time.pass(5000);
}

const does = async (act: Act, by = process) => {
  const result = await house.does(by, incident, act);
  if (result.kind === 'rejected') throw new Error(result.sentence);
};
const approve = (count: number) => ANNA.does({ type: 'approveDraft', udkast: 'rep', revision: 1, modtagere: MEMBERS.slice(0, count), udenMail: [] });
const events = async (type: string) => (await house.log(incident)).map(({ event }) => event).filter((event) => event.type === type);
const addresses = () => mailbox.sent.map(({ til }) => til.mail);
const all = (count: number) => MEMBERS.slice(0, count).map(({ id }) => `${id}@example.org`);
const told = () => house.teams.texts('reply').filter((text) => text.includes('ail'));

/** Approves and lets the twenty seconds go by. */
async function send(count: number) {
  await does(approve(count));
  process.sweep.start();
  await house.time.pass(35_000);
}

describe('sixty recipients', () => {
  it('get one mail each out of one row, and the log has one line of it', async () => {
    await start(60);
    await does(approve(60));
    process.sweep.start();
    await house.time.pass(15_000);
    expect(mailbox.mails).toHaveLength(0);
    await house.time.pass(20_000);
    expect(addresses()).toEqual(all(60));
    expect(await events('MailAccepted')).toEqual([expect.objectContaining({ antal: 60, af: 60, fejlede: [] })]);
    expect(await events('MailDispatched')).toHaveLength(1);
    expect(await house.pending(incident)).toEqual([]);
  });

  it('can be read without Teams: a link of one’s own, whom to ring, and who reads an answer', async () => {
    await start(60);
    await send(60);
    const [first, second] = mailbox.sent;
    expect(first?.emne).toBe('DDH Beredskab er aktiveret: Viborg');
    expect(first?.tekst).toContain('Har du læst orienteringen?\nSvar her ("Ja, modtaget").');
    expect(first?.tekst).toMatch(/https:\/\/bot\.example\.org\/svar\/[\w-]{43}\n/);
    expect(first?.tekst).toContain('Spørgsmål? Ring til Anna Holm, +45 20 00 00 01.');
    expect(first?.tekst).not.toContain('+45 30');
    expect(first?.svarTil).toEqual({ navn: 'Anna Holm', mail: 'anna@example.org' });
    expect(new Set(mailbox.sent.map(({ til }) => mailbox.linkTo(til.mail))).size).toBe(60);
    expect(first?.tekst).not.toBe(second?.tekst);
  });

  it('in an exercise: all of them to the exercise’s own mailbox, each with the name of the one it is for', async () => {
    await start(3, 'en', true, true);
    await send(3);
    expect(mailbox.sent.map(({ til }) => til)).toEqual(MEMBERS.slice(0, 3).map(({ name }) => ({ navn: name, mail: 'oevelse@example.org' })));
    expect(mailbox.sent[0]?.emne).toMatch(/^ØVELSE – /);
  });

  it('a throttled mailbox is waited for as long as it says; nobody is written to twice', async () => {
    await start(60);
    let sends = 0;
    mailbox.before = (operation) => {
      if (operation === 'send' && (sends += 1) % 20 === 0) throw busy(60_000);
    };
    await send(60);
    expect(mailbox.sent).toHaveLength(19);
    await house.time.pass(20_000);
    expect(mailbox.sent).toHaveLength(19);
    await house.time.pass(300_000);
    expect(addresses()).toEqual(all(60));
    expect(mailbox.mails).toHaveLength(60);
    // Only the one at which it had to wait is asked about again.
    expect(mailbox.operations.filter((operation) => operation === 'findDraft')).toHaveLength(3);
    expect(await events('MailAccepted')).toHaveLength(1);
  });

  it('no address, phone number or link is in the log', async () => {
    await start(60);
    await send(60);
    const log = JSON.stringify(await house.store.events.readLines(incident, 0));
    for (const secret of ['@example.org', '+45', '/svar/', mailbox.linkTo('m1@example.org').slice(-43)]) expect(log).not.toContain(secret);
  });
});

describe('a crash', () => {
  const COUNT = 3;
  /** Find (not for the first attempt), draft, send; three times. */
  const STEPS = Array.from({ length: 2 * COUNT }, (_, index) => index + 1);

  it.each(STEPS)('before step %i of the sending: everybody gets one mail', async (step) => {
    await start(COUNT, 'dødsdømt');
    mailbox.before = (_, __, nth) => nth === step && process.kill();
    await survive();
  });

  it.each(STEPS)('after step %i, before its answer comes: everybody gets one mail', async (step) => {
    await start(COUNT, 'dødsdømt');
    mailbox.after = (_, __, nth) => nth === step && process.kill();
    await survive();
  });

  it.each(['begyndt', 'kladde', 'sendt'])('when "%s" of the second one has just been written down', async (tilstand) => {
    await start(COUNT, 'dødsdømt');
    const { saveMail } = house.store.mails;
    house.store.mails.saveMail = async (id, row) => {
      await saveMail(id, row);
      if (row.person === 'm2' && row.tilstand === tilstand) process.kill();
    };
    await survive();
  });

  it.each([1, 2])('at step %i of a mail that goes out by itself, as the bot sends what was agreed: there is one', async (step) => {
    await start(1, 'dødsdømt');
    await house.store.contacts.saveContact(incident, { ...OLE, phone: '', email: 'ole@example.org' });
    await does(ANNA.namesContact(OLE.name));
    mailbox.after = (_, __, nth) => nth === step && process.kill();
    await does(ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter: 60, naeste: '2026-11-21T15:00:00.000Z' } }));
    process.sweep.start();
    await house.time.pass(35_000);
    const next = await house.process('to', { mailbox });
    next.sweep.start();
    await house.time.pass(60_000);
    expect(mailbox.sent.map(({ til, emne }) => [til.mail, emne])).toEqual([['ole@example.org', expect.stringMatching(/^Passer det\? besked hvert 60\. minut – svar senest 21\.11\. 14\.30$/)]]);
    expect(await house.pending(incident)).toEqual([]);
  });

  async function survive() {
    await send(COUNT);
    const next = await house.process('to', { mailbox });
    next.sweep.start();
    await house.time.pass(60_000);
    expect([...addresses()].sort()).toEqual(all(COUNT));
    expect(await events('MailAccepted')).toEqual([expect.objectContaining({ antal: COUNT })]);
    expect(await house.pending(incident)).toEqual([]);
    for (const address of all(COUNT)) await linkIsKnown(address);
  }

  /** The link that was sent is the one that is known. */
  async function linkIsKnown(address: string) {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(mailbox.linkTo(address).slice(-43)).digest('hex');
    expect(await house.store.svarlinks.findSvarlink(hash)).toMatchObject({ incident, udsendelse: 'rep-1', person: address.split('@')[0] });
  }
});

describe('when Graph does not do as it should', () => {
  it('an answer that got lost after the draft was made leaves one draft, and one mail', async () => {
    await start(3);
    mailbox.after = (operation, _, nth) => {
      if (operation === 'draft' && nth < 3) throw silent();
    };
    await send(3);
    await house.time.pass(30_000);
    expect(addresses()).toEqual(all(3));
    expect(mailbox.mails).toHaveLength(3);
  });

  it('an answer that got lost after the mail was sent sends no second one', async () => {
    await start(3);
    let lost = false;
    mailbox.after = (operation) => {
      if (operation !== 'send' || lost) return;
      lost = true;
      throw silent();
    };
    await send(3);
    await house.time.pass(30_000);
    expect(addresses()).toEqual(all(3));
    expect(mailbox.operations.filter((operation) => operation === 'send')).toHaveLength(3);
  });

  it('a refused address fails alone; whoever sent it is told, and one press tries that one again', async () => {
    await start(3);
    mailbox.before = (operation, mail) => {
      if (operation === 'draft' && mail?.til.mail === 'm2@example.org') throw refusedAddress();
    };
    await send(3);
    expect(addresses()).toEqual(['m1@example.org', 'm3@example.org']);
    expect(await events('MailAccepted')).toEqual([expect.objectContaining({ antal: 2, af: 3, fejlede: [MEMBERS[1]] })]);
    expect(told()).toContainEqual(expect.stringContaining('⚠ Ring: mailen blev ikke taget imod til Medlem 2'));
    mailbox.before = () => undefined;
    await does(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    await house.time.pass(10_000);
    expect(addresses()).toEqual(['m1@example.org', 'm3@example.org', 'm2@example.org']);
    expect(await events('MailAccepted')).toHaveLength(2);
  });

  it('a draft that somebody deleted in Outlook: that one is named, and one press writes it anew', async () => {
    await start(3);
    mailbox.before = (operation, mail) => {
      if (operation === 'send' && mail?.til.mail === 'm2@example.org') mailbox.mails.splice(1, 1);
    };
    await send(3);
    expect(await events('MailAccepted')).toEqual([expect.objectContaining({ antal: 2, af: 3, fejlede: [MEMBERS[1]] })]);
    mailbox.before = () => undefined;
    await does(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    await house.time.pass(10_000);
    expect([...addresses()].sort()).toEqual(all(3));
  });

  it.each([
    ['ingenPostkasse', 'never', 'Postkassen findes ikke. Sig det til administratoren.'],
    ['svarerIkke', 'later', 'Microsoft 365 svarer ikke.'],
    ['forMange', 'later', 'Microsoft 365 har for travlt lige nu.'],
  ] as const)('%s is said in words, and other mails go out', async (trouble, outlook, hvorfor) => {
    await start(2);
    const rep = new Set(['m1@example.org', 'm2@example.org']);
    mailbox.before = (_, mail) => {
      if (mail && rep.has(mail.til.mail)) throw new GraphFailed(outlook, trouble, undefined, 'Graph answered 4xx');
    };
    await does(ANNA.does({ type: 'approveDraft', udkast: 'hm', revision: 1, modtagere: [MEMBERS[4]!], udenMail: [] }));
    await send(2);
    await house.time.pass(10_000);
    expect(addresses()).toEqual(['m5@example.org']);
    await house.time.pass(60 * 60_000);
    expect(await events('MailFailed')).toEqual([expect.objectContaining({ udsendelse: 'rep-1', hvorfor, accepteret: 0 })]);
    expect(told()).toContainEqual(expect.stringContaining(`⚠ Mail IKKE sendt: Orientering af DDH Repræsentantskab (1C). ${hvorfor} Tryk "Prøv igen" på kortet`));
    expect(await house.pending(incident)).toEqual([]);
  });

  it('no access is told at once, with what to do', async () => {
    await start(3);
    mailbox.before = () => {
      throw noAccess();
    };
    await send(3);
    expect(await events('MailFailed')).toEqual([expect.objectContaining({ hvorfor: 'Botten har ikke adgang til postkassen. Sig det til administratoren.', accepteret: 0 })]);
    expect(told()).toContainEqual(expect.stringContaining('⚠ Mail IKKE sendt'));
    expect(await house.pending(incident)).toEqual([]);
  });

  it('a Graph that is away is given up after ten minutes, says how many have it, and a press goes on where it stopped', async () => {
    await start(3);
    mailbox.before = (operation, mail) => {
      if (operation === 'send' && mail?.til.mail !== 'm1@example.org') throw silent();
    };
    await send(3);
    await house.time.pass(15 * 60_000);
    expect(await events('MailFailed')).toEqual([expect.objectContaining({ accepteret: 1 })]);
    mailbox.before = () => undefined;
    await does(BENT.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    await house.time.pass(10_000);
    expect(addresses()).toEqual(all(3));
    expect(mailbox.mails).toHaveLength(3);
  });

  it('a crash after the press that tried again: the draft of the first attempt is still the one mail', async () => {
    await start(2, 'dødsdømt');
    mailbox.before = (operation) => {
      if (operation === 'send') throw noAccess();
    };
    await send(2);
    mailbox.before = () => undefined;
    mailbox.after = (operation) => operation === 'send' && process.kill();
    await does(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    await house.time.pass(10_000);
    mailbox.after = () => undefined;
    const next = await house.process('to', { mailbox });
    next.sweep.start();
    await house.time.pass(60_000);
    expect(addresses()).toEqual(all(2));
    expect(mailbox.mails).toHaveLength(2);
  });

  it('three hundred recipients at thirty a minute: none is given up, none gets two', async () => {
    await start(300);
    let sends = 0;
    mailbox.before = (operation) => {
      // Other mails of the house take half of what Exchange allows.
      if (operation === 'send' && (sends += 1) % 16 === 0) throw busy(60_000);
    };
    await send(300);
    await house.time.pass(30 * 60_000);
    expect(addresses()).toEqual(all(300));
    expect(await events('MailFailed')).toEqual([]);
    expect(await events('MailAccepted')).toEqual([expect.objectContaining({ antal: 300, af: 300 })]);
  }, 60_000);

  it('closed as a mistake while it is being sent: nobody else gets it, and the log says how many have it', async () => {
    await start(60);
    let sends = 0;
    mailbox.before = (operation) => {
      if (operation === 'send' && (sends += 1) === 20) throw busy(60_000);
    };
    await send(60);
    await does(ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }));
    mailbox.before = () => undefined;
    await house.time.pass(120_000);
    expect(addresses()).toHaveLength(19);
    expect(await events('MailFailed')).toEqual([expect.objectContaining({ hvorfor: 'Hændelsen blev lukket først.', accepteret: 19 })]);
    expect(told().at(-1)).not.toContain('Prøv igen');
    expect(process.complaints).not.toContain('outbox: given up');
    expect(await house.pending(incident)).toEqual([]);
  });

  it('without a mailbox it says plainly that nothing was sent', async () => {
    await start(3, 'en', false);
    await send(3);
    expect(await events('MailFailed')).toEqual([expect.objectContaining({ hvorfor: 'Mail er ikke sat op.', accepteret: 0 })]);
  });
});

it('a kontaktperson without an address is not said to have been refused by Exchange', async () => {
  await start(1);
  await does(ANNA.namesContact(OLE.name));
  await does(ANNA.does({ type: 'agreeKadence', kadence: { hverMinutter: 60, naeste: '2026-11-21T15:00:00.000Z' } }));
  process.sweep.start();
  await house.time.pass(35_000);
  expect(mailbox.mails).toEqual([]);
  expect(await events('MailFailed')).toEqual([expect.objectContaining({ hvorfor: 'Der er ingen mailadresse (Ole Vind).' })]);
  expect(told()).toContainEqual(expect.stringContaining('⚠ Mail IKKE sendt: Aftale: besked hvert 60. minut'));
});

describe('a mail that comes back', () => {
  it('is found in the mailbox within a minute and counts once', async () => {
    await start(3);
    await send(3);
    mailbox.back.push({ traad: 'traad-mail-2', at: house.time.real().toISOString() }, { traad: 'somebody else’s', at: house.time.real().toISOString() });
    await house.time.pass(70_000);
    expect(await events('MailBounced')).toEqual([expect.objectContaining({ person: MEMBERS[1] })]);
    expect(told()).toContainEqual(expect.stringContaining('⚠ Ring til Medlem 2: mailen kom ikke frem'));
    await house.time.pass(120_000);
    expect(await events('MailBounced')).toHaveLength(1);
  });

  it('a mailbox that cannot be read for it keeps nothing else waiting', async () => {
    await start(3);
    mailbox.before = (operation) => {
      if (operation === 'bounces') throw noAccess();
    };
    await send(3);
    await house.time.pass(70_000);
    expect(addresses()).toEqual(all(3));
  });
});
