import { personalConversationId } from '../../src/oevebane/connector/setting';
import { numbersOf, Staff, textOf, cardOf, type Card } from '../support/staff';

/** Incident time stands at 14.30 in Denmark when the tests begin, so that a day has hours before and after. */
let staff: Staff;
let incident: Card;
let instruks: Card;
beforeAll(async () => {
  staff = await Staff.start({ environment: { CLOCK_START: '2026-11-20T14:30:00+01:00' } });
  incident = await staff.openIncident('bent');
  instruks = await staff.startInstruks('bent', 1);
});
afterAll(async () => staff.close());

const nextNr = async () => (await staff.export()).length + 1;
const line = async (nr: number) => (await staff.export())[nr - 1]!;

async function logged(person: string, text: string, options: Parameters<Staff['write']>[2] = {}) {
  const nr = await nextNr();
  await staff.write(person, text, options);
  return line(nr);
}

describe('/log', () => {
  it.each([
    ['/log Vandværket melder om brud', { type: 'information', indhold: 'Vandværket melder om brud' }],
    ['/LOG h: ringede til Viborg', { type: 'handling', indhold: 'ringede til Viborg' }],
    ['/log o: kø på 40', { type: 'observation', indhold: 'kø på 40' }],
    ['/log i: mødet er kl. 18.00', { type: 'information', indhold: 'mødet er kl. 18.00' }],
    ['/log u: vi orienterer ikke pressen', { type: 'undladelse', indhold: 'vi orienterer ikke pressen' }],
    ['/log Undladelse: ingen sms', { type: 'undladelse', indhold: 'ingen sms' }],
    [
      '/log b: Vi åbner | besluttet af: Anna Holmgaard | fordi: køen vokser | kl. 14.05 | ansvarlig: Gry | frist: i aften',
      {
        type: 'beslutning', indhold: 'Vi åbner', beslutning: 'Vi åbner', beslutningstager: 'Anna Holmgaard', begrundelse: 'køen vokser', ansvarlig: 'Gry', frist: 'i aften',
        haendelsestid: '2026-11-20T13:05:00.000Z', status: null,
      },
    ],
    ['/log kl. 13.45 strømmen gik', { indhold: 'strømmen gik', haendelsestid: '2026-11-20T12:45:00.000Z' }],
    ['/log "a | fordi: b" er et citat', { indhold: '"a | fordi: b" er et citat', begrundelse: null }],
  ])('%s is stored, numbered and acknowledged', async (text, expected) => {
    const entry = await logged('carla', text);
    await staff.untilGemt('carla', entry.nr);
    expect(entry).toMatchObject({ fra: 'Carla Vestermark', kanal: 'Teams-kanal', instruks: null, trin: null, retter: null, ...expected });
  });

  it('keeps event time and entry time apart', async () => {
    const { haendelsestid, registreringstid } = await logged('carla', '/log kl. 9.15 første opkald');
    expect(haendelsestid).toBe('2026-11-20T08:15:00.000Z');
    expect(registreringstid).toMatch(/^2026-11-20T13:3\d/);
  });

  it('with a time that is over twelve hours ago uses now, keeps the words, and the receipt says so', async () => {
    const entry = await logged('carla', '/log kl. 1.15 alarmen gik');
    expect(entry.indhold).toBe('kl. 1.15 alarmen gik');
    expect(entry.haendelsestid).toBe(entry.registreringstid);
    const note = 'Kl. 01.15 er ikke inden for de seneste 12 timer, så linjen har fået tiden nu.';
    await staff.until(() => staff.texts().find((text) => text.startsWith('Gemt') && text.includes(note)));
    const next = await logged('carla', '/log h: ringede til vagten');
    expect(await staff.untilGemt('carla', next.nr)).toContain(note);
  });

  it('keeps the files of the message, by name and link', async () => {
    const nr = await nextNr();
    await staff.teams.write({ person: staff.person('carla'), place: { channelId: staff.channel }, text: '/log Kort over udfaldet', files: ['kort.pdf'] });
    expect(await line(nr)).toMatchObject({ type: 'information', indhold: 'Kort over udfaldet', bilag: expect.stringMatching(/^kort\.pdf <http.+>$/) });
  });

  it('works with a mention of the bot, and without the slash then', async () => {
    expect((await logged('carla', 'log h: med omtale', { mentionBot: true })).indhold).toBe('med omtale');
    expect((await logged('carla', '/log h: med begge', { mentionBot: true })).indhold).toBe('med begge');
  });

  it('in the thread of an instruks belongs to it; in that of the incident to none', async () => {
    expect(await logged('eva', '/log h: i tråden', { rootId: instruks.id })).toMatchObject({ instruks: 1, trin: null, kanal: 'Teams-tråd' });
    expect(await logged('eva', '/log h: hos hændelsen', { rootId: incident.id })).toMatchObject({ instruks: null, kanal: 'Teams-tråd' });
  });

  it('in a personal chat is stored too, and acknowledged there', async () => {
    const entry = await logged('eva', '/log h: alene', { personal: true });
    expect(entry).toMatchObject({ kanal: 'personlig chat' });
    await staff.until(() => staff.world.messages(personalConversationId(staff.person('eva'))).some(({ activity }) => activity.text === `Gemt: ${entry.nr} · Eva Skovsende\n\nHændelse 1: Viborg Kommune: Telefonerne er nede`));
  });

  it('has one receipt per person in a place, with all numbers in ranges, also for lines at once', async () => {
    const from = await nextNr();
    await Promise.all(Array.from({ length: 12 }, (_, index) => staff.write('finn', `/log h: opkald ${index}`)));
    const own = () => staff.texts().filter((text) => text.startsWith('Gemt') && text.includes('Finn Ågerup'));
    await staff.until(() => own().some((text) => numbersOf(text).length === 12));
    expect(own()).toEqual([`Gemt: ${from}–${from + 11} · Finn Ågerup`]);
    await logged('gry', '/log h: imellem');
    await logged('finn', '/log h: bagefter');
    await staff.untilGemt('finn', from + 13);
    expect(own()).toEqual([`Gemt: ${from}–${from + 11}, ${from + 13} · Finn Ågerup`]);
    expect((await staff.export()).slice(from - 1, from + 11).map((entry) => entry.indhold).sort()).toEqual(Array.from({ length: 12 }, (_, index) => `opkald ${index}`).sort());
  });

  it('delivered twice by Teams is one line', async () => {
    const nr = await nextNr();
    const { activity } = await staff.write('dan', '/log h: kun én gang');
    await staff.teams.deliver(activity);
    await staff.untilGemt('dan', nr);
    expect(await nextNr()).toBe(nr + 1);
  });

  it('without a text says how, and stores nothing', async () => {
    const nr = await nextNr();
    for (const text of ['/log', '/log  ', '/log ret', '/log søg']) {
      expect((await staff.ask('carla', text)).text).toBe('Skriv teksten efter /log, for eksempel: /log Vandværket melder om brud');
    }
    expect((await staff.ask('carla', '/log h:')).text).toBe('Der var ingen tekst at gemme. Skriv: /log det, der skete');
    expect(await nextNr()).toBe(nr);
  });
});

