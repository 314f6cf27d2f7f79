import { Staff, type Card } from '../support/staff';

/** What is said to the bot and is no command: never met with silence. */
let staff: Staff;
let incident: Card;
beforeAll(async () => {
  staff = await Staff.start();
  incident = await staff.openIncident('bent');
});
afterAll(async () => staff.close());

const mentioned = { mentionBot: true };

describe('in the channel, with a mention', () => {
  it.each([
    ['statsu', 'Jeg kender ikke "statsu". Mente du /status? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.'],
    ['rolle nu', 'Jeg kender ikke "rolle". Mente du /roller? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.'],
    ['vandværket melder om brud', 'Jeg kender ikke "vandværket". Mente du /log? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.'],
    ['???', 'Jeg kender ikke "???". Mente du /log? Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.'],
  ])('"%s" gets the nearest command', async (text, answer) => {
    expect((await staff.ask('hans', text, mentioned)).text).toBe(answer);
  });

  it('nothing at all gets the help', async () => {
    expect((await staff.ask('hans', '', mentioned)).text).toContain('Det kan du skrive til mig:');
  });

  it('without one is left alone', async () => {
    const { message } = await staff.write('hans', 'statsu');
    await staff.ask('hans', '/hjælp');
    expect(staff.answersTo(message)).toEqual([]);
  });
});

describe('in a personal chat', () => {
  it('needs no mention, and commands no slash', async () => {
    expect((await staff.ask('eva', 'hjalp', { personal: true })).text).toContain('Mente du /hjælp?');
    expect((await staff.ask('eva', 'status', { personal: true })).text).toContain('Hændelse 1 · ');
  });
});

describe('in a thread of an incident', () => {
  const inThread = (extra: object = {}) => ({ rootId: incident.id, ...extra });

  it('free text with a mention is talk that is kept, and gets a hint', async () => {
    const before = (await staff.export()).length;
    const { text } = await staff.ask('hans', 'hvem kører til Viborg?', inThread(mentioned));
    expect(text).toBe(`Gemt som samtale i hændelse 1, linje ${before + 1}. Jeg svarer kun på det, jeg kender. Mente du /log? Skriv /hjælp for at se alt.`);
    expect((await staff.export()).at(-1)).toMatchObject({ type: 'samtale', indhold: 'hvem kører til Viborg?' });
  });

  it('a misspelt command too, with the one that was meant', async () => {
    const { message } = await staff.write('hans', 'staus', inThread(mentioned));
    const hint = await staff.until(() => staff.answersTo(message).find(({ activity }) => String(activity.text).includes('samtale')));
    expect(hint.activity.text).toContain('Mente du /status?');
  });

  it('talk without a mention is kept and gets no answer', async () => {
    const { message } = await staff.write('hans', 'vi ses', inThread());
    const { message: next } = await staff.write('hans', '/hjælp', inThread());
    await staff.until(() => staff.answersTo(next)[0]);
    expect(staff.answersTo(message).filter(({ id }) => id < next.id)).toEqual([]);
    expect((await staff.export()).at(-1)).toMatchObject({ type: 'samtale', indhold: 'vi ses' });
  });

  it('of a closed incident it is told that nothing is kept any more', async () => {
    await (await incident.openDialog('eva', 'Luk')).submit({ grund: 'fejl', begrundelse: 'prøve' });
    const { message } = await staff.write('hans', 'er der nogen?', inThread(mentioned));
    await staff.until(() => staff.answersTo(message).some(({ activity }) => activity.text === 'Hændelse 1 er lukket (oprettet ved fejl). Intet er ændret.'));
  });
});
