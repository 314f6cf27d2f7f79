import { Staff, type Card } from '../support/staff';

/** What Teams makes of a message on its way to the bot: mentions, hard spaces, HTML; and where people put the command. */
let staff: Staff;
let instruks: Card;
beforeAll(async () => {
  staff = await Staff.start();
  await staff.openIncident('bent');
  instruks = await staff.startInstruks('bent', 2);
  await staff.until(() => staff.textsIn(instruks)[0]);
});
afterAll(async () => staff.close());

const last = async () => (await staff.export()).at(-1);
const inThread = () => ({ channelId: staff.channel, rootId: instruks.message.rootId });

/** A text as Teams delivers it, markup and all. */
async function delivered(text: string): Promise<void> {
  const { message, activity } = await staff.teams.write({ person: staff.person('carla'), place: inThread(), text: 'x', mentionBot: true });
  await staff.teams.deliver({ ...activity, id: `${message.id}9`, text });
}

describe('a line of the log', () => {
  it('says who is mentioned in it by name, not in Teams’ markup', async () => {
    const person = staff.person('carla');
    await staff.teams.write({ person, place: inThread(), text: '/log b: vi lukker, @Gry Hedelykke siger det videre | besluttet af: @Eva Skovsende | fordi: kø', mentions: [staff.person('eva'), staff.person('gry')] });
    expect(await last()).toMatchObject({ type: 'beslutning', indhold: 'vi lukker, @Gry Hedelykke siger det videre', beslutningstager: 'Eva Skovsende' });
  });

  it('is corrected by an edit of the message that mentioned the bot', async () => {
    const { message } = await staff.write('carla', '/log h: ringede til Viborg', { ...inThread(), mentionBot: true });
    const nr = (await last())?.nr;
    await staff.teams.edit({ person: staff.person('carla'), messageId: message.id, text: '/log h: ringede til Skive', mentionBot: true });
    expect(await last()).toMatchObject({ type: 'handling', indhold: 'ringede til Skive', retter: nr });
  });

  it.each([
    ['/log h:&nbsp;ringede&nbsp;til Viborg'],
    ['<at>DDH Beredskab</at>&nbsp;/log&nbsp;h: ringede til Viborg'],
    ['<p>/log h: ringede&nbsp;til <b>Viborg</b></p>'],
    ['<div><at>DDH Beredskab</at>&nbsp;log h: ringede til Viborg</div>'],
    ['<p>/log h: ringede</p>\n<p>til Viborg</p>'],
    ['\u200b/log h: ringede til Viborg'],
    ['/ log h: ringede til Viborg'],
    ['//log h: ringede til Viborg'],
  ])('is understood as %s', async (text) => {
    await delivered(text);
    const line = await last();
    expect(line?.type).toBe('handling');
    expect(line?.indhold.replace('\n', ' ')).toBe('ringede til Viborg');
  });

  it.each(['/log \u200b', '/log h: \u200b\u2060', '/log \u00a0 \u2003'])('is not made of what nobody can see: %j', async (text) => {
    const before = (await staff.export()).length;
    const { message } = await staff.teams.write({ person: staff.person('dan'), place: inThread(), text });
    await staff.until(() => staff.answersTo(message).some(({ activity }) => /Skriv( teksten efter)?:? ?\/log/.test(String(activity.text))));
    expect(await staff.export()).toHaveLength(before);
  });

  it('keeps a whole message with several commands, and the receipt says that it is one line', async () => {
    await staff.teams.write({ person: staff.person('finn'), place: inThread(), text: '/log h: ringede til Viborg\n/log o: kø på 40' });
    const line = await last();
    expect(line).toMatchObject({ type: 'handling', indhold: 'ringede til Viborg\n/log o: kø på 40' });
    const receipt = await staff.untilGemt('finn', line?.nr ?? 0);
    expect(receipt).toContain('Hele beskeden er én linje i loggen. Send en besked for hver linje, du vil have.');
  });
});

describe('a command below other words', () => {
  const text = 'Så er vi klar\n/log h: ringede til Viborg';

  it('in a thread is kept as samtale, and the writer is told', async () => {
    const { message } = await staff.teams.write({ person: staff.person('eva'), place: inThread(), text });
    expect(await last()).toMatchObject({ type: 'samtale', indhold: text });
    const nr = (await last())?.nr;
    await staff.until(() => staff.answersTo(message).some(({ activity }) => activity.text === `Gemt som samtale i hændelse 1, linje ${nr}. Skal det i loggen, så skriv /log først i beskeden.`));
  });

  it('elsewhere is not kept, and the writer is told', async () => {
    expect((await staff.ask('eva', text)).text).toBe('Skriv /log først i beskeden, ellers kommer det ikke i loggen. Intet er gemt.');
  });
});

it('a slash alone gets the help', async () => {
  expect((await staff.ask('eva', '/')).text).toContain('Det kan du skrive til mig:');
});

it('an å is found, however it was typed', async () => {
  await staff.write('carla', `/log o: ${'vandet står højt i åen'.normalize('NFD')}`);
  expect((await staff.ask('eva', '/log søg ÅEN')).text).toMatch(/^1 linje /);
  expect((await staff.ask('eva', `/log søg ${'åen'.normalize('NFD')}`)).text).toMatch(/^1 linje /);
});
