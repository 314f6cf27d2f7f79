import type { IncidentContent } from '../instruks';
import type { PersonRef } from '../person';
import type { Rejection } from '../rejection';
import { rejected } from '../rejection';
import type { IncidentState } from '../state';
import type { Instant } from '../time';
import { minutesAfter } from '../time';
import type { MoedeChanged, MoedePlan, MoedeScheduled, MoedeState } from './meetings';
import { whoTakesPart } from './participants';
import type { MeetingKind } from './settings';

/** Minutes. Shorter is a typing error, longer than a working day too. */
const SHORTEST = 5;
const LONGEST = 480;
/** A meeting that begins at once may be entered a little late. */
const LATE_MINUTES = 10;
/** Another month or year was meant. */
const FAR_MINUTES = 60 * 24 * 60;

export function unusablePlan(plan: MoedePlan, now: Instant): Rejection | undefined {
  if (Date.parse(plan.start) < Date.parse(minutesAfter(now, -LATE_MINUTES))) return rejected('fortid', 'Det tidspunkt er gået. Vælg et, der kommer.');
  if (Date.parse(plan.start) > Date.parse(minutesAfter(now, FAR_MINUTES))) return rejected('langt-ude', 'Det er mere end to måneder ude i fremtiden. Se efter, om datoen er rigtig.');
  return unusableMeeting(plan);
}

/** What holds for one that is under way too: its time has come, and is not judged. */
export function unusableMeeting({ minutter, deltagere }: Omit<MoedePlan, 'start'>): Rejection | undefined {
  if (!Number.isInteger(minutter) || minutter < SHORTEST || minutter > LONGEST) return rejected('laengde', `Mødet skal vare mellem ${SHORTEST} og ${LONGEST} minutter.`);
  if (deltagere.length === 0) return rejected('ingen-deltagere', 'Vælg mindst én deltager.');
  return undefined;
}

export function kindOf(instruks: string, { moeder }: IncidentContent): MeetingKind | undefined {
  return moeder.instrukser.find((kind) => kind.instruks === instruks);
}

/** Calls everybody who belongs in it, unless others were chosen. */
export function scheduled(kind: MeetingKind, plan: Pick<MoedePlan, 'start' | 'minutter'> & { readonly deltagere?: readonly PersonRef[] }, state: IncidentState, content: IncidentContent): MoedeScheduled {
  const { moeder } = state.moeder;
  const { deltagere, advarsler } = whoTakesPart(kind, state, content);
  const nr = moeder.filter(({ instruks }) => instruks === kind.instruks).length + 1;
  return {
    type: 'MoedeScheduled', moede: `moede-${moeder.length + 1}`, titel: `${kind.titel} ${nr}`, instruks: kind.instruks, start: plan.start, minutter: plan.minutter,
    deltagere: plan.deltagere ?? deltagere, advarsler,
  };
}

/** Undefined when nothing is different. */
export function changed(moede: MoedeState, plan: MoedePlan): MoedeChanged | undefined {
  const missing = (from: readonly PersonRef[], other: readonly PersonRef[]) => from.filter(({ id }) => !other.some((person) => person.id === id));
  const nye = missing(plan.deltagere, moede.deltagere);
  const ikkeMed = missing(moede.deltagere, plan.deltagere);
  const moved = plan.start !== moede.start;
  if (!moved && plan.minutter === moede.minutter && nye.length === 0 && ikkeMed.length === 0) return undefined;
  return { type: 'MoedeChanged', moede: moede.id, titel: moede.titel, ...plan, flyttetFra: moved ? moede.start : undefined, nye, ikkeMed };
}
