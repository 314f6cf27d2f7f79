import { personalConversationId } from '../../src/oevebane/connector/setting';
import { Alarming, numbersIn, rosterWith } from '../support/alarming';
import { STRANGER, type Dialog, type Staff } from '../support/staff';
import { startVoting, STYREGRUPPE_CHANNEL } from '../support/voting';

/**
 * People as they are: Anna has everything, Claus is a guest with the app, Rikke is in the team without the app, and Viggo
 * is not in Teams at all. Of the deputies Torben lacks the app and Dorte is not in Teams.
 */
const ROSTER_FILE = rosterWith({
  kriseleder: { holder: 'anna', deputies: ['bent'] },
  logfoerer: { holder: 'claus', deputies: ['dan'] },
  procesansvarlig: { holder: 'rikke', deputies: ['torben'] },
  bemandingsansvarlig: { holder: 'viggo', deputies: ['dorte'] },
});
const MEETING = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_ddh%40thread.v2/0';
const WORDS = { anna: 'Anna Holmgaard', claus: 'Claus Elmeskov', rikke: 'Rikke Søndervig', viggo: 'Viggo Teglbæk', torben: 'Torben Kærsgård', dorte: 'Dorte Sivholm' };

let staff: Staff;
let jump: (to: string) => void;
let alarm: Alarming;
beforeAll(async () => {
  ({ staff, jump } = await startVoting(undefined, { environment: { ROSTER_FILE, LOG_LEVEL: 'debug', MEETING_FALLBACK_URL: MEETING } }));
  alarm = await Alarming.raised(staff);
}, 60_000);
afterAll(async () => staff.close());

const rings = (who: string) => alarm.card.openDialog(who, 'Ring');
/** Whose turn it is: the name stands below the heading. */
const next = (dialog: Dialog) => dialog.text.split('\n').at(dialog.text.split('\n').indexOf('Ring nu til') + 1);

it('the permanent meeting of the configuration stands on the alarm at once', () => {
  expect(alarm.card.button('Åbn mødet i Teams')).toMatchObject({ type: 'Action.OpenUrl', url: MEETING });
  expect(alarm.card.text).not.toContain('Linket følger');
});

describe('personal messages', () => {
  it('reach whoever has the app, guests too', async () => {
    await staff.until(() => alarm.told('claus').includes('[kort]'));
    await staff.until(() => alarm.told('anna').includes('[kort]'));
    await alarm.untilTold('bent', 'Hold dig klar');
  });

  it('whoever they cannot reach is flagged on the card, and the caller is asked to ring', async () => {
    for (const name of [WORDS.rikke, WORDS.viggo]) {
      await staff.until(() => alarm.card.text.includes(`${name}: \n⚠ ikke nået på Teams: ring`));
      const told = await staff.until(() => alarm.texts().find((text) => text.startsWith(`⚠ Ring til ${name}`)));
      expect(told).toContain('<at>Jens Fyrreskov</at>');
    }
    expect(await alarm.voting.lines('Alarmen kunne ikke sendes personligt')).toEqual(expect.arrayContaining([`Alarmen kunne ikke sendes personligt til ${WORDS.viggo}`, `Alarmen kunne ikke sendes personligt til ${WORDS.rikke}`]));
    expect(await alarm.voting.lines('Alarmen kunne ikke sendes personligt')).toHaveLength(2);
  });

  it('a deputy who cannot be reached is asked in the thread to be ready', async () => {
    const torben = await staff.until(() => alarm.texts().find((text) => text.startsWith('Hold dig klar') && text.includes(WORDS.torben)));
    expect(torben).toContain(`<at>${WORDS.torben}</at>`);
    const dorte = await staff.until(() => alarm.texts().find((text) => text.startsWith('Hold dig klar') && text.includes(WORDS.dorte)));
    expect(dorte).toContain(`⚠ Ikke på Teams – ring: ${WORDS.dorte}`);
  });
});

