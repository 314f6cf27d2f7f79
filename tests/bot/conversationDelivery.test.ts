import type { JsonObject } from '../../src/oevebane/connector/json';
import type { LogLine } from '../../src/domain/logbook/logLine';
import { Deliveries } from '../support/deliveries';
import { Staff, type Card } from '../support/staff';

/**
 * Teams delivers at least once and in no order. Every kind of activity that can leave a line, delivered twice at once and
 * a third time later, and in the wrong order: what counts is what stands in the log.
 */
let staff: Staff;
let card: Card;
let haendelse: string;
let teams: Deliveries;
beforeAll(async () => {
  staff = await Staff.start();
  await staff.openIncident('bent');
  card = await staff.startInstruks('bent', 2);
  haendelse = card.incidentId;
  teams = new Deliveries(staff, String(card.message.rootId));
  await staff.until(() => staff.textsIn(card)[0]);
});
afterAll(async () => staff.close());

let before = 0;
beforeEach(async () => { before = (await staff.export()).length; });

/** What has come into the log, as "samtale Hvem: indhold (status)". */
const added = async () => (await staff.export()).slice(before).map(short);
const short = ({ type, fra, indhold, status, bilag }: LogLine) =>
  `${type} ${fra.split(' ')[0]}: ${indhold}${bilag ? ` [${bilag.split(' ')[0]}]` : ''}${status ? ` (${status})` : ''}`;
const next = () => before + 1;
const deletedMark = (who: string, nr: number) => `samtale ${who}: Beskeden i linje ${nr} er slettet i Teams. Loggen har den stadig. (slettet i Teams)`;
const unseen = (who: string) => `samtale ${who}: En besked, som ikke står i loggen, er slettet i Teams. (slettet i Teams)`;
const samtale = async () => (await staff.ask('carla', '/log vis samtale 20', { rootId: card.message.rootId })).card.text;
/** Something that somebody wrote and that stands in the log, to be changed. */
async function written(text: string): Promise<string> {
  const id = teams.newId();
  await teams.once(teams.message('hans', text, id));
  before += 1;
  return id;
}

