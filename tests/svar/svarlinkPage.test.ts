import { SvarlinkPage } from '../../src/svar/svarlinkPage';
import { hashOf } from '../../src/app/svarlink';
import type { SvarAnswer } from '../../src/app/svarlink';
import { House, ROSTER, type Process } from '../app/house';
import { agrees, proposes, untilTheHours, YES } from '../support/activation';
import { ANNA, BENT, EVA, FINN, GRY, type Act } from '../support/given';
import { FakeMailbox } from '../support/mailbox';

/** Ole, the myndighed's kontaktperson, has a mail with a link and no Teams. */
let house: House;
let mailbox: FakeMailbox;
let process: Process;
let page: SvarlinkPage;
let incident: string;
let token: string;

const OLE = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
const does = async (act: Act, id = incident) => {
  const result = await house.does(process, id, act);
  if (result.kind === 'rejected') throw new Error(result.sentence);
};
const from = '203.0.113.7';
const get = (key = token, address = from) => page.answer({ method: 'GET', token: key, form: undefined, from: address });
const post = (form: unknown, key = token) => page.answer({ method: 'POST', token: key, form, from });
const answers = async (id = incident) => (await house.log(id)).map(({ event }) => event).filter(({ type }) => type === 'SvarReceived');
const textOf = ({ html }: SvarAnswer) => html.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

beforeEach(async () => {
  house = await House.build();
  mailbox = new FakeMailbox();
  const people = ROSTER.people.map((person) => (person.id === 'anna' ? { ...person, phones: { work: '+45 20 00 00 01', private: '+45 30 00 00 01' } } : person));
  await house.store.roster.save({ ...ROSTER, people });
  process = await house.process('en', { mailbox });
  incident = await house.open(process, {
    modtagelse: { fra: 'Vagtchefen', tidspunkt: '2026-11-20T10:00:00.000Z' },
    kontaktperson: { navn: 'Ole Vind', telefon: '+45 40 00 00 01', email: 'ole@example.org' },
  });
  const meeting = { ...YES, aktivering: { ...YES.aktivering!, moede: '2026-11-21T13:45:00.000Z' } };
  for (const act of [...untilTheHours(), proposes(ANNA, 'aktivering', meeting), agrees(EVA), agrees(ANNA), agrees(FINN), agrees(GRY)]) await does(act);
  await does(ANNA.does({ type: 'approveDraft', udkast: 'kp', revision: 1, modtagere: [OLE], udenMail: [] }));
  process.sweep.start();
  await house.time.pass(35_000);
  token = mailbox.linkTo('ole@example.org').slice(-43);
  page = new SvarlinkPage({ svarlinks: house.store.svarlinks, journal: process.journal, scenes: process.scenes, clock: house.time, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } });
});

describe('the page', () => {
  it('asks one thing, with a number at work to ring, and nothing that is private', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toBe(
      'Kan du være med på mødet? – DDH Beredskab DDH Beredskab, hændelse 1 Kan du være med på mødet? Stabsmøde 1 21.11. 14.45 Vil du tilføje noget? (kan udelades) Skriv ingen CPR-numre eller andet om enkelte borgere. Ja, jeg er med Nej, ring til mig Spørgsmål? Ring til +45 20 00 00 01 .',
    );
    for (const secret of ['Viborg', 'Ole', 'Anna', 'ole@example.org', '+45 30', '+45 40', 'Telefonerne']) expect(answer.html).not.toContain(secret);
  });

  it('runs no script, is kept nowhere, and tells no other site where it was', async () => {
    const { headers, html } = await get();
    expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
    expect(html).not.toMatch(/<script|onclick|javascript:|https?:/);
    expect(html).toContain('<html lang="da">');
  });

  it('changes nothing by being looked at, however often', async () => {
    for (let times = 0; times < 5; times += 1) await get();
    expect(await answers()).toEqual([]);
  });
});

