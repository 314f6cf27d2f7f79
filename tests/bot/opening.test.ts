import type { StoredMessage } from '../../src/oevebane/connector/world';
import { contactIsMade } from '../support/flow';
import { cardOf, Staff, textOf, type Card } from '../support/staff';

let staff: Staff;
beforeAll(async () => {
  // A Tuesday morning: the contact centre is open.
  staff = await Staff.start({ environment: { CLOCK_START: '2026-11-24T10:00:00+01:00' } });
});
afterAll(async () => staff.close());

describe('the way to the form', () => {
  it('is a button on the card with which the bot says hello', async () => {
    await staff.teams.install(staff.channel);
    const welcome = await staff.until(() => staff.card('DDH Beredskabs instrukser'));
    expect(welcome.message.rootId).toBe(welcome.id);
    const dialog = await welcome.openDialog('bent', 'Åbn hændelse');
    expect(dialog.text).toContain('Åbn hændelse');
    expect(Object.keys(dialog.values)).toEqual(['beskrivelse', 'myndigheder', 'medlem', 'fra', 'modtaget', 'modtager', 'kontaktperson', 'telefon', 'email', 'oevelse']);
  });

  it.each([
    ['/haendelse', false],
    ['/hændelse', false],
    ['/HÆNDELSE', false],
    ['/Haendelse', false],
    ['/hændelse'.normalize('NFD'), false],
    ['hændelse', true],
    ['/hændelse', true],
    ['HAENDELSE', true],
  ])('is a card in answer to %s (with a mention of the bot: %s)', async (text, mentionBot) => {
    const { card } = await staff.ask('bent', text, { mentionBot });
    expect(card.buttons()).toEqual(['Åbn hændelse…']);
  });

  it('takes what stands behind the command into the form', async () => {
    const { card } = await staff.ask('bent', '/hændelse Vandværket i Skive er **nede** ${x}');
    const dialog = await card.openDialog('bent', 'Åbn hændelse');
    expect(dialog.values.beskrivelse).toBe('Vandværket i Skive er **nede** ${x}');
  });
});

describe('an incomplete form', () => {
  const complete = {
    beskrivelse: 'Telefonerne er nede', myndigheder: 'Viborg Kommune', medlem: 'nej', fra: 'Vagtchefen', modtaget: '09.30', modtager: 'lone',
    kontaktperson: 'Lone Kær', telefon: '20 11 22 33', email: 'lone@example.org', oevelse: 'false',
  };

  it.each([
    ['beskrivelse', 'Skriv kort, hvad der er sket.'],
    ['myndigheder', 'Skriv, hvilken myndighed der er ramt.'],
  ])('without %s comes back with a sentence and all that was typed', async (missing, sentence) => {
    const { card } = await staff.ask('bent', '/hændelse');
    const typed = { ...complete, [missing]: '  ' };
    const again = await (await card.openDialog('bent', 'Åbn hændelse')).submit(typed);
    expect(again.text).toContain(sentence);
    expect(again.values).toEqual(typed);
  });

  it('opens nothing and costs no number', async () => {
    const { card } = await staff.ask('bent', '/hændelse');
    const again = await (await card.openDialog('bent', 'Åbn hændelse')).submit({ ...complete, beskrivelse: '' });
    const opened = await again.submit({ beskrivelse: 'Nu er den der' });
    expect(opened.text).toBe('Hændelse 1 er åbnet: Viborg Kommune: Nu er den der. Kortet kommer i krisestabens kanal. Svar på spørgsmålet under START HER.');
  });
});