describe('delivered twice and a third time, it counts once:', () => {
  it('a reply', async () => {
    await teams.thrice(teams.message('hans', 'Køer ved rådhuset'));
    expect(await added()).toEqual(['samtale Hans: Køer ved rådhuset']);
  });

  it('a reply with a file, and one that is only a file', async () => {
    await teams.thrice(teams.message('hans', 'Se planen', undefined, ['plan.xlsx']));
    await teams.thrice(teams.message('hans', '', undefined, ['kort.png']));
    expect(await added()).toEqual(['samtale Hans: Se planen [plan.xlsx]', 'samtale Hans: Vedhæftet fil [kort.png]']);
  });

  it('an edited reply; and one edited twice into the same words, with another in between, was edited three times', async () => {
    const id = await written('To biler');
    for (const text of ['Tre biler', 'To biler', 'Tre biler']) await teams.thrice(teams.edit('hans', text, id));
    expect(await added()).toEqual(['Tre biler', 'To biler', 'Tre biler'].map((text) => `samtale Hans: ${text} (redigeret)`));
  });

  it('an edit that brings a file', async () => {
    const id = await written('Her er planen');
    await teams.thrice(teams.edit('hans', 'Her er planen', id, ['plan.pdf']));
    await teams.thrice(teams.edit('hans', 'Her er planen igen', id, ['plan.pdf']));
    expect(await added()).toEqual(['samtale Hans: Her er planen [plan.pdf] (redigeret)', 'samtale Hans: Her er planen igen (redigeret)']);
  });

  it('a deleted reply; taken back and deleted again, it was deleted twice', async () => {
    const id = await written('Glem det');
    await teams.thrice(teams.deletion('hans', id));
    await teams.thrice(teams.undelete('hans', 'Glem det', id));
    await teams.thrice(teams.deletion('hans', id));
    expect(await added()).toEqual([deletedMark('Hans', before), 'samtale Hans: Glem det (redigeret)', deletedMark('Hans', before)]);
  });

  it('a /log, edited and deleted', async () => {
    const id = teams.newId();
    await teams.thrice(teams.message('carla', '/log h: 20 biler', id));
    await teams.thrice(teams.edit('carla', '/log h: 30 biler', id));
    await teams.thrice(teams.deletion('carla', id));
    expect(await added()).toEqual(['handling Carla: 20 biler', 'handling Carla: 30 biler', deletedMark('Carla', next())]);
  });

  it('a reaction that is set, removed and set again; of a known type, an unknown one, and one of no type that Teams has today', async () => {
    for (const type of ['like', '1f440_eyes', '1f44b_wavinghand-tone4', 'viborg-hjerte', '🫡']) {
      await teams.thrice(teams.reaction('gry', card.id, { added: [type] }));
      await teams.thrice(teams.reaction('gry', card.id, { removed: [type] }));
      await teams.thrice(teams.reaction('gry', card.id, { added: [type] }));
      const on = 'på kortet til instruks 2';
      expect(await added()).toEqual([`Reagerede med ${type} ${on}`, `Fjernede reaktionen ${type} ${on}`, `Reagerede med ${type} ${on}`].map((indhold) => `reaktion Gry: ${indhold}`));
      before += 3;
    }
  });

  it('one activity that exchanges a reaction for another', async () => {
    await teams.thrice(teams.reaction('hans', card.id, { added: ['heart'], removed: ['like'] }));
    expect(await added()).toEqual(['reaktion Hans: Reagerede med heart på kortet til instruks 2', 'reaktion Hans: Fjernede reaktionen like på kortet til instruks 2']);
  });

  it('"Gør til logpost", also by two people at once', async () => {
    await written('Vandet er tilbage');
    const press = (who: string) => teams.press(who, 'goerTilLogpost', { haendelse, nr: before });
    const answers = (await Promise.all([teams.thrice(press('carla')), teams.thrice(press('anna'))])).flat();
    expect(answers.filter((answer) => answer.includes(`Svaret er nu linje ${next()} i loggen.`))).toHaveLength(6);
    expect((await added()).map((line) => line.replace(/(Carla|Anna):/, 'en:'))).toEqual(['information en: Vandet er tilbage (skrevet af Hans Brobygaard)']);
  });

  it('the request to erase a line, and its confirmation', async () => {
    await written('Borger Navn Navnesen ringede');
    const nr = before;
    await teams.thrice(teams.form('carla', { dialog: 'sletLinje', nonce: 'slet-1', haendelse, linje: String(nr), begrundelse: 'Navn på en borger' }));
    await staff.until(() => staff.cardWithButton(`${nr} Bekræft sletning`));
    expect(staff.fromBot().filter(({ activity }) => JSON.stringify(activity).includes(`${nr} Bekræft sletning`))).toHaveLength(1);
    const answers = await teams.thrice(teams.press('anna', 'bekraeftSletning', { haendelse, nr }));
    expect(answers.every((answer) => answer.includes(`Linje ${nr} er slettet`))).toBe(true);
    expect(await added()).toEqual([`handling Carla: Bedt om at slette linje ${nr} (afventer den anden)`, `handling Anna: Linje ${nr} er slettet (bedt om af Carla Vestermark) (slettet)`]);
    expect(JSON.stringify(await staff.export())).not.toContain('Navnesen');
  });

  it('/mine, /status and /log vis: answered each time, and not in the log', async () => {
    const answers = () => staff.fromBot().filter(({ rootId }) => rootId === teams.rootId).length;
    for (const text of ['/mine', '/status', '/log vis', '/log vis samtale', '/hændelser']) {
      const had = answers();
      await teams.thrice(teams.message('hans', text));
      expect([text, answers() - had]).toEqual([text, 3]);
    }
    expect(await added()).toEqual([]);
  });

  it.each(['mine', 'status', 'rolle', 'kontaktperson', 'sletLinje', 'luk', 'mere'])('the dialog "%s": opened each time, and not in the log', async (dialog) => {
    const answers = await teams.thrice(teams.opens('anna', { dialog, haendelse, instruks: 'instruks-2' }));
    expect(answers.filter((answer) => answer.includes('"type":"continue"'))).toHaveLength(3);
    expect(await added()).toEqual([]);
  });

  it('opening one that is open already: "Allerede åbnet" each time, and nothing is opened', async () => {
    const form = teams.form('eva', { dialog: 'aabnHaendelse', nonce: 'aabn-1', beskrivelse: 'Vi kan ikke ringe', myndigheder: 'Viborg', alligevel: 'false' });
    for (const answer of await teams.thrice(form)) expect(answer).toContain('Allerede åbnet af Bent Ravnsborg');
    expect(await added()).toEqual([]);
    await expect(staff.export(2)).rejects.toThrow('there is no incident 2');
  });
});

