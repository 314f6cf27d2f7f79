import { Staff, type Card } from '../support/staff';

let staff: Staff;
let card: Card;
beforeAll(async () => {
  staff = await Staff.start();
  await staff.openIncident('bent');
  card = await staff.startInstruks('bent', 2);
  // The thread is bound once something stands in it.
  await staff.until(() => staff.textsIn(card)[0]);
});
afterAll(() => staff.close());

const inThread = () => ({ rootId: card.message.rootId });
const lines = async () => staff.export();
const last = async () => (await lines()).at(-1);

describe('what people write in a thread', () => {
  it('becomes samtale: kept once, however often it is delivered', async () => {
    const { message, activity } = await staff.write('hans', 'Der er køer ved rådhuset', inThread());
    await staff.teams.deliver(activity);
    const kept = (await lines()).filter((line) => line.type === 'samtale');
    expect(kept).toMatchObject([{ fra: 'Hans Brobygaard', indhold: 'Der er køer ved rådhuset', kanal: 'Teams-tråd', instruks: 2 }]);
    expect(message.id).toBeTruthy();
  });

  it('is kept whoever writes it, and in the channel’s root it is not', async () => {
    const before = (await lines()).length;
    await staff.write('lone', 'Vi kan sende to mand', inThread());
    await staff.write('hans', 'God morgen alle sammen');
    expect((await lines()).slice(before).map((line) => line.indhold)).toEqual(['Vi kan sende to mand']);
  });

  it('keeps the original when it is edited or deleted, and the command is not kept a second time as a reply', async () => {
    const { message } = await staff.write('eva', 'Møde kl. 15', inThread());
    const nr = (await last())?.nr;
    const person = staff.person('eva');
    await staff.teams.edit({ person, messageId: message.id, text: 'Møde kl. 16' });
    expect(await last()).toMatchObject({ type: 'samtale', indhold: 'Møde kl. 16', retter: nr, status: 'redigeret' });
    await staff.teams.remove({ person, messageId: message.id });
    expect(await last()).toMatchObject({ type: 'samtale', retter: nr, status: 'slettet i Teams' });
    expect((await lines()).find((line) => line.nr === nr)).toMatchObject({ indhold: 'Møde kl. 15' });
    await staff.write('carla', '/log h: ringede til Viborg', inThread());
    expect((await lines()).filter((line) => line.indhold.includes('ringede til Viborg')).map((line) => line.type)).toEqual(['handling']);
  });

  it('an edited /log corrects its line', async () => {
    const { message } = await staff.write('carla', '/log h: 20 biler', inThread());
    const nr = (await last())?.nr;
    await staff.teams.edit({ person: staff.person('carla'), messageId: message.id, text: '/log h: 30 biler' });
    expect(await last()).toMatchObject({ type: 'handling', indhold: '30 biler', retter: nr });
  });
});

describe('reactions to the bot’s posts', () => {
  it('say who, which and on what; removals and unknown types too', async () => {
    const person = staff.person('gry');
    for (const type of ['like', '1f440_eyes']) await staff.teams.react({ person, messageId: card.id, type });
    await staff.teams.unreact({ person, messageId: card.id, type: 'like' });
    const kept = (await lines()).filter((line) => line.type === 'reaktion');
    expect(kept.map((line) => [line.fra, line.indhold])).toEqual([
      ['Gry Hedelykke', 'Reagerede med like på kortet til instruks 2'],
      ['Gry Hedelykke', 'Reagerede med 1f440_eyes på kortet til instruks 2'],
      ['Gry Hedelykke', 'Fjernede reaktionen like på kortet til instruks 2'],
    ]);
  });
});

describe('/log vis samtale', () => {
  it('shows what people wrote, and one press makes it an entry', async () => {
    const answer = await staff.ask('carla', '/log vis samtale');
    const shown = answer.card;
    expect(shown?.text).toContain('Der er køer ved rådhuset');
    const start = shown?.buttons().find((title) => title.endsWith('Gør til logpost')) ?? '';
    const nr = Number(start.split(' ')[0]);
    const pressed = await shown?.press('carla', start);
    expect(pressed?.text).toContain('✔ logpost');
    expect(await last()).toMatchObject({ type: 'information', retter: nr, status: null });
    await shown?.press('carla', start);
    expect((await lines()).filter((line) => line.retter === nr && line.type === 'information')).toHaveLength(1);
  });

  it('/log vis itself does not show them', async () => {
    const { text } = await staff.ask('carla', '/log vis 100');
    expect(text).not.toContain('samtale');
    expect(text).not.toContain('reaktion');
  });
});