describe('an incomplete beslutning', () => {
  it('is stored as information that says what is missing; a button completes it, with a line that points back', async () => {
    const entry = await logged('carla', '/log b: vi lukker chatten | fordi: ingen til at svare');
    expect(entry).toMatchObject({ type: 'information', status: 'beslutning – mangler beslutter', beslutning: null, begrundelse: 'ingen til at svare' });
    const asks = await staff.untilCard('vi lukker chatten');
    expect(asks.text).toContain('⚠ Gemt som information. Før det er en beslutning, mangler: hvem der besluttede det.');

    const dialog = await asks.openDialog('dan', `${entry.nr} Udfyld beslutning…`);
    expect(dialog.values).toEqual({ beslutter: '', begrundelse: 'ingen til at svare' });
    const again = await dialog.submit({ beslutter: '' });
    expect(again.text).toContain('Skriv både, hvem der besluttede det, og hvorfor.');
    const nr = await nextNr();
    expect((await again.submit({ beslutter: 'Anna Holmgaard' })).closed).toBe(true);
    await staff.untilGemt('dan', nr);
    expect(await line(nr)).toMatchObject({
      type: 'beslutning', fra: 'Dan Østerlund', indhold: 'vi lukker chatten', beslutning: 'vi lukker chatten', beslutningstager: 'Anna Holmgaard', begrundelse: 'ingen til at svare', retter: entry.nr,
    });
    expect(await line(entry.nr)).toEqual(entry);
  });

  it('cannot be completed twice, and its card then has no button any more', async () => {
    const entry = await logged('carla', '/log b: vi holder åbent');
    const asks = await staff.untilCard('vi holder åbent');
    const dialogs = [await asks.openDialog('dan', `${entry.nr} Udfyld`), await asks.openDialog('eva', `${entry.nr} Udfyld`)];
    const values = { beslutter: 'Anna Holmgaard', begrundelse: 'derfor' };
    expect((await dialogs[0]!.submit(values)).closed).toBe(true);
    expect((await dialogs[1]!.submit(values)).text).toContain(`Beslutningen i linje ${entry.nr} er allerede fuldstændig.`);
    expect((await staff.export()).filter((other) => other.retter === entry.nr)).toHaveLength(1);
    await staff.until(() => asks.text.includes('✔ Beslutningen er fuldstændig.'));
    expect(asks.buttons()).toEqual([]);
  });

  it('that is corrected and still lacks something is not called complete on its card, nor one that was erased', async () => {
    const entry = await logged('carla', '/log b: vi flytter vagten');
    const asks = await staff.untilCard('vi flytter vagten');
    const correction = await logged('carla', `/log ret ${entry.nr} vi flytter to vagter`);
    await staff.until(() => asks.text.includes(`ℹ Linjen er rettet i linje ${correction.nr}.`));
    const complete = await logged('carla', `/log ret ${correction.nr} vi flytter to vagter | besluttet af: Anna | fordi: sygdom`);
    await staff.until(() => asks.text.includes(`✔ Beslutningen er fuldstændig. Den står i linje ${complete.nr}.`));
    const eraser = (await staff.ask('carla', '/log vis 1')) && (await staff.untilCard('Står der noget i loggen'));
    expect((await (await eraser.openDialog('carla', 'Slet')).submit({ linje: String(entry.nr), begrundelse: 'et navn' })).closed).toBe(true);
    const confirm = await staff.untilCard(`linje ${entry.nr} slettes`);
    const others = `⚠ Det samme kan stå i linje ${correction.nr}, ${complete.nr} (rettelser). Hver linje slettes for sig.`;
    expect(confirm.text).toContain(others);
    expect((await confirm.press('anna', `${entry.nr} Bekræft`)).text).toContain(others);
    await staff.until(() => asks.text.includes('ℹ Linjen er slettet.') && !asks.text.includes('vi flytter vagten'));
  });

  it('is a decision when its correction gives what was missing', async () => {
    const entry = await logged('carla', '/log b: vi venter');
    expect((await staff.ask('carla', '/status')).card.text).toContain(`Beslutningen i linje ${entry.nr} mangler: hvem der besluttede det og hvorfor`);
    const correction = await logged('carla', `/log ret ${entry.nr} vi venter | besluttet af: Anna | fordi: det er for tidligt`);
    expect(correction).toMatchObject({ type: 'beslutning', beslutning: 'vi venter', beslutningstager: 'Anna', begrundelse: 'det er for tidligt', retter: entry.nr });
    expect((await staff.ask('carla', '/status')).card.text).not.toContain(`linje ${entry.nr} mangler`);
  });
});