describe('in the wrong order', () => {
  const inOrder = async (...activities: readonly JsonObject[]) => {
    for (const activity of activities) await teams.once(activity);
  };

  it('two replies: both are there', async () => {
    const [first, second] = [teams.message('hans', 'Først'), teams.message('hans', 'Så')];
    await inOrder(second, first);
    expect(await added()).toEqual(['samtale Hans: Så', 'samtale Hans: Først']);
  });

  it('an edit before its message: both wordings are there, and the edit’s file', async () => {
    const id = teams.newId();
    const [message, edit] = [teams.message('hans', 'Første udgave', id), teams.edit('hans', 'Anden udgave', id, ['plan.pdf'])];
    await inOrder(edit, message, edit, message);
    expect(await added()).toEqual(['samtale Hans: Anden udgave [plan.pdf]', 'samtale Hans: Første udgave']);
  });

  it('an edit that is only a file, before its message', async () => {
    const id = teams.newId();
    const [message, edit] = [teams.message('hans', 'Nu uden tekst', id), teams.edit('hans', '', id, ['plan.pdf'])];
    await inOrder(edit, message);
    expect(await added()).toEqual(['samtale Hans: Vedhæftet fil [plan.pdf]', 'samtale Hans: Nu uden tekst']);
  });

  it('the second edit before the first: both are lines, and the talk shows the second', async () => {
    const id = await written('Nul biler');
    const [first, second] = [teams.edit('hans', 'Halvanden bil', id), teams.edit('hans', 'Syv biler', id)];
    await inOrder(second, first, second);
    expect(await added()).toEqual(['samtale Hans: Syv biler (redigeret)', 'samtale Hans: Halvanden bil (redigeret)']);
    expect(await samtale()).toMatch(/Syv biler/);
    expect(await samtale()).not.toMatch(/Halvanden bil/);
  });

  it('a deletion before its message: a line at once, and the message is entered as deleted', async () => {
    const id = teams.newId();
    const [message, deletion] = [teams.message('hans', 'Slettet, før den kom', id), teams.deletion('hans', id)];
    await teams.thrice(deletion);
    expect(await added()).toEqual([unseen('Hans')]);
    await teams.thrice(message);
    await teams.once(deletion);
    expect(await added()).toEqual([unseen('Hans'), 'samtale Hans: Slettet, før den kom', deletedMark('Hans', before + 2)]);
    expect(await samtale()).toMatch(/Slettet, før den kom\n? ?\(slettet i Teams\)/);
  });

  it('a deletion before its /log: the entry is there, and that it was deleted', async () => {
    const id = teams.newId();
    const [message, deletion] = [teams.message('carla', '/log h: ringede til Viborg', id), teams.deletion('carla', id)];
    await inOrder(deletion, message, deletion, message);
    expect(await added()).toEqual([unseen('Carla'), 'handling Carla: ringede til Viborg', deletedMark('Carla', before + 2)]);
    await staff.untilGemt('carla', before + 2);
  });

  it('a deletion before the edit that it followed: both are lines, and the message stays deleted', async () => {
    const id = await written('Tolv mand');
    const [edit, deletion] = [teams.edit('hans', 'Fjorten mand', id), teams.deletion('hans', id)];
    await inOrder(deletion, edit, deletion);
    expect(await added()).toEqual([deletedMark('Hans', before), 'samtale Hans: Fjorten mand (redigeret)']);
    expect(await samtale()).toMatch(/Tolv mand\n? ?\(slettet i Teams\)/);
  });

  it('a reaction’s removal before the reaction, of a known and an unknown type: both are there, each once', async () => {
    for (const type of ['surprised', '1f9ef_ukendt']) {
      const [set, removed] = [teams.reaction('hans', card.id, { added: [type] }), teams.reaction('hans', card.id, { removed: [type] })];
      await inOrder(removed, set, removed, set);
      expect(await added()).toEqual([`reaktion Hans: Fjernede reaktionen ${type} på kortet til instruks 2`, `reaktion Hans: Reagerede med ${type} på kortet til instruks 2`]);
      before += 2;
    }
  });

  it('"Gør til logpost" before its reply is refused in words; after its deletion it is done, the log still has the words', async () => {
    const nr = next();
    const press = () => teams.press('carla', 'goerTilLogpost', { haendelse, nr });
    expect(await teams.once(press())).toContain(`Linje ${nr} er ikke et svar i en tråd.`);
    expect(await added()).toEqual([]);
    const id = await written('Strømmen er tilbage');
    await inOrder(teams.deletion('hans', id), press());
    expect(await added()).toEqual([deletedMark('Hans', nr), 'information Carla: Strømmen er tilbage (skrevet af Hans Brobygaard)']);
  });

  it('the confirmation of an erasure before the request is refused in words, and the line stays; after it, it is done', async () => {
    await written('Borger Else Elsesen ringede');
    const nr = before;
    const confirmation = teams.press('anna', 'bekraeftSletning', { haendelse, nr });
    for (const answer of await teams.thrice(confirmation)) expect(answer).toContain(`Ingen har bedt om at slette linje ${nr}.`);
    expect(await added()).toEqual([]);
    await inOrder(teams.form('carla', { dialog: 'sletLinje', nonce: 'slet-2', haendelse, linje: String(nr), begrundelse: 'Navn' }), confirmation);
    expect((await added()).map((line) => line.split(' (')[0])).toEqual([`handling Carla: Bedt om at slette linje ${nr}`, `handling Anna: Linje ${nr} er slettet`]);
    expect(JSON.stringify(await staff.export())).not.toContain('Elsesen');
  });
});

