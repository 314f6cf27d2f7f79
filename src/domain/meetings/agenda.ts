import { shutLocks } from '../checklist/locks';
import type { IncidentContent, Instruks } from '../instruks';
import { findInstruks, findStepAnywhere, rolleTitel } from '../instruks';
import type { IncidentState } from '../state';
import { stepState } from '../state';
import type { MoedeState } from './meetings';

export interface AgendaPoint {
  /** "2A"; absent for the standing points. */
  readonly nummer?: string | undefined;
  readonly titel: string;
  /** Titles of the roles that present it. */
  readonly fremlaegges: readonly string[];
  /** Numbers of the steps that are still open; undefined where there are none to count. */
  readonly aabne?: readonly string[] | undefined;
}

/** Criterion 22: the standing points around the sections A–G of the instruks, each with what is still open and who presents it. */
export function agenda(instruksId: string, state: IncidentState, content: IncidentContent): readonly AgendaPoint[] {
  const instruks = findInstruks(content, instruksId);
  const { foer, efter } = content.moeder.fastePunkter;
  return [...foer.map(standing), ...(instruks ? sections(instruks, state, content) : []), ...efter.map(standing)];
}

function standing(titel: string): AgendaPoint {
  return { titel, fremlaegges: [] };
}

function sections(instruks: Instruks, state: IncidentState, content: IncidentContent): readonly AgendaPoint[] {
  const started = state.instrukser[instruks.id];
  return instruks.afsnit.map(({ nummer, titel, trin }) => ({
    nummer, titel,
    fremlaegges: [...new Set(trin.flatMap(({ roller }) => roller))].map((rolle) => rolleTitel(content, rolle)),
    aabne: trin.filter(({ id }) => !started || stepState(started, id).status.kind === 'aaben').map((step) => step.nummer),
  }));
}

/** Whether it is the meeting in which opening up is prepared: the kind that the activation calls. */
export function bearsOpening({ instruks }: Pick<MoedeState, 'instruks'>, { moeder }: IncidentContent): boolean {
  return instruks === moeder.instrukser[0]?.instruks;
}

/** Criterion 26: numbers of the steps without which nothing can be opened up ("2A.3"): the locks of 2F.1. */
export function missingInformation(state: IncidentState, content: IncidentContent): readonly string[] {
  const opening = findStepAnywhere(content, content.moeder.trin.opstart);
  if (!opening) return [];
  return shutLocks(opening.trin, state, content).map((lock) => findStepAnywhere(content, lock.trin)?.trin.nummer ?? lock.trin);
}
