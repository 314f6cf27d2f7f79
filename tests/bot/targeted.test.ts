import type { JsonObject } from '../../src/oevebane/connector/json';
import { threadId } from '../../src/oevebane/connector/conversationId';
import { Staff, type Card } from '../support/staff';

/** Commands of the list behind "/": Teams shows such a message to its writer alone, and tells the bot by `recipient.isTargeted`. */
let staff: Staff;
let incident: Card;
let instruks: Card;
beforeAll(async () => {
  staff = await Staff.start();
  incident = await staff.openIncident('bent');
  instruks = await staff.startInstruks('bent', 1);
});
afterAll(async () => staff.close());

const lines = () => staff.export();
const nextNr = async () => (await lines()).length + 1;
const shown = (card: Card) => staff.textsIn(card).filter((text) => text.includes(' loggede: '));

/** Chosen in the list behind "/": the name comes without its slash. */
async function whisper(who: string, text: string, rootId?: string): Promise<JsonObject> {
  const person = staff.person(who);
  const conversation = staff.world.conversation(rootId === undefined ? staff.channel : threadId(staff.channel, rootId));
  const message = await staff.world.postFromPerson(conversation, person, { type: 'message', text });
  const activity = staff.teams.activities.message({ person, place: { channelId: staff.channel, rootId: message.rootId }, id: message.id, text });
  const targeted = { ...activity, recipient: { ...(activity.recipient as JsonObject), isTargeted: true } };
  expect(await staff.teams.deliver(targeted)).toMatchObject({ kind: 'answered', status: 200 });
  return targeted;
}

describe('a /log that only its writer sees', () => {
  it('is stored, acknowledged, and posted in the thread in which it was written, for all to read', async () => {
    const nr = await nextNr();
    await whisper('eva', 'log h: ringede til **Viborg** <at>Anna</at>', instruks.id);
    await staff.untilGemt('eva', nr);
    expect(await staff.until(() => shown(instruks)[0])).toBe(
      `Eva Skovsende loggede: ${nr} · handling · ringede til \\*\\*Viborg\\*\\* &lt;at&gt;Anna&lt;/at&gt;`,
    );
    expect((await lines())[nr - 1]).toMatchObject({
      type: 'handling',
      indhold: 'ringede til **Viborg** <at>Anna</at>',
      instruks: 1,
      kanal: 'Teams-tråd',
    });
  });

  it("in the channel's root is posted in the thread of the incident, with all that was said of it", async () => {
    const nr = await nextNr();
    await whisper('carla', '/log b: Vi åbner | besluttet af: Anna Holmgaard | fordi: køen vokser');
    expect(await staff.until(() => shown(incident)[0])).toBe(
      `Carla Vestermark loggede: ${nr} · beslutning · Vi åbner · besluttet af: Anna Holmgaard · fordi: køen vokser`,
    );
    await staff.untilGemt('carla', nr);
  });

  it('that Teams delivers twice is posted once', async () => {
    const nr = await nextNr();
    const activity = await whisper('dan', 'log kun én gang', incident.id);
    await staff.teams.deliver(activity);
    await whisper('dan', 'log den næste', incident.id);
    await staff.until(() => shown(incident).find((text) => text.includes('den næste')));
    expect(shown(incident).filter((text) => text.includes('kun én gang'))).toHaveLength(1);
    expect(await nextNr()).toBe(nr + 2);
  });

  it('is shown again when it is corrected, by a command or by an edit', async () => {
    const nr = await nextNr();
    const activity = await whisper('finn', 'log kl. 10 aftales', incident.id);
    await whisper('finn', `log ret ${nr} aftalt med Skive`, incident.id);
    await staff.until(() => shown(incident).find((text) => text.endsWith(`loggede: ${nr + 1} · information · aftalt med Skive · retter ${nr}`)));
    await staff.teams.deliver({
      ...activity,
      type: 'messageUpdate',
      text: 'log aftalt med Viborg',
      channelData: { ...(activity.channelData as JsonObject), eventType: 'editMessage' },
    });
    await staff.until(() => shown(incident).find((text) => text.includes('aftalt med Viborg')));
  });

  it('shows no CPR number', async () => {
    await whisper('gry', 'log ring til 010190-1234', incident.id);
    const text = await staff.until(() => shown(incident).find((candidate) => candidate.includes('ring til')));
    expect(text).toContain('CPR-nummer fjernet');
    expect(text).not.toContain('1234');
  });
});

describe('what everybody saw', () => {
  it('is not posted once more', async () => {
    const nr = await nextNr();
    await staff.write('eva', '/log h: set af alle', { rootId: instruks.id });
    await staff.untilGemt('eva', nr);
    await whisper('eva', 'log bagefter', instruks.id);
    await staff.until(() => shown(instruks).find((text) => text.includes('bagefter')));
    expect(shown(instruks).some((text) => text.includes('set af alle'))).toBe(false);
  });
});

describe('other commands of the list', () => {
  it('are answered as always, without their slash too', async () => {
    const answers = staff.messages().length;
    await whisper('eva', 'status', incident.id);
    await staff.until(() =>
      staff
        .messages()
        .slice(answers)
        .find(({ activity, author }) => author.kind === 'bot' && JSON.stringify(activity).includes('Status på hændelse 1')),
    );
  });
});

describe('with several incidents open', () => {
  it('the line is posted once it is known where it belongs', async () => {
    const other = await staff.openIncident('bent', { beskrivelse: 'Vandet er væk', myndigheder: 'Skive' });
    await whisper('eva', 'log o: trykket falder');
    const asks = await staff.untilCard('Hvilken hændelse hører den til?');
    await asks.press('eva', '2 ');
    expect(await staff.until(() => shown(other)[0])).toBe('Eva Skovsende loggede: 2 · observation · trykket falder');
  });
});
