import { copyKey } from '../cards/cardKeys';
import { cardVersion } from '../cards/cardVersion';
import { decisionCardKey } from '../cards/decisionCard';
import { erasureCardKey } from '../cards/erasureCard';
import { mark, receiptText } from '../cards/messages';
import type { CardBoard } from './cardBoard';
import type { Directory } from './directory';
import { isOutside, type CardKey, type Effect, type Place, type PostEffect } from './effects';
import type { Journal } from './journal';
import { messageOf, type Scene } from './outgoing';
import type { CardRow, CardRows, Clock, OutboxRow, ReceiptRow, ThreadRow } from './ports';
import type { Messenger } from './messenger';
import { PostFailed } from './messenger';
import { personById } from './roster';
import type { Scenes } from './scenes';

export interface SenderDeps {
  readonly cardRows: CardRows;
  readonly board: CardBoard;
  readonly directory: Directory;
  readonly journal: Journal;
  readonly scenes: Scenes;
  readonly messenger: Messenger;
  readonly clock: Clock;
  /** Undefined: the styregruppe votes in the krisestab's channel. */
  readonly styregruppeChannelId?: string | undefined;
}

/** What is known after a message went out, to be written down with the outbox row's removal. */
export interface Kept {
  readonly card?: CardRow;
  readonly thread?: ThreadRow;
  readonly receipt?: ReceiptRow;
}

/** After so many numbers a receipt is full. */
const RECEIPT_LINES = 200;

/** Puts together what an outbox row asks for, as things stand now, and posts it. Throws PostFailed. */
export class Sender {
  constructor(private readonly deps: SenderDeps) {}

  /** `maybeSent`: it may be in Teams already. */
  async send(rows: readonly OutboxRow[], maybeSent: boolean): Promise<Kept> {
    const { effect, incident } = rows[0]!;
    const { journal, scenes, messenger } = this.deps;
    if (isOutside(effect)) throw new Error('not a post in Teams');
    if (effect.kind === 'receipt') return { receipt: await this.sendReceipt(rows) };
    const state = await journal.state(incident);
    const scene = scenes.of(state);
    if (effect.kind === 'postCard') {
      const channel = await this.channelOf(incident, effect.kanal);
      const { place, activityId } = await messenger.openThread(channel, messageOf(effect, scene));
      return { thread: { conversation: place.conversation, incident, card: effect.card }, card: { card: effect.card, place, activityId, shown: cardVersion(state, scene.content, effect.card, scene.now, scene.redigeres) } };
    }
    const place = await this.placeOf(effect, incident, scene);
    if (!place) throw new PostFailed('later', undefined, 'the thread is not open yet');
    const message = messageOf(effect, scene);
    const activityId = await messenger.reply(place, maybeSent && message.text ? { ...message, text: `(gentaget) ${message.text}` } : message);
    const card = cardPosted(effect);
    if (card === undefined) return {};
    return { card: { card, place, activityId, shown: cardVersion(state, scene.content, card, scene.now, scene.redigeres) } };
  }

  private async channelOf(incident: string, kanal: 'styregruppe' | undefined): Promise<Place> {
    const { directory, styregruppeChannelId } = this.deps;
    const index = await directory.find(incident);
    if (!index) throw new PostFailed('later', undefined, 'the incident is not in the index yet');
    return kanal === 'styregruppe' && styregruppeChannelId ? { ...index.channel, conversation: styregruppeChannelId } : index.channel;
  }

  private async placeOf(effect: Exclude<PostEffect, { kind: 'postCard' }>, incident: string, { roster }: Scene): Promise<Place | undefined> {
    if ('place' in effect) return effect.place;
    if (effect.kind !== 'personal' && effect.kind !== 'personalCard') return this.deps.board.placeOf(incident, effect.kind === 'replyCard' ? effect.thread : effect.card);
    const teamsId = personById(roster, effect.person.id)?.teamsId;
    if (teamsId === undefined) throw new PostFailed('never', undefined, 'the person is not in Teams');
    const { serviceUrl } = await this.channelOf(incident, undefined);
    return this.deps.messenger.openPersonal(teamsId, serviceUrl);
  }

  /** One message per person and place, updated: "Gemt: 21–27". A new one after a pause, so that it is seen. */
  private async sendReceipt(rows: readonly OutboxRow[]): Promise<ReceiptRow> {
    const { cardRows, messenger, scenes, journal, clock } = this.deps;
    const { incident, effect } = rows[0]!;
    if (effect.kind !== 'receipt') throw new Error('not a receipt');
    const { gather, person } = effect;
    const now = clock.real().toISOString();
    // Always read: another process may have gathered more since.
    const known = await cardRows.receipt(incident, gather, person.id);
    const state = await journal.state(incident);
    const { content } = scenes.of(state);
    const freshMs = content.graenser.kvitteringSamlesMinutter * 60_000;
    const going = known && known.nrs.length < RECEIPT_LINES && Date.parse(now) - Date.parse(known.at) < freshMs ? known : undefined;
    const added = rows.flatMap((row) => (row.effect.kind === 'receipt' ? [row.effect] : []));
    const nrs = [...new Set([...(going?.nrs ?? []), ...added.map((receipt) => receipt.nr)])].sort((a, b) => a - b);
    const notes = [...new Set([...(going?.notes ?? []), ...added.flatMap((receipt) => receipt.note?.split('\n\n') ?? [])])];
    const text = [mark(state) + receiptText(nrs, person.name), ...notes].join('\n\n');
    const updated = going && (await this.updateReceipt(going, text));
    const place = updated ? going.place : effect.place;
    const activityId = updated ? going.activityId : await messenger.reply(place, { text });
    return { gather, place, person: person.id, activityId, nrs, notes, at: now };
  }

  /** False when the message cannot be changed (somebody deleted it, or its thread): a new one is to be written. */
  private async updateReceipt({ place, activityId }: ReceiptRow, text: string): Promise<boolean> {
    try {
      await this.deps.messenger.update(place, activityId, { text });
      return true;
    } catch (error) {
      if (error instanceof PostFailed && (error.outlook === 'never' || error.outlook === 'notFound')) return false;
      throw error;
    }
  }
}

/** The card that a reply carries, to be updated later on. */
function cardPosted(effect: Effect): CardKey | undefined {
  switch (effect.kind) {
    case 'decisionCard': return decisionCardKey(effect.nr);
    case 'erasureCard': return erasureCardKey(effect.nr);
    case 'replyCard': return effect.card;
    case 'personalCard': return copyKey(effect.card, effect.person.id);
    default: return undefined;
  }
}
