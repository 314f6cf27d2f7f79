import { openTables } from '../../src/adapters/tables/open';
import { seal } from '../../src/app/chain';
import type { DomainEvent } from '../../src/domain/event';
import { startBotProcess } from '../support/botProcess';
import { Staff, type Card } from '../support/staff';

/** A build meets a line that a newer one wrote, as after a rollback: that incident stands still, in words; the others go on. */
let staff: Staff;
let touched: Card;
let other: Card;
let nr: number;
beforeAll(async () => {
  staff = await Staff.start();
  touched = await staff.openIncident('bent', { beskrivelse: 'Strømmen er gået' });
  other = await staff.openIncident('bent', { beskrivelse: 'Vandet er væk', myndigheder: 'Skive' });
  nr = await newerLine(touched.incidentId);
});
afterAll(async () => staff.close());

const events = () => openTables({ connectionString: staff.azurite.connectionString }, String(staff.environment.TABLES_PREFIX)).events;

async function newerLine(incident: string): Promise<number> {
  const head = (await events().readHead(incident))!;
  const now = new Date().toISOString();
  const event = { type: 'OpfundetSenere' } as unknown as DomainEvent;
  const line = seal(
    { nr: head.nr + 1, actor: { id: 'bent', name: 'Bent' }, at: now, recordedAt: now, commandId: 'senere', kanal: '', event, calls: [] },
    head.hash,
    'salt',
  );
  expect(await events().append(incident, head, [{ commandId: 'senere', lines: [line], effects: [] }])).toMatchObject({ kind: 'appended' });
  return line.envelope.nr;
}

it('what is written to that incident is not stored, and its writer is told', async () => {
  expect((await staff.ask('carla', '/log h: efter tilbagerulning', { rootId: touched.id })).text).toMatch(/ikke gemt/i);
  const start = { verb: 'startInstruks', data: { haendelse: touched.incidentId, instruks: 'instruks-2' } };
  expect((await touched.press('bent', '', start)).text).toMatch(/ikke gemt/i);
  expect((await events().readHead(touched.incidentId))?.nr).toBe(nr);
});

it('the log of the program says which line it is', () => {
  expect(staff.bot?.log()).toContain(`line ${nr} (OpfundetSenere) is not known to this build: a newer one wrote it`);
});

it('the other incidents go on in their threads', async () => {
  await staff.write('carla', '/log h: her går det videre', { rootId: other.id });
  expect((await staff.export(2)).map(({ indhold }) => indhold)).toContain('her går det videre');
});

it('a process that starts with it lives, and is not ready', async () => {
  const bot = await startBotProcess(staff.environment);
  expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(503);
  expect(await bot.stop()).toBe(0);
});

it('its hashes can be checked all the same', async () => {
  const { code, stdout } = await staff.log('verify', '--incident', '1');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Loggen er hel') });
});