describe('the card of an incident', () => {
  it('says number, short name, authority, that the contact is unknown, who has which role, and starts each instruks but the one that the flow starts', async () => {
    const card = await staff.openIncident('bent', { beskrivelse: 'Strømmen er gået i byen', myndigheder: 'Aarhus Kommune' });
    expect(card.message.rootId).toBe(card.id);
    expect(card.text).toMatch(/^Hændelse 2 · Aarhus Kommune: Strømmen er gået i byen\n/);
    expect(card.text).toContain('Aarhus Kommune: \n⚠ endnu ukendt');
    for (const role of ['Kriseleder: \nAnna Holmgaard', 'Logfører: \nCarla Vestermark', 'Procesansvarlig: \nEva Skovsende', 'Bemandingsansvarlig: \nGry Hedelykke']) {
      expect(card.text).toContain(role);
    }
    expect(card.buttons()).toEqual(expect.arrayContaining(['Ja…', 'Nej…', 'Start instruks 2', 'Start instruks 3', 'Start instruks 4', 'Kontaktperson…', 'Roller…']));
  });

  it('names each of several authorities; the contact person is the first one’s, and can be named for the others later', async () => {
    const card = await staff.openIncident('bent', { myndigheder: 'Odense Kommune, Skive Kommune; Region Midt', kontaktperson: 'Lone Kær', telefon: '20 11 22 33', email: 'lone@kaer.example' });
    expect(card.text).toContain('Odense Kommune: \nLone Kær\nSkive Kommune: \n⚠ endnu ukendt\nRegion Midt: \n⚠ endnu ukendt');

    const dialog = await card.openDialog('carla', 'Kontaktperson');
    expect(dialog.values.myndighed).toBe('Skive Kommune');
    expect((await dialog.submit({ navn: '' })).text).toContain('Skriv navnet på kontaktpersonen.');
    expect((await dialog.submit({ navn: 'Mogens Bak', telefon: '20 44 55 66' })).closed).toBe(true);
    await staff.until(() => card.text.includes('Skive Kommune: \nMogens Bak'));

    const log = await staff.export(3);
    expect(log.map(({ nr, fra, indhold }) => [nr, fra, indhold.replace(/\d\d\.\d\d\. Åbent/, '10.00. Åbent')])).toEqual([
      [1, 'Bent Ravnsborg', 'Hændelse 3 åbnet: Telefonerne er nede. Ramt: Odense Kommune (kontaktperson: Lone Kær), Skive Kommune (kontaktperson endnu ukendt), Region Midt (kontaktperson endnu ukendt). Modtager: Bent Ravnsborg. Modtaget 24.11. 10.00. Åbent til 20.00.'],
      [2, 'Carla Vestermark', 'Kontaktperson for Skive Kommune: Mogens Bak'],
    ]);
    // Phones and addresses are nowhere that everybody reads.
    for (const secret of ['20 11 22 33', '20 44 55 66', 'lone@kaer.example']) {
      expect(JSON.stringify(log)).not.toContain(secret);
      expect(JSON.stringify(staff.messages())).not.toContain(secret);
    }
  });

  it('comes once when the same form is sent twice', async () => {
    const { card } = await staff.ask('bent', '/hændelse');
    const dialog = await card.openDialog('bent', 'Åbn hændelse');
    const values = { beskrivelse: 'Sendt to gange', myndigheder: 'Randers' };
    const [first, second] = await Promise.all([dialog.submit(values), dialog.submit(values)]);
    expect(second.text).toBe(first.text);
    const next = await staff.openIncident('bent', { beskrivelse: 'Den næste', myndigheder: 'Horsens' });
    expect(first.text).toMatch(/^Hændelse 4 er åbnet/);
    expect(next.text).toContain('Hændelse 5 · ');
    expect(staff.fromBot().filter((message) => textOf(cardOf(message)).startsWith('Hændelse 4 · '))).toHaveLength(1);
  });
});

describe('an exercise', () => {
  let incident: Card;
  beforeAll(async () => {
    incident = await staff.openIncident('bent', { beskrivelse: 'Hackerangreb på Nord Energinet', oevelse: 'true' });
  });

  it('is called ØVELSE in the answer to the form and in the log', async () => {
    const { card } = await staff.ask('bent', '/hændelse');
    const opened = await (await card.openDialog('bent', 'Åbn hændelse')).submit({ beskrivelse: 'En til', myndigheder: 'Herning', oevelse: 'true' });
    expect(opened.text).toMatch(/^ØVELSE/);
    expect((await staff.export(6))[0]?.indhold).toMatch(/^ØVELSE: Hændelse 6 åbnet: Hackerangreb/);
  });

  it('is marked ØVELSE on every card and message of it, within the first words, and in every notification', async () => {
    const inIncident = { rootId: incident.message.rootId };
    await contactIsMade(staff, incident, 'bent');
    const instruks = await staff.until(() => staff.instruksCard(1, incident));
    const inThread = { rootId: instruks.message.rootId };
    await staff.until(() => staff.textsIn(instruks)[0]);
    const pressed = await (await instruks.openDialog('anna', '1A.2')).submit({ valg: 'nej', begrundelse: 'øvelse' });
    expect(pressed.closed).toBe(true);
    expect((await instruks.openDialog('anna', '1A.3')).text).toMatch(/ØVELSE/);
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'orienter-repraesentantskab', handling: 'giv', person: 'eva' });
    await staff.until(() => staff.textsIn(instruks).some((text) => text.includes('Du har fået 1C.1')));
    await (await incident.openDialog('carla', 'Roller')).submit({ rolle: 'logfoerer', person: 'dan' });
    await staff.until(() => staff.textsIn(incident).some((text) => text.includes('Ny logfører')));
    for (const command of ['/status', '/roller', '/log vis', '/log søg hacker', '/log søg findes-ikke', '/log ret 999 x', '/instruks 1', '/instruks 9']) await staff.ask('dan', command, inIncident);
    await staff.write('dan', '/log h: ringede', inThread);
    await staff.write('dan', '/log b: vi venter', inThread);
    await staff.untilGemt('dan', (await staff.export(6)).length);
    const asked = await staff.until(() => staff.fromBot().find((message) => message.rootId === instruks.message.rootId && textOf(cardOf(message)).includes('vi venter')));
    const oevelse = staff.fromBot().filter((message) => [incident.id, instruks.id].includes(message.rootId));
    expect(oevelse).toContain(asked);
    expect(oevelse.filter((message) => !isMarked(message)).map((message) => message.activity)).toEqual([]);
    expect(oevelse.length).toBeGreaterThan(12);
  });

  function isMarked({ activity }: StoredMessage): boolean {
    const card = (activity.attachments as { content: object }[] | undefined)?.[0]?.content;
    const said = card ? [String(activity.summary), textOf(card)] : [String(activity.text)];
    return said.every((text) => text.slice(0, 50).includes('ØVELSE'));
  }
});
