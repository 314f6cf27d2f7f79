import type { Aktivering, Forloeb } from './activationSchema';
import { activationProblems, flowProblems, letterProblems, meetingProblems, type Known } from './flowCheck';
import type { Breve } from './letterSchema';
import type { Moeder } from './meetingSchema';
import type { Aabningstider } from './openingHours';
import type { ContentProblem } from './problems';
import { HOOKS, type Beslutninger, type Instruks, type Rolle, type Trin } from './schema';
import type { Parsed, Path, Source } from './source';

/** What the checks that span files look at. */
export interface ParsedSet {
  readonly instrukser: readonly Parsed<Instruks>[];
  readonly roller: Parsed<{ readonly roller: readonly Rolle[] }>;
  readonly beslutninger: Parsed<Beslutninger>;
  readonly aabningstider: Parsed<Aabningstider>;
  readonly forloeb: Parsed<Forloeb>;
  readonly aktivering: Parsed<Aktivering>;
  readonly moeder: Parsed<Moeder>;
  readonly breve: Parsed<Breve>;
}

interface StepPlace {
  readonly step: Trin;
  readonly source: Source;
  readonly path: Path;
}

/** Everything one file alone cannot tell: references, duplicates, cycles, hooks. */
export function crosscheck(set: ParsedSet): ContentProblem[] {
  const steps = set.instrukser.flatMap(stepsOf);
  const byId = new Map(steps.map((place) => [place.step.id, place]));
  const known: Known = {
    instrukser: set.instrukser.map((p) => p.value.id),
    trin: [...byId.keys()],
    regler: set.beslutninger.value.regler.map((r) => r.id),
    niveauer: set.beslutninger.value.niveauer.map((n) => n.id),
  };
  return [
    ...duplicates(set, steps),
    ...set.instrukser.flatMap((instruks) => instruksReferences(instruks, set)),
    ...steps.flatMap((place) => stepReferences(place, set, byId)),
    ...lockCycles(steps, byId),
    ...ruleReferences(set, byId),
    ...missingHooks(set, byId),
    ...flowProblems(set.forloeb, known),
    ...activationProblems(set.aktivering, known),
    ...meetingProblems(set.moeder, known),
    ...letterProblems(set.breve, known),
  ];
}

function stepsOf({ source, value }: Parsed<Instruks>): StepPlace[] {
  return value.afsnit.flatMap((section, a) =>
    section.trin.map((step, t) => ({ step, source, path: ['afsnit', a, 'trin', t] })),
  );
}

function duplicates(set: ParsedSet, steps: readonly StepPlace[]): ContentProblem[] {
  const { roller, beslutninger, aabningstider } = set;
  return [
    ...repeated(
      set.instrukser,
      (i) => String(i.value.nummer),
      (i, nummer) => i.source.problemAt(['nummer'], `to instrukser har nummer ${nummer}`),
    ),
    ...set.instrukser.flatMap(({ source, value }) => [
      ...repeatedIds(source, ['afsnit'], value.afsnit),
      ...repeatedIds(source, ['felter'], value.felter),
    ]),
    ...repeated(
      steps,
      (s) => s.step.id,
      (s, id) =>
        s.source.problemAt(
          [...s.path, 'id'],
          `to trin har id "${id}"; et trin-id må kun bruges én gang i alle instrukser`,
        ),
    ),
    ...steps.flatMap((s) => repeatedIds(s.source, [...s.path, 'valg'], s.step.valg ?? [])),
    ...repeatedIds(roller.source, ['roller'], roller.value.roller),
    ...repeated(
      [...roller.value.roller.entries()],
      ([, r]) => r.kort,
      ([i], kort) => roller.source.problemAt(['roller', i, 'kort'], `to roller har den korte kode "${kort}"`),
    ),
    ...repeatedIds(beslutninger.source, ['regler'], beslutninger.value.regler),
    ...repeatedIds(beslutninger.source, ['niveauer'], beslutninger.value.niveauer),
    ...repeated(
      [...aabningstider.value.lukkedage.entries()],
      ([, day]) => day.dag,
      ([i], dag) => aabningstider.source.problemAt(['lukkedage', i, 'dag'], `dagen ${dag} står to gange i "lukkedage"`),
    ),
    ...repeated(
      [...aabningstider.value.undtagelser.entries()],
      ([, day]) => day.dato,
      ([i], dato) => aabningstider.source.problemAt(['undtagelser', i, 'dato'], `datoen ${dato} står to gange i "undtagelser"`),
    ),
  ];
}

function repeatedIds(source: Source, path: Path, items: readonly { readonly id: string }[]): ContentProblem[] {
  return repeated(
    [...items.entries()],
    ([, item]) => item.id,
    ([i], id) => source.problemAt([...path, i, 'id'], `id "${id}" er brugt to gange i "${String(path.at(-1))}"`),
  );
}

/** Names the second and later occurrences: the first one is usually the right one. */
function repeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  problem: (item: T, key: string) => ContentProblem,
): ContentProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return [problem(item, key)];
    seen.add(key);
    return [];
  });
}

function instruksReferences({ source, value }: Parsed<Instruks>, set: ParsedSet): ContentProblem[] {
  return unknownRoles(source, ['ansvarlig'], value.ansvarlig, set);
}

