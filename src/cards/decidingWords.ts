import type { DomainEvent } from '../domain/event';
import { dayAndTime } from '../domain/time';
import { inertShort } from './inert';

/** What would follow from a vote that decides, in words for the one who is about to cast it. */
export interface Deciding {
  readonly afgoer: string;
  readonly foelger: readonly string[];
}

/** `whose`: "Din stemme", "Stemmen fra Jens Vad". `events`: what the core would write. */
export function decidingWords(whose: string, events: readonly DomainEvent[]): Deciding {
  const found = <T extends DomainEvent['type']>(type: T) => events.find((event): event is Extract<DomainEvent, { type: T }> => event.type === type);
  const closed = found('AfstemningClosed');
  const alarm = found('AlarmRaised');
  if (alarm) {
    const ready = alarm.holdKlar.length;
    return {
      afgoer: `${whose} afgør det – ${people(alarm.alarmerede.length)} alarmeres.`,
      foelger: [
        `Krisestaben bliver aktiveret. Niveau: ${inertShort(alarm.niveauTitel, 80)}. Første stabsmøde: ${dayAndTime(alarm.moede)}.`,
        ...(ready > 0 ? [`${ready === 1 ? '1 stedfortræder' : `${ready} stedfortrædere`} får besked om at holde sig klar.`] : []),
      ],
    };
  }
  if (closed?.resultat === 'ikke-beslutningsdygtig')
    return { afgoer: `${whose} er den sidste, og der er ikke nok stemmer til en beslutning.`, foelger: ['Ingen alarmeres.'] };
  const edge = found('ForloebAnswered');
  const wait = edge?.venterTil ? [`Sagen tages op igen ${dayAndTime(edge.venterTil)}.`] : [];
  const outcome = closed?.beslutning ?? edge?.svartekst;
  const decided = outcome ? [`${inertShort(outcome, 120)}.`] : [];
  const adopted = closed?.resultat === 'vedtaget' ? 'forslaget bliver vedtaget' : 'forslaget bliver stemt ned';
  return { afgoer: `${whose} afgør det – ${adopted}.`, foelger: [...decided, ...wait, 'Ingen alarmeres.'] };
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} personer`;
}