describe('the call queue', () => {
  it('18. shows one person with both numbers, those without Teams first', async () => {
    const dialog = await rings('jens');
    expect(next(dialog)).toBe(WORDS.rikke);
    expect(dialog.buttons()).toEqual(['📞 Arbejde +45 20 00 00 17', '📞 Privat +45 30 00 00 17', 'Start opkald', 'Kommer', 'Kan ikke', 'Intet svar']);
    expect(JSON.stringify(dialog.card)).toContain('"url":"tel:+4530000017"');
    expect(dialog.text).not.toContain('20 00 00 21');
    expect(dialog.text).toContain('⚠ Alarmen nåede ikke frem på Teams');
    expect(dialog.text).toContain('Derefter 3 mere.');
  });

  it('"Start opkald" shows everybody who rings whom, and gives the next caller somebody else', async () => {
    const started = await (await rings('jens')).press('Start opkald');
    expect(next(started)).toBe(WORDS.rikke);
    expect(started.text).toMatch(/⏳ Du ringer nu\. Andre kan se det til 10\.\d\d\./);
    await staff.until(() => alarm.card.text.includes(`${WORDS.rikke}: \n⏳ Jens Fyrreskov ringer 10.`));
    const other = await rings('lone');
    expect(next(other)).toBe(WORDS.viggo);
    expect(other.text).toContain(`⏳ Jens Fyrreskov ringer til ${WORDS.rikke}`);
    expect(other.text).toContain('⚠ Er ikke på Teams');
  });

  it('a dialog that was opened before the other one began to ring does not ring twice', async () => {
    const both = [await rings('jens'), await rings('lone')];
    const mine = await both[1]!.press('Start opkald');
    expect(next(mine)).toBe(WORDS.viggo);
    expect((await alarm.card.openDialogWith('jens', { dialog: 'ringekoe', haendelse: alarm.id })).text).toContain(`⏳ Lone Engtoft ringer til ${WORDS.viggo}`);
    const late = await staff.teams.submitDialog({ person: staff.person('jens'), place: { channelId: staff.channel, rootId: alarm.card.message.rootId }, cardId: alarm.card.id, data: { dialog: 'ringekoe', nonce: 'n-x', haendelse: alarm.id, person: 'viggo', handling: 'start' } });
    expect(JSON.stringify(late)).toContain('Lone Engtoft ringer til Viggo Teglbæk nu.');
  });

  it('the outcome is one press, and the next person comes in the same dialog', async () => {
    const second = await (await rings('jens')).press('Kommer');
    expect(second.text).toContain(`ℹ Gemt: ${WORDS.rikke} kommer.`);
    expect(next(second)).toBe(WORDS.anna);
    await staff.until(() => new RegExp(`${WORDS.rikke}: \\n✔ på vej 10\\.\\d\\d \\(i telefonen\\)`).test(alarm.card.text));
    expect(await alarm.voting.lines(`${WORDS.rikke} har modtaget`)).toEqual([`${WORDS.rikke} har modtaget alarmen og er på vej (i telefonen)`]);
    // Torben was asked in the thread, so that is where he is told.
    await staff.until(() => alarm.texts().some((text) => text.startsWith('Ikke brug for dig') && text.includes(`<at>${WORDS.torben}</at>`)));
  });

  it('19. "Intet svar" is an attempt that shows, and alarms the deputy', async () => {
    const after = await (await rings('lone')).press('Intet svar');
    expect(after.text).toContain(`Gemt: ${WORDS.viggo} svarede ikke.`);
    expect(await alarm.voting.lines('Ringede til')).toEqual([`Ringede til ${WORDS.viggo}: intet svar`]);
    await staff.until(() => alarm.texts().some((text) => text.startsWith(`Stedfortræder alarmeret: ${WORDS.dorte} som bemandingsansvarlig. ${WORDS.viggo} har ikke svaret.`)));
    await staff.until(() => /Viggo Teglbæk: \n⚠ ikke nået på Teams: ring · ○ intet svar i telefonen 10\.\d\d ↪ givet videre til Dorte Sivholm/.test(alarm.card.text));
  });

  it('the deputy’s number comes once she is alarmed, and an attempt stands with the name', async () => {
    const dorte = await rings('jens');
    expect(next(dorte)).toBe(WORDS.dorte);
    expect(dorte.buttons()).toContain('📞 Privat +45 30 00 00 27');
    const afterDorte = await dorte.press('Intet svar');
    expect(next(afterDorte)).toBe(WORDS.anna);
    await alarm.comes('anna');
    await alarm.comes('claus');
    const again = await rings('jens');
    expect(next(again)).toBe(WORDS.viggo);
    expect(again.text).toMatch(/○ 10\.\d\d Lone Engtoft: intet svar/);
    await staff.until(() => alarm.card.text.includes('⚠ Ingen: \nder er ikke flere stedfortrædere: find en anden'));
  });

  it('ends with everybody’s answer', async () => {
    const end = await (await rings('jens')).press('Kommer');
    expect(end.text).toContain('Alle har svaret');
    expect(end.text).toMatch(/Bemandingsansvarlig\nViggo Teglbæk: \n✔ på vej 10\.\d\d \(i telefonen\)/);
    expect(end.buttons()).toEqual([]);
    expect((await rings('lone')).text).toContain('Alle har svaret');
  });

  it('is for the krisestab and the styregruppe only: nobody else sees a number', async () => {
    for (const who of [STRANGER, staff.person('erik')]) {
      const dialog = await alarm.card.openDialogWith(who, { dialog: 'ringekoe', haendelse: alarm.id });
      expect(dialog.card).toBeUndefined();
      expect(dialog.text).toMatch(/^(Du står ikke på listen|Det kan kun krisestaben og styregruppen gøre)/);
    }
    const sent = await staff.teams.submitDialog({ person: STRANGER, place: { channelId: staff.channel, rootId: alarm.card.message.rootId }, cardId: alarm.card.id, data: { dialog: 'ringekoe', nonce: 'n-y', haendelse: alarm.id, person: 'anna', handling: 'start' } });
    expect(numbersIn(ROSTER_FILE).filter((number) => JSON.stringify(sent).includes(number))).toEqual([]);
  });

  it('called off, whoever no message reaches is to be rung', async () => {
    await (await alarm.card.openDialog('jens', 'Afblæs')).submit({ begrundelse: 'Falsk alarm' });
    await staff.until(() => alarm.texts().some((text) => text.startsWith(`⚠ Ring til ${WORDS.viggo}: alarmen er AFBLÆST`)));
    const dialog = await alarm.card.openDialogWith('jens', { dialog: 'ringekoe', haendelse: alarm.id });
    expect(dialog.text).toContain('Alarmen er afblæst: ring og sig det');
    expect(dialog.buttons()).toContain('📞 Privat +45 30 00 00 21');
    expect(dialog.text).not.toContain(WORDS.anna);
  });

  it('no number of anybody stands on a posted card or in a message, in the log, its export, or what the process logs', async () => {
    await staff.until(() => alarm.card.text.includes('■ Afblæst'));
    const conversations = [staff.channel, STYREGRUPPE_CHANNEL, ...staff.setting.people.map(personalConversationId)];
    const posted = conversations.flatMap((id) => staff.world.messages(id)).filter(({ author }) => author.kind === 'bot');
    expect(posted.length).toBeGreaterThan(20);
    const { stdout } = await staff.log('export', '--incident', String(alarm.voting.nr), '--format', 'jsonl');
    const numbers = numbersIn(ROSTER_FILE);
    expect(numbers.length).toBeGreaterThan(100);
    expect(stdout.split('\n').length).toBeGreaterThan(20);
    for (const text of [JSON.stringify(posted), stdout, staff.bot?.log() ?? '', staff.bot?.stdout() ?? '']) expect(numbers.filter((number) => text.includes(number))).toEqual([]);
  });
});

it('19. no answer in time: the deputy is alarmed and the caller told', async () => {
  const second = await Alarming.raised(staff);
  await second.comes('claus');
  jump('2026-11-23T09:30:00.000Z');
  const told = await staff.until(() => second.texts().find((text) => text.startsWith('Stedfortræder alarmeret: Bent Ravnsborg som kriseleder. Anna Holmgaard har ikke svaret.')));
  expect(told).toContain('<at>Jens Fyrreskov</at>');
  await staff.until(() => second.told('bent').some((text) => text.startsWith('ALARM: mød')));
  expect(second.told('dan').join()).not.toContain('ALARM: mød');
}, 60_000);
