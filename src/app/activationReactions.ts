import {
  activatedText, alarmText, calledOffText, caseText, closingSoonText, missingVotesText, niveauText, notReachedText, oralVoteText, orientationText, outcomeText, passedOnText, readyText, releasedText, reminderText,
  vacantText, voteCallText, worsenedText,
} from '../cards/activationMessages';
import { approvalFellText } from '../cards/mailMessages';
import { ALARM_CARD, draftCardKey, voteCardKey } from '../cards/cardKeys';
import type { ActivationEvent, ForloebAnswered } from '../domain/activation/activation';
import { findKnude } from '../domain/activation/flow';
import type { AlarmEvent, AlarmNotReached, AlarmState } from '../domain/alarm/alarm';
import type { IncidentContent } from '../domain/instruks';
import type { OrientationEvent } from '../domain/orientation/orientation';
import type { PersonRef } from '../domain/person';
import { fillPlaceholders } from '../domain/placeholders';
import { holders, type IncidentState } from '../domain/state';
import { missingVoters } from '../domain/vote/counting';
import type { VoteEvent, VoteState } from '../domain/vote/vote';
import type { Effect } from './effects';
import { inRole, notify } from './notify';

export function activationEffects(event: ActivationEvent, state: IncidentState, content: IncidentContent): readonly Effect[] {
  switch (event.type) {
    case 'ForloebAnswered':
      return flowEffects(event, state, content);
    case 'ForloebReminded':
      return [notify('haendelse', leaders(state), reminderText(event.titel, state), true)];
    case 'SituationWorsened':
      return [notify('haendelse', leaders(state), worsenedText(event.tilTitel, state), true)];
    case 'KrisestabActivated':
      return [notify('haendelse', inRole('kriseleder', state), activatedText(state), true)];
    case 'NiveauChanged':
      return [notify('haendelse', krisestab(state), niveauText(event.niveauTitel, event.begrundelse, state), false)];
    case 'OekonomiAccepted':
      return [];
  }
}

function flowEffects({ knude, til, undtagelse }: ForloebAnswered, state: IncidentState, content: IncidentContent): readonly Effect[] {
  const from = findKnude(content.forloeb, knude);
  const to = findKnude(content.forloeb, til);
  const effects: Effect[] = [];
  // Criterion 7: the styregruppe and the kriseleder hear of the case as soon as it is one.
  if (to?.art === 'handling' && to.kontaktliste) effects.push(notify('haendelse', [...state.styregruppe, ...inRole('kriseleder', state)], caseText(state), true));
  if (from?.art === 'handling' && from.orienterer) effects.push(notify('haendelse', state.styregruppe, orientationText(state), true));
  if (from?.art === 'aabningstid' && !undtagelse && state.aabning?.advarsel) effects.push(notify('haendelse', inRole('bemandingsansvarlig', state), closingSoonText(draftForAgents(state, content)), true));
  return effects;
}

function draftForAgents({ aabning, kortNavn }: IncidentState, content: IncidentContent): string {
  const words: Readonly<Record<string, string>> = { minutter: String(aabning?.lukkerOmMinutter ?? ''), haendelse: kortNavn };
  return fillPlaceholders(content.aktivering.lukkerSnart.kladde, words);
}

export function voteEffects(event: VoteEvent, state: IncidentState): readonly Effect[] {
  const vote = state.afstemninger[event.afstemning];
  if (!vote) return [];
  const card = voteCardKey(vote.id);
  switch (event.type) {
    case 'AfstemningOpened':
      return [{ kind: 'postCard', card, kanal: 'styregruppe' }, notify(card, missingVoters(vote), voteCallText(vote, state, false), true)];
    case 'ForslagChanged':
      return [notify(card, missingVoters(vote), voteCallText(vote, state, false), true)];
    case 'AfstemningReminded':
      return [notify(card, event.mangler, voteCallText(vote, state, true), true), notify('haendelse', told(vote, state), missingVotesText(event.mangler, vote, state), true)];
    case 'StemmeCast':
      return event.mundtlig && !event.efterLukning ? [notify(card, [event.person], oralVoteText(event), false)] : [];
    case 'AfstemningClosed':
      return [notify(card, [vote.aabnetAf], outcomeText(vote, state), true), notify('haendelse', vote.udfald?.resultat === 'ikke-beslutningsdygtig' ? told(vote, state) : leaders(state), outcomeText(vote, state), true)];
  }
}

