import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { crosscheck } from './crosscheck';
import { aktiveringSchema, forloebSchema } from './activationSchema';
import { breveSchema } from './letterSchema';
import { moederSchema } from './meetingSchema';
import { aabningstiderSchema } from './openingHours';
import { ContentError, type ContentProblem } from './problems';
import {
  beslutningerSchema,
  HOOKS,
  instruksSchema,
  rollerSchema,
  teksterSchema,
  udgivelserSchema,
  type Content,
  type Udgivelse,
} from './schema';
import { readSource, type Parsed, type Path, type Source } from './source';

export { ContentError } from './problems';

/** All published sets. New incidents use `current`; an incident that is under way uses the one it pinned. */
export interface ContentLibrary {
  readonly current: Content;
  readonly byHash: (hash: string) => Content | undefined;
}

const INDEX = 'udgivelser.yaml';

/**
 * Reads and checks every published set in `dir` (the folder with udgivelser.yaml). Throws a ContentError that lists
 * everything that is wrong with file and line. To publish: add the set with 64 zeros as sha256, start, and copy the
 * number that the error shows.
 */
export function loadContent(dir: string): ContentLibrary {
  const index = readSource(dir, INDEX);
  if (!index) throw new ContentError([{ file: INDEX, line: 1, text: `filen findes ikke i ${dir}` }]);
  const { value, problems: indexProblems } = index.parse(udgivelserSchema);
  if (!value) throw new ContentError(indexProblems);

  const problems: ContentProblem[] = outOfOrder(value.udgivelser, index);
  const sets = value.udgivelser.flatMap((udgivelse, i) => {
    const result = loadSet(dir, udgivelse, (path, text) => index.problemAt(['udgivelser', i, ...path], text));
    problems.push(...result.problems);
    return result.content ? [result.content] : [];
  });
  const current = sets.at(-1);
  if (problems.length > 0 || !current) throw new ContentError(problems);
  const byHash = new Map(sets.map((set) => [set.hash, set]));
  return { current, byHash: (hash) => byHash.get(hash) };
}

function outOfOrder(udgivelser: readonly Udgivelse[], index: Source): ContentProblem[] {
  return udgivelser.flatMap((u, i) => {
    const previous = udgivelser[i - 1];
    if (!previous || u.udgivelse > previous.udgivelse) return [];
    const text = `udgivelse ${u.udgivelse} står efter udgivelse ${previous.udgivelse}; numrene skal stige`;
    return [index.problemAt(['udgivelser', i, 'udgivelse'], text)];
  });
}

type InIndex = (path: Path, text: string) => ContentProblem;

function loadSet(
  dir: string,
  udgivelse: Udgivelse,
  inIndex: InIndex,
): { readonly content?: Content; readonly problems: readonly ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const sources: Source[] = [];
  const read = <T extends z.ZodType>(
    name: string,
    version: number,
    path: Path,
    schema: T,
  ): Parsed<z.output<T>> | undefined => {
    const file = `${name}/v${version}.yaml`;
    const source = readSource(dir, file);
    if (!source) {
      problems.push(inIndex(path, `filen ${file} findes ikke`));
      return undefined;
    }
    sources.push(source);
    const parsed = source.parse(schema);
    problems.push(...parsed.problems);
    return parsed.value === undefined ? undefined : { source, value: parsed.value };
  };

  const { filer } = udgivelse;
  const instruksIds = Object.keys(filer.instrukser);
  for (const id of HOOKS.instrukser.filter((hook) => !instruksIds.includes(hook))) {
    problems.push(inIndex(['filer', 'instrukser'], `instruksen "${id}" mangler; programmet bruger den`));
  }
  const instrukser = Object.entries(filer.instrukser).flatMap(([id, version]) => {
    const parsed = read(`instrukser/${id}`, version, ['filer', 'instrukser', id], instruksSchema);
    if (!parsed) return [];
    if (parsed.value.id !== id) {
      problems.push(parsed.source.problemAt(['id'], `id er "${parsed.value.id}", men mappen hedder "${id}"`));
    }
    return [parsed];
  });
  const roller = read('roller', filer.roller, ['filer', 'roller'], rollerSchema);
  const beslutninger = read('beslutninger', filer.beslutninger, ['filer', 'beslutninger'], beslutningerSchema);
  const aabningstider = read('aabningstider', filer.aabningstider, ['filer', 'aabningstider'], aabningstiderSchema);
  const tekster = read('tekster', filer.tekster, ['filer', 'tekster'], teksterSchema);
  const forloeb = read('forloeb', filer.forloeb, ['filer', 'forloeb'], forloebSchema);
  const aktivering = read('aktivering', filer.aktivering, ['filer', 'aktivering'], aktiveringSchema);
  const moeder = read('moeder', filer.moeder, ['filer', 'moeder'], moederSchema);
  const breve = read('breve', filer.breve, ['filer', 'breve'], breveSchema);

  const hash = hashOf(sources);
  // With a file missing the computed hash would be of half a set: don't offer it.
  if (sources.length === instruksIds.length + 8 && hash !== udgivelse.sha256) {
    const text = `udgivelse ${udgivelse.udgivelse}: udgivet indhold er ændret: lav en ny version (filernes sha256 er nu ${hash})`;
    problems.push(inIndex(['sha256'], text));
  }
  // References can only be judged when every file of the set could be read.
  if (!roller || !beslutninger || !aabningstider || !tekster || !forloeb || !aktivering || !moeder || !breve || instrukser.length < instruksIds.length)
    return { problems };
  problems.push(...crosscheck({ instrukser, roller, beslutninger, aabningstider, forloeb, aktivering, moeder, breve }));
  const content: Content = {
    hash,
    udgivelse: udgivelse.udgivelse,
    instrukser: instrukser.map((i) => i.value).sort((a, b) => a.nummer - b.nummer),
    roller: roller.value.roller,
    beslutninger: beslutninger.value,
    aabningstider: aabningstider.value,
    tekster: tekster.value,
    forloeb: forloeb.value,
    aktivering: aktivering.value,
    moeder: moeder.value,
    breve: breve.value,
    graenser: tekster.value.graenser,
  };
  return { content, problems };
}

/** One hash over the names and bytes of a set's files, in a fixed order. */
function hashOf(sources: readonly Source[]): string {
  const lines = sources.map((s) => `${s.file} ${s.sha256}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
