import { dateAndTime } from '../../domain/danishTime';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import type { Instant } from '../../domain/time';
import { missingVoters } from '../../domain/vote/counting';
import { electors } from '../../domain/vote/electorate';
import type { VoteState } from '../../domain/vote/vote';
import { choicesById } from '../people';
import type { AdaptiveCard } from '../render';
import { GRUND_TEGN } from '../voteActions';
import { dialogCard, type DialogInput } from './dialog';
import template from './mundtligStemme.json';
import { reasonFields } from './reasons';

export interface MundtligStemmeInput extends DialogInput<'mundtligStemme'> {
  readonly state: IncidentState;
  readonly vote: VoteState;
  readonly now: Instant;
  /** Whoever opened the dialog: the one who heard it, if nothing else is written. */
  readonly me: PersonRef;
}

/** Said by phone or across a table, and written down by somebody else. Those who have not voted come first. */
export function mundtligStemmeDialog({ state, vote, now, me, nonce, values, error }: MundtligStemmeInput): AdaptiveCard {
  const heard = dateAndTime(now);
  const { person = '', enig = '', dato = heard.dato, tid = heard.tid, hoertAf = me.name } = values ?? {};
  return dialogCard(template, {
    state,
    error,
    texts: { hoertAf },
    view: {
      nonce, haendelse: state.id, afstemning: vote.id, version: vote.version, tegn: GRUND_TEGN, slut: vote.udfald !== undefined, person, enig, dato, tid,
      personer: choicesById([...missingVoters(vote), ...electors(vote)]),
      punkter: reasonFields(vote, values ?? {}),
    },
  });
}
