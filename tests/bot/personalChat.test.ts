import { personalConversationId } from '../../src/oevebane/connector/setting';
import { startBotProcess } from '../support/botProcess';
import { Card, Staff } from '../support/staff';

/** In a personal chat no thread tells which incident is meant: the one that was last chosen there, while it is open. */
let staff: Staff;
const incidents: Card[] = [];
beforeAll(async () => {
  staff = await Staff.start();
  incidents.push(await staff.openIncident('bent', { beskrivelse: 'Strømmen er gået' }));
});
afterAll(async () => staff.close());

const personal = { personal: true };
const ASKS = 'Vælg den, og skriv så det samme igen.';
/** The newest card in which the chat's incident is chosen. */
const untilChoice = async (who: string, shows: string) => {
  const message = await staff.until(() => inChat(who).findLast(({ activity }) => JSON.stringify(activity).includes('vaelgTilChat') && JSON.stringify(activity).includes(shows)));
  return new Card(staff, message.id);
};
const inChat = (who: string) => staff.world.messages(personalConversationId(staff.person(who))).filter(({ author }) => author.kind === 'bot');
const texts = (who: string) => inChat(who).map(({ activity }) => String(activity.text ?? ''));
const logged = async (nr: number) => (await staff.export(nr)).map((line) => line.indhold);

it('with one incident open nothing is asked, and the answers say which one it is', async () => {
  await staff.write('eva', '/log h: kun én', personal);
  await staff.until(() => texts('eva').includes('Gemt: 2 · Eva Skovsende\n\nHændelse 1: Viborg Kommune: Strømmen er gået'));
  expect((await staff.ask('eva', '/instruks 2', personal)).text).toContain('Hændelse 1: Instruks 2 er startet.');
});

describe('with two open', () => {
  it('a command asks first, and holds to the choice from then on', async () => {
    incidents.push(await staff.openIncident('bent', { beskrivelse: 'Vandet er væk', myndigheder: 'Skive' }));
    const { card, text } = await staff.ask('eva', '/status', personal);
    expect(text).toContain(ASKS);
    expect(card.text).toContain('\nHændelse 1 · Viborg Kommune: Strømmen er gået\n');
    expect(card.text).toContain('\nHændelse 2 · Skive: Vandet er væk\n');
    expect(card.buttons()).toEqual(['1 Vælg denne hændelse', '2 Vælg denne hændelse']);
    expect((await card.press('eva', '2 ')).text).toContain('✔ Valgt: Hændelse 2 · Skive: Vandet er væk');
    await staff.until(() => card.text.includes('✔ Valgt: Hændelse 2 ·'));
    expect(card.buttons()).toEqual(['1 Vælg denne hændelse']);
    expect((await staff.ask('eva', '/status', personal)).text).toContain('Hændelse 2 · Skive: Vandet er væk');
    await staff.write('eva', '/log h: til Skive', personal);
    await staff.until(() => texts('eva').includes('Gemt: 2 · Eva Skovsende\n\nHændelse 2: Skive: Vandet er væk'));
    expect(await logged(2)).toContain('til Skive');
  });

  it('the choice is one’s own: others are asked', async () => {
    expect((await staff.ask('carla', '/status', personal)).text).toContain(ASKS);
    // Nor does it hold in the channel.
    expect((await staff.ask('eva', '/status')).text).toContain('Der er flere åbne hændelser.');
  });

  it('a line that asks is a choice too', async () => {
    const { card } = await staff.ask('dan', '/log h: den første', personal);
    await card.press('dan', '1 ');
    await staff.write('dan', '/log h: den anden', personal);
    await staff.until(() => texts('dan').some((text) => text.includes('Gemt: ') && text.includes('Hændelse 1: ')));
    await staff.until(() => texts('dan').some((text) => /^Gemt: \d+–\d+ · Dan/.test(text)));
    expect(await logged(1)).toEqual(expect.arrayContaining(['den første', 'den anden']));
  });

  it('/hændelser changes it', async () => {
    await staff.write('eva', '/hændelser', personal);
    const list = await staff.until(() => inChat('eva').findLast(({ activity }) => String(activity.text).startsWith('Hændelser:')));
    const below = await staff.until(() => inChat('eva').find(({ id }) => id > list.id));
    const card = new Card(staff, below.id);
    expect(card.text).toContain('✔ Valgt: Hændelse 2 · Skive');
    await card.press('eva', '1 ');
    expect((await staff.ask('eva', '/status', personal)).text).toContain('Hændelse 1 · Viborg');
  });

  it('the choice survives a restart', async () => {
    await staff.bot!.kill();
    staff.bot = await startBotProcess(staff.environment);
    expect((await staff.ask('eva', '/status', personal)).text).toContain('Hændelse 1 · Viborg');
  });

  it('and ends with the incident', async () => {
    await (await incidents[0]!.openDialog('eva', 'Luk')).submit({ grund: 'fejl', begrundelse: 'prøve' });
    expect((await staff.ask('eva', '/status', personal)).text).toContain('Hændelse 2 · Skive');
  });
});

describe('an exercise', () => {
  it('that was chosen is asked about again when a real incident has been opened since', async () => {
    const drill = await staff.openIncident('bent', { beskrivelse: 'Hackerangreb', oevelse: 'true' });
    expect((await staff.ask('gry', '/status', personal)).text).toContain('Hændelse 2 · Skive'); // never the default
    await staff.write('gry', '/hændelser', personal);
    const card = await untilChoice('gry', 'ØVELSE');
    await card.press('gry', '3 ');
    await staff.write('gry', '/log h: i øvelsen', personal);
    await staff.until(() => texts('gry').some((text) => text.startsWith('ØVELSE · Gemt: 2 ')));
    expect(drill.text).toContain('ØVELSE');
    await staff.openIncident('bent', { beskrivelse: 'Brand', myndigheder: 'Ikast' });
    expect((await staff.ask('gry', '/log h: hvor', personal)).card.buttons()).toHaveLength(3);
  });
});
