import { startBotProcess } from '../support/botProcess';
import { Staff, STRANGER, type Card } from '../support/staff';

/** From the second opening to the closing of what should not have been opened. */
let staff: Staff;
let first: Card;
let instruks: Card;
beforeAll(async () => {
  staff = await Staff.start();
  first = await staff.openIncident('bent', { beskrivelse: 'Telefonerne er nede' });
  instruks = await staff.startInstruks('bent', 2);
});
afterAll(async () => staff.close());

const opener = async () => (await staff.ask('eva', '/hændelse')).card.openDialog('eva', 'Åbn hændelse');
const incidents = async () => (await staff.ask('anna', '/hændelser')).text;

describe('opening one for a myndighed that has one', () => {
  const typed = { beskrivelse: 'Vi kan ikke ringe', myndigheder: ' VIBORG' };

  it('opens nothing, says who opened which one and when, and leads there', async () => {
    const again = await (await opener()).submit(typed);
    expect(again.text).toMatch(/Allerede åbnet af Bent Ravnsborg (\d\d\.\d\d\. )?\d\d\.\d\d: hændelse 1 – gå til den\. Intet er åbnet nu\./);
    expect(again.text).toContain(`[Gå til hændelse 1](https://teams.microsoft.com/l/message/${encodeURIComponent(staff.channel)}/${first.id})`);
    expect(again.values).toMatchObject({ ...typed, alligevel: 'false' });
    // Sent again as it is, it asks again.
    expect((await again.submit({})).text).toContain('Allerede åbnet af');
    await expect(staff.export(2)).rejects.toThrow('there is no incident 2');
  });

  it('opens it when that is what is wanted', async () => {
    const again = await (await opener()).submit(typed);
    expect((await again.submit({ alligevel: 'true' })).text).toMatch(/^Hændelse 2 er åbnet/);
    expect(await staff.until(() => staff.incidentCard(2))).toBeDefined();
  });
});