describe('closing, twice and before what it closes', () => {
  it.each([
    ['as a duplicate', 2, { grund: 'dublet', dubletAf: '1' }, 'Hændelsen er lukket: dublet af hændelse 1'],
    ['as a mistake', 3, { grund: 'fejl', begrundelse: 'Trykkede forkert' }, 'Hændelsen er lukket: oprettet ved fejl'],
  ])('%s: one line, and what comes after it leaves none', async (_how, nr, answer, line) => {
    const other = await staff.openIncident('bent', { beskrivelse: 'Prøve', myndigheder: `Kommune ${nr}` });
    const there = new Deliveries(staff, String(other.message.rootId));
    const id = there.newId();
    const [said, reaction, deletion] = [there.message('hans', 'Hvad sker der?', id), there.reaction('hans', other.id, { added: ['like'] }), there.deletion('hans', id)];
    const close = there.form('eva', { dialog: 'luk', nonce: `luk-${nr}`, haendelse: other.incidentId, ...answer });
    await there.once(said);
    expect(await there.thrice(close)).toHaveLength(3);
    for (const late of [reaction, deletion, there.edit('hans', 'For sent', id), there.message('hans', 'Også for sent'), said, close]) await there.once(late);
    expect((await staff.export(nr)).slice(1).map(({ indhold }) => indhold)).toEqual(['Hvad sker der?', line]);
  });
});

it('all of it verifies', async () => {
  expect((await staff.log('verify', '--incident', '1')).code).toBe(0);
});
