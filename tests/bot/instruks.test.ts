import type { JsonObject } from '../../src/oevebane/connector/json';
import { Staff, type Card } from '../support/staff';
import { activate } from '../support/voting';

/**
 * One incident, whose instrukser are worked on from test to test. Bent has received the call; Anna is kriseleder. Instruks 1
 * comes by START HER, and its first step is decided by the styregruppe's vote.
 */
let staff: Staff;
let incident: Card;
let instruks1: Card;
let instruks2: Card;
beforeAll(async () => {
  staff = await Staff.start();
  incident = await staff.openIncident('bent', { kontaktperson: 'Lone Kær' });
});
afterAll(async () => staff.close());

async function lines(trin: string) {
  return (await staff.export()).filter((line) => line.trin === trin);
}

describe('starting an instruks', () => {
  it('with its button posts it as a thread of its own', async () => {
    expect((await incident.press('bent', 'Start instruks 2')).text).toBe('Instruks 2 er startet. Den kommer som sin egen tråd i kanalen.');
    instruks2 = await staff.until(() => staff.instruksCard(2));
    expect(instruks2.message.rootId).toBe(instruks2.id);
    expect(instruks2.id).not.toBe(incident.id);
  });

  it('takes its button off the card of the incident', async () => {
    await staff.until(() => !incident.buttons().includes('Start instruks 2'));
    expect(incident.text).toContain('● Startet · \nInstruks 2 · Første møde for Krisestaben');
  });

  it('with a press on a card that was drawn before says that it is going already', async () => {
    const drawn = { verb: 'startInstruks', data: { haendelse: incident.incidentId, instruks: 'instruks-2' } };
    expect((await incident.press('eva', '', drawn)).text).toBe('Instruks 2 er allerede i gang.');
  });

  it('by START HER posts instruks 1 as a thread of its own', async () => {
    expect(incident.buttons()).not.toContain('Start instruks 1');
    instruks1 = await staff.startInstruks('bent', 1);
    expect(instruks1.message.rootId).toBe(instruks1.id);
    await staff.until(() => incident.text.includes('● Startet · \nInstruks 1 · Aktivering af krisestaben'));
  });

  it('that is going with /instruks 2 gives a link to its thread and starts nothing', async () => {
    const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(staff.channel)}/${instruks2.id}`;
    for (const text of ['/instruks 2', '/INSTRUKS  nr. 2', '/instruks: 2']) {
      const answer = await staff.ask('carla', text);
      expect([text, answer.text]).toEqual([text, `Instruks 2 er i gang: [Første møde for Krisestaben](${link})`]);
    }
    expect((await staff.export()).filter((line) => line.indhold.startsWith('Instruks 2 startet'))).toHaveLength(1);
  });

  it.each(['/instruks 7', '/instruks', '/instruks to', '/instruks 22'])('with %s says which there are', async (text) => {
    expect((await staff.ask('anna', text)).text).toBe('Skriv, hvilken instruks det er: /instruks 1, 2, 3 eller 4.');
  });

  it('shows purpose, responsible, sections with progress, and each step with its state and role', () => {
    expect(instruks1.text).toMatch(/^Hændelse 1 · Viborg Kommune: Telefonerne er nede\nInstruks 1 · Aktivering af krisestaben\n○ Ikke begyndt\n · 0 af 8 trin/);
    expect(instruks1.text).toContain('Ansvarlig: \nModtager af henvendelsen (Bent Ravnsborg)');
    expect(instruks1.text).toContain('Kontaktperson ved hændelsesmyndighed: \nLone Kær');
    expect(instruks1.text).toContain('1B Varsling / aktivering af krisestabsmedlemmer \n🔒 Låst\n · 0 af 3');
    expect(instruks1.step('1A.1')).toBe('1A.1 \nOm krisestaben skal aktiveres\n○ Afgøres ved afstemning\n · Modtager af henvendelsen, Kriseleder');
    expect(instruks2.step('2B.2')).toMatch(/^2B\.2 \n.*\n○ Åben\n · Bemandingsansvarlig\n2B\.2 Beslut…$/);
    expect(instruks1.step('1B.1')).toBe(
      '1B.1 \nAt DDH Beredskab er blevet aktiveret og på hvilket niveau\n🔒 Låst: 1A.1 skal være besluttet: Ja, krisestaben aktiveres\n · Modtager af henvendelsen',
    );
    expect(instruks1.buttons().filter((title) => /^\d/.test(title))).toEqual(['1A.2 Beslut…', '1A.3 Beslut…']);
  });
});

describe('a step', () => {
  const udfoert = (trin: string, revision = 0) => ({ verb: 'udfoert', data: { haendelse: incident.incidentId, instruks: 'instruks-1', trin, revision } });

  it('that is locked refuses and says what has to happen first', async () => {
    const answer = await instruks1.press('bent', '', udfoert('oplys-niveau'));
    expect(answer.text).toContain('1B.1 kan ikke udføres endnu. Låst: 1A.1 skal være besluttet: Ja, krisestaben aktiveres.');
    expect(answer.step('1B.1')).toContain('🔒');
    expect(await lines('1B.1')).toEqual([]);
  });

  it('that is a decision cannot be pressed done', async () => {
    const answer = await instruks1.press('bent', '', udfoert('opjuster-vagtplan-nu'));
    expect(answer.text).toContain('1A.2 er en beslutning. Tryk på "1A.2 Beslut…".');
  });

  it('that is a decision needs choice, decider and reason, and stays open with what was typed until it has them', async () => {
    const dialog = await instruks1.openDialog('anna', '1A.2 Beslut…');
    const again = await dialog.submit({ valg: '', beslutter: 'Anna Holmgaard', begrundelse: 'Ingen kan ringe' });
    expect(again.text).toContain('Vælg, hvad der er besluttet.');
    expect(again.values).toMatchObject({ beslutter: 'Anna Holmgaard', begrundelse: 'Ingen kan ringe' });
    expect((await again.submit({ valg: 'nej', beslutter: '' })).text).toContain('Skriv, hvem der har besluttet det.');
    expect((await again.submit({ valg: 'nej', begrundelse: ' ' })).text).toContain('Skriv en kort begrundelse.');
    expect((await again.submit({ valg: 'måske' })).text).toContain('Vælg, hvad der er besluttet.');
    expect(await lines('1A.2')).toEqual([]);
    expect((await again.submit({ valg: 'nej' })).closed).toBe(true);
    const [line, ...others] = await lines('1A.2');
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      type: 'beslutning', fra: 'Anna Holmgaard', beslutning: 'Nej, ikke på nuværende tidspunkt', beslutningstager: 'Anna Holmgaard', begrundelse: 'Ingen kan ringe', instruks: 1, status: 'udført',
    });
  });

  it('that is decided shows so on everybody’s card', async () => {
    await staff.until(() => instruks1.step('1A.2').includes('✔ Udført af Anna Holmgaard'));
    expect(instruks1.step('1A.2')).toContain('Nej, ikke på nuværende tidspunkt · besluttet af Anna Holmgaard');
    expect(instruks1.text).toContain('◐ I gang\n · 1 af 8 trin');
    expect(instruks1.buttons().filter((title) => /^\d/.test(title))).toEqual(['1A.2 Fortryd', '1A.3 Beslut…']);
  });

  it('that the styregruppe decides by its vote shows so too, and opens what it locked', async () => {
    await activate(staff, incident);
    await staff.until(() => instruks1.step('1A.1').includes('✔ Udført ved afstemningen (linje '));
    expect(instruks1.step('1A.1')).toMatch(/Ja, krisestaben aktiveres · besluttet af Afstemning, linje \d+: Bent Ravnsborg,/);
    const [line, ...others] = await lines('1A.1');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ type: 'beslutning', status: 'udført', beslutning: 'Ja, krisestaben aktiveres' });
    expect(line?.beslutningstager).toMatch(/^Afstemning, linje \d+: Bent Ravnsborg, Anna Holmgaard, Jens Fyrreskov, Lone Engtoft$/);
    expect(instruks1.buttons().filter((title) => /^\d/.test(title))).toEqual([
      '1A.2 Fortryd', '1B.1 Udført', '1B.2 Udført', '1B.3 Udført', '1C.1 Udført', '1C.2 Udført',
    ]);
  });

  it('pressed by whom it belongs to is done at once on the card that comes back, and soon on the shared one', async () => {
    const answer = await instruks1.press('bent', '1B.1 Udført');
    expect(answer.step('1B.1')).toMatch(/✔ Udført af Bent Ravnsborg \d\d\.\d\d\n · Modtager af henvendelsen\n1B\.1 Fortryd$/);
    await staff.until(() => instruks1.step('1B.1').includes('✔ Udført af Bent Ravnsborg'));
    expect((await lines('1B.1')).map((line) => line.indhold)).toEqual(['1B.1 udført: At DDH Beredskab er blevet aktiveret og på hvilket niveau']);
  });

  it('pressed by another member is done on behalf of the role', async () => {
    const answer = await instruks1.press('eva', '1B.2 Udført');
    expect(answer.step('1B.2')).toMatch(/✔ Udført af Eva Skovsende \d\d\.\d\d\n på vegne af Modtager af henvendelsen/);
    expect((await lines('1B.2')).map((line) => [line.fra, line.indhold])).toEqual([
      ['Eva Skovsende', '1B.2 udført: Hvornår og hvor der afholdes det første stabsmøde (på vegne af modtager af henvendelsen)'],
    ]);
  });

  it('pressed after somebody else says who did it and when', async () => {
    const answer = await instruks1.press('anna', '', udfoert('oplys-foerste-stabsmoede'));
    expect(answer.text).toMatch(/1B\.2 er allerede udført af Eva Skovsende \d\d\.\d\d\./);
    expect(await lines('1B.2')).toHaveLength(1);
  });

  it('counts once when the press is delivered twice, at once or later', async () => {
    const drawn = instruks1.button('1B.3 Udført');
    const answers = await Promise.all([instruks1.press('bent', '', drawn), instruks1.press('bent', '', drawn)]);
    answers.push(await instruks1.press('bent', '', drawn));
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.step('1B.3')).toContain('✔ Udført af Bent Ravnsborg');
    }
    expect(await lines('1B.3')).toHaveLength(1);
  });

  it('pressed by twenty at once is one person’s, and nobody’s press is lost', async () => {
    const people = ['anna', 'bent', 'carla', 'dan', 'eva', 'finn', 'gry', 'hans', 'jens', 'lone'];
    const drawn = [instruks1.button('1C.1 Udført'), instruks1.button('1C.2 Udført')];
    const answers = await Promise.all(people.flatMap((person) => drawn.map((button) => instruks1.press(person, '', button))));
    expect(answers.every((answer) => answer.step('1C.1').includes('✔') || answer.step('1C.2').includes('✔'))).toBe(true);
    for (const trin of ['1C.1', '1C.2']) expect((await lines(trin)).map((line) => line.status)).toEqual(['udført']);
  });
});

describe('what was just done', () => {
  it('is taken back by the one who did it, from the same place', async () => {
    await staff.until(() => instruks1.buttons().includes('1B.1 Fortryd'));
    const answer = await instruks1.press('bent', '1B.1 Fortryd');
    expect(answer.step('1B.1')).toContain('○ Åben');
    expect(answer.step('1B.1')).toContain('1B.1 Udført');
    const [done, undone, ...others] = await lines('1B.1');
    expect(others).toEqual([]);
    expect(undone).toMatchObject({ status: 'fortrudt', retter: done?.nr, fra: 'Bent Ravnsborg' });
    await staff.until(() => instruks1.step('1B.1').includes('○ Åben'));
  });

  it('is not taken back by anybody else', async () => {
    const answer = await instruks1.press('anna', '1B.2 Fortryd');
    expect(answer.text).toContain('1B.2 blev udført af Eva Skovsende. Vælg "Mere…" og "Genåbn", hvis 1B.2 skal åbnes igen.');
    expect(answer.step('1B.2')).toContain('✔ Udført af Eva Skovsende');
    expect(await lines('1B.2')).toHaveLength(1);
  });

  it('leaves a button behind that was drawn before: pressing it by another gives the card as it is now', async () => {
    const answer = await instruks1.press('gry', '', { verb: 'udfoert', data: { haendelse: incident.incidentId, instruks: 'instruks-1', trin: 'oplys-niveau', revision: 0 } });
    expect(answer.text).toContain('Kortet var ikke opdateret. Her er det, som det ser ud nu.');
    expect(answer.step('1B.1')).toContain('○ Åben');
    expect(await lines('1B.1')).toHaveLength(2);
  });

  it('can be done again', async () => {
    const answer = await instruks1.press('bent', '1B.1 Udført');
    expect(answer.step('1B.1')).toContain('✔ Udført af Bent Ravnsborg');
    expect((await lines('1B.1')).map((line) => line.status)).toEqual(['udført', 'fortrudt', 'udført']);
  });
});

describe('"Mere…"', () => {
  const trin = 'annoncer-kapacitetsbehov';
  const mere = async (person: string, values: Record<string, string>, card = instruks1) => (await card.openDialog(person, 'Mere…')).submit(values);

  it('asks for the step, what is to happen, and a reason; what was typed stays', async () => {
    const empty = await mere('carla', { trin: '', handling: '', tekst: 'min tekst' });
    expect(empty.text).toContain('Vælg, hvilket trin det er.');
    expect(empty.values.tekst).toBe('min tekst');
    expect((await mere('carla', { trin, handling: '' })).text).toContain('Vælg, hvad du vil gøre med trinnet.');
  });

  it('reopens with a reason', async () => {
    const again = await mere('carla', { trin, handling: 'genaabn', tekst: '' });
    expect(again.text).toContain('Skriv kort, hvorfor trinnet skal åbnes igen.');
    expect(again.values).toMatchObject({ trin, handling: 'genaabn' });
    expect((await again.submit({ tekst: 'Der manglede en kommune' })).closed).toBe(true);
    expect((await lines('1C.2')).at(-1)).toMatchObject({ status: 'genåbnet', begrundelse: 'Der manglede en kommune', fra: 'Carla Vestermark' });
    await staff.until(() => instruks1.step('1C.2').includes('○ Åben'));
    expect((await mere('carla', { trin, handling: 'genaabn', tekst: 'igen' })).text).toContain('1C.2 er allerede åbent.');
  });

  it('makes a step not relevant with a reason, never without', async () => {
    const again = await mere('carla', { trin, handling: 'ikkeRelevant' });
    expect(again.text).toContain('Skriv kort, hvorfor trinnet ikke er relevant.');
    expect((await lines('1C.2')).at(-1)?.status).toBe('genåbnet');
    expect((await again.submit({ tekst: 'Kapaciteten rækker' })).closed).toBe(true);
    await staff.until(() => instruks1.step('1C.2').includes('— Ikke relevant: Kapaciteten rækker (Carla Vestermark'));
    expect((await lines('1C.2')).at(-1)).toMatchObject({ status: 'ikke relevant', begrundelse: 'Kapaciteten rækker' });
    expect(instruks1.step('1C.2')).not.toContain('1C.2 Udført');
  });

  it('keeps a comment on the step and in the log', async () => {
    expect((await mere('gry', { trin: 'oplys-niveau', handling: 'bemaerk', tekst: '' })).text).toContain('Skriv din bemærkning.');
    expect((await mere('gry', { trin: 'oplys-niveau', handling: 'bemaerk', tekst: 'Ringede **to** gange' })).closed).toBe(true);
    await staff.until(() => instruks1.step('1B.1').includes('💬 Gry Hedelykke: \nRingede **to** gange'));
    expect((await lines('1B.1')).at(-1)).toMatchObject({ type: 'information', indhold: 'Bemærkning til 1B.1: Ringede **to** gange', instruks: 1 });
  });

  it('gives a step to a person, who is mentioned in the thread', async () => {
    const again = await mere('anna', { trin: 'status-bemanding', handling: 'giv', person: '' }, instruks2);
    expect(again.text).toContain('Vælg den person, der skal have trinnet.');
    expect((await again.submit({ person: 'hans' })).closed).toBe(true);
    const message = await staff.until(() => staff.fromBot().find(({ activity }) => String(activity.text).startsWith('Du har fået 2B.1')));
    expect(message.rootId).toBe(instruks2.id);
    expect(message.activity.text).toBe('Du har fået 2B.1 Nuværende bemanding\n\n<at>Hans Brobygaard</at> · givet af Anna Holmgaard');
    expect(message.activity.entities).toEqual([
      { type: 'mention', text: '<at>Hans Brobygaard</at>', mentioned: { id: staff.person('hans').teamsId, name: 'Hans Brobygaard' } },
    ]);
    await staff.until(() => instruks2.step('2B.1').includes('→ Givet til \nHans Brobygaard'));
    expect((await lines('2B.1')).at(-1)).toMatchObject({ til: 'Hans Brobygaard', ansvarlig: 'Hans Brobygaard', status: 'tildelt' });
    expect((await mere('anna', { trin: 'status-bemanding', handling: 'giv', person: 'hans' }, instruks2)).text).toContain('2B.1 er allerede givet til Hans Brobygaard.');
  });

  it('gives a step to somebody who is not on Teams by name, and tells the giver to ring', async () => {
    await mere('anna', { trin: 'status-bemanding', handling: 'giv', person: 'viggo' }, instruks2);
    const message = await staff.until(() => staff.fromBot().find(({ activity }) => String(activity.text).startsWith('Ring til Viggo Teglbæk om 2B.1 Nuværende bemanding')));
    expect(message.activity.text).toContain('⚠ <at>Anna Holmgaard</at>: Viggo Teglbæk er ikke på Teams – ring.');
    expect((message.activity.entities as JsonObject[]).map((entity) => (entity.mentioned as JsonObject).id)).toEqual([staff.person('anna').teamsId]);
  });
});

describe('what a decision sets going', () => {
  const decide = async (card: Card, start: string, valg: string) => (await card.openDialog('anna', start)).submit({ valg, begrundelse: 'derfor', beslutter: 'Anna Holmgaard' });
  const started = async (nummer: number) => (await staff.export()).filter((line) => line.indhold.startsWith(`Instruks ${nummer} startet`));

  it('2C.1 nej starts nothing', async () => {
    expect((await decide(instruks2, '2C.1 Beslut…', 'nej')).closed).toBe(true);
    await staff.until(() => instruks2.step('2C.1').includes('Nej, de aktiveres ikke'));
    expect(await started(4)).toEqual([]);
  });

  it('2C.1 ja starts instruks 4 for the logfører, once, also when it is decided again', async () => {
    expect((await instruks2.press('anna', '2C.1 Fortryd')).step('2C.1')).toContain('○ Åben');
    await staff.until(() => instruks2.buttons().includes('2C.1 Beslut…'));
    await decide(instruks2, '2C.1 Beslut…', 'ja');
    const instruks4 = await staff.until(() => staff.instruksCard(4));
    expect((await started(4)).map((line) => line.indhold)).toEqual(['Instruks 4 startet: Aktivering af chat- og voicebot kanalerne (på grund af 2C.1)']);
    await staff.until(() => instruks2.buttons().includes('2C.1 Fortryd'));
    await instruks2.press('anna', '2C.1 Fortryd');
    await staff.until(() => instruks4.text.includes('⚠ Vent: 2C.1, som startede denne instruks, er åbent igen.'));
    await staff.until(() => instruks2.buttons().includes('2C.1 Beslut…'));
    await decide(instruks2, '2C.1 Beslut…', 'ja');
    await staff.until(() => !instruks4.text.includes('som startede denne instruks'));
    expect(await started(4)).toHaveLength(1);
    expect((await staff.ask('anna', '/instruks 4')).text).toContain(instruks4.id);
  });

  it('1A.2 ja offers instruks 3 with a button, which starts it and goes away', async () => {
    expect(instruks1.buttons()).not.toContain('Start instruks 3');
    await instruks1.press('anna', '1A.2 Fortryd');
    await staff.until(() => instruks1.buttons().includes('1A.2 Beslut…'));
    await decide(instruks1, '1A.2 Beslut…', 'ja');
    await staff.until(() => instruks1.buttons().includes('Start instruks 3'));
    expect(await started(3)).toEqual([]);
    await instruks1.press('anna', 'Start instruks 3');
    await staff.until(() => staff.instruksCard(3));
    await staff.until(() => !instruks1.buttons().includes('Start instruks 3'));
    expect(await started(3)).toHaveLength(1);
  });
});

it('/instruks starts one in the incident in whose thread it is written', async () => {
  const other = await staff.openIncident('bent', { myndigheder: 'Skive' });
  const { text } = await staff.ask('anna', '/instruks 4', { rootId: other.id });
  expect(text).toBe('Instruks 4 er startet. Den kommer som sin egen tråd i kanalen.');
  const posted = await staff.until(() => staff.instruksCard(4, other));
  expect(posted.message.rootId).toBe(posted.id);
  expect((await staff.export(2)).filter((line) => line.indhold.startsWith('Instruks 4 startet'))).toHaveLength(1);
});

it('at the end the log is whole', async () => {
  const { code, stdout } = await staff.log('verify', '--incident', '1');
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^Loggen er hel: ${(await staff.export()).length} linjer\\. Sidste kontroltal: [0-9a-f]{64}\n$`));
});
