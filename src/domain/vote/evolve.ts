import type { RecordedEvent } from '../event';
import type { CastVote, StemmeCast, VoteEvent, VoteState } from './vote';

type Line = Pick<RecordedEvent, 'nr' | 'actor' | 'at' | 'commandId'>;

/** One vote as the log tells it. Opens once and closes once, whatever else the log may hold. */
export function evolveVote(vote: VoteState | undefined, event: VoteEvent, line: Line): VoteState | undefined {
  if (!vote) return event.type === 'AfstemningOpened' ? opened(event, line) : undefined;
  switch (event.type) {
    case 'AfstemningOpened':
      return vote;
    case 'ForslagChanged': {
      const { version, spoergsmaal, frist, paamindes } = event;
      return { ...vote, version, spoergsmaal, frist, paamindes, paamindet: false, stemmer: [] };
    }
    case 'StemmeCast':
      return event.efterLukning
        ? { ...vote, senere: [...vote.senere, castVote(event, line)] }
        : { ...vote, stemmer: [...vote.stemmer, castVote(event, line)] };
    case 'AfstemningReminded':
      return { ...vote, paamindet: true };
    case 'AfstemningClosed': {
      const { type: _, afstemning: __, ...closing } = event;
      return vote.udfald ? vote : { ...vote, udfald: { ...closing, at: line.at, nr: line.nr, commandId: line.commandId } };
    }
  }
}

/** The line of the outcome that this line was committed with: what it says, the vote has done. */
export function outcomeIn({ commandId }: Pick<RecordedEvent, 'commandId'>, votes: Readonly<Record<string, VoteState>>): number | undefined {
  return Object.values(votes).find(({ udfald }) => udfald?.commandId === commandId)?.udfald?.nr;
}

function opened({ type: _, afstemning, ...event }: Extract<VoteEvent, { type: 'AfstemningOpened' }>, { actor, at }: Line): VoteState {
  return { id: afstemning, ...event, version: 1, aabnetAf: actor, aabnet: at, paamindet: false, stemmer: [], senere: [] };
}

function castVote({ type: _, afstemning: __, version: ___, efterLukning: ____, ...ballot }: StemmeCast, { at, nr }: Line): CastVote {
  return { ...ballot, at, nr };
}
