import type { JsonObject } from '../../../src/oevebane/connector/json';
import { teamsKind } from '../../support/faults/kinds';
import { Rig } from '../../support/faults/rig';

/** Three bot processes on one store, behind one Teams. */
const threeProcesses = () => Rig.start({ bots: 3 });
afterAll(async () => Rig.closeAll());

const STEPS: readonly (readonly [number, string])[] = [
  [4, 'bestil-opsaetning'], [4, 'bestil-database'], [4, 'installer-chatbot'], [4, 'viderestil-til-voicebot'], [4, 'modtag-updates-fra-myndighed'],
  [2, 'beskriv-haendelsen'], [2, 'orienter-om-foreloebig-opjustering'], [2, 'dokumenter-situationsbillede'], [2, 'status-bemanding'], [2, 'giv-adgang-til-guide'],
];
const PEOPLE = ['anna', 'bent', 'carla', 'dan', 'eva', 'finn', 'gry', 'hans'];

it('what many people do through different processes at once counts once, and is shown and told once', async () => {
  const rig = await threeProcesses();
  const incident = await rig.opened(2, 4);
  await rig.done(rig.dialog('anna', { dialog: 'beslut', nonce: 'n1', haendelse: incident, instruks: 'instruks-2', trin: 'vurder-forventet-behov', valg: 'intet-behov', beslutter: 'Anna', begrundelse: 'Ingen kan ringe' }));

  // Two people want every step, four write five lines each; and Teams delivers every activity to two processes at once.
  const presses = STEPS.flatMap(([instruks, trin], n) => [PEOPLE[n % 8]!, PEOPLE[(n + 3) % 8]!].map((who) => rig.udfoert(who, incident, instruks, trin)));
  const texts = ['carla', 'dan', 'jens', 'lone'].flatMap((who) => [1, 2, 3, 4, 5].map((n) => ({ who, text: `${who} melder nummer ${n}` })));
  const messages = await Promise.all(texts.map(({ who, text }) => rig.said(who, `/log ${text}`)));
  const activities: JsonObject[] = [...presses, ...messages].sort((a, b) => String(a.id).localeCompare(String(b.id)));
  await Promise.all(activities.flatMap((activity, n) => [n, n + 1].map((k) => acknowledged(rig, activity, k))));
  await rig.settled(incident);
  const lines = await rig.lines(incident);
  expect(lines.map((line) => line.nr)).toEqual(lines.map((_, n) => n + 1));
  expect((await rig.verify(incident)).kind).toBe('intact');
  const done = lines.flatMap(({ event }) => (event.type === 'StepCompleted' ? [`${event.instruks}/${event.trin}`] : []));
  expect([...done].sort()).toEqual(STEPS.map(([instruks, trin]) => `instruks-${instruks}/${trin}`).sort());
  const written = lines.flatMap(({ event }) => (event.type === 'LogEntryWritten' ? [event.entry.tekst] : []));
  expect([...written].sort()).toEqual(texts.map(({ text }) => text).sort());
  expect(lines).toHaveLength(4 + done.length + written.length);

  expect(rig.postsOf('haendelseCard')).toHaveLength(1);
  expect(rig.postsOf('instruksCard')).toHaveLength(2);
  const calls = lines.reduce((sum, line) => sum + new Set(line.calls.map((call) => call.instruks)).size, 0);
  expect(rig.postsOf('mention')).toHaveLength(calls);
  expect(rig.fromBot().filter(({ activity }) => String(activity.text).includes('gentaget'))).toEqual([]);
  // One receipt per person; together they name every line that was written.
  const receipts = rig.postsOf('receipt');
  expect(receipts).toHaveLength(4);
  const told = receipts.flatMap((text) => numbersIn(text)).sort((a, b) => a - b);
  expect(told).toEqual(lines.filter(({ event }) => event.type === 'LogEntryWritten').map((line) => line.nr));
}, 90_000);

/** Whoever reads "Ikke gemt. Send det igen" sends it again: on a busy machine so many at once take longer than Teams waits. */
async function acknowledged(rig: Rig, activity: JsonObject, bot: number): Promise<void> {
  let answer = await rig.deliver(activity, rig.bots[bot % 3]);
  for (let again = 0; again < 4 && answer.kind !== 'acknowledged'; again += 1) answer = await rig.deliver(activity, rig.bots[bot % 3]);
  expect(answer).toMatchObject({ kind: 'acknowledged' });
}

// At once: the dead process's leases have to run out.
it.concurrent.each([['the card that opens a thread', 'teams createConversation instruksCard'], ['a call in a thread', 'teams send mention']])(
  'when the process that is posting %s is killed, the others take over',
  async (_what, kind) => {
    const rig = await threeProcesses();
    const incident = await rig.opened();
    const [first, second] = rig.bots;
    let struck = false;
    rig.onTeams = async (request) => {
      if (struck || teamsKind(request) !== kind) return undefined;
      struck = true;
      await first!.kill();
      return { kind: 'dropRequest' };
    };
    await rig.done(rig.press('bent', 'startInstruks', { haendelse: incident, instruks: 'instruks-3' }), first);
    await rig.done(rig.dialog('bent', { dialog: 'rolle', nonce: 'n2', haendelse: incident, rolle: 'logfoerer', person: 'dan' }), second);
    await rig.settled(incident);
    expect(struck).toBe(true);
    expect(rig.postsOf('instruksCard')).toHaveLength(1);
    expect(rig.postsOf('mention')).toHaveLength(1);
    expect(rig.postsOf('roleHandedOver')).toHaveLength(1);
    expect((await rig.verify(incident)).kind).toBe('intact');
  },
  90_000,
);

/** "Gemt: 21–23, 26 · Navn" → 21, 22, 23, 26 */
function numbersIn(receipt: string): readonly number[] {
  return (/Gemt: ([\d–, ]+)/.exec(receipt)?.[1] ?? '').split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('–').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  });
}
