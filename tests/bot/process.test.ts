import { readFileSync, writeFileSync } from 'node:fs';
import { startBotProcess, tryToStart } from '../support/botProcess';
import { azuriteConnectionString } from '../support/store/azurite';
import { ROSTER, Staff, temporaryFile } from '../support/staff';

let staff: Staff;
beforeAll(async () => {
  staff = await Staff.start({ withoutBot: true });
});
afterAll(async () => staff.close());

const withStore = () => ({ ...staff.environment });

describe('a wrong setting ends the start with code 2 and a sentence that names it', () => {
  const SECRET = 'hemmelig-adgangskode';
  const msi = { BOT_ID: 'b', BOT_TENANT_ID: 't', BOT_TYPE: 'UserAssignedMSI', TABLES_ENDPOINT: 'https://x.example' };

  it.each<[string, Record<string, string>, string]>([
    ['a port that is none', { PORT: 'abc' }, 'PORT'],
    ['a prefix that no table may have', { TABLES_PREFIX: '1_x' }, 'TABLES_PREFIX: skal begynde med et bogstav'],
    ['two stores', { TABLES_CONNECTION_STRING: 'x', TABLES_ENDPOINT: 'https://x.example' }, 'enten TABLES_CONNECTION_STRING eller TABLES_ENDPOINT, ikke begge'],
    ['a bot without tenant, type and store', { BOT_ID: 'b' }, 'BOT_TENANT_ID mangler, når BOT_ID er sat.\n- BOT_TYPE mangler, når BOT_ID er sat'],
    ['a single tenant without a password', { ...msi, BOT_TYPE: 'SingleTenant' }, 'BOT_PASSWORD mangler'],
    ['a password that is not used', { ...msi, BOT_PASSWORD: SECRET }, 'BOT_PASSWORD bruges ikke'],
    ['no store in production', { BOT_ID: 'b', BOT_TENANT_ID: 't', BOT_TYPE: 'UserAssignedMSI' }, 'botten har intet sted at gemme loggen'],
    ['a practice clock in production', { ...msi, CLOCK_START: '2026-11-20T13:00:00Z' }, 'kan kun bruges lokalt'],
    ['a clock that runs backwards', { CLOCK_SPEED: '-1' }, 'CLOCK_SPEED'],
    ['a time that is none', { CLOCK_START: 'i morgen' }, 'CLOCK_START'],
    ['an address that is none', { ...msi, BOT_LOGIN_URL: 'teams' }, 'BOT_LOGIN_URL'],
  ])('%s', async (_, environment, sentence) => {
    const ended = await tryToStart(environment);
    if ('url' in ended) throw new Error('the bot started');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr).not.toContain(SECRET);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('a roster with mistakes, by file and line', async () => {
    const file = temporaryFile('roster.yaml', readFileSync(ROSTER, 'utf8').replace('{ holder: anna,', '{ holder: anne,'));
    const ended = await tryToStart({ ...withStore(), TABLES_PREFIX: 'forkert', ROSTER_FILE: file });
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/Personlisten \(ROSTER_FILE\) kan ikke bruges:\n- roster\.yaml:\d+: ukendt person "anne"/) });
  });

  it('a roster that is not there', async () => {
    expect(await tryToStart({ ...withStore(), TABLES_PREFIX: 'forkert', ROSTER_FILE: '/findes/ikke.yaml' })).toMatchObject({ code: 2, stderr: expect.stringContaining('/findes/ikke.yaml') });
  });
});

it('a store that does not answer ends the start with a sentence', async () => {
  const ended = await tryToStart({ ...withStore(), TABLES_CONNECTION_STRING: azuriteConnectionString('http://127.0.0.1:9') });
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended).toHaveProperty('stderr', expect.stringContaining('Lageret svarer ikke'));
  expect(ended).not.toHaveProperty('stderr', expect.stringMatching(/\n\s+at |AccountKey/));
});

describe('a start', () => {
  it('says its address in the first line of stdout and nothing else there; it is alive and ready; SIGTERM ends it with 0', async () => {
    const bot = await startBotProcess(withStore());
    expect(bot.stdout()).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+"\}\n$/);
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    await readiness(bot.url);
    expect(await bot.stop()).toBe(0);
    expect(bot.log()).toContain('LOKAL TILSTAND');
    expect(bot.stdout()).toMatch(/^[^\n]*\n$/);
    expect(bot.log()).not.toMatch(/AccountKey|Eby8vdM0/);
  });
});

/** Ready once the first look at the store is over; asked again at once until then. */
async function readiness(url: string): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200);
}

