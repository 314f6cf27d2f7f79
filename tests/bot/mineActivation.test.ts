import { Alarming } from '../support/alarming';
import type { Staff } from '../support/staff';
import { buttonOf, startVoting, Voting } from '../support/voting';

/** `/mine` also has what an incident waits for beside the steps: votes, alarms and approvals. */
let staff: Staff;
beforeAll(async () => {
  ({ staff } = await startVoting());
});
afterAll(async () => staff.close());

const myCard = async (who: string) => (await staff.ask(who, '/mine', { personal: true })).card;
const myDialog = async (who: string) => (await (await staff.ask(who, '/mine')).card.openDialog(who, 'Vis'));

it('a vote that is missing stands first, and its card comes where it is asked for', async () => {
  const voting = await Voting.atTheVote(staff);
  const vote = await voting.put();
  const mine = await myCard('lone');
  expect(mine.text).toMatch(/○ Stem senest 10\.30: Aktivering af krisestaben/);
  const shown = await mine.press('lone', 'Læs og stem');
  expect(shown.text).toContain('Enig i det hele');
  await mine.press('lone', 'Enig i det hele', buttonOf(shown.card, 'Enig i det hele'));
  await staff.until(() => vote.text.includes('Lone'));
  expect((await myCard('lone')).text).not.toContain('Stem senest');
  // Drawn before the vote: nothing waits for her any more.
  expect((await mine.press('lone', 'Læs og stem')).text).toBe('Det venter ikke på dig længere.');
});

it('in the dialog a vote has a link to its card, in the channel where the styregruppe votes', async () => {
  const dialog = await myDialog('jens');
  expect(JSON.stringify(dialog.card)).toMatch(/"Læs og stem","url":"https:[^"]*styREgruppe/);
});

it('an alarm is answered from the dialog, once', async () => {
  const alarming = await Alarming.raised(staff);
  const dialog = await myDialog('carla');
  expect(dialog.text).toContain('⚠ ALARM: kommer du?');
  const after = await dialog.press('Jeg er på vej');
  expect(after.text).not.toContain('ALARM');
  await staff.until(() => alarming.card.text.includes('✔ på vej'));
  await dialog.press('Jeg er på vej');
  expect((await alarming.voting.lines('Carla')).length).toBe(1);
});

it('in the personal chat the button brings the alarm’s card', async () => {
  const shown = await (await myCard('eva')).press('eva', 'Svar på alarmen');
  expect(buttonOf(shown.card, 'Modtaget – jeg er på vej')).toBeDefined();
});

it('a text to approve waits for the kriseleder and the receiver only', async () => {
  expect((await myCard('anna')).text).toContain('○ Godkend: Orientering af DDH Repræsentantskab (1C)');
  expect((await myCard('jens')).text).toContain('○ Godkend: Svar til hændelsesmyndigheden');
  expect((await myCard('carla')).text).not.toContain('Godkend');
});

it('a stranger is shown nobody’s', async () => {
  expect((await (await myCard('anna')).press('carla', 'Læs og godkend')).text).toBe('Det venter ikke på dig længere.');
});
