import { TableClient } from '@azure/data-tables';
import type { LogLine } from '../../src/domain/logbook/logLine';
import { Staff, type Card } from '../support/staff';

/** One short incident, exported and verified by the command line tool as a process, the way an archivist would. */
let staff: Staff;
let instruks: Card;
let lines: LogLine[];

beforeAll(async () => {
  staff = await Staff.start({ environment: { CLOCK_START: '2026-11-20T13:00:00Z' } });
  await staff.openIncident('bent', { kontaktperson: 'Lone Kær' });
  instruks = await staff.startInstruks('bent', 2);
  await (await instruks.openDialog('gry', '2B.2')).submit({ valg: 'intet-behov', tekst: 'fra i dag', begrundelse: 'Ingen kan ringe', beslutter: 'Anna Holmgaard' });
  await instruks.press('eva', '2B.1 Udført');
  await (await instruks.openDialog('carla', 'Mere')).submit({ trin: 'dokumenter-situationsbillede', handling: 'giv', person: 'dan' });
  await staff.write('carla', '/log b: Vi åbner kl. 14 | kl. 13.50 | ansvarlig: Gry | frist: kl. 14');
  await (await (await staff.untilCard('Vi åbner')).openDialog('anna', '6 ')).submit({ beslutter: 'Anna Holmgaard', begrundelse: 'køen vokser' });
  await staff.write('carla', '/log ret 6 Vi åbner kl. 15', { rootId: instruks.id });
  await staff.untilGemt('carla', 8);
});
afterAll(async () => staff.close());