/** Whom the rule tells that votes are missing; an older rule named nobody. */
function told({ regel, vaelgere }: VoteState, state: IncidentState): readonly PersonRef[] {
  const people = (regel.eskaleresTil ?? []).flatMap((rolle) => (rolle === 'kriseleder' ? inRole('kriseleder', state) : holders(state, rolle)));
  return people.length > 0 ? people : [vaelgere.modtager];
}

export function alarmEffects(event: AlarmEvent, state: IncidentState, content: IncidentContent): readonly Effect[] {
  const { alarm } = state;
  if (!alarm) return [];
  switch (event.type) {
    case 'AlarmRaised': {
      const people = event.alarmerede.map(({ person }) => person);
      return [
        { kind: 'postCard', card: ALARM_CARD },
        notify(ALARM_CARD, people, alarmText(alarm, state), true),
        ...(event.ubesatte.length > 0 ? [notify(ALARM_CARD, leaders(state), vacantText(event.ubesatte, state, content), true)] : []),
        ...people.flatMap((person) => alarmed(person, alarm, state)),
        ...event.holdKlar.map(({ person }) => personal(person, readyText(alarm, state))),
      ];
    }
    case 'AlarmPassedOn': {
      const told = notify(ALARM_CARD, event.til ? [event.til, ...caller(state)] : [...caller(state), ...inRole('kriseleder', state)], passedOnText(event, state, content), true);
      return event.til ? [told, ...alarmed(event.til, alarm, state)] : [told];
    }
    case 'DeputiesReleased':
      return event.personer.map((person) => personal(person, releasedText(state)));
    case 'AlarmCalledOff':
      return [notify(ALARM_CARD, event.personer, calledOffText(event.begrundelse, state), true), ...event.personer.map((person) => personal(person, calledOffText(event.begrundelse, state)))];
    case 'AlarmNotReached':
      return notReached(event, alarm, state);
    case 'AlarmAnswered':
    case 'AlarmCallStarted':
    case 'AlarmCallUnanswered':
      return [];
  }
}

export function orientationEffects(event: OrientationEvent, state: IncidentState, content: IncidentContent): readonly Effect[] {
  if ((event.type === 'DraftEdited' || event.type === 'ApprovalUndone') && event.godkendtAf) {
    return [notify(draftCardKey(event.udkast), [event.godkendtAf], approvalFellText(event, state), true)];
  }
  // A text that is prepared anew shows on the card that is there.
  const first = event.type === 'DraftPrepared' && state.udkast[event.udkast]?.revision === 1;
  if (!first) return [];
  const letter = content.breve[event.udkast];
  const thread = 'instruks' in letter && letter.instruks ? letter.instruks : 'haendelse';
  return [{ kind: 'replyCard', card: draftCardKey(event.udkast), thread }];
}

// ---- who ------------------------------------------------------------------------------------------------------

function personal({ id, name }: PersonRef, text: string): Effect {
  return { kind: 'personal', person: { id, name }, text };
}

/** First the text, since a locked phone shows no card. */
function alarmed(person: PersonRef, alarm: AlarmState, state: IncidentState): readonly Effect[] {
  return [personal(person, alarmText(alarm, state)), { kind: 'personalCard', person: { id: person.id, name: person.name }, card: ALARM_CARD }];
}

/** Whoever has to come is rung; a deputy is mentioned in the thread instead. */
function notReached({ person, besked }: AlarmNotReached, alarm: AlarmState, state: IncidentState): readonly Effect[] {
  switch (besked) {
    case 'alarm':
    case 'afblaest':
      return [notify(ALARM_CARD, caller(state), notReachedText(besked, person.name), true)];
    case 'hold-klar':
      return [notify(ALARM_CARD, [person], readyText(alarm, state), true)];
    case 'ikke-brug-for':
      return [notify(ALARM_CARD, [person], releasedText(state), false)];
  }
}

/** Whoever phones and orients: the receiver, until the role is handed over (requirements.md §7). */
function caller({ roller }: IncidentState): readonly PersonRef[] {
  return roller.modtager.holder ? [roller.modtager.holder] : [];
}

function leaders(state: IncidentState): readonly PersonRef[] {
  return [...inRole('kriseleder', state), ...caller(state)];
}

function krisestab({ roller }: IncidentState): readonly PersonRef[] {
  return [roller.kriseleder, roller.logfoerer, roller.procesansvarlig, roller.bemandingsansvarlig].flatMap(({ holder }) => (holder ? [holder] : []));
}
