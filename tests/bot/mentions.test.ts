import { readFileSync } from 'node:fs';
import type { StoredMessage } from '../../src/oevebane/connector/world';
import { ROSTER, Staff, temporaryFile, type Card } from '../support/staff';
import { activate } from '../support/voting';

/** The procesansvarlig is not on Teams, nobody is bemandingsansvarlig; Bent has received the call, Anna is kriseleder. */
const roster = readFileSync(ROSTER, 'utf8')
  .replace('{ holder: eva, deputies: [finn] }', '{ holder: viggo, deputies: [finn] }')
  .replace('{ holder: gry, deputies: [hans] }', '{ holder: , deputies: [hans] }');

let staff: Staff;
let incident: Card;
beforeAll(async () => {
  staff = await Staff.start({ environment: { ROSTER_FILE: temporaryFile('roster.yaml', roster) } });
  incident = await staff.openIncident('bent');
});
afterAll(async () => staff.close());

/** The messages in a card's thread that mention or call somebody, in order. */
function calls(card: Card): StoredMessage[] {
  return staff.fromBot().filter((message) => message.rootId === card.id && String(message.activity.text ?? '').includes('Din tur'));
}

/** Text without markup, and the names of those who get a notification, as Teams matches them. */
function read(message: StoredMessage | undefined): { text: string; notified: string[] } {
  const text = String(message?.activity.text);
  const entities = (message?.activity.entities ?? []) as { type: string; text: string; mentioned: { id: string; name: string } }[];
  const notified = entities.map((entity) => {
    const person = staff.setting.people.find((candidate) => candidate.teamsId === entity.mentioned.id);
    expect(entity.type).toBe('mention');
    expect(entity.text).toBe(`<at>${entity.mentioned.name}</at>`);
    expect(text.split(entity.text)).toHaveLength(2);
    expect(person?.name).toBe(entity.mentioned.name);
    return entity.mentioned.name;
  });
  expect(text.match(/<at>/g) ?? []).toHaveLength(notified.length);
  return { text: text.replace(/<\/?at>|\*\*/g, ''), notified };
}

/** In the lane of the card everything before this has gone out once it is there. */
async function fence(card: Card, instruks: string, trin: string, person: string): Promise<void> {
  const dialog = await card.openDialogWith('bent', { dialog: 'mere', haendelse: incident.incidentId, instruks });
  expect((await dialog.submit({ trin, handling: 'giv', person })).closed).toBe(true);
  await staff.until(() => staff.textsIn(card).some((text) => text.includes('Du har fået') && text.includes(staff.person(person).name)));
}

let instruks1: Card;
let instruks2: Card;

describe('when an instruks starts', () => {
  it('everybody whose turn it is is mentioned in one reply in its thread', async () => {
    instruks1 = await staff.startInstruks('bent', 1);
    const [call] = await staff.until(() => calls(instruks1).length > 0 && calls(instruks1));
    expect(read(call)).toEqual({
      text: 'Din tur: 1A Beslutning om aktivering\n\nInstruks 1, hændelse 1.\n\n- Modtager af henvendelsen Bent Ravnsborg: 1A.1, 1A.2, 1A.3 – Beslutning om aktivering\n- Kriseleder Anna Holmgaard: 1A.1, 1A.2, 1A.3 – Beslutning om aktivering',
      notified: ['Bent Ravnsborg', 'Anna Holmgaard'],
    });
    await fence(instruks1, 'instruks-1', 'aktiver-krisestab', 'anna');
    expect(calls(instruks1)).toHaveLength(1);
  });

  it('the kriseleder is told of a vacant role, of somebody who is not on Teams, and of an unknown contact person', async () => {
    instruks2 = await staff.startInstruks('bent', 2);
    const [call] = await staff.until(() => calls(instruks2).length > 0 && calls(instruks2));
    const { text, notified } = read(call);
    expect(notified).toEqual(['Anna Holmgaard', 'Carla Vestermark']);
    expect(text).toContain('- Kriseleder Anna Holmgaard: 2A.1, 2A.2 – Gennemgang af situationsbillede\n');
    expect(text).toContain('- Logfører Carla Vestermark: 2A.3 – Gennemgang af situationsbillede\n');
    expect(text).toContain('- Bemandingsansvarlig: 2B.1, 2B.2 – Status på nuværende bemanding\n');
    expect(text).toContain('- Procesansvarlig Viggo Teglbæk: 2D.1, 2D.2, 2D.3, 2D.4 – Udfyldning af DDH Beredskabsskabelon (SNU)\n');
    expect(text).toContain('⚠ Ingen har rollen Bemandingsansvarlig lige nu. Anna Holmgaard, find en, der kan tage den.');
    expect(text).toContain('⚠ Kontaktpersonen ved hændelsesmyndigheden er endnu ukendt. Anna Holmgaard, spørg myndigheden, og skriv navnet med Kontaktperson… på hændelsens kort.');
    expect(text).toContain('⚠ Anna Holmgaard: Viggo Teglbæk er ikke på Teams – ring.');
  });
});

