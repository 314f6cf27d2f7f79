import type { JsonObject } from '../../src/oevebane/connector/json';
import { Alarming } from '../support/alarming';
import { type Card, STRANGER, type Staff } from '../support/staff';
import { startVoting } from '../support/voting';

/**
 * In the demo roster Anna, Carla, Eva and Gry hold the roles; Bent, Dan, Finn and Hans are their deputies. Jens of the
 * styregruppe received the request.
 */
const HOLDERS = ['anna', 'carla', 'eva', 'gry'];
const DEPUTIES = ['bent', 'dan', 'finn', 'hans'];

let staff: Staff;
beforeAll(async () => { ({ staff } = await startVoting()); });
afterAll(async () => staff.close());

const first = (text: string) => [...text].slice(0, 50).join('');

it('20. whoever holds a role is told personally, text first and card second; deputies hold themselves ready', async () => {
  const alarm = await Alarming.raised(staff);
  for (const who of HOLDERS) {
    await staff.until(() => alarm.told(who).includes('[kort]'));
    expect(alarm.told(who)).toEqual([expect.stringMatching(/^ALARM: mød kl\. 10\.\d\d\. Svar nu på kortet\. /), '[kort]']);
    expect(alarm.told(who)[0]).toMatch(/Niveau: DDH Beredskab\. Første stabsmøde 23\.11\. 10\.\d\d, Teams\.\n\n- Bekræft her eller i telefonen/);
  }
  for (const who of DEPUTIES) expect(await alarm.untilTold(who, 'Hold dig klar til kl. 10.')).not.toContain('ALARM');
  expect(alarm.told('lone')).toEqual([]);
  const mentioned = await staff.until(() => alarm.texts().find((text) => text.startsWith('ALARM: mød')));
  for (const who of HOLDERS) expect(mentioned).toContain(`<at>${staff.person(who).name}</at>`);
  expect(alarm.card.text).toContain('🚨 ALARM · DDH Beredskab');
  expect(alarm.card.text).toMatch(/Første stabsmøde: \n23\.11\. 10\.\d\d, Teams\.\n Linket følger i tråden\./);
  expect(alarm.card.text).toContain('• Læs hændelsens kort, og find adgang til dine systemer.');
  expect(alarm.card.text).toContain('Kriseleder\nAnna Holmgaard: \n○ intet svar endnu');
  expect(alarm.card.text).toContain('Holder sig klar: \nBent Ravnsborg, Dan Østerlund, Finn Ågerup, Hans Brobygaard');
  expect(alarm.card.buttons()).toEqual(['Modtaget – jeg er på vej', 'Jeg kan ikke', 'Ring…', 'Afblæs alarm…']);
}, 60_000);

it('in an øvelse the first words say so, and a locked phone has room for act and time', async () => {
  const alarm = await Alarming.raised(staff, { oevelse: 'true' });
  expect(first(await alarm.untilTold('anna', 'ØVELSE · ALARM'))).toMatch(/^ØVELSE · ALARM: mød kl\. 10\.\d\d\. Svar nu på kortet\./);
  expect(first(await alarm.untilTold('bent', 'ØVELSE · Hold'))).toMatch(/^ØVELSE · Hold dig klar til kl\. 10\.\d\d som ste/);
  await alarm.comes('anna');
  expect(first(await alarm.untilTold('bent', 'ØVELSE · Ikke'))).toMatch(/^ØVELSE · Ikke brug for dig som stedfortræder:/);
  expect(alarm.card.text).toContain('🎓 ØVELSE · ');
  await (await alarm.card.openDialog('anna', 'Afblæs')).submit({ begrundelse: 'Øvelsen er slut' });
  expect(first(await alarm.untilTold('carla', 'ØVELSE · Alarmen'))).toMatch(/^ØVELSE · Alarmen er AFBLÆST: hændelse \d+\. Du skal/);
}, 60_000);

