import { answerYesOrNo } from '../support/flow';
import { STRANGER, type Card, type Staff } from '../support/staff';
import { startVoting, STYREGRUPPE_CHANNEL, Voting } from '../support/voting';

/** A case that is over without an activation is closed for that. In the demo roster Anna is the kriseleder, Jens the receiver. */
let staff: Staff;
beforeAll(async () => {
  ({ staff } = await startVoting());
});
afterAll(async () => staff.close());

const WHY = 'Sagen er afsluttet uden aktivering';
const REFUSED = 'Det kan kun kriselederen, kriselederens stedfortræder eller modtageren gøre.';
const close = (card: Card, who: Parameters<Card['openDialog']>[0]) => card.openDialog(who, 'Luk');

/** Everybody is against: nobody is missing any more with the last of them. */
async function votedDown(): Promise<{ readonly voting: Voting; readonly card: Card }> {
  const voting = await Voting.atTheVote(staff);
  const card = await voting.put('jens');
  const against = { hvorfor1: 'Kommunen svarer selv.' };
  const all = ['jens', 'anna', 'bent', 'lone', 'nanna', 'pernille', 'steen', 'ulla', 'winnie', 'aksel'];
  for (const who of all) {
    const answer = await voting.disagree(card, who, against);
    if (answer.buttons().some((title) => title.startsWith('Bekræft'))) await answer.press('Bekræft');
  }
  await staff.until(() => voting.incident.text.includes('■ Forløbet er slut her.'));
  return { voting, card };
}

it('rejected by the styregruppe: offered to the receiver, with what is not sent; said in every thread, in the log and by /hændelser', async () => {
  const { voting, card } = await votedDown();
  const { incident, nr } = voting;
  const its = await staff.until(() => staff.instruksCard(1, incident));
  const carlas = await close(incident, 'carla');
  expect(carlas.text).not.toContain(WHY);
  expect((await carlas.submit({ grund: 'uden-aktivering', begrundelse: 'Slut' })).text).toContain(REFUSED);
  expect((await (await close(incident, STRANGER)).submit({ grund: 'uden-aktivering', begrundelse: 'Slut' })).text).toContain('det kan du ikke her');

  const dialog = await close(incident, 'jens');
  expect(dialog.text).toContain(WHY);
  expect(dialog.text).toContain('⚠ Ikke sendt: Svar til hændelsesmyndigheden.');
  expect(dialog.values).toMatchObject({ grund: 'uden-aktivering' });
  expect((await dialog.submit({})).text).toContain('Skriv kort, hvorfor hændelsen lukkes.');
  const sent = { begrundelse: 'Kommunen **svarer** selv' };
  await Promise.all([dialog.submit(sent), dialog.submit(sent)]);
  await staff.until(() => [incident, its, card].every(({ text }) => text.includes('■ Lukket: afsluttet uden aktivering – Kommunen **svarer** selv · Jens')));
  expect(incident.buttons()).toEqual([]);
  expect(await voting.lines('Hændelsen er lukket')).toEqual(['Hændelsen er lukket: afsluttet uden aktivering. Krisestaben aktiveres ikke.']);

  const said = (one: Card) => staff.world.messages(one.message.conversationId)
    .filter(({ author, rootId }) => author.kind === 'bot' && rootId === one.message.rootId)
    .map(({ activity }) => String(activity.text ?? '')).filter((text) => text.startsWith(`■ Hændelse ${nr} er lukket: afsluttet uden aktivering.`));
  await staff.until(() => [incident, its, card].every((one) => said(one).length > 0));
  for (const one of [incident, its, card]) {
    expect(said(one)).toHaveLength(1);
    expect(said(one)[0]).toContain('Bliver situationen forværret, så åbn en ny hændelse med /hændelse.');
  }
  expect(card.message.conversationId).toBe(STYREGRUPPE_CHANNEL);
  const listed = (await staff.ask('anna', '/hændelser')).text.split('\n').find((line) => line.includes(`**Hændelse ${nr}**`));
  expect(listed).toMatch(/· ■ Lukket \d\d\.\d\d\. \d\d\.\d\d: afsluttet uden aktivering ·/);
  expect((await staff.ask('carla', '/log h: for sent', { rootId: incident.message.rootId })).text).toBe(`Hændelse ${nr} er lukket (afsluttet uden aktivering). Intet er ændret.`);
}, 60_000);

it('ended in normal drift: the kriseleder closes it; while the case is under way it is neither offered nor accepted', async () => {
  const { incident, nr } = await Voting.open(staff);
  const early = await close(incident, 'anna');
  expect(early.text).not.toContain(WHY);
  expect((await early.submit({ grund: 'uden-aktivering', begrundelse: 'Slut' })).text).toContain('Hændelsen er ikke afsluttet endnu. I er ved: Kan hændelsen håndteres som en normal hverdagshændelse i DDH?');
  await answerYesOrNo(incident, 'jens', 'Ja');
  await staff.until(() => incident.buttons().includes('Situationen er forværret'));
  const worse = incident.button('Situationen er forværret');
  expect((await (await close(incident, 'anna')).submit({ begrundelse: 'Klares i normal drift' })).closed).toBe(true);
  await staff.until(() => incident.text.includes('■ Lukket: afsluttet uden aktivering – Klares i normal drift · Anna Holmgaard'));
  expect((await incident.press('jens', '', worse)).text).toContain(`Hændelse ${nr} er lukket (afsluttet uden aktivering). Intet er ændret.`);
}, 60_000);
