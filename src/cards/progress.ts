import { shutLocks } from '../domain/checklist/locks';
import type { Afsnit, IncidentContent, Instruks, Trin } from '../domain/instruks';
import type { IncidentState, InstruksState } from '../domain/state';
import { stepState } from '../domain/state';

/** A state in three ways at once, so that colour is never the only one. Hard spaces: a phone must not break it in two. */
export interface Mark {
  readonly ikon: string;
  readonly ord: string;
  readonly farve: 'Default' | 'Good' | 'Accent' | 'Warning';
}

const MARKS = {
  faerdig: { ikon: '✔', ord: 'Færdig', farve: 'Good' },
  iGang: { ikon: '◐', ord: 'I\u00a0gang', farve: 'Accent' },
  laast: { ikon: '🔒', ord: 'Låst', farve: 'Default' },
  ikkeBegyndt: { ikon: '○', ord: 'Ikke\u00a0begyndt', farve: 'Default' },
} as const satisfies Record<string, Mark>;

export interface SectionProgress {
  /** Done or not relevant. */
  readonly klaret: number;
  readonly alle: number;
  readonly mark: Mark;
}

export function sectionProgress(afsnit: Afsnit, started: InstruksState, state: IncidentState, content: IncidentContent): SectionProgress {
  const alle = afsnit.trin.length;
  const open = openSteps(afsnit, started);
  const klaret = alle - open.length;
  const kind = open.length === 0 ? 'faerdig' : open.every((trin) => isLocked(trin, state, content)) ? 'laast' : klaret > 0 ? 'iGang' : 'ikkeBegyndt';
  return { klaret, alle, mark: MARKS[kind] };
}

/** The whole instruks: "◐ I gang · 5 af 8 trin". */
export function totalProgress(instruks: Instruks, started: InstruksState): Mark & { readonly tal: string } {
  const alle = instruks.afsnit.flatMap((afsnit) => afsnit.trin).length;
  const open = instruks.afsnit.flatMap((afsnit) => openSteps(afsnit, started)).length;
  const mark = open === 0 ? MARKS.faerdig : open === alle ? MARKS.ikkeBegyndt : MARKS.iGang;
  return { ...mark, tal: `${alle - open}\u00a0af\u00a0${alle}\u00a0trin` };
}

/** The section to work on: the first with something that can be done, else the first that is not finished. */
export function currentSection(instruks: Instruks, started: InstruksState, state: IncidentState, content: IncidentContent): string | undefined {
  const doable = (afsnit: Afsnit) => openSteps(afsnit, started).some((trin) => !isLocked(trin, state, content));
  const found = instruks.afsnit.find(doable) ?? instruks.afsnit.find((afsnit) => openSteps(afsnit, started).length > 0);
  return found?.id;
}

export function isLocked(trin: Trin, state: IncidentState, content: IncidentContent): boolean {
  return shutLocks(trin, state, content).length > 0;
}

function openSteps(afsnit: Afsnit, started: InstruksState): readonly Trin[] {
  return afsnit.trin.filter((trin) => stepState(started, trin.id).status.kind === 'aaben');
}
