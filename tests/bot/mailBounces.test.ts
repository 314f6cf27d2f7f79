import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { GraphFault, GraphRequest } from '../../src/oevebane/graph/graph';
import { Alarming } from '../support/alarming';
import { Card, ROSTER, temporaryFile, type Staff } from '../support/staff';
import { startVoting } from '../support/voting';

/** Mails that come back, over real HTTP: what the sweep reads in the mailbox, as Exchange puts it there. It looks every ten seconds: each in a world of its own and all at once. */
interface World {
  readonly staff: Staff;
  readonly jump: (to: string) => void;
  fault: (request: GraphRequest) => GraphFault | undefined;
}
const worlds: World[] = [];
afterAll(async () => Promise.all(worlds.map(({ staff }) => staff.close())));

interface Demo {
  readonly people: readonly { readonly id: string; readonly email?: string }[];
  readonly kommunekontakter: readonly { readonly kommune: string; readonly primary: string; readonly secondary: string }[];
}
const demo = parse(readFileSync(ROSTER, 'utf8')) as Demo;
const viborg = demo.kommunekontakter.find(({ kommune }) => kommune === 'Viborg')!;
const aarhus = demo.kommunekontakter.find(({ kommune }) => kommune === 'Aarhus')!;
const addressOf = (id: string) => demo.people.find((person) => person.id === id)?.email ?? '';

/** Viborg's primary contact has an address that nobody has. */
const roster = () =>
  temporaryFile('roster.yaml', stringify({ ...demo, people: demo.people.map((person) => (person.id === viborg.primary ? { ...person, email: 'flyttet@ukendt.example' } : person)) }));

async function given(): Promise<World> {
  const hook: Pick<World, 'fault'> = { fault: () => undefined };
  const started = await startVoting(undefined, { graph: (request) => hook.fault(request), outlookNow: fastClock(), environment: { ROSTER_FILE: roster() } });
  const world = Object.assign(hook, { staff: started.staff, jump: started.jump });
  worlds.push(world);
  return world;
}

/** Exchange's thirty a minute have a test of their own. */
function fastClock(): () => number {
  const started = Date.now();
  return () => started + (Date.now() - started) * 10;
}

const TITLE = 'Orientering af kommunekontaktpersonerne (2E)';
const inbox = (staff: Staff, address: string) => staff.outlook.mailsTo(address).filter(({ meeting }) => !meeting);

/** The contacts of the kommuner have been written to. */
async function written({ staff, jump }: World): Promise<{ readonly alarm: Alarming; readonly card: Card }> {
  const alarm = await Alarming.raised(staff, { kontaktperson: 'Ole Vind' });
  await staff.write('anna', '/instruks 2', { rootId: alarm.voting.incident.message.rootId });
  const card = await staff.until(() => staff.card(`"${TITLE}"`));
  await card.press('eva', 'Send');
  jump('2026-11-23T09:10:00.000Z');
  await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 6 af 6'));
  return { alarm, card };
}

it.concurrent('a bounce is written down, stands on the card, and the secondary contact gets the mail, once', async () => {
  const world = await given();
  const { staff } = world;
  const { alarm, card } = await written(world);
  await staff.until(() => card.text.includes('⚠ Kom ikke frem: ') && card.text.includes('✔ Accepteret af Exchange: 7 af 7'));
  expect(card.text).toContain('↪ Skrevet til i stedet: ');
  expect(inbox(staff, addressOf(viborg.secondary))).toHaveLength(1);
  expect(inbox(staff, addressOf(viborg.secondary))[0]?.text).toContain('Du får denne mail i stedet for');
  expect(await alarm.voting.lines('Mailen kom ikke frem til ')).toHaveLength(1);
  expect(await alarm.voting.lines('Mailen kom ikke frem: ')).toHaveLength(1);
  expect(inbox(staff, addressOf(aarhus.secondary))).toEqual([]);
}, 90_000);

it.concurrent('whatever else lies in the mailbox changes nothing: an answer that says so, an absence, a receipt, a bounce of somebody else’s mail', async () => {
  const world = await given();
  const { staff } = world;
  let forged = false;
  world.fault = ({ operation }) => {
    const thread = staff.outlook.mailsIn(staff.setting.mailSender).find(({ folder, to }) => folder === 'sentitems' && to[0]?.address === addressOf(aarhus.primary))?.conversationId;
    if (operation !== 'listFolder' || thread === undefined || forged) return undefined;
    forged = true;
    const lies = (messageClass: string, conversationId: string, subject: string) => arrive(staff, { messageClass, conversationId, subject });
    lies('IPM.Note', thread, 'Undeliverable: Kan ikke leveres');
    lies('IPM.Note.Rules.OofTemplate.Microsoft', thread, 'Automatisk svar: Undeliverable');
    lies('REPORT.IPM.Note.DR', thread, 'Leveret');
    lies('REPORT.IPM.Note.IPNRN', thread, 'Læst');
    lies('REPORT.IPM.Note.NDR', 'AAQkADsomebodyelse', 'Undeliverable');
    return undefined;
  };
  const { alarm, card } = await written(world);
  // The one that did come back is found among them.
  await staff.until(() => card.text.includes('✔ Accepteret af Exchange: 7 af 7'));
  expect(forged).toBe(true);
  expect(await alarm.voting.lines('Mailen kom ikke frem til ')).toHaveLength(1);
  expect(inbox(staff, addressOf(aarhus.secondary))).toEqual([]);
}, 90_000);

it.concurrent('a mailbox that may not be read: mails go out, the administrator is told once, and a person writes down what did not arrive', async () => {
  const world = await given();
  const { staff } = world;
  let looks = 0;
  world.fault = ({ operation }) => {
    if (operation !== 'listFolder') return undefined;
    looks += 1;
    return { kind: 'answer', status: 403, body: { error: { code: 'ErrorAccessDenied', message: 'Access is denied.' } } };
  };
  const { alarm, card } = await written(world);
  while (looks === 0) await new Promise((resolve) => setImmediate(resolve));
  const dialog = await card.openDialog('carla', 'Modtagere');
  await dialog.submit({ person: viborg.primary, handling: 'kom-ikke-frem' });
  await staff.until(() => card.text.includes('⚠ Kom ikke frem: ') && card.text.includes('✔ Accepteret af Exchange: 7 af 7'));
  expect(inbox(staff, addressOf(viborg.secondary))).toHaveLength(1);
  expect(await alarm.voting.lines('Mailen kom ikke frem til ')).toHaveLength(1);
  expect(staff.bot?.log().match(/the mailbox may not be read for bounces/g)).toHaveLength(1);
}, 90_000);

/** In the mailbox that mails are sent from. */
function arrive(staff: Staff, mail: { readonly messageClass: string; readonly conversationId: string; readonly subject: string }): void {
  const at = new Date(staff.outlook.now()).toISOString();
  const from = { name: 'Gunnar', address: addressOf(aarhus.primary) };
  staff.outlook.addMail({ ...mail, mailbox: staff.setting.mailSender.toLowerCase(), folder: 'inbox', body: { contentType: 'text', content: 'undeliverable' }, from, to: [], replyTo: [], createdAt: at, sentAt: at, properties: [] });
}