describe('/log ret', () => {
  it('makes a new line that points at the old one, which stays', async () => {
    const old = await logged('gry', '/log o: 40 i kø');
    const correction = await logged('anna', `/log ret ${old.nr} 45 i kø`);
    expect(correction).toMatchObject({ type: 'observation', indhold: '45 i kø', retter: old.nr, fra: 'Anna Holmgaard' });
    expect(await line(old.nr)).toEqual(old);
  });

  it('without a number corrects the writer’s own latest line', async () => {
    const own = await logged('gry', '/log o: 50 i kø');
    await logged('carla', '/log o: noget andet');
    expect((await logged('gry', '/log ret der er 55 i kø')).retter).toBe(own.nr);
  });

  it('of a line that is not there is refused with a sentence, and nothing is stored', async () => {
    const nr = await nextNr();
    expect((await staff.ask('gry', '/log ret 9999 x')).text).toBe('Der er ingen linje 9999 i loggen. Se numrene med /log vis');
    expect((await staff.ask('hans', '/log ret det var forkert')).text).toBe('Du har ikke skrevet i loggen endnu. Skriv nummeret: /log ret 12 ny tekst');
    expect(await nextNr()).toBe(nr);
  });
});

describe('reading the log', () => {
  it('/log vis shows the latest lines, the newest last; /log vis 2 two of them', async () => {
    await logged('anna', '/log h: næstsidste **fede** <b>linje</b>');
    const { nr } = await logged('anna', '/log kl. 14.00 o: sidste linje');
    const two = (await staff.ask('eva', '/log vis 2')).text.split('\n\n');
    expect(two[0]).toBe('Loggen for hændelse 1, de seneste 2 linjer:');
    expect(two[1]).toMatch(new RegExp(`^${nr - 1} 14\\.3\\d handling Anna Holmgaard: næstsidste \\\\\\*\\\\\\*fede\\\\\\*\\\\\\* &lt;b&gt;linje&lt;/b&gt;$`));
    expect(two[2]).toMatch(new RegExp(`^${nr} 14\\.3\\d \\(hændt 14\\.00\\) observation Anna Holmgaard: sidste linje$`));
    expect(two).toHaveLength(4);
    expect((await staff.ask('eva', '/log vis')).text.split('\n\n')).toHaveLength(12);
    expect((await staff.ask('eva', '/log vis 1')).text).toMatch(/^Loggen for hændelse 1, den seneste linje:\n\n/);
  });

  it('/log vis says at the end what to type for the older lines, and that shows them, down to the first', async () => {
    const newest = await staff.ask('eva', '/log vis 3');
    const first = Number(/^\d+/.exec(newest.text.split('\n\n')[1]!)![0]);
    const command = /^Ældre linjer: skriv (\/log vis \d+-\d+)$/.exec(newest.text.split('\n\n').at(-1)!)![1]!;
    const older = (await staff.ask('eva', command)).text.split('\n\n');
    expect(older[0]).toBe(`Loggen for hændelse 1, linje ${command.replace('/log vis ', '')}:`);
    expect(older.filter((line) => /^\d/.test(line)).map((line) => Number(/^\d+/.exec(line)![0])).at(-1)).toBe(first - 1);
    const all = (await staff.ask('eva', '/log vis 1-20')).text.split('\n\n');
    expect(all[1]).toMatch(/^1 .*Hændelse 1 åbnet/);
    expect(all.at(-1)).not.toContain('Ældre linjer');
    expect((await staff.ask('eva', '/log vis 900-910')).text).toBe('Ingen linjer fra 900 til 910 i loggen for hændelse 1.');
  });

  it('/log vis shortens a long line and says how to see all of it; the search has it whole', async () => {
    const long = `${'Vandrør '.repeat(60)}ved skolen`;
    const { nr } = await logged('carla', `/log ${long}`);
    const newest = (await staff.ask('eva', '/log vis 1')).text.split('\n\n');
    expect(newest[1]).toMatch(/Vandrør…$/);
    expect(newest).toContain(`Hele linje ${nr}: skriv /log vis ${nr}-${nr}`);
    expect((await staff.ask('eva', `/log vis ${nr}-${nr}`)).text).toContain(long);
    expect((await staff.ask('eva', '/log søg skolen vandrør')).text).toContain(long);
  });

  it.each(['/log søg VANDVÆRKET', '/log soeg vandværket brud'])('%s finds the lines with the words', async (text) => {
    expect((await staff.ask('eva', text)).text).toMatch(/^1 linje i hændelse 1 med "[^"]*":\n\n\d+ 14\.\d\d information Carla Vestermark: Vandværket melder om brud$/);
  });

  it('finds nothing with a sentence', async () => {
    expect((await staff.ask('eva', '/log søg o\'hara')).text).toBe('Ingen linjer i hændelse 1 med "o\'hara".');
  });

  it('shows that a line was corrected, and by which', async () => {
    const old = await logged('gry', '/log h: forkert tal');
    const ret = await logged('gry', `/log ret ${old.nr}: rigtigt tal`);
    const text = (await staff.ask('eva', '/log vis 2')).text;
    expect(text).toContain(`forkert tal · rettet i ${ret.nr}`);
    expect(text).toContain(`rigtigt tal · retter ${old.nr}`);
  });
});

