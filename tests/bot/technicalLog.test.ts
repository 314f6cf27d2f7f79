import type { ConnectorRequest, Fault } from '../../src/oevebane/connector/connector';
import { foundIn, wordsAboutPeople, wordsOf } from '../support/personalData';
import { Staff, type Card } from '../support/staff';

/**
 * What the process writes for its operators while people work and while things go wrong: JSON, ids and numbers, and
 * nothing of the people or of what they wrote. Personal data is in the log of the incident, and only there.
 */
const SECRETS = [
  'Telefonerne er tavse i Kjellerup',
  'Hjælperen hedder Rasmus',
  'Skriv til nabo@kjellerup.example',
  '87654321',
  'Mormors adresse',
  'nogen blev syg',
] as const;

let staff: Staff;
let faults: ((request: ConnectorRequest) => Fault | undefined) | undefined;
beforeAll(async () => {
  staff = await Staff.start({ environment: { LOG_LEVEL: 'debug' }, onRequest: (request) => faults?.(request) });
});
afterAll(async () => staff.close());

interface Line {
  readonly msg: string;
  readonly correlation?: string;
  readonly incident?: string;
  readonly [field: string]: unknown;
}

const written = (): Line[] =>
  (staff.bot?.log() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line); // every line is JSON

async function logged(message: string): Promise<void> {
  while (!written().some(({ msg }) => msg === message)) await fetch(`${staff.bot?.url}/healthz`);
}

/** As Teams and its proxies do it: the refusal quotes what was sent. */
const quoting =
  (status: number) =>
  ({ body }: ConnectorRequest): Fault => ({ kind: 'answer', status, body: { error: { code: 'Nej', message: `Refused: ${JSON.stringify(body)}` } } });

it('a busy hour with failures leaves nothing of the people in it', async () => {
  const incident = await staff.openIncident('bent', {
    beskrivelse: SECRETS[0],
    kontaktperson: 'Rasmus Rask',
    telefon: SECRETS[3],
    email: 'nabo@kjellerup.example',
  });
  const instruks = await staff.startInstruks('bent', 2);
  await staff.write('carla', `/log h: ${SECRETS[1]}`);
  await staff.write('anna', `${SECRETS[2]}`, { rootId: instruks.id });
  const dialog = await instruks.openDialog('anna', '2B.2 Beslut…');
  await dialog.submit({ valg: 'intet-behov', beslutter: 'Gry Hedelykke', begrundelse: SECRETS[5] });
  await instruks.press('gry', '2B.1 Udført');
  await staff.untilGemt('carla', (await staff.export()).find(({ indhold }) => indhold === SECRETS[1])!.nr);
  await badly(incident);
  expect(staff.bot?.stdout().trim().split('\n')).toHaveLength(1);

  expect(written().map(({ msg }) => msg)).toEqual(
    expect.arrayContaining(['request', 'outbox: not delivered', 'outbox: given up', 'an answer could not be posted']),
  );
  const words = [...wordsAboutPeople(staff), ...wordsOf([...SECRETS, 'Rasmus Rask', 'nabo@kjellerup.example'])];
  expect(words.length).toBeGreaterThan(150);
  expect(foundIn(staff.bot?.log() ?? '', words)).toEqual([]);
});

/** Teams refuses, breaks off and quotes; people press what is not there. */
async function badly(incident: Card): Promise<void> {
  faults = quoting(403);
  await staff.write('carla', `/log o: ${SECRETS[4]}`, { rootId: incident.id });
  await staff.write('dan', `/hjælp ${SECRETS[4]}`);
  await logged('outbox: given up');
  await logged('an answer could not be posted');
  faults = () => ({ kind: 'dropAnswer' });
  await staff.write('eva', `hvad med ${SECRETS[4]}?`, { mentionBot: true });
  faults = undefined;
  await incident.press('anna', '', { verb: SECRETS[4], data: { trin: SECRETS[4] } });
  await staff.post(JSON.stringify({ type: 'message', text: SECRETS[4] }));
  await staff.post(`{"text": "${SECRETS[4]}`);
}

it("a request's lines carry the id of its activity, its incident and the line it added; the outbox's lines the incident and the line", async () => {
  const { message } = await staff.write('carla', '/log h: hvem spørger');
  const { nr } = (await staff.export()).findLast(({ indhold }) => indhold === 'hvem spørger')!;
  const incident = staff.incidentCard(1)!.incidentId;
  expect(written().filter(({ correlation }) => correlation === message.id)).toEqual([
    expect.objectContaining({ msg: 'request', activity: 'message', status: 200, incident, line: nr, ms: expect.any(Number) }),
  ]);
  const failed = written().find(({ msg }) => msg === 'outbox: not delivered')!;
  expect(failed).toMatchObject({
    incident,
    effect: expect.any(String),
    row: expect.stringMatching(/^\d+-\d+$/),
    cause: { name: 'PostFailed', message: 'Teams answered 403' },
  });
  expect(failed.correlation).toBeUndefined(); // it may stand for several requests
});
