import type { JsonObject } from '../../src/oevebane/connector/json';
import { Card, cardOf, Staff, temporaryFile, textOf, type Dialog, type PressAnswer, type StaffOptions, type Who } from './staff';

/** Danish clocks show 10.00 on a Monday. */
export const MONDAY = '2026-11-23T09:00:00.000Z';
/** A Saturday: closed until Sunday 16.00. */
export const SATURDAY = '2026-11-21T13:00:00.000Z';
export const STYREGRUPPE_CHANNEL = '19:styREgruppe00000000000000000000000000@thread.tacv2';

/** A staff whose styregruppe has a channel of its own, at a time that the test sets. */
export async function startVoting(start = MONDAY, options: StaffOptions = {}): Promise<{ readonly staff: Staff; readonly jump: (to: string) => void }> {
  const clock = temporaryFile('clock', '');
  const environment = { STYREGRUPPE_CHANNEL_ID: STYREGRUPPE_CHANNEL, CLOCK_START: start, CLOCK_FILE: clock, ...options.environment };
  const staff = await Staff.start({ ...options, environment });
  const { writeFileSync } = await import('node:fs');
  return { staff, jump: (to) => writeFileSync(clock, to) };
}

let incidents = 0;

/** One incident on its way from START HER to an outcome, as people see it in Teams. */
export class Voting {
  private constructor(
    readonly staff: Staff,
    readonly nr: number,
    readonly incident: Card,
  ) {}

  /** Opened by the one who received the request, who is of the styregruppe. */
  static async open(staff: Staff, who: Who = 'jens', values: Parameters<Staff['openIncident']>[1] = {}): Promise<Voting> {
    incidents += 1;
    const incident = await staff.openIncident(who, { myndigheder: `Kommune ${incidents}`, ...values });
    return new Voting(staff, Number(/Hændelse (\d+)/.exec(incident.text)?.[1]), incident);
  }

  /** Of an incident that is open already. */
  static about(staff: Staff, incident: Card): Voting {
    return new Voting(staff, Number(/Hændelse (\d+)/.exec(incident.text)?.[1]), incident);
  }

  /** … and led to the first node at which it is voted. */
  static async atTheVote(staff: Staff, who: Who = 'jens', values: Parameters<Staff['openIncident']>[1] = {}): Promise<Voting> {
    const voting = await Voting.open(staff, who, values);
    await voting.answer(who, 'hverdagshaendelse', 'nej');
    await voting.press(who, 'Kontakt er taget');
    return voting;
  }

  get id(): string {
    return this.incident.incidentId;
  }

  async answer(who: Who, knude: string, svar: string, begrundelse = 'Kommunen kan ikke selv nå at svare.'): Promise<void> {
    const answered = await (await this.form(who, { dialog: 'svar', knude, svar })).submit({ begrundelse });
    if (!answered.closed) throw new Error(answered.text);
  }

  /** A button of START HER, as soon as it is there. */
  async press(who: Who, start: string): Promise<PressAnswer> {
    await this.staff.until(() => this.incident.buttons().some((title) => title.startsWith(start)));
    return this.incident.press(who, start);
  }

  form(who: Who, data: JsonObject): Promise<Dialog> {
    return this.incident.openDialogWith(who, { haendelse: this.id, ...data });
  }

  /** Fills in what is not suggested, and sends it. */
  async propose(who: Who = 'jens', values: Readonly<Record<string, string>> = {}): Promise<Dialog> {
    return (await this.form(who, { dialog: 'forslag' })).submit(values);
  }

  /** Puts the proposal and waits for its card. */
  async put(who: Who = 'jens', values: Readonly<Record<string, string>> = {}, afstemning = 'aktivering-1'): Promise<Card> {
    const sent = await this.propose(who, values);
    if (!sent.closed) throw new Error(sent.text);
    return this.staff.until(() => this.voteCard(afstemning));
  }

  /** Where the styregruppe reads it. */
  voteCard(afstemning = 'aktivering-1'): Card | undefined {
    const messages = this.staff.world.messages(STYREGRUPPE_CHANNEL);
    const found = messages.findLast((message) => message.author.kind === 'bot' && buttonsIn(cardOf(message)).some((button) => isAbout(button, this.id, afstemning)));
    return found && new Card(this.staff, found.id);
  }

  agree(card: Card, who: Who): Promise<PressAnswer> {
    return card.press(who, 'Enig i det hele');
  }

  /** Agrees, and says yes when asked whether it is to decide. */
  async decide(card: Card, who: Who): Promise<PressAnswer> {
    const asked = await this.agree(card, who);
    return card.press(who, 'Bekræft min stemme', buttonOf(asked.card, 'Bekræft min stemme'));
  }

  async disagree(card: Card, who: Who, reasons: Readonly<Record<string, string>>): Promise<Dialog> {
    return (await card.openDialog(who, 'Ikke enig')).submit(reasons);
  }

  /** The log's lines of a kind of words. */
  async lines(start = ''): Promise<readonly string[]> {
    return (await this.staff.export(this.nr)).map((line) => line.indhold).filter((indhold) => indhold.startsWith(start));
  }

  /** What the bot has written in the styregruppe's channel. */
  texts(): readonly string[] {
    return this.staff.world.messages(STYREGRUPPE_CHANNEL).map(({ activity }) => activity.text).filter((text): text is string => typeof text === 'string' && text.includes(`hændelse ${this.nr}`));
  }
}

/** Decides what Bent has received, as it is suggested: he, the kriseleder and two of the styregruppe agree. */
export async function activate(staff: Staff, incident: Card, values: Readonly<Record<string, string>> = {}): Promise<void> {
  const voting = Voting.about(staff, incident);
  const card = await voting.put('bent', values);
  for (const who of ['bent', 'anna', 'jens']) await voting.agree(card, who);
  await voting.decide(card, 'lone');
}

export function buttonOf(card: unknown, start: string): JsonObject {
  const found = buttonsIn(card).find((button) => String(button.title).startsWith(start));
  if (!found) throw new Error(`no button "${start}" on:\n${textOf(card)}`);
  return found;
}

function buttonsIn(node: unknown): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(buttonsIn);
  if (node === null || typeof node !== 'object') return [];
  const object = node as JsonObject;
  const own = typeof object.type === 'string' && object.type.startsWith('Action.') ? [object] : [];
  return [...own, ...Object.values(object).flatMap(buttonsIn)];
}

function isAbout(button: JsonObject, haendelse: string, afstemning: string): boolean {
  const data = button.data as JsonObject | undefined;
  return data?.haendelse === haendelse && data.afstemning === afstemning;
}
