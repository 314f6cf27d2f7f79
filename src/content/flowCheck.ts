import { RING } from '../domain/mail/mail';
import type { Aktivering, Forloeb } from './activationSchema';
import type { Breve } from './letterSchema';
import type { Moeder } from './meetingSchema';
import type { ContentProblem } from './problems';
import type { Parsed, Path } from './source';

/** What the activation files refer to. */
export interface Known {
  readonly instrukser: readonly string[];
  readonly trin: readonly string[];
  readonly regler: readonly string[];
  readonly niveauer: readonly string[];
}

/** Every arrow of the drawing ends at a node, every node can be reached, and what the program names is there. */
export function flowProblems({ source, value }: Parsed<Forloeb>, known: Known): ContentProblem[] {
  const ids = value.knuder.map(({ id }) => id);
  const missing = (path: Path, id: string, among: readonly string[], what: string): ContentProblem[] =>
    among.includes(id) ? [] : [source.problemAt(path, `${what} "${id}" findes ikke`)];
  const problems = value.knuder.flatMap((knude, k): ContentProblem[] => {
    const at: Path = ['knuder', k];
    const twice = ids.indexOf(knude.id) < k ? [source.problemAt([...at, 'id'], `to knuder har id "${knude.id}"`)] : [];
    const starts = (knude.starter ?? []).flatMap((id, i) => missing([...at, 'starter', i], id, known.instrukser, 'instruksen'));
    const worse = knude.forvaerret ? missing([...at, 'forvaerret'], knude.forvaerret, ids, 'knuden') : [];
    const rule = knude.art === 'afstemning' ? missing([...at, 'regel'], knude.regel, known.regler, 'reglen') : [];
    const arrows = knude.art === 'handling'
      ? missing([...at, 'til'], knude.til, ids, 'knuden')
      : 'svar' in knude ? knude.svar.flatMap(({ til }, i) => missing([...at, 'svar', i, 'til'], til, ids, 'knuden')) : [];
    return [...twice, ...starts, ...worse, ...rule, ...arrows, ...missingAnswers(knude, at, source)];
  });
  const reached = reachable(value);
  const islands = value.knuder.flatMap(({ id }, k) => (reached.has(id) ? [] : [source.problemAt(['knuder', k, 'id'], `ingen pil fører til knuden "${id}"`)]));
  const only = value.kunHerfra.flatMap((id, i) => (value.knuder.some((knude) => knude.starter?.includes(id)) ? [] : [source.problemAt(['kunHerfra', i], `ingen knude starter instruksen "${id}"`)]));
  return [...only, ...missing(['start'], value.start, ids, 'knuden'), ...problems, ...islands];
}

/** The answers that the program itself gives. */
function missingAnswers(knude: Forloeb['knuder'][number], at: Path, source: Parsed<Forloeb>['source']): ContentProblem[] {
  if (knude.art !== 'afstemning' && knude.art !== 'aabningstid') return [];
  const wanted = knude.art === 'afstemning' ? ['ja', 'nej'] : [knude.undtagelse];
  const ids = knude.svar.map(({ id }) => id);
  const without = wanted.filter((id) => !ids.includes(id)).map((id) => source.problemAt([...at, 'svar'], `svaret "${id}" mangler; programmet bruger det`));
  const tooMany = knude.art === 'aabningstid' && ids.length !== 2 ? [source.problemAt([...at, 'svar'], 'åbningstiden har netop to svar: indenfor og udenfor')] : [];
  return [...without, ...tooMany];
}

function reachable({ start, knuder }: Forloeb): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    const knude = knuder.find((candidate) => candidate.id === id);
    if (!knude || found.has(id)) return;
    found.add(id);
    if (knude.art === 'handling') visit(knude.til);
    if ('svar' in knude) knude.svar.forEach(({ til }) => visit(til));
  };
  visit(start);
  return found;
}

export function activationProblems({ source, value }: Parsed<Aktivering>, known: Known): ContentProblem[] {
  const { aktiver, niveau, opjuster, kontaktperson } = value.forslag;
  const missing = (path: Path, id: string, among: readonly string[], what: string): ContentProblem[] =>
    among.includes(id) ? [] : [source.problemAt(['forslag', ...path], `${what} "${id}" findes ikke`)];
  return [
    ...missing(['aktiver', 'regel'], aktiver.regel, known.regler, 'reglen'),
    ...missing(['niveau', 'standard'], niveau.standard, known.niveauer, 'niveauet'),
    ...value.alarm.trin.flatMap((id, i) => (known.trin.includes(id) ? [] : [source.problemAt(['alarm', 'trin', i], `trinnet "${id}" findes ikke`)])),
    ...[aktiver.trin, opjuster.trin, kontaktperson.trin].flatMap((id) => missing(['aktiver', 'trin'], id, known.trin, 'trinnet')),
  ];
}

export function meetingProblems({ source, value }: Parsed<Moeder>, known: Known): ContentProblem[] {
  return [
    ...value.instrukser.flatMap(({ instruks }, i) => (known.instrukser.includes(instruks) ? [] : [source.problemAt(['instrukser', i, 'instruks'], `instruksen "${instruks}" findes ikke`)])),
    ...Object.entries(value.trin).flatMap(([key, id]) => (known.trin.includes(id) ? [] : [source.problemAt(['trin', key], `trinnet "${id}" findes ikke`)])),
  ];
}

export function letterProblems({ source, value }: Parsed<Breve>, known: Known): ContentProblem[] {
  const letters = (['rep', 'hm', 'kp', 'kontaktpersoner', 'ai', 'opdatering', 'aftale'] as const).map((id) => ({ id, letter: value[id] }));
  // The cards tell a yes from the wish to be rung by it.
  const noRing = (['kp', 'aftale'] as const).filter((id) => !value[id].svar?.knapper.some((button) => button.id === RING)).map((id) => source.problemAt([id, 'svar'], `svaret "${RING}" mangler; programmet bruger det`));
  return [...noRing, ...letters.flatMap(({ id, letter }) => [
    ...letter.trin.flatMap((trin, i) => (known.trin.includes(trin) ? [] : [source.problemAt([id, 'trin', i], `trinnet "${trin}" findes ikke`)])),
    ...('instruks' in letter && letter.instruks && !known.instrukser.includes(letter.instruks) ? [source.problemAt([id, 'instruks'], `instruksen "${letter.instruks}" findes ikke`)] : []),
  ])];
}