describe('when a section is done', () => {
  const decide = async (nummer: string, values: Record<string, string>) =>
    expect((await (await instruks1.openDialog('bent', nummer)).submit({ begrundelse: 'derfor', beslutter: 'Bent Ravnsborg', ...values })).closed).toBe(true);

  it('the next section’s role is mentioned, and nobody before that', async () => {
    await activate(staff, incident); // decides 1A.1 and 1A.2
    await fence(instruks1, 'instruks-1', 'oplys-niveau', 'carla');
    expect(calls(instruks1)).toHaveLength(1);

    await decide('1A.3', { tekst: 'Lone Kær' });
    const next = await staff.until(() => calls(instruks1)[1]);
    expect(read(next)).toEqual({
      text: 'Din tur: 1B Varsling / aktivering af krisestabsmedlemmer\n\nInstruks 1, hændelse 1.\n\n- Modtager af henvendelsen Bent Ravnsborg: 1B.1, 1B.2, 1B.3 – Varsling / aktivering af krisestabsmedlemmer',
      notified: ['Bent Ravnsborg'],
    });
  });

  it('the log says who was called', async () => {
    const log = await staff.export();
    // The last line of what made it his turn: the meeting follows the new kontaktperson.
    const last = log.findLast((line) => line.til?.includes('Modtager af henvendelsen'));
    expect(last).toMatchObject({ indhold: expect.stringMatching(/^Stabsmøde 1 ændret: ny deltager: Lone Kær/), til: expect.stringMatching(/Lone Kær; Modtager af henvendelsen: Bent Ravnsborg/) });
    expect(log.find((line) => line.indhold.startsWith('Instruks 2 startet'))?.til).toBe(
      'Kriseleder: Anna Holmgaard; Kontaktperson ved hændelsesmyndighed; Logfører: Carla Vestermark; Bemandingsansvarlig; Procesansvarlig: Viggo Teglbæk',
    );
  });

  it('taking a step back and doing it again mentions nobody again', async () => {
    const before = calls(instruks1).length;
    await staff.until(() => instruks1.buttons().includes('1B.1 Udført'));
    await instruks1.press('bent', '1B.1 Udført');
    await staff.until(() => instruks1.buttons().includes('1B.1 Fortryd'));
    await instruks1.press('bent', '1B.1 Fortryd');
    await staff.until(() => instruks1.buttons().includes('1B.1 Udført'));
    await instruks1.press('bent', '1B.1 Udført');
    await fence(instruks1, 'instruks-1', 'oplys-foerste-stabsmoede', 'dan');
    expect(calls(instruks1)).toHaveLength(before);
  });
});

describe('when a role changes hands', () => {
  it('the new holder is told, and mentioned again where it is the role’s turn, and the former one is not', async () => {
    const { card } = await staff.ask('hans', '/roller');
    expect(card.text).toContain('Bemandingsansvarlig: \n⚠ ledig\nStedfortræder: Hans Brobygaard');
    const before = calls(instruks2).length;
    const dialog = await card.openDialog('hans', 'Overtag eller giv videre…');
    expect(dialog.values.person).toBe('hans');
    expect((await dialog.submit({ rolle: 'bemandingsansvarlig' })).closed).toBe(true);
    const again = await staff.until(() => calls(instruks2)[before]);
    expect(read(again)).toEqual({
      text: 'Din tur: 2B Status på nuværende bemanding\n\nInstruks 2, hændelse 1.\n\n- Bemandingsansvarlig Hans Brobygaard: 2B.1, 2B.2 – Status på nuværende bemanding',
      notified: ['Hans Brobygaard'],
    });
    const told = await staff.until(() => staff.fromBot().find(({ activity }) => String(activity.text).includes('Ny bemandingsansvarlig')));
    expect(told.rootId).toBe(incident.id);
    expect(read(told)).toEqual({ text: 'Ny bemandingsansvarlig: Hans Brobygaard\n\nRollen var ledig.', notified: ['Hans Brobygaard'] });
    await staff.until(() => incident.text.includes('Bemandingsansvarlig: \nHans Brobygaard'));
  });

  it('it is logged who gave it to whom', async () => {
    const dialog = await incident.openDialog('anna', 'Roller…');
    expect((await dialog.submit({ rolle: 'procesansvarlig', person: 'finn' })).closed).toBe(true);
    const told = await staff.until(() => staff.fromBot().find(({ activity }) => String(activity.text).includes('Ny procesansvarlig')));
    expect(read(told)).toEqual({ text: 'Ny procesansvarlig: Finn Ågerup\n\nFør: Viggo Teglbæk. Givet videre af Anna Holmgaard.', notified: ['Finn Ågerup'] });
    expect((await staff.export()).findLast((line) => line.indhold.startsWith('Rollen'))).toMatchObject({
      fra: 'Anna Holmgaard', indhold: 'Rollen procesansvarlig givet til Finn Ågerup fra Viggo Teglbæk',
    });
  });

  it('a role without a choice, or to the one who has it, changes nothing', async () => {
    const dialog = await incident.openDialog('anna', 'Roller…');
    expect((await dialog.submit({ rolle: '' })).text).toContain('Vælg både rollen og den, der skal have den.');
    expect((await dialog.submit({ rolle: 'kriseleder', person: 'anna' })).text).toContain('Anna Holmgaard har allerede rollen.');
  });
});
