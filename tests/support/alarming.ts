import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { personalConversationId } from '../../src/oevebane/connector/setting';
import type { StoredMessage } from '../../src/oevebane/connector/world';
import { Card, cardOf, ROSTER, temporaryFile, type Staff, type Who } from './staff';
import { Voting } from './voting';

/** An incident whose alarm has been raised by the styregruppe's vote, as people see it in Teams. */
export class Alarming {
  private constructor(
    readonly staff: Staff,
    readonly voting: Voting,
    /** In the krisestab's channel. */
    readonly card: Card,
  ) {}

  /** Jens of the styregruppe received the request. */
  static async raised(staff: Staff, values: Parameters<Staff['openIncident']>[1] = {}): Promise<Alarming> {
    const voting = await Voting.atTheVote(staff, 'jens', values);
    const vote = await voting.put();
    for (const who of ['jens', 'anna', 'lone']) await voting.agree(vote, who);
    await voting.decide(vote, 'nanna');
    return Alarming.of(staff, voting);
  }

  /** Once its card stands in Teams. */
  static async of(staff: Staff, voting: Voting): Promise<Alarming> {
    const found = await staff.until(() => staff.fromBot().find((message) => isAlarm(message, voting.id)));
    return new Alarming(staff, voting, new Card(staff, found.id));
  }

  get id(): string {
    return this.voting.id;
  }

  /** What the bot has written to one person about this incident, oldest first: texts, and "[kort]" for a card. */
  told(who: Who): readonly string[] {
    return messagesTo(this.staff, who)
      .filter(({ activity }) => JSON.stringify(activity).includes(`ændelse ${this.voting.nr}`))
      .map((message) => (cardOf(message) ? '[kort]' : String(message.activity.text)));
  }

  async untilTold(who: Who, start: string): Promise<string> {
    return this.staff.until(() => this.told(who).find((text) => text.startsWith(start)));
  }

  /** One's own copy of the card. */
  async copyOf(who: Who): Promise<Card> {
    const found = await this.staff.until(() => messagesTo(this.staff, who).findLast((message) => isAlarm(message, this.id)));
    return new Card(this.staff, found.id);
  }

  comes(who: Who) {
    return this.card.press(who, 'Modtaget');
  }

  cannot(who: Who) {
    return this.card.press(who, 'Jeg kan ikke');
  }

  /** In the alarm's thread. */
  texts(): readonly string[] {
    return this.staff.textsIn(this.card);
  }
}

function messagesTo(staff: Staff, who: Who): readonly StoredMessage[] {
  return staff.world.messages(personalConversationId(staff.person(who))).filter(({ author }) => author.kind === 'bot');
}

function isAlarm(message: StoredMessage, haendelse: string): boolean {
  const card = JSON.stringify(cardOf(message) ?? '');
  return card.includes('🚨 ALARM') && card.includes(haendelse);
}

type Roles = Readonly<Record<string, { readonly holder?: string; readonly deputies: readonly string[] }>>;

/** The demo people in other roles. */
export function rosterWith(roles: Roles): string {
  const roster = parse(readFileSync(ROSTER, 'utf8')) as { readonly roles: Roles };
  return temporaryFile('roster.yaml', stringify({ ...roster, roles: { ...roster.roles, ...roles } }));
}

/** Every number that the roster has, as it is written and as it is dialled. */
export function numbersIn(rosterFile: string): readonly string[] {
  const { people } = parse(readFileSync(rosterFile, 'utf8')) as { readonly people: readonly { readonly phones: Readonly<Record<string, string>> }[] };
  return people.flatMap(({ phones }) => Object.values(phones).flatMap((number) => [number, number.replaceAll(' ', ''), number.replace('+45 ', '')]));
}