describe('after a restart', () => {
  beforeAll(async () => {
    staff.bot = await startBotProcess(withStore());
  });

  it('cards, threads, receipts, dialogs and the log go on where they were', async () => {
    const incident = await staff.openIncident('bent');
    const instruks = await staff.startInstruks('bent', 2);
    await staff.write('carla', '/log h: før');
    await staff.untilGemt('carla', 3);
    const dialog = await instruks.openDialog('anna', '2B.2 Beslut…');
    const drawn = instruks.button('2B.1 Udført');

    expect(await staff.bot?.stop()).toBe(0);
    staff.bot = await startBotProcess(withStore());

    expect((await instruks.press('gry', '', drawn)).step('2B.1')).toContain('✔ Udført af Gry Hedelykke');
    expect((await dialog.submit({ valg: 'intet-behov', beslutter: 'Gry Hedelykke', begrundelse: 'nok på vagt' })).closed).toBe(true);
    await staff.until(() => instruks.step('2B.2').includes('✔') && instruks.step('2B.1').includes('✔'));
    expect((await staff.ask('dan', '/instruks 2')).text).toContain(`/${instruks.id})`);
    await staff.write('carla', '/log h: efter');
    await staff.untilGemt('carla', 6);
    expect(staff.texts().filter((text) => text.startsWith('Gemt'))).toEqual(['Gemt: 3, 6 · Carla Vestermark']);
    await staff.write('carla', '/log h: i tråden', { rootId: instruks.id });
    expect((await staff.export()).at(-1)).toMatchObject({ nr: 7, instruks: 2 });
    await incident.press('bent', 'Start instruks 3');
    await staff.until(() => staff.instruksCard(3));
    expect((await staff.log('verify', '--incident', '1')).code).toBe(0);
  });

  it('a line that waits for its incident waits still', async () => {
    await staff.openIncident('bent', { beskrivelse: 'Nummer to', myndigheder: 'Skive' });
    const { card } = await staff.ask('carla', '/log h: venter');
    await staff.bot?.kill();
    staff.bot = await startBotProcess(withStore());
    expect((await card.press('carla', '2 ')).text).toBe('Hændelse 2 · Skive: Nummer to\n✔ Linjen er gemt her som linje 2.');
  });

  it('whatever was acknowledged before SIGTERM is there, and the receipts go out', async () => {
    const before = (await staff.export(2)).length;
    const thread = staff.incidentCard(2)!.id;
    const writing = Array.from({ length: 20 }, (_, index) => staff.write('eva', `/log h: midt i det ${index}`, { rootId: thread }));
    const stopping = Promise.race(writing).then(() => staff.bot?.stop());
    const replies = (await Promise.all(writing)).map(({ reply }) => reply);
    const asked = Date.now();
    expect(await stopping).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    staff.bot = await startBotProcess(withStore());
    const acknowledged = replies.filter((reply) => reply.kind === 'answered' && reply.status === 200).length;
    expect(acknowledged).toBeGreaterThan(0);
    const after = (await staff.export(2)).length;
    expect(after).toBeGreaterThanOrEqual(before + acknowledged);
    await staff.untilGemt('eva', after);
    expect((await staff.log('verify', '--incident', '2')).code).toBe(0);
  });
});

describe('the practice clock', () => {
  let clocked: Staff;
  afterAll(async () => clocked.close());

  it('starts where it is told, runs as fast as it is told, agrees after a restart, and jumps with the file', async () => {
    await staff.bot?.stop();
    const file = temporaryFile('klokken', '');
    const epoch = Date.now();
    const start = Date.parse('2026-03-01T07:00:00.000Z');
    const speed = 3600;
    const environment = { CLOCK_START: new Date(start).toISOString(), CLOCK_EPOCH: new Date(epoch).toISOString(), CLOCK_SPEED: String(speed), CLOCK_FILE: file };
    clocked = await Staff.start({ environment });
    const shifted = (real: number) => start + (real - epoch) * speed;
    const time = async (nr: number) => Date.parse((await clocked.export())[nr - 1]!.registreringstid);

    const earliest = shifted(Date.now());
    await clocked.openIncident('bent');
    expect(await time(1)).toBeGreaterThanOrEqual(earliest);
    expect(await time(1)).toBeLessThanOrEqual(shifted(Date.now()));

    await clocked.bot?.stop();
    clocked.bot = await startBotProcess({ ...clocked.environment });
    const again = shifted(Date.now());
    await clocked.write('carla', '/log h: efter genstart');
    expect(await time(2)).toBeGreaterThanOrEqual(again);
    expect(await time(2)).toBeLessThanOrEqual(shifted(Date.now()));

    // Far enough ahead that the fast clock cannot have got there by itself.
    writeFileSync(file, '2031-06-01T12:00:00Z\n');
    await clocked.write('carla', '/log h: efter spring');
    expect((await clocked.export())[2]?.registreringstid).toMatch(/^2031-06-01T1[2-9]/);
    await clocked.write('carla', '/log kl. 13.30 o: sommertid', { rootId: clocked.incidentCard(1)!.id });
    expect((await clocked.export())[3]?.haendelsestid).toBe('2031-06-01T11:30:00.000Z');

    // Incident time never runs backwards within a log.
    writeFileSync(file, '2020-01-01T00:00:00Z');
    await clocked.write('carla', '/log h: tilbage');
    expect(await time(5)).toBeGreaterThanOrEqual(await time(4));
  });
});
