import { exerciseMailbox } from './addresses';
import type { CardKey } from './effects';
import type { Effect, PostEffect } from './effects';
import type { DraftEditing } from './mailRows';
import type { OutgoingMessage } from './messenger';
import type { Roster } from './roster';
import { recipientsOf } from './recipients';
import { personById } from './roster';
import type { RoleCall } from '../domain/checklist/calls';
import type { IncidentContent } from '../domain/instruks';
import { findMoede } from '../domain/meetings/meetings';
import type { DraftId } from '../domain/orientation/orientation';
import { stillWithout } from '../domain/mail/alreadyHave';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import type { Content } from '../content/schema';
import { instruksCard } from '../cards/instruksCard';
import { haendelseCard } from '../cards/haendelseCard';
import { erasureCard, erasureNr } from '../cards/erasureCard';
import { cprMessage } from '../cards/cprMessage';
import { decisionCard, decisionNr } from '../cards/decisionCard';
import { closedMessage } from '../cards/closedMessage';
import { alarmCard } from '../cards/alarmCard';
import { draftCard, type Mailable } from '../cards/draftCard';
import { moedeCard } from '../cards/moedeCard';
import { referatCard } from '../cards/referatCard';
import { voteCard } from '../cards/voteCard';
import { notifyMessage } from '../cards/notifyMessage';
import { ALARM_CARD, cardOfCopy, draftOfKey, moedeOfKey, referatOfKey, voteOfKey } from '../cards/cardKeys';
import { assignMessage, callMessage, mark, roleHandedOverMessage } from '../cards/messages';

export interface Scene {
  readonly state: IncidentState;
  readonly content: Content;
  readonly roster: Roster;
  readonly now: Instant;
  /** Of the configuration: a meeting that is always there. */
  readonly moedelink?: string | undefined;
  /** Whose texts are being changed right now, and by whom. */
  readonly redigeres?: readonly DraftEditing[] | undefined;
}

/** The card as it looks now, for everybody, or with a line for the one who pressed. */
export function cardOf(key: CardKey, scene: Scene, notice?: string): { content: object; summary: string } {
  const { state, content, now, moedelink } = scene;
  const card = cardOfCopy(key);
  const marked = mark(state);
  if (card === 'haendelse') {
    return { content: haendelseCard({ state, content, now, notice }), summary: `${marked}Hændelse ${state.nr} · ${state.kortNavn}` };
  }
  const nr = decisionNr(card);
  if (nr !== undefined) return { content: decisionCard({ state, nr }), summary: `${marked}Linje ${nr}: en beslutning` };
  const erased = erasureNr(card);
  if (erased !== undefined) return { content: erasureCard({ state, nr: erased }), summary: `${marked}Linje ${erased}: sletning` };
  if (card === ALARM_CARD) return { content: alarmCard({ state, content, now, moedelink, notice }), summary: `${marked}ALARM · hændelse ${state.nr}` };
  const afstemning = voteOfKey(card);
  if (afstemning !== undefined) return { content: voteCard({ state, afstemning, now, notice }), summary: `${marked}Afstemning · hændelse ${state.nr}` };
  const udkast = draftOfKey(card);
  if (udkast !== undefined) return { content: mailCardOf(udkast, scene, notice), summary: `${marked}Mail: ${state.udkast[udkast]?.titel ?? ''} · hændelse ${state.nr}` };
  const moede = moedeOfKey(card);
  if (moede !== undefined) return { content: moedeCard({ state, content, moede, moedelink, notice }), summary: `${marked}${findMoede(state.moeder, moede)?.titel ?? 'Møde'} · hændelse ${state.nr}` };
  const referat = referatOfKey(card);
  if (referat !== undefined) return { content: referatCard({ state, moede: referat, notice }), summary: `${marked}Referat · hændelse ${state.nr}` };
  const instruks = content.instrukser.find((candidate) => candidate.id === card);
  return {
    content: instruksCard({ state, content, instruksId: card, now, notice }),
    summary: `${marked}Instruks ${instruks?.nummer ?? ''} · ${instruks?.titel ?? card} · hændelse ${state.nr}`,
  };
}

/** `alligevel`: with a button that sends the text although somebody is changing it. */
export function mailCardOf(udkast: DraftId, scene: Scene, notice?: string, alligevel = false): object {
  const { state, content, now, redigeres } = scene;
  return draftCard({ state, content, udkast, mailable: mailableTo(udkast, scene), now, redigeres, notice, alligevel });
}

