import { Staff, STRANGER, type Card } from '../support/staff';

/** `/mine`, "Mine opgaver…" and "Status…": what is one's own, seen by nobody else. */
let staff: Staff;
let first: Card;
let second: Card;
let instruks: Card;
beforeAll(async () => {
  staff = await Staff.start();
  first = await staff.openIncident('bent', { beskrivelse: 'Telefonerne er nede' });
  instruks = await staff.startInstruks('bent', 2);
  second = await staff.openIncident('bent', { beskrivelse: 'Hackerangreb', myndigheder: 'Skive', oevelse: 'true' });
  await second.press('bent', 'Start instruks 2');
  await staff.until(() => staff.instruksCard(2, second));
  await staff.write('carla', '/log h: Ring til vagten | ansvarlig: gry hedelykke | frist: kl. 15', { rootId: first.id });
  await staff.untilGemt('carla', 3);
});
afterAll(async () => staff.close());

const myCard = async (who: string) => (await staff.ask(who, '/mine', { personal: true })).card;

describe('in a channel or a thread', () => {
  it.each([['/mine', false], ['/MINE', false], ['mine', true]])('%s shows everybody a button and nothing else', async (text, mentionBot) => {
    const { card } = await staff.ask('anna', text, { mentionBot });
    expect(card.buttons()).toEqual(['Vis mine opgaver…']);
    expect(card.text).not.toContain('Hændelse');
  });

  it('the button shows each person what is theirs', async () => {
    const { card } = await staff.ask('anna', '/mine', { rootId: instruks.message.rootId });
    expect((await card.openDialog('gry', 'Vis')).text).toContain('Linje 3: \nRing til vagten\n · frist: kl. 15');
    expect((await card.openDialog('hans', 'Vis')).text).not.toContain('Ring til vagten');
  });
});

describe('in a personal chat', () => {
  it('the answer is the card itself, over all open incidents, exercises marked', async () => {
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'vurder-forventet-behov', handling: 'giv', person: 'hans' });
    const card = await myCard('hans');
    expect(card.text).toContain('Hændelse 1 · Viborg Kommune: Telefonerne er nede\n2B.2 ');
    expect(card.text).not.toContain('Hændelse 2');
    expect((await myCard('anna')).text).toMatch(/🎓 ØVELSE · \nHændelse 2 · Skive: Hackerangreb\n2A\.1 /);
  });

  it('says so when there is nothing', async () => {
    expect((await staff.ask(STRANGER, '/mine', { personal: true })).text).toBe('Du har ingen åbne opgaver lige nu.');
  });

  it('a step is decided and done from there; the card comes back without it', async () => {
    await (await (await myCard('hans')).openDialog('hans', '2B.2 Beslut')).submit({ valg: 'behov', begrundelse: 'Ingen kan ringe', beslutter: 'Anna Holmgaard' });
    await staff.until(() => instruks.step('2B.2').includes('✔'));
    expect((await myCard('hans')).text).not.toContain('2B.2');
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'status-bemanding', handling: 'giv', person: 'hans' });
    const card = await myCard('hans');
    const drawn = card.button('2B.1 Udført');
    const after = await card.press('hans', '2B.1');
    expect(after.text).toBe('Du har ingen åbne opgaver lige nu.');
    await staff.until(() => instruks.step('2B.1').includes('✔ Udført af Hans Brobygaard'));
    // Delivered again: it is done, once.
    const lines = (await staff.export(1)).length;
    expect((await card.press('hans', '2B.1', drawn)).text).toBe('Du har ingen åbne opgaver lige nu.');
    expect(await staff.export(1)).toHaveLength(lines);
  });
});

describe('"Mine opgaver…" on a root card', () => {
  it.each([['the incident’s', () => first], ['the instruks’', () => instruks]])('opens on %s', async (_, card) => {
    expect((await card().openDialog('anna', 'Mine opgaver')).text).toMatch(/^Dine opgaver: \d+/);
  });

  it('has buttons that keep the dialog, which comes back without the step', async () => {
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'giv-adgang-til-guide', handling: 'giv', person: 'hans' });
    const dialog = await first.openDialog('hans', 'Mine opgaver');
    expect(dialog.buttons()).toEqual(['2D.1 Udført']);
    const back = await dialog.press('2D.1');
    expect(back.text).toBe('Du har ingen åbne opgaver lige nu.');
    await staff.until(() => instruks.step('2D.1').includes('✔ Udført af Hans Brobygaard'));
  });

  it('tells what stood in the way when somebody was faster', async () => {
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'udfyld-guide', handling: 'giv', person: 'hans' });
    const dialog = await first.openDialog('hans', 'Mine opgaver');
    await instruks.press('bent', '2D.2 Udført');
    expect((await dialog.press('2D.2')).text).toContain('2D.2 er allerede udført af Bent Ravnsborg');
  });

  it('leads on to the form of a decision', async () => {
    await (await instruks.openDialog('anna', 'Mere')).submit({ trin: 'aktiver-chat-og-voicebot', handling: 'giv', person: 'hans' });
    const form = await (await first.openDialog('hans', 'Mine opgaver')).press('2C.1 Beslut');
    expect(Object.keys(form.values)).toEqual(expect.arrayContaining(['valg', 'beslutter', 'begrundelse']));
    expect((await form.submit({ valg: 'nej', begrundelse: 'Der er folk nok', beslutter: 'Anna Holmgaard' })).closed).toBe(true);
    await staff.until(() => instruks.step('2C.1').includes('✔'));
  });

  it('takes no press on an incident that is not there', async () => {
    const dialog = await first.openDialogWith('hans', { dialog: 'mine' });
    expect(dialog.card).toBeDefined();
    const answer = await staff.teams.submitDialog({
      person: staff.person('hans'), place: { channelId: staff.channel, rootId: first.id }, cardId: first.id,
      data: { dialog: 'mine', tryk: { verb: 'udfoert', haendelse: 'h-findes-ikke', instruks: 'instruks-2', trin: 'status-bemanding', revision: 0 } },
    });
    expect(JSON.stringify(answer)).toContain('Det findes ikke længere. Intet er ændret.');
  });
});

it('"Status…" shows the one who presses how far it is', async () => {
  for (const card of [first, instruks]) expect((await card.openDialog('dan', 'Status')).text).toMatch(/Hændelse 1 · [^]*Status kl\. [^]*Instruks 2 · Første møde for Krisestaben/);
});
