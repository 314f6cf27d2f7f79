import { writeFileSync } from 'node:fs';
import { startBotProcess } from '../support/botProcess';
import { Staff, temporaryFile } from '../support/staff';

/** Nobody says which incident a line belongs to. */
let staff: Staff;
const clock = temporaryFile('klokken', '2026-11-21T13:00:00Z');
beforeAll(async () => {
  staff = await Staff.start({ environment: { CLOCK_FILE: clock } });
  await staff.openIncident('bent', { beskrivelse: 'Strømmen er gået' });
  await staff.openIncident('bent', { beskrivelse: 'Vandet er væk', myndigheder: 'Skive' });
});
afterAll(async () => staff.close());

const HEAD = '⚠ Din linje er ikke i nogen log endnu';

it('the writer is reminded once, below the line, also when both processes are new since then; the choice still counts', async () => {
  const { message } = await staff.write('carla', '/log h: glemt');
  const card = await staff.untilCard('glemt');
  const reminders = () => staff.answersTo(message).filter(({ activity }) => String(activity.text).startsWith(HEAD));
  await staff.bot!.kill();
  writeFileSync(clock, '2026-11-21T13:05:30Z');
  const [bot, other] = await Promise.all([startBotProcess(staff.environment), startBotProcess(staff.environment)]);
  staff.bot = bot;
  await staff.until(() => reminders().length > 0);
  expect(reminders().map(({ activity }) => activity.text)).toEqual([`${HEAD}: <at>Carla Vestermark</at>\n\nVælg hændelsen på kortet ovenfor.`]);
  expect(reminders()[0]?.activity.entities).toMatchObject([{ mentioned: { id: staff.person('carla').teamsId } }]);
  await card.press('carla', '2 ');
  await staff.until(() => card.buttons().length === 0);
  expect((await staff.export(2)).at(-1)).toMatchObject({ indhold: 'glemt', registreringstid: expect.stringMatching(/^2026-11-21T13:00/) as string });
  await other.stop(); // after its sweep
  expect(reminders()).toHaveLength(1);
});
