import type { JsonObject } from '../../src/oevebane/connector/json';
import type { BotReply } from '../../src/oevebane/connector/teamsClient';
import type { Staff } from './staff';

/** Later than any message of the world, so that no two have the same id. */
let ids = Date.UTC(2031, 0, 1);

/**
 * Activities as Teams sends them, without anything happening in Teams: each can be delivered as often and in whatever
 * order a test likes. Every one has a time of its own, in the order in which they are made.
 */
export class Deliveries {
  private made = Date.now();

  constructor(
    private readonly staff: Staff,
    readonly rootId: string,
  ) {}

  newId(): string {
    return String((ids += 1));
  }

  message(who: string, text: string, id = this.newId(), files: readonly string[] = []): JsonObject {
    return this.stamped(this.staff.teams.activities.message({ ...this.act(who), id, text, files }));
  }

  edit(who: string, text: string, id: string, files: readonly string[] = []): JsonObject {
    return this.stamped(this.staff.teams.activities.edit({ ...this.act(who), id, text, files }));
  }

  undelete(who: string, text: string, id: string): JsonObject {
    return this.stamped(this.staff.teams.activities.undelete({ ...this.act(who), id, text }));
  }

  deletion(who: string, id: string): JsonObject {
    return this.stamped(this.staff.teams.activities.remove({ ...this.act(who), id }));
  }

  reaction(who: string, messageId: string, types: { readonly added?: readonly string[]; readonly removed?: readonly string[] }): JsonObject {
    return this.stamped(this.staff.teams.activities.reaction({ ...this.act(who), messageId, ...types }));
  }

  press(who: string, verb: string, data: JsonObject): JsonObject {
    return this.stamped(this.staff.teams.activities.execute({ ...this.act(who), cardId: this.rootId, verb, data }));
  }

  opens(who: string, data: JsonObject): JsonObject {
    return this.stamped(this.staff.teams.activities.openDialog({ ...this.act(who), cardId: this.rootId, data }));
  }

  form(who: string, data: JsonObject): JsonObject {
    return this.stamped(this.staff.teams.activities.submitDialog({ ...this.act(who), cardId: this.rootId, data }));
  }

  /** Twice at once, and a third time after that: the words of each answer. */
  async thrice(activity: JsonObject): Promise<readonly string[]> {
    const twins = await Promise.all([this.once(activity), this.once(activity)]);
    return [...twins, await this.once(activity)];
  }

  async once(activity: JsonObject): Promise<string> {
    const reply: BotReply = await this.staff.teams.deliver(activity);
    if (reply.kind !== 'answered' || reply.status !== 200) throw new Error(`not taken: ${JSON.stringify(reply)}`);
    return JSON.stringify(reply.body ?? '');
  }

  private act(who: string) {
    return { person: this.staff.person(who), place: { channelId: this.staff.channel, rootId: this.rootId } };
  }

  private stamped(activity: JsonObject): JsonObject {
    return { ...activity, timestamp: new Date((this.made += 1000)).toISOString() };
  }
}