function stepReferences(place: StepPlace, set: ParsedSet, byId: ReadonlyMap<string, StepPlace>): ContentProblem[] {
  const { step, source, path } = place;
  const locks = (step.laastAf ?? []).flatMap((lock, i) => {
    const at: Path = [...path, 'laastAf', i];
    const target = byId.get(lock.trin);
    if (!target) return [source.problemAt([...at, 'trin'], `låsen peger på trinnet "${lock.trin}", som ikke findes`)];
    return unknownChoices(source, [...at, 'valg'], lock.valg ?? [], target.step);
  });
  const starts = (step.starter ?? []).flatMap((start, i) => {
    const at: Path = [...path, 'starter', i];
    const unknown = set.instrukser.some((p) => p.value.id === start.instruks)
      ? []
      : [source.problemAt([...at, 'instruks'], `ukendt instruks "${start.instruks}"`)];
    return [...unknown, ...unknownChoices(source, [...at, 'valg'], start.valg ?? [], step)];
  });
  return [...unknownRoles(source, [...path, 'roller'], step.roller, set), ...locks, ...starts];
}

function unknownRoles(source: Source, path: Path, ids: readonly string[], set: ParsedSet): ContentProblem[] {
  const known = set.roller.value.roller.map((r) => r.id);
  return ids.flatMap((id, i) =>
    known.includes(id) ? [] : [source.problemAt([...path, i], `ukendt rolle "${id}"; rollerne er ${known.join(', ')}`)],
  );
}

function unknownChoices(source: Source, path: Path, ids: readonly string[], target: Trin): ContentProblem[] {
  const known = (target.valg ?? []).map((v) => v.id);
  return ids.flatMap((id, i) =>
    known.includes(id) ? [] : [source.problemAt([...path, i], `trinnet "${target.id}" har ikke valget "${id}"`)],
  );
}

/** A step that in the end waits for itself could never open. Each cycle is told once, at a lock that is part of it. */
function lockCycles(steps: readonly StepPlace[], byId: ReadonlyMap<string, StepPlace>): ContentProblem[] {
  const finished = new Set<string>();
  const problems: ContentProblem[] = [];
  const visit = (place: StepPlace, trail: readonly string[]): void => {
    const { step, source, path } = place;
    if (finished.has(step.id)) return;
    const here = [...trail, step.id];
    (step.laastAf ?? []).forEach((lock, i) => {
      const start = here.indexOf(lock.trin);
      const next = byId.get(lock.trin);
      if (start >= 0) {
        const cycle = [...here.slice(start), lock.trin].join(' → ');
        problems.push(source.problemAt([...path, 'laastAf', i], `låsene går i ring: ${cycle}`));
      } else if (next) {
        visit(next, here);
      }
    });
    finished.add(step.id);
  };
  steps.forEach((place) => visit(place, []));
  return problems;
}

function ruleReferences(set: ParsedSet, byId: ReadonlyMap<string, StepPlace>): ContentProblem[] {
  const { source, value } = set.beslutninger;
  return value.regler.flatMap((rule, i) => {
    const at: Path = ['regler', i];
    const target = rule.trin === undefined ? undefined : byId.get(rule.trin);
    const unknownStep =
      rule.trin !== undefined && !target
        ? [source.problemAt([...at, 'trin'], `reglen peger på trinnet "${rule.trin}", som ikke findes`)]
        : [];
    const unknownChoice =
      target && rule.forValg !== undefined && !target.step.valg?.some((v) => v.id === rule.forValg)
        ? [source.problemAt([...at, 'forValg'], `trinnet "${target.step.id}" har ikke valget "${rule.forValg}"`)]
        : [];
    return [
      ...unknownStep,
      ...unknownChoice,
      ...rule.kraever.flatMap((k, j) => unknownRoles(source, [...at, 'kraever', j, 'rolle'], [k.rolle], set)),
      ...unknownRoles(source, [...at, 'stemmelighedAfgoeresAf'], [rule.stemmelighedAfgoeresAf], set),
      ...unknownRoles(source, [...at, 'eskaleresTil'], rule.eskaleresTil, set),
    ];
  });
}

/** Hooked instrukser are checked by the loader: it knows which files a set lists. */
function missingHooks(set: ParsedSet, byId: ReadonlyMap<string, StepPlace>): ContentProblem[] {
  const { roller, beslutninger } = set;
  return [
    ...missing(HOOKS.roller, roller.value.roller).map((id) =>
      roller.source.problemAt(['roller'], `rollen "${id}" mangler; programmet bruger den`),
    ),
    ...missing(HOOKS.regler, beslutninger.value.regler).map((id) =>
      beslutninger.source.problemAt(['regler'], `reglen "${id}" mangler; programmet bruger den`),
    ),
    ...missing(HOOKS.niveauer, beslutninger.value.niveauer).map((id) =>
      beslutninger.source.problemAt(['niveauer'], `niveauet "${id}" mangler; programmet bruger det`),
    ),
    ...Object.entries(HOOKS.trin).flatMap(([instruksId, ids]) =>
      set.instrukser
        .filter((i) => i.value.id === instruksId)
        .flatMap(({ source }) =>
          ids
            .filter((id) => byId.get(id)?.source !== source)
            .map((id) => source.problemAt(['afsnit'], `trinnet "${id}" mangler; programmet bruger det`)),
        ),
    ),
    ...Object.entries(HOOKS.felter).flatMap(([instruksId, ids]) =>
      set.instrukser
        .filter((i) => i.value.id === instruksId)
        .flatMap(({ source, value }) =>
          missing(ids, value.felter).map((id) =>
            source.problemAt(['felter'], `feltet "${id}" mangler; programmet bruger det`),
          ),
        ),
    ),
  ];
}

function missing(required: readonly string[], items: readonly { readonly id: string }[]): string[] {
  return required.filter((id) => !items.some((item) => item.id === id));
}