describe('the other commands', () => {
  it('/status says how far each instruks is, whose turn it is, and what is missing', async () => {
    const { card } = await staff.ask('jens', '/status');
    expect(card.text).toMatch(/^Hændelse 1 · .*\nStatus kl\. 14\.\d\d\n/);
    expect(card.text).toContain('⚠ Kontaktpersonen hos Viborg Kommune er endnu ukendt');
    expect(card.text).toContain('Instruks 1 · Aktivering af krisestaben\n  ○ Ikke begyndt\n · 0 af 8 trin');
    expect(card.text).toContain('Kriseleder (Anna Holmgaard): \n1A.1, 1A.2, 1A.3');
  });

  it('/roller says who holds what', async () => {
    const { card } = await staff.ask('jens', '/ROLLER');
    expect(card.text).toContain('Kriseleder: \nAnna Holmgaard\nStedfortræder: Bent Ravnsborg');
    expect(card.buttons()).toEqual(['Overtag eller giv videre…']);
  });

  it.each([['/hjælp', false], ['/hjaelp', false], ['/HJÆLP', false], ['hjælp', true]])('%s lists what can be written', async (text, mentionBot) => {
    const help = (await staff.ask('jens', text, { mentionBot })).text;
    for (const command of ['/hændelse', '/instruks 2', '/log', '/log vis 10', '/log ret 14', '/log søg', '/status', '/roller']) expect(help).toContain(`**${command}`);
  });

  it.each([['/statsu', '/status'], ['/rolle', '/roller'], ['/lgo vand', '/log'], ['/instruks2', '/instruks'], ['/hændlse', '/hændelse'], ['/hjlp', '/hjælp']])(
    '%s is not known, and %s is suggested',
    async (text, suggestion) => {
      const nr = await nextNr();
      expect((await staff.ask('jens', text)).text).toContain(`Mente du ${suggestion}? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.`);
      expect(await nextNr()).toBe(nr);
    },
  );

  it('talk is left alone, also when it sounds like a command', async () => {
    const said = [];
    const nr = await nextNr();
    for (const text of ['log dette', 'status?', 'Hvor er /log?', 'http://x/log', 'vi ses kl. 14', '']) said.push((await staff.write('jens', text)).message);
    await staff.ask('jens', '/hjælp');
    expect(said.flatMap((message) => staff.answersTo(message))).toEqual([]);
    expect(await nextNr()).toBe(nr);
  });

  it('talk in a thread that sounds like a command carries nothing out', async () => {
    await staff.write('jens', 'instruks 3', { rootId: instruks.id });
    await staff.ask('jens', '/status', { rootId: instruks.id });
    expect((await staff.export()).filter((entry) => entry.indhold.startsWith('Instruks 3'))).toEqual([]);
  });
});

it('no card of a decision is left that asks for what is there', async () => {
  const { nr } = await logged('carla', '/log b: den sidste');
  await staff.until(() => staff.fromBot().some((message) => textOf(cardOf(message)).includes('den sidste')));
  const asking = staff.fromBot().map((message) => textOf(cardOf(message))).filter((text) => text.includes('Udfyld beslutning…'));
  expect(asking.map((text) => /(\d+) Udfyld/.exec(text)?.[1])).toEqual([String(nr)]);
});
