import { Staff, STRANGER, type Card } from '../support/staff';

/** More than one incident is open: the thread decides; elsewhere the bot stores first, then asks. */
let staff: Staff;
const incidents: Card[] = [];
let whenItWasTheOnlyOne: Awaited<ReturnType<Staff['write']>>;
beforeAll(async () => {
  staff = await Staff.start();
});
afterAll(async () => staff.close());

const counts = async () => Promise.all(incidents.map(async (_, index) => (await staff.export(index + 1)).length));

async function asked(who: string, text: string, options: { personal?: boolean } = {}): Promise<Card> {
  const { card } = await staff.ask(who, text, options);
  expect(card.text).toContain('Din linje er gemt, men ikke lagt i en log endnu. Hvilken hændelse hører den til?');
  return card;
}

describe('an exercise', () => {
  it('is never the default, even when nothing else is open', async () => {
    incidents.push(await staff.openIncident('bent', { beskrivelse: 'Hackerangreb', oevelse: 'true' }));
    const card = await asked('carla', '/log h: prøve');
    expect(card.text).toContain('🎓 ØVELSE · \nHændelse 1 · Viborg Kommune: Hackerangreb');
    expect(card.buttons()).toEqual(['1 Læg i denne hændelse']);
    expect((await card.press('carla', '1 ')).text).toBe('🎓 ØVELSE · \nHændelse 1 · Viborg Kommune: Hackerangreb\n✔ Linjen er gemt her som linje 2.');
    expect((await staff.ask('carla', '/status')).text).toBe(
      'Den eneste åbne hændelse er en øvelse. Skriv det i en tråd, der hører til den, du mener:\n\nØVELSE · Hændelse 1: Viborg Kommune: Hackerangreb',
    );
  });

  it('leaves a real incident the default', async () => {
    incidents.push(await staff.openIncident('bent', { beskrivelse: 'Strømmen er gået' }));
    whenItWasTheOnlyOne = await staff.write('carla', '/log h: rigtig 010203-1234');
    await staff.untilGemt('carla', 2);
    expect((await staff.export(2)).map((line) => line.indhold)).toEqual([expect.stringContaining('Hændelse 2 åbnet'), 'rigtig [CPR-nummer fjernet]']);
  });

  it('gets what is written in its threads', async () => {
    await staff.write('carla', '/log h: i øvelsens tråd', { rootId: incidents[0]!.id });
    await staff.until(() => staff.textsIn(incidents[0]!).some((text) => text.startsWith('ØVELSE · Gemt: 3')));
    expect((await staff.export(1)).at(-1)?.indhold).toBe('i øvelsens tråd');
    expect((await staff.ask('carla', '/status', { rootId: incidents[0]!.id })).card.text).toContain('Hændelse 1 · ');
  });
});