describe('answers', () => {
  let alarm: Alarming;
  beforeAll(async () => { alarm = await Alarming.raised(staff); }, 60_000);

  it('"Modtaget – jeg er på vej" stands on the card, and the deputy is told that there is no need', async () => {
    const answer = await alarm.comes('anna');
    expect(answer.text).toContain('Gemt: du er på vej.');
    await staff.until(() => /Anna Holmgaard: \n✔ på vej 10\.\d\d/.test(alarm.card.text));
    await alarm.untilTold('bent', 'Ikke brug for dig som stedfortræder');
    expect(alarm.card.text).not.toContain('Bent Ravnsborg');
  });

  it('pressed twice it is one line, and the second press says that it is known', async () => {
    const drawn = alarm.card.button('Modtaget');
    await alarm.card.press('carla', 'Modtaget', drawn);
    // Teams delivers the same press again; then she presses the card as it is now.
    expect((await alarm.card.press('carla', 'Modtaget', drawn)).text).toContain('Gemt: du er på vej.');
    await staff.until(() => alarm.card.text.includes('Carla Vestermark: \n✔'));
    expect((await alarm.comes('carla')).text).toContain('Carla Vestermark er allerede meldt på vej.');
    expect(await alarm.voting.lines('Carla Vestermark har modtaget')).toHaveLength(1);
  });

  it('"Jeg kan ikke" alarms the deputy at once; deputy and caller are told', async () => {
    const answer = await alarm.cannot('eva');
    expect(answer.text).toMatch(/Eva Skovsende: \n✖ kan ikke 10\.\d\d ↪ givet videre til Finn Ågerup/);
    await staff.until(() => alarm.told('finn').includes('[kort]'));
    expect(alarm.told('finn').at(-2)).toMatch(/^ALARM: mød kl\. /);
    const told = await staff.until(() => alarm.texts().find((text) => text.startsWith('Stedfortræder alarmeret: ')));
    expect(told).toMatch(/^Stedfortræder alarmeret: Finn Ågerup som procesansvarlig\. Eva Skovsende kan ikke\./);
    expect(told).toContain('<at>Finn Ågerup</at>, <at>Jens Fyrreskov</at>');
  });

  it('a changed answer counts; a press that is delivered late does not take it back', async () => {
    const early = alarm.card.button('Jeg kan ikke');
    await alarm.card.press('gry', 'Jeg kan ikke', early);
    await staff.until(() => alarm.card.text.includes('givet videre til Hans Brobygaard'));
    await alarm.comes('gry');
    expect((await alarm.card.press('gry', 'Jeg kan ikke', early)).text).toMatch(/Gry Hedelykke: \n✔ på vej/);
    expect(await alarm.voting.lines('Gry Hedelykke')).toEqual(['Gry Hedelykke kan ikke komme', expect.stringMatching(/^Gry Hedelykke kan ikke\. Hans/), 'Gry Hedelykke har modtaget alarmen og er på vej']);
    await alarm.untilTold('hans', 'Ikke brug for dig');
  });

  it('one’s own copy has the same buttons, and comes back with everybody’s answers', async () => {
    const copy = await alarm.copyOf('finn');
    const answer = await copy.press('finn', 'Modtaget');
    expect(answer.text).toContain('Gemt: du er på vej.');
    expect(answer.text).toMatch(/Finn Ågerup: \n✔ på vej/);
    expect(answer.text).toMatch(/Anna Holmgaard: \n✔ på vej/);
    await staff.until(() => /Finn Ågerup: \n✔ på vej/.test(alarm.card.text));
    // Eva, who could not, sees in her own chat that he comes.
    const evas = await alarm.copyOf('eva');
    await staff.until(() => /Finn Ågerup: \n✔ på vej/.test(evas.text));
  });

  it('when every role has somebody on the way, 1B is ticked with the line of the alarm', async () => {
    const nr = (await staff.export(alarm.voting.nr)).find(({ indhold }) => indhold.startsWith('Alarm: '))?.nr;
    const instruks = await staff.until(() => staff.instruksCard(1, alarm.voting.incident));
    await staff.until(() => instruks.step('1B.3').includes('✔ Udført'));
    for (const nummer of ['1B.1', '1B.2', '1B.3']) expect(instruks.step(nummer)).toContain(`✔ Udført ved linje ${nr} i loggen`);
    // Nothing has been sent to the repræsentantskab.
    expect(instruks.step('1C.1')).toContain('○ Åben');
  });

  it('who was not alarmed, or is nobody here, is told so', async () => {
    expect((await alarm.comes('lone')).text).toContain('Lone Engtoft er ikke alarmeret. Er det dig, der skal komme, så sig det til kriselederen.');
    expect((await alarm.comes(STRANGER)).text).toContain('Du står ikke på listen over krisestab og styregruppe');
    expect(await alarm.voting.lines('Lone Engtoft har')).toEqual([]);
  });
});

describe('called off', () => {
  let alarm: Alarming;
  let copy: Card;
  let drawn: { readonly comes: JsonObject; readonly rings: JsonObject };
  beforeAll(async () => {
    alarm = await Alarming.raised(staff);
    copy = await alarm.copyOf('carla');
    drawn = { comes: alarm.card.button('Modtaget'), rings: alarm.card.button('Ring').data as JsonObject };
    await alarm.comes('anna');
    await alarm.untilTold('bent', 'Ikke brug for dig');
  }, 60_000);

  it('only kriseleder, deputy and receiver can', async () => {
    expect((await alarm.card.openDialog('carla', 'Afblæs')).text).toBe('Det kan kun kriselederen, kriselederens stedfortræder eller modtageren gøre. Sig det til en af dem.');
  });

  it('asks for a reason, and everybody who was told anything is told', async () => {
    const dialog = await alarm.card.openDialog('jens', 'Afblæs');
    expect(dialog.text).toContain('7 personer får besked med det samme.');
    expect((await dialog.submit({ begrundelse: ' ' })).text).toContain('Skriv kort, hvorfor alarmen afblæses.');
    expect((await dialog.submit({ begrundelse: 'Falsk alarm' })).closed).toBe(true);
    for (const who of [...HOLDERS, 'dan', 'finn', 'hans']) await alarm.untilTold(who, 'Alarmen er AFBLÆST');
    expect(alarm.told('bent').join()).not.toContain('AFBLÆST');
    const inThread = await staff.until(() => alarm.texts().find((text) => text.startsWith('Alarmen er AFBLÆST: ')));
    expect(inThread).toContain('Du skal ikke gøre noget. Falsk alarm');
    await staff.until(() => alarm.card.text.includes('■ Afblæst: Falsk alarm · Jens Fyrreskov 23.11. 10.'));
    expect(alarm.card.buttons()).toEqual([]);
  });

  it('one’s own copy says so too, and its buttons are gone', async () => {
    await staff.until(() => copy.text.includes('■ Afblæst: Falsk alarm'));
    expect(copy.buttons()).toEqual([]);
  });

  it('whoever still presses, on a copy that was not redrawn in time, is told', async () => {
    expect((await copy.press('carla', '', drawn.comes)).text).toContain('Alarmen er afblæst: Falsk alarm');
    expect((await copy.openDialogWith('jens', drawn.rings)).text).toContain('Alarmen er afblæst');
  });
});