describe('a CPR number is taken out before anything is stored, and the writer is told in the thread:', () => {
  const told = (name: string) => staff.textsIn(card).filter((text) => text === `Et CPR-nummer er taget ud af din besked, før den blev gemt. <at>${name}</at>: slet det også selv i beskeden.`);

  it('in a reply, in its edit, and in one that is edited before it comes', async () => {
    const { message, activity } = await staff.write('hans', 'Borger 010190-1234 har ringet', inThread());
    expect(await last()).toMatchObject({ indhold: 'Borger [CPR-nummer fjernet] har ringet' });
    await staff.teams.edit({ person: staff.person('hans'), messageId: message.id, text: 'Borger 010190 1234 ringede igen' });
    expect(await last()).toMatchObject({ indhold: 'Borger [CPR-nummer fjernet] ringede igen' });
    await staff.teams.deliver({ ...activity, id: '1900000000002', type: 'messageUpdate', channelData: { ...(activity.channelData as object), eventType: 'editMessage' } });
    await staff.until(() => told('Hans Brobygaard').length === 3);
    // Delivered twice it is told once: what comes after it in the same thread is there.
    await staff.teams.deliver(activity);
    await staff.write('gry', '010190-1234', inThread());
    await staff.until(() => told('Gry Hedelykke').length === 1);
    expect(told('Hans Brobygaard')).toHaveLength(3);
  });

  it('in a /log', async () => {
    await staff.write('carla', '/log i: cpr 0101901234', inThread());
    expect(await last()).toMatchObject({ indhold: 'cpr [CPR-nummer fjernet]' });
    await staff.until(() => told('Carla Vestermark').length === 1);
    await staff.untilGemt('carla', Number((await last())?.nr));
  });
});

describe('a /log that is edited in Teams', () => {
  it('to what cannot be a line leaves the line as it was, and says so', async () => {
    const { message } = await staff.write('carla', '/log h: pumperne er på vej', inThread());
    const nr = Number((await last())?.nr);
    for (const text of ['/log', '/log vis 3']) await staff.teams.edit({ person: staff.person('carla'), messageId: message.id, text });
    const said = `Linje ${nr} i loggen er, som den var. Skriv /log ret ${nr} og den nye tekst.`;
    await staff.until(() => staff.textsIn(card).filter((text) => text === said).length === 2);
    expect(await last()).toMatchObject({ nr, indhold: 'pumperne er på vej' });
  });

  it('to more than a line holds is refused in words', async () => {
    const { message } = await staff.write('carla', '/log h: pumperne er på vej', inThread());
    const nr = Number((await last())?.nr);
    await staff.teams.edit({ person: staff.person('carla'), messageId: message.id, text: `/log ${'langt '.repeat(9000)}` });
    await staff.until(() => staff.textsIn(card).find((text) => text.startsWith('Teksten er for lang')));
    expect(await last()).toMatchObject({ nr });
  });
});

it('kriseleder and logfører erase a line together; the mark stays and the log verifies', async () => {
  await staff.write('carla', '/log i: Borger Navn Navnesen ringede', inThread());
  const nr = Number((await last())?.nr);
  await staff.write('carla', '/log vis 1', inThread());
  const ask = await staff.until(() => staff.cardWithButton('Slet en linje…'));
  const form = await ask.openDialog('carla', 'Slet en linje…');
  expect((await form.submit({ linje: String(nr), begrundelse: 'Navn på en borger' })).closed).toBe(true);
  const confirm = await staff.until(() => staff.cardWithButton(`${nr} Bekræft sletning`));
  expect((await confirm.press('carla', `${nr} Bekræft`)).text).toContain('Den anden af jer to skal bekræfte');
  expect((await confirm.press('anna', `${nr} Bekræft`)).text).toContain(`Linje ${nr} er slettet`);
  const erased = (await lines()).find((line) => line.nr === nr);
  expect(JSON.stringify(await lines())).not.toContain('Navnesen');
  expect(erased).toMatchObject({ indhold: '[slettet]', fra: 'Carla Vestermark' });
  const checked = await staff.log('verify', '--incident', '1');
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('slettet')]);
  // The log goes on, and so does a bot that has to read it anew.
  await staff.write('carla', '/log h: videre', inThread());
  expect(await last()).toMatchObject({ indhold: 'videre' });
});