describe('two real incidents', () => {
  it('are listed when a command could mean either', async () => {
    incidents.push(await staff.openIncident('bent', { beskrivelse: 'Vandet er væk', myndigheder: 'Skive' }));
    for (const command of ['/status', '/roller', '/instruks 1', '/log vis', '/log søg vand']) {
      expect((await staff.ask('anna', command)).text).toBe(
        'Der er flere åbne hændelser. Skriv det i en tråd, der hører til den, du mener:\n\nØVELSE · Hændelse 1: Viborg Kommune: Hackerangreb\n\nHændelse 2: Viborg Kommune: Strømmen er gået\n\nHændelse 3: Skive: Vandet er væk',
      );
    }
    expect(await counts()).toEqual([3, 3, 1]);
  });

  it('are not asked about for a line that is in a log already, from when that was the only one, and is delivered again', async () => {
    const { message, activity } = whenItWasTheOnlyOne;
    const answers = staff.answersTo(message).length;
    await staff.teams.deliver(activity);
    await staff.ask('carla', '/hjælp');
    expect(staff.answersTo(message)).toHaveLength(answers);
    expect(await counts()).toEqual([3, 3, 1]);
  });

  it('are asked about after the line has been stored; the press puts it where it belongs, as the writer wrote it', async () => {
    const card = await asked('carla', '/log kl. 0.00 o: **trykket** falder | ansvarlig: Gry');
    expect(card.text).toContain('🎓 ØVELSE · \nHændelse 1 · Viborg Kommune: Hackerangreb\n');
    expect(card.text).toContain('\nHændelse 2 · Viborg Kommune: Strømmen er gået\n');
    expect(card.buttons()).toEqual(['1 Læg i denne hændelse', '2 Læg i denne hændelse', '3 Læg i denne hændelse']);
    expect(await counts()).toEqual([3, 3, 1]);
    expect((await card.press('dan', '3 ')).text).toBe('Hændelse 3 · Skive: Vandet er væk\n✔ Linjen er gemt her som linje 2.');
    expect((await staff.export(3)).at(-1)).toMatchObject({ type: 'observation', fra: 'Carla Vestermark', ansvarlig: 'Gry', kanal: 'Teams-kanal' });
    await staff.untilGemt('carla', 2);
  });

  it('get the line once, whatever is pressed after that', async () => {
    const card = await asked('carla', '/log h: kun ét sted');
    const before = await counts();
    const drawn = ['2 ', '3 ', '1 '].map((button) => card.button(button));
    const { text } = await card.press('carla', '2 ');
    expect(text).toBe(`Hændelse 2 · Viborg Kommune: Strømmen er gået\n✔ Linjen er gemt her som linje ${before[1]! + 1}.`);
    for (const button of drawn) expect((await card.press('dan', '', button)).text).toBe(text);
    expect(await counts()).toEqual([before[0], before[1]! + 1, before[2]]);
  });

  it('are no longer asked about once one is chosen: the card says to everybody where the line went, for good', async () => {
    const card = await asked('carla', '/log h: kortet skifter');
    const drawn = card.button('3 ');
    const { text } = await card.press('carla', '2 ');
    await staff.until(() => card.buttons().length === 0);
    expect(card.text).toBe(text);
    expect(card.text).not.toContain('kortet skifter');
    // The row is gone by now, but not what came of it.
    expect((await card.press('dan', '', drawn)).text).toBe(text);
  });

  it('get a line without the CPR number that stood in it, also while it waits', async () => {
    const { message } = await staff.write('carla', '/log h: borger 010203-1234 ringede');
    const card = await staff.until(() => staff.card('ringede'));
    expect(card.text).toContain('borger [CPR-nummer fjernet] ringede');
    await staff.until(() => staff.answersTo(message).some(({ activity }) => String(activity.text).startsWith('Et CPR-nummer er taget ud')));
    await card.press('carla', '2 ');
    expect((await staff.export(2)).at(-1)?.indhold).toBe('borger [CPR-nummer fjernet] ringede');
  });

  // Several rounds, since one alone may by luck be no race.
  it.each([1, 2, 3, 4, 5])('get the line once when several press at the same moment (%i)', async (round) => {
    const card = await asked('carla', `/log h: på én gang, ${round}`);
    const before = await counts();
    const drawn = ['2 ', '3 '].map((button) => card.button(button));
    const answers = await Promise.all(['anna', 'bent', 'carla', 'dan'].flatMap((person) => drawn.map((button) => card.press(person, '', button))));
    // Whatever they pressed, all of them read the same.
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.text).toContain('✔ Linjen er gemt her som linje');
    const after = await counts();
    expect(after.reduce((a, b) => a + b) - before.reduce((a, b) => a + b)).toBe(1);
  });

  it('get the line once when Teams delivers the message again after it was put away', async () => {
    const { message, activity } = await staff.write('carla', '/log h: leveret igen');
    const card = await staff.until(() => staff.card('leveret igen'));
    await staff.teams.deliver(activity); // not asked about twice
    const drawn = card.button('3 ');
    const { text } = await card.press('carla', '2 ');
    const before = await counts();
    await staff.teams.deliver(activity);
    await staff.ask('carla', '/hjælp');
    expect(staff.answersTo(message).filter((answer) => answer.activity.attachments)).toHaveLength(1);
    expect((await card.press('carla', '', drawn)).text).toBe(text);
    expect(await counts()).toEqual(before);
  });

  it('may take the line after another one has refused it', async () => {
    const nr = Math.max(...(await counts()));
    const [, two = 0, three = 0] = await counts();
    const [longer, shorter] = two > three ? ['2 ', '3 '] : ['3 ', '2 '];
    const card = await asked('carla', `/log ret ${nr} rettet tekst`);
    expect((await card.press('carla', shorter)).text).toBe(`Der er ingen linje ${nr} i loggen. Se numrene med /log vis`);
    expect((await card.press('carla', longer)).text).toMatch(/✔ Linjen er gemt her som linje \d+\.$/);
  });

  it('are asked about in a personal chat too, and the answer comes there', async () => {
    const before = await counts();
    const card = await asked('eva', '/log h: fra min egen chat', { personal: true });
    expect((await card.press('eva', '2 ')).text).toBe(`Hændelse 2 · Viborg Kommune: Strømmen er gået\n✔ Linjen er gemt her som linje ${before[1]! + 1}.`);
    expect((await staff.export(2)).at(-1)).toMatchObject({ kanal: 'personlig chat', fra: 'Eva Skovsende' });
  });

  it('are not asked about for somebody who may not write; nor may such a person choose', async () => {
    expect((await staff.ask('gunnar', '/log h: udefra')).text).toBe('Det kan kun krisestaben og styregruppen gøre. Sig det til kriselederen.');
    expect((await staff.ask(STRANGER, '/log h: udefra')).text).toContain('Du står ikke på listen over krisestab og styregruppe');
    const card = await asked('carla', '/log h: hvem vælger');
    const before = await counts();
    expect((await card.press('gunnar', '2 ')).text).toBe('Det kan kun krisestaben og styregruppen gøre. Sig det til kriselederen.');
    expect(await counts()).toEqual(before);
    await card.press('carla', '2 ');
  });

  it('start their instrukser apart', async () => {
    await incidents[1]!.press('bent', 'Start instruks 2');
    await incidents[2]!.press('bent', 'Start instruks 2');
    const two = await staff.until(() => staff.instruksCard(2, incidents[1]));
    const three = await staff.until(() => staff.instruksCard(2, incidents[2]));
    expect([two.text, three.text].map((text) => text.split('\n')[0])).toEqual(['Hændelse 2 · Viborg Kommune: Strømmen er gået', 'Hændelse 3 · Skive: Vandet er væk']);
    await two.press('bent', '2B.1 Udført');
    await staff.until(() => two.step('2B.1').includes('✔'));
    expect(three.step('2B.1')).toContain('○');
  });
});