describe('closing', () => {
  it('asks for a reason, and says what is missing', async () => {
    const second = staff.incidentCard(2)!;
    const dialog = await second.openDialog('eva', 'Luk');
    expect(dialog.text).toContain('1 · Viborg Kommune: Telefonerne er nede');
    expect(dialog.text).not.toContain('\n2 · VIBORG');
    expect((await dialog.submit({})).text).toContain('Vælg, hvorfor hændelsen lukkes.');
    expect((await dialog.submit({ grund: 'dublet' })).text).toContain('Vælg, hvilken hændelse den er en dublet af.');
    const without = await dialog.submit({ grund: 'fejl', begrundelse: ' ' });
    expect(without.text).toContain('Skriv kort, hvorfor hændelsen lukkes.');
    expect(without.values).toMatchObject({ grund: 'fejl' });
  });

  it('is for the krisestab and the styregruppe', async () => {
    const second = staff.incidentCard(2)!;
    for (const who of ['gunnar', STRANGER]) {
      const answer = await (await second.openDialog(who, 'Luk')).submit({ grund: 'dublet', dubletAf: '1' });
      expect(answer.text).toMatch(/kan kun krisestaben|står ikke på listen/);
    }
    expect(await staff.export(2)).toHaveLength(1);
  });

  it('as a duplicate closes it for everybody: on the cards, in the log, for what is typed', async () => {
    const second = staff.incidentCard(2)!;
    const drawn = second.button('Start instruks 2');
    await staff.write('carla', '/log h: hvor hører jeg til');
    const asked = await staff.until(() => staff.card('hvor hører jeg til'));
    const dialog = await second.openDialog('eva', 'Luk');
    expect((await dialog.submit({ grund: 'dublet', dubletAf: '1' })).closed).toBe(true);
    await staff.until(() => second.text.includes('■ Lukket: dublet af hændelse 1 · Eva Skovsende '));
    expect(second.buttons()).toEqual([]);
    expect((await staff.export(2)).at(-1)).toMatchObject({ indhold: 'Hændelsen er lukket: dublet af hændelse 1', status: 'lukket', fra: 'Eva Skovsende' });

    const told = await staff.until(() => staff.textsIn(second).find((text) => text.includes('Hændelse 2 er lukket: dublet')));
    expect(told).toMatch(/^■ Hændelse 2 er lukket: dublet af hændelse 1\.\n\n<at>Anna Holmgaard<\/at>, <at>Carla Vestermark<\/at>, <at>Gry Hedelykke<\/at>\n\nLukket af Eva Skovsende \d\d\.\d\d\. \d\d\.\d\d\.\n\nDet, du skriver her fra nu af, kommer ikke i loggen\. Skriv nye linjer i en tråd, der hører til hændelse 1\.$/);

    const refused = 'Hændelse 2 er lukket (dublet af hændelse 1). Intet er ændret.';
    expect((await second.press('bent', '', drawn)).text).toBe(refused);
    expect((await second.openDialogWith('bent', { dialog: 'rolle', haendelse: (drawn.data as { haendelse: string }).haendelse })).text).toBe(refused);
    expect((await staff.ask('carla', '/log h: i den lukkede', { rootId: second.id })).text).toBe(refused);
    expect((await staff.ask('carla', '/status', { rootId: second.id })).text).toContain('■ Lukket: dublet af hændelse 1');
    // The form sent twice counts once.
    expect((await dialog.submit({ grund: 'dublet', dubletAf: '1' })).closed).toBe(true);
    expect(await staff.export(2)).toHaveLength(2);
    // A line that was still waiting goes to the one that is left.
    expect((await asked.press('carla', '2 ')).text).toBe(refused);
    expect((await asked.press('carla', '1 ')).text).toMatch(/^Hændelse 1 · .+\n✔ Linjen er gemt her som linje \d+\.$/);
  });

  it('leaves the other one the only one: what is typed goes there at once', async () => {
    const before = (await staff.export(1)).length;
    await staff.write('carla', '/log h: kun én tilbage');
    await staff.untilGemt('carla', before + 1);
    expect((await staff.export(1)).at(-1)?.indhold).toBe('kun én tilbage');
    expect((await staff.ask('anna', '/status')).text).toContain('Hændelse 1 · ');
  });

  it('as a mistake takes the buttons from every card of it', async () => {
    const third = await staff.openIncident('bent', { beskrivelse: 'Prøve', myndigheder: 'Skive', oevelse: 'true' });
    await third.press('bent', 'Start instruks 2');
    const its = await staff.until(() => staff.instruksCard(2, third));
    const drawn = its.button('2B.2 Beslut');
    await (await third.openDialog('bent', 'Luk')).submit({ grund: 'fejl', begrundelse: 'Vi **trykkede** forkert' });
    await staff.until(() => [third, its].every((card) => card.text.includes('■ Lukket: oprettet ved fejl – Vi **trykkede** forkert · Bent Ravnsborg ')));
    expect([...third.buttons(), ...its.buttons().filter((title) => !/^(Vis|Formål|Bemærk)/.test(title))]).toEqual([]);
    expect((await its.openDialogWith('anna', drawn.data as { dialog: string })).text).toBe('Hændelse 3 er lukket (oprettet ved fejl). Intet er ændret.');
    expect((await staff.ask('bent', '/mine', { personal: true })).text).not.toContain('Hændelse 3');
    expect(instruks.buttons()).toContain('Mere…');
    // In each of its threads, once; only its own thread calls people.
    const notice = (card: Card) => staff.textsIn(card).filter((text) => text.startsWith('ØVELSE · ■ Hændelse 3 er lukket: oprettet ved fejl.'));
    await staff.until(() => notice(third).length > 0 && notice(its).length > 0);
    expect([third, its].map((card) => notice(card).length)).toEqual([1, 1]);
    expect(notice(its)[0]).toContain('Begrundelse: Vi \\*\\*trykkede\\*\\* forkert');
    expect([notice(third)[0], notice(its)[0]].map((text) => text?.includes('<at>'))).toEqual([true, false]);
  });
});

describe('/hændelser', () => {
  const ATS = '\\d\\d\\.\\d\\d\\. \\d\\d\\.\\d\\d';

  it('lists the open ones, then the closed ones, each with a link to its thread', async () => {
    const [title, ...lines] = (await incidents()).split('\n').filter(Boolean);
    expect(title).toBe('Hændelser:');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(new RegExp(`^- \\*\\*Hændelse 1\\*\\* · Viborg Kommune: Telefonerne er nede · ● Åben · åbnet ${ATS} · \\[gå til tråden\\]\\(https://teams\\.microsoft\\.com/l/message/[^)]+/${first.id}\\)$`));
    expect(lines[1]).toMatch(new RegExp(`^- ØVELSE · \\*\\*Hændelse 3\\*\\* · Skive: Prøve · ■ Lukket ${ATS}: oprettet ved fejl · åbnet ${ATS} · \\[gå til tråden\\]`));
    expect(lines[2]).toMatch(new RegExp(`^- \\*\\*Hændelse 2\\*\\* · VIBORG: Vi kan ikke ringe · ■ Lukket ${ATS}: dublet af hændelse 1 · `));
  });

  it.each([['/haendelser', false], ['/HÆNDELSER', false], ['hændelser', true]])('is what %s asks for', async (text, mentionBot) => {
    expect((await staff.ask('bent', text, { mentionBot })).text).toContain('Hændelser:');
  });

  it('is for those who take part, outside of the team’s channels', async () => {
    expect((await staff.ask('eva', '/hændelser', { personal: true })).text).toContain('**Hændelse 1**');
    expect((await staff.ask(STRANGER, '/hændelser', { personal: true })).text).toContain('Du står ikke på listen');
  });

  it('is the same after a restart', async () => {
    const before = await incidents();
    await staff.bot!.kill();
    staff.bot = await startBotProcess(staff.environment);
    expect(await incidents()).toBe(before);
  });
});