it('the export is JSON lines, in order, with exactly the agreed keys', async () => {
  const { code, stdout, stderr } = await staff.log('export', '--incident', '1', '--format', 'jsonl');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.endsWith('}\n')).toBe(true);
  lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as LogLine);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual([
      'nr', 'haendelsestid', 'registreringstid', 'fra', 'til', 'kanal', 'type', 'indhold', 'beslutning', 'beslutningstager', 'begrundelse', 'ansvarlig', 'frist', 'status', 'bilag', 'instruks', 'trin', 'retter',
    ]);
    for (const time of [line.haendelsestid, line.registreringstid]) expect(time).toMatch(/^2026-11-20T1[23]:\d\d:\d\d\.\d{3}Z$/);
  }
  expect(lines.map((line) => line.nr)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

it('what is in it is what was done', () => {
  const empty = { til: null, beslutning: null, beslutningstager: null, begrundelse: null, ansvarlig: null, frist: null, status: null, bilag: null, instruks: null, trin: null, retter: null };
  const times = { haendelsestid: expect.any(String), registreringstid: expect.any(String) };
  expect(lines).toEqual([
    {
      ...empty, ...times, nr: 1, fra: 'Bent Ravnsborg', kanal: 'Teams-dialog', type: 'handling', status: 'åbnet',
      indhold: 'Hændelse 1 åbnet: Telefonerne er nede. Ramt: Viborg Kommune (kontaktperson: Lone Kær). Modtager: Bent Ravnsborg. Modtaget 20.11. 14.00. Åbent til 16.00.',
    },
    {
      ...empty, ...times, nr: 2, fra: 'Bent Ravnsborg', kanal: 'Teams-kanal', type: 'handling', status: 'startet', instruks: 2,
      til: 'Kriseleder: Anna Holmgaard; Kontaktperson ved hændelsesmyndighed: Lone Kær; Logfører: Carla Vestermark; Bemandingsansvarlig: Gry Hedelykke; Procesansvarlig: Eva Skovsende',
      indhold: 'Instruks 2 startet: Første møde for Krisestaben',
    },
    {
      ...empty, ...times, nr: 3, fra: 'Gry Hedelykke', kanal: 'Teams-tråd', type: 'beslutning', status: 'udført', instruks: 2, trin: '2B.2',
      indhold: '2B.2 besluttet: Der er ikke behov for opjustering – fra i dag', beslutning: 'Der er ikke behov for opjustering – fra i dag', beslutningstager: 'Anna Holmgaard', begrundelse: 'Ingen kan ringe',
    },
    {
      ...empty, ...times, nr: 4, fra: 'Eva Skovsende', kanal: 'Teams-tråd', type: 'handling', status: 'udført', instruks: 2, trin: '2B.1',
      indhold: '2B.1 udført: Nuværende bemanding (på vegne af bemandingsansvarlig)',
    },
    {
      ...empty, ...times, nr: 5, fra: 'Carla Vestermark', til: 'Dan Østerlund', kanal: 'Teams-tråd', type: 'handling', status: 'tildelt', ansvarlig: 'Dan Østerlund', instruks: 2, trin: '2A.3',
      indhold: '2A.3 givet til Dan Østerlund: Logfører dokumenterer situationsbillede',
    },
    {
      ...empty, ...times, nr: 6, fra: 'Carla Vestermark', kanal: 'Teams-kanal', type: 'information', indhold: 'Vi åbner kl. 14', ansvarlig: 'Gry', frist: 'kl. 14',
      status: 'beslutning – mangler beslutter og begrundelse', haendelsestid: '2026-11-20T12:50:00.000Z',
    },
    {
      ...empty, ...times, nr: 7, fra: 'Anna Holmgaard', kanal: 'Teams-tråd', type: 'beslutning', indhold: 'Vi åbner kl. 14', beslutning: 'Vi åbner kl. 14', beslutningstager: 'Anna Holmgaard',
      begrundelse: 'køen vokser', ansvarlig: 'Gry', frist: 'kl. 14', retter: 6, haendelsestid: '2026-11-20T12:50:00.000Z',
    },
    {
      ...empty, ...times, nr: 8, fra: 'Carla Vestermark', kanal: 'Teams-tråd', type: 'information', indhold: 'Vi åbner kl. 15', ansvarlig: 'Gry', frist: 'kl. 14', retter: 6,
      status: 'beslutning – mangler beslutter og begrundelse', haendelsestid: '2026-11-20T12:50:00.000Z',
    },
  ]);
});

it.each([
  [['export', '--incident', '9', '--format', 'jsonl'], 1, 'Der er ingen hændelse med nummer 9.'],
  [['verify', '--incident', '9'], 1, 'Der er ingen hændelse med nummer 9.'],
  [['export', '--incident', '1', '--format', 'pdf'], 2, 'Formatet pdf kendes ikke.'],
  [['verify'], 2, 'Skriv hændelsens nummer'],
  [['slet', '--incident', '1'], 2, 'Skriv enten export eller verify.'],
])('log %j ends with %i and a sentence', async (args, code, sentence) => {
  const result = await staff.log(...args);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(sentence);
  expect(result.stdout).toBe('');
});

describe('verify', () => {
  let table: TableClient;
  let incident: string;
  beforeAll(() => {
    table = TableClient.fromConnectionString(staff.azurite.connectionString, `${staff.environment.TABLES_PREFIX}haendelser`, { allowInsecureConnection: true });
    incident = instruks.incidentId;
  });

  const row = (nr: number) => table.getEntity<Record<string, unknown>>(incident, `E-${String(nr).padStart(10, '0')}`);
  async function payloadOf(nr: number): Promise<[string, string]> {
    const found = Object.entries(await row(nr)).find(([, value]) => typeof value === 'string' && value.startsWith('{"event"'));
    if (!found) throw new Error(`line ${nr} has no payload`);
    return found as [string, string];
  }
  async function change(nr: number, properties: Record<string, unknown>): Promise<void> {
    await table.updateEntity({ partitionKey: incident, rowKey: `E-${String(nr).padStart(10, '0')}`, ...properties }, 'Merge');
  }

  it('finds an untouched log whole, and ends with 0', async () => {
    expect(await staff.log('verify', '--incident', '1')).toEqual({ code: 0, stdout: expect.stringMatching(/^Loggen er hel: 8 linjer\. Sidste kontroltal: [0-9a-f]{64}\n$/), stderr: '' });
  });

  it('names the first line whose words were changed in the table, and ends with 1', async () => {
    const [[name, sixth], [, third]] = [await payloadOf(6), await payloadOf(3)];
    await change(6, { [name]: sixth.replace('Vi åbner kl. 14', 'Vi åbner kl. 18') });
    expect(await staff.log('verify', '--incident', '1')).toEqual({ code: 1, stdout: 'Linje 6 passer ikke: indholdet er ændret.\n', stderr: '' });
    await change(3, { [name]: third.replace('Anna Holmgaard', 'Bent Ravnsborg') });
    expect((await staff.log('verify', '--incident', '1')).stdout).toBe('Linje 3 passer ikke: indholdet er ændret.\n');
    await change(3, { [name]: third });
    await change(6, { [name]: sixth });
    expect((await staff.log('verify', '--incident', '1')).code).toBe(0);
  });

  it('names a line whose writer or time was changed', async () => {
    const { actorName } = await row(4);
    await change(4, { actorName: 'Ingen' });
    expect(await staff.log('verify', '--incident', '1')).toMatchObject({ code: 1, stdout: 'Linje 4 passer ikke: den hænger ikke sammen med linjerne før.\n' });
    await change(4, { actorName });
  });

  it('names a line that was taken out, in the middle or at the end', async () => {
    for (const [nr, sentence] of [[5, 'Linje 5 passer ikke: nummeret mangler, eller rækkefølgen er forkert.'], [8, 'Linje 8 passer ikke: den mangler; loggen skal have 8 linjer.']] as const) {
      const { partitionKey, rowKey, etag: _etag, timestamp: _timestamp, ...rest } = await row(nr);
      await table.deleteEntity(incident, String(rowKey));
      expect(await staff.log('verify', '--incident', '1')).toMatchObject({ code: 1, stdout: `${sentence}\n` });
      await table.createEntity({ ...rest, partitionKey: String(partitionKey), rowKey: String(rowKey) });
    }
    expect((await staff.log('verify', '--incident', '1')).code).toBe(0);
  });
});