/** How many it would be. The address of a kontaktperson stands beside the incident and is read when the mail is approved. */
export function mailableTo(udkast: DraftId, { state, content, roster }: Scene): Mailable {
  const { til } = content.breve[udkast];
  const tilOevelse = exerciseMailbox(state, roster) !== undefined;
  if (til === 'kontaktperson') return { antal: stillWithout(udkast, state).length, udenMail: 0, tilOevelse };
  const { modtagere, udenMail } = recipientsOf(udkast, til, state, { roster, contacts: [] });
  return { antal: modtagere.length, udenMail: udenMail.length, tilOevelse };
}

/** What to post for an effect. Receipts are put together elsewhere, since several make one message. */
export function messageOf(effect: Exclude<PostEffect, { kind: 'receipt' }>, scene: Scene): OutgoingMessage {
  const { state, content, roster } = scene;
  const teamsIdOf = (personId: string): string | undefined => personById(roster, personId)?.teamsId;
  switch (effect.kind) {
    case 'postCard':
    case 'replyCard':
    case 'personalCard':
      return { card: cardOf(effect.card, scene) };
    case 'notify':
      return notifyMessage({ state, people: effect.people, text: effect.text, teamsIdOf });
    case 'personal':
      return { text: mark(state) + effect.text };
    case 'mention':
      return callMessage({ state, content, instruksId: effect.card, calls: effect.calls, teamsIdOf });
    case 'assign':
      return assignMessage({ state, nummer: effect.nummer, trintekst: effect.trintekst, til: effect.til, af: effect.af, teamsIdOf });
    case 'roleHandedOver':
      return roleHandedOverMessage({ state, content, rolle: effect.rolle, fra: effect.fra, til: effect.til, af: effect.af, teamsIdOf });
    case 'closed':
      return closedMessage({ state, card: effect.card, teamsIdOf });
    case 'cprTakenOut':
      return cprMessage({ state, person: effect.person, skrevet: effect.skrevet, teamsIdOf });
    case 'erasureCard':
      return { card: { content: erasureCard({ state, nr: effect.nr }), summary: `${mark(state)}Linje ${effect.nr} skal måske slettes: kriseleder og logfører` } };
    case 'decisionCard':
      return { card: { content: decisionCard({ state, nr: effect.nr }), summary: `${mark(state)}Linje ${effect.nr} mangler noget, før det er en beslutning` } };
  }
}

function called(calls: readonly RoleCall[]): string {
  const names = [...new Set(calls.flatMap((call) => call.personer.map((person) => person.name)))];
  return names.length > 0 ? `til ${names.join(', ')}` : 'af en ledig rolle';
}

/** For the log, when a post could not be delivered. */
export function effectInWords(effect: Effect, content: IncidentContent): string {
  const place = (card: CardKey) => {
    const instruks = content.instrukser.find((candidate) => candidate.id === card);
    return instruks ? `instruks ${instruks.nummer}` : 'hændelsen';
  };
  switch (effect.kind) {
    case 'postCard': return `Kortet til ${place(effect.card)}`;
    case 'replyCard': return 'Kortet med udkastet';
    case 'notify': return `Beskeden${effect.people.length > 0 ? ` til ${effect.people.map(({ name }) => name).join(', ')}` : ''}`;
    case 'personal':
    case 'personalCard': return `Den personlige besked til ${effect.person.name}`;
    case 'mention': return `Kaldet ${called(effect.calls)} i tråden til ${place(effect.card)}`;
    case 'assign': return `Beskeden til ${effect.til.name} om ${effect.nummer}`;
    case 'roleHandedOver': return `Beskeden om, at ${effect.til.name} har fået en rolle`;
    case 'closed': return `Beskeden i tråden til ${place(effect.card)} om, at hændelsen er lukket`;
    case 'cprTakenOut': return `Beskeden til ${effect.person.name} om, at et CPR-nummer er taget ud`;
    case 'receipt': return `Kvitteringen til ${effect.person.name} for linje ${effect.nr}`;
    case 'erasureCard': return `Kortet om at slette linje ${effect.nr}`;
    case 'decisionCard': return `Kortet til den ufuldstændige beslutning i linje ${effect.nr}`;
    case 'calendar': return 'Mødeindkaldelsen';
    case 'mail': return 'Mailen';
  }
}