describe('an answer', () => {
  it('is a line of the log in its owner’s name, and whoever sent the mail is told', async () => {
    const answer = await post({ svar: 'ring', bemaerkning: 'Jeg har ikke adgang til guiden' });
    expect(textOf(answer)).toContain('Tak. Dit svar er gemt Stabsmøde 1 21.11. 14.45 ✔ Svaret 21.11. 14.00: Nej, ring til mig Jeg har ikke adgang til guiden DDH får besked om at ringe til dig. Har det ændret sig, så ring.');
    expect(await answers()).toEqual([expect.objectContaining({ svar: 'ring', bemaerkning: 'Jeg har ikke adgang til guiden', via: 'svarlink', person: OLE })]);
    await house.time.pass(5000);
    expect(house.teams.texts('reply')).toContainEqual(expect.stringContaining('Svar fra Ole Vind: Nej, ring til mig.'));
  });

  it('counts once: pressed again it says what was answered; pressed otherwise it says that this one was not stored', async () => {
    await post({ svar: 'ja', bemaerkning: '' });
    const again = await post({ svar: 'ja', bemaerkning: '' });
    const otherwise = await post({ svar: 'ring', bemaerkning: '' });
    expect([again.status, textOf(again).includes('Du har allerede svaret')]).toEqual([200, true]);
    expect([otherwise.status, textOf(otherwise).includes('ikke gemt. Dit første svar gælder')]).toEqual([409, true]);
    expect(textOf(await get())).toContain('✔ Svaret 21.11. 14.00: Ja, jeg er med');
    expect(await answers()).toHaveLength(1);
  });

  it('two presses at the same moment are one', async () => {
    const both = await Promise.all([post({ svar: 'ja' }), post({ svar: 'ring' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await answers()).toHaveLength(1);
  });

  it('two presses at the same moment in two processes are one', async () => {
    const other = await house.process('to', { mailbox });
    const there = new SvarlinkPage({ svarlinks: house.store.svarlinks, journal: other.journal, scenes: other.scenes, clock: house.time, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    const both = await Promise.all([post({ svar: 'ja' }), there.answer({ method: 'POST', token, form: { svar: 'ring' }, from })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await answers()).toHaveLength(1);
  });

  it.each([
    ['no button', {}], ['a button that is not there', { svar: 'slet' }], ['what an object inherits', { svar: 'constructor' }], ['a list', { svar: ['ja', 'ring'] }], ['nothing', undefined], ['words', 'svar=ja'],
  ])('of %s is none', async (_, form) => {
    const answer = await post(form);
    expect([answer.status, textOf(answer).includes('Intet er gemt. Tryk på et af svarene.')]).toEqual([400, true]);
    expect(await answers()).toEqual([]);
  });

  it('that is too long comes back whole, and is not stored', async () => {
    const answer = await post({ svar: 'ja', bemaerkning: 'æ'.repeat(501) });
    expect(textOf(answer)).toContain('Der er plads til 500 tegn');
    expect(answer.html).toContain('æ'.repeat(501));
    expect(await answers()).toEqual([]);
  });

  it('with HTML in it is text everywhere: on the page, in the thread and on the card', async () => {
    const hostile = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)> [link](https://evil.example) "&\'';
    const [stored, shown] = [await post({ svar: 'ja', bemaerkning: hostile }), await get()];
    expect(stored.html).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
    expect(stored.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    // Whoever was forwarded the mail reads what was pressed, not what was written.
    expect([textOf(shown).includes('Ja, jeg er med'), shown.html.includes('alert(1)')]).toEqual([true, false]);
    await house.time.pass(5000);
    const said = house.teams.posts.find(({ text }) => text.startsWith('Svar fra Ole Vind'))?.text ?? '';
    expect(said).toContain('&lt;script&gt;');
    expect(said).toContain('\\[link\\]');
    const failed = await post({ svar: 'x', bemaerkning: hostile }, token);
    expect(failed.html).not.toContain('<script>');
  });

  it('keeps no CPR number', async () => {
    expect(textOf(await post({ svar: 'ja', bemaerkning: 'Det er 010203-1234' }))).toContain('[CPR-nummer fjernet]');
    expect(JSON.stringify(await house.log(incident))).not.toContain('010203-1234');
  });

  it('keeps its lines, and nothing that cannot be seen or turns the reading direction', async () => {
    await post({ svar: 'ja', bemaerkning: ' Første\r\nanden\u0000\u0007 \u202etxet\u202c\u2066 👩‍🚒 æøå ' });
    expect(await answers()).toEqual([expect.objectContaining({ bemaerkning: 'Første\nanden txet 👩‍🚒 æøå' })]);
  });

  it('is not asked for again because the store is away while somebody only looks', async () => {
    house.store.faults.down();
    const answer = await get();
    expect([answer.status, textOf(answer).includes('Siden kan ikke vises lige nu'), textOf(answer).includes('IKKE gemt')]).toEqual([503, true, false]);
    house.store.faults.heal();
  });

  it('that broke something nobody thought of is a page too, without a word of what broke', async () => {
    const broken = new SvarlinkPage({ svarlinks: { ...house.store.svarlinks, findSvarlink: () => Promise.reject(new TypeError('secret of the house')) }, journal: process.journal, scenes: process.scenes, clock: house.time, logger: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    const answer = await broken.answer({ method: 'POST', token, form: { svar: 'ja' }, from });
    expect([answer.status, textOf(answer).includes('Dit svar er IKKE gemt'), answer.html.includes('secret')]).toEqual([500, true, false]);
  });

  it('that could not be stored is never thanked for', async () => {
    house.store.faults.down();
    const answer = await post({ svar: 'ja' });
    expect([answer.status, textOf(answer).includes('Dit svar er IKKE gemt')]).toEqual([503, true]);
    house.store.faults.heal();
    expect(await answers()).toEqual([]);
  });
});

describe('a link that is not to be believed', () => {
  const gone = 'Linket gælder ikke';

  it.each([
    ['guessed', 'A'.repeat(43)], ['empty', ''], ['a path', '../../readyz'], ['the hash itself', 'hash'], ['much too long', 'a'.repeat(5000)], ['with a quote', `${'a'.repeat(42)}'`],
  ])('%s leads nowhere', async (kind, guess) => {
    const answer = await get(kind === 'the hash itself' ? hashOf(token).slice(0, 43) : guess);
    expect([answer.status, textOf(answer).includes(gone)]).toEqual([404, true]);
    expect((await post({ svar: 'ja' }, guess)).status).toBe(404);
    expect(await answers()).toEqual([]);
  });

  it('expires when the hændelse is closed', async () => {
    await does(ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }));
    expect([(await get()).status, (await post({ svar: 'ja' })).status]).toEqual([410, 410]);
    expect(textOf(await get())).toContain(gone);
    expect(await answers()).toEqual([]);
  });

  it('ends when it is called back', async () => {
    await does(BENT.does({ type: 'revokeSvarlink', udsendelse: 'kp-1', person: OLE }));
    expect((await post({ svar: 'ja' })).status).toBe(410);
  });

  it('ends with its owner: another kontaktperson has been named', async () => {
    await does(ANNA.namesContact('Pia Holt'));
    expect((await post({ svar: 'ja' })).status).toBe(410);
    expect(await answers()).toEqual([]);
  });

  it('answers in its own hændelse alone', async () => {
    const other = await house.open(process, { nonce: 'dialog-2', myndigheder: ['Skive'] });
    await post({ svar: 'ja', incident: other, udsendelse: 'rep-1', person: 'anna' });
    expect([await answers(), await answers(other)]).toEqual([[expect.objectContaining({ udsendelse: 'kp-1', person: OLE })], []]);
  });

  it('is stored nowhere: whoever reads the store has no link', async () => {
    expect(JSON.stringify([house.store.dump(incident), await house.store.svarlinks.findSvarlink(hashOf(token))])).not.toContain(token);
  });
});

describe('what was asked about is not so any more', () => {
  const meeting = async () => (await process.journal.state(incident)).moeder.moeder[0]!;
  const moves = async () => {
    const { minutter, deltagere } = await meeting();
    await does(ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: { start: '2026-11-21T14:30:00.000Z', minutter, deltagere } }));
    await house.time.pass(35_000);
  };

  it('moved: the old page says that there is a newer mail; "Ja" on it is stored nowhere, and the newer one asks about the new time', async () => {
    expect((await get()).status).toBe(200);
    await moves();
    const [shown, pressed] = [await get(), await post({ svar: 'ja' })];
    expect([shown.status, textOf(shown)]).toEqual([410, 'Aftalen er ændret – DDH Beredskab DDH Beredskab, hændelse 1 Aftalen er ændret Du får en nyere mail om det. Svar i den. Spørgsmål? Ring til +45 20 00 00 01 .']);
    expect([pressed.status, textOf(pressed).includes('⚠ Det, du trykkede på nu, er ikke gemt.')]).toEqual([409, true]);
    expect(await answers()).toEqual([]);
    const newer = mailbox.linkTo('ole@example.org').slice(-43);
    expect(textOf(await get(newer))).toContain('Passer det? Stabsmøde 1 21.11. 15.30 Vil du tilføje noget?');
    expect(textOf(await post({ svar: 'ja' }, newer))).toContain('Tak. Dit svar er gemt Stabsmøde 1 21.11. 15.30 ✔ Svaret 21.11. 14.01: Ja, det passer');
    expect(await answers()).toEqual([expect.objectContaining({ udsendelse: 'aftale-1', via: 'svarlink' })]);
  });

  it('moved after it was answered: the old answer is not shown as one to the new time', async () => {
    await post({ svar: 'ja' });
    await moves();
    expect(textOf(await get())).not.toContain('Ja, jeg er med');
  });

  it('cancelled: there is nothing to answer', async () => {
    await does(ANNA.does({ type: 'cancelMoede', moede: 'moede-1', begrundelse: 'Strømmen er tilbage' }));
    expect(textOf(await get())).toContain('Mødet er aflyst Du skal ikke gøre mere.');
    expect((await post({ svar: 'ja' })).status).toBe(409);
    expect(await answers()).toEqual([]);
  });

  it('pressed at the very moment when it is moved: an answer to the old time, or none', async () => {
    const { minutter, deltagere } = await meeting();
    const move = does(ANNA.does({ type: 'changeMoede', moede: 'moede-1', revision: 1, plan: { start: '2026-11-21T14:30:00.000Z', minutter, deltagere } }));
    const [, pressed] = await Promise.all([move, post({ svar: 'ja' })]);
    const stored = await answers();
    expect(stored).toEqual(pressed.status === 200 ? [expect.objectContaining({ titel: expect.stringContaining('Stabsmøde 1 21.11. 14.45') })] : []);
  });
});

describe('too much of it', () => {
  it('one link: after thirty times in a minute it waits, and then goes on', async () => {
    for (let times = 0; times < 30; times += 1) expect((await get()).status).toBe(200);
    const answer = await post({ svar: 'ja' });
    expect([answer.status, answer.headers['Retry-After'], textOf(answer).includes('Intet er ændret')]).toEqual([429, '60', true]);
    expect(await answers()).toEqual([]);
    await house.time.pass(61_000);
    expect((await post({ svar: 'ja' })).status).toBe(200);
  });

  it('guesses from one address are turned away; a real link from elsewhere is not', async () => {
    const guesses = await Promise.all(Array.from({ length: 25 }, (_, index) => get(String(index).padStart(43, 'g'))));
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await get(token, '198.51.100.1')).status).toBe(200);
    expect((await get()).status).toBe(200);
  });
});
