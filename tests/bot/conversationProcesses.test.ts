import { Deliveries } from '../support/deliveries';
import { Rig } from '../support/faults/rig';

/** A message and its deletion come to different processes, or the bot is started anew in between. */
let rig: Rig;
let incident: string;
let teams: Deliveries;
beforeAll(async () => {
  rig = await Rig.start({ bots: 2 });
  incident = await rig.opened();
  teams = new Deliveries(rig.staff, (await rig.store.cardRows.cards(incident))[0]?.activityId ?? '');
});
afterAll(async () => rig.close());

const told = async (from: number) => (await rig.staff.export()).slice(from).map(({ indhold }) => indhold);
const count = async () => (await rig.lines(incident)).length;

it('a deletion that one process hears before the other hears the message', async () => {
  const before = await count();
  const id = teams.newId();
  const [message, deletion] = [teams.message('dan', 'Glem det', id), teams.deletion('dan', id)];
  const [first, second] = rig.bots;
  await rig.done(deletion, first);
  await rig.done(message, second);
  await rig.done(deletion, second);
  await rig.done(message, first);
  expect(await told(before)).toEqual(['En besked, som ikke står i loggen, er slettet i Teams.', 'Glem det', `Beskeden i linje ${before + 2} er slettet i Teams. Loggen har den stadig.`]);
}, 60_000);

it('a message and its deletion in the same moment, each at another process: whichever is first, the message is there and deleted', async () => {
  const before = await count();
  const [first, second] = rig.bots;
  const ids = Array.from({ length: 20 }, () => teams.newId());
  await Promise.all(ids.flatMap((id, nr) => [
    rig.done(teams.message('dan', `Nummer ${nr}`, id), nr % 2 ? first : second),
    rig.done(teams.deletion('dan', id), nr % 2 ? second : first),
  ]));
  const replies = (await rig.state(incident)).log.replies.filter(({ nr }) => nr > before);
  expect(replies.map(({ tekst }) => tekst).sort()).toEqual(ids.map((_, nr) => `Nummer ${nr}`).sort());
  expect(replies.filter(({ slettet }) => !slettet)).toEqual([]);
  expect((await rig.verify(incident)).kind).toBe('intact');
}, 60_000);

it('a deletion, then every process dies, then the message', async () => {
  const before = await count();
  const id = teams.newId();
  const [message, deletion] = [teams.message('dan', 'Genstart imellem', id), teams.deletion('dan', id)];
  await rig.done(deletion);
  await Promise.all(rig.bots.map((bot) => bot.kill()));
  await rig.startBot();
  await rig.done(message);
  await rig.done(deletion);
  expect(await told(before)).toEqual(['En besked, som ikke står i loggen, er slettet i Teams.', 'Genstart imellem', `Beskeden i linje ${before + 2} er slettet i Teams. Loggen har den stadig.`]);
  expect((await rig.verify(incident)).kind).toBe('intact');
}, 60_000);
