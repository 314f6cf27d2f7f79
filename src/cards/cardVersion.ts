import { createHash } from 'node:crypto';
import type { Content } from '../content/schema';
import type { IncidentState } from '../domain/state';
import type { Instant } from '../domain/time';
import { alarmView } from './alarmCard';
import { ALARM_CARD, cardOfCopy, draftOfKey, moedeOfKey, referatOfKey, voteOfKey } from './cardKeys';
import { decisionNr, decisionView } from './decisionCard';
import { erasureNr, erasureView } from './erasureCard';
import { draftView, type Editing } from './draftCard';
import { haendelseView } from './haendelseCard';
import { instruksView } from './instruksCard';
import { moedeView } from './moedeCard';
import { referatView } from './referatCard';
import { closedLine, incidentTitle } from './top';
import { voteView } from './voteCard';

// Later than any step: "Fortryd" is then never offered and every time is written with its date, so that nothing which
// changes by the mere passing of time is part of the number.
const TIMELESS = '9999-12-31T00:00:00.000Z';

/**
 * What a card row remembers of what it has shown: equal as long as the card says the same. A hash of the view rather
 * than a count of events, because a card also shows what happens elsewhere (locks of other instrukser, who holds a
 * role, the contact person), and because a line in the log that it does not show must not redraw it. `now`: an alarm
 * card no longer says that somebody is being rung once that has run out, and nothing else brings a new picture then. `redigeres`: nor does a form that was closed.
 */
export function cardVersion(state: IncidentState, content: Content, key: string, now: Instant, redigeres: readonly Editing[] = []): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([incidentTitle(state), state.oevelse, closedLine(state), viewOf(state, content, cardOfCopy(key), now, redigeres)]))
    .digest('hex');
  return Number.parseInt(digest.slice(0, 12), 16);
}

function viewOf(state: IncidentState, content: Content, key: string, now: Instant, redigeres: readonly Editing[]): object {
  if (key === 'haendelse') return haendelseView({ state, content });
  const decision = decisionNr(key);
  if (decision !== undefined) return decisionView({ state, nr: decision });
  const erasure = erasureNr(key);
  if (erasure !== undefined) return erasureView({ state, nr: erasure });
  if (key === ALARM_CARD) return alarmView({ state, content, now });
  const afstemning = voteOfKey(key);
  if (afstemning !== undefined) return voteView({ state, afstemning });
  const udkast = draftOfKey(key);
  if (udkast !== undefined) return draftView({ state, content, udkast, now: TIMELESS, redigeres });
  const moede = moedeOfKey(key);
  if (moede !== undefined) return moedeView({ state, content, moede });
  const referat = referatOfKey(key);
  if (referat !== undefined) return referatView({ state, moede: referat });
  return instruksView({ state, content, instruksId: key, now: TIMELESS });
}
