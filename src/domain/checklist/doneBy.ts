import type { IncidentState, StepStatus } from '../state';

type Done = Pick<Extract<StepStatus, { kind: 'udfoert' }>, 'by' | 'henvisning'>;

/** "af Anna Holm", or the line that did it. Nobody did alone what a vote has done, least of all its last voter. */
export function doneBy({ by, henvisning }: Done, { afstemninger }: Pick<IncidentState, 'afstemninger'>, shown: (name: string) => string = (name) => name): string {
  if (henvisning === undefined) return `af ${shown(by.name)}`;
  const voted = Object.values(afstemninger).some(({ udfald }) => udfald?.nr === henvisning);
  return voted ? `ved afstemningen (linje ${henvisning} i loggen)` : `ved linje ${henvisning} i loggen`;
}
