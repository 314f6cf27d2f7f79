import * as z from 'zod';
import { danishIssue } from '../content/messages';
import type { KrisestabRole } from '../domain/roles/roles';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import type { Roster } from './roster';
import type { Path, RawRoster, RosterError, RosterFile } from './rosterFile';
import { readRosterFiles } from './rosterFile';

export type { RosterError, RosterFile } from './rosterFile';

export type RosterParse =
  | { readonly kind: 'ok'; readonly roster: Roster }
  | { readonly kind: 'errors'; readonly errors: readonly RosterError[] };

const STYREGRUPPE_HOEJST = 13;

/** Reads and checks a roster. All errors are reported at once, each with its file and line. */
export function parseRoster(files: readonly RosterFile[]): RosterParse {
  const read = readRosterFiles(files);
  if (read.kind === 'errors') return read;
  const { value, at } = read.raw;
  const result = rosterSchema.safeParse(value, { error: danishIssue });
  const problems = [...(result.success ? [] : result.error.issues.flatMap(problemsOf)), ...inconsistencies(outlineSchema.parse(value))];
  if (problems.length === 0 && result.success) return { kind: 'ok', roster: result.data };
  return { kind: 'errors', errors: inOrder(problems, at) };
}

// ---- the shape -----------------------------------------------------------------------------------------------

const text = z.string().trim().min(1);
/** "bot" and ids with a colon mean others in the log. */
const personId = z
  .string()
  .trim()
  .min(1)
  .regex(/^(?!bot$)[a-z0-9][a-z0-9._-]{0,39}$/i, 'et id skrives med a-z, tal, punktum, bindestreg eller understreg, højst 40 tegn, og må ikke være "bot"');
const email = z.string().trim().regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/, { error: ({ input }) => `"${String(input)}" er ikke en e-mailadresse` });
/** YAML reads a bare 20000001 as a number and drops the plus of +4520000001. */
const phone = z
  .string('et telefonnummer skal stå i anførselstegn')
  .trim()
  .regex(/^\+?[\d\s().-]{3,}$/, { error: ({ input }) => `"${String(input)}" er ikke et telefonnummer` });
/** In YAML, "holder:" with nothing behind it is null. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
const listOf = <T extends z.ZodType>(item: T) => z.preprocess((value) => value ?? [], z.array(item).readonly());

const person = z.strictObject({
  id: personId,
  name: text,
  teamsId: optional(
    z.string().trim().toLowerCase().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
      error: ({ input }) => `"${String(input)}" er ikke et Entra-objekt-id (et GUID som 00000000-0000-0000-0000-000000000001)`,
    }),
  ),
  email: optional(email),
  phones: z.preprocess((value) => value ?? {}, z.strictObject({ work: optional(phone), private: optional(phone) })),
  kommune: optional(text),
  guest: z.boolean().default(false),
});

const seat = z.preprocess((value) => value ?? {}, z.strictObject({ holder: optional(text), deputies: listOf(text) }));

const rosterSchema = z.strictObject({
  people: z.array(person).min(1).readonly(),
  roles: z.preprocess(
    (value) => value ?? {},
    z.strictObject({ kriseleder: seat, logfoerer: seat, procesansvarlig: seat, bemandingsansvarlig: seat } satisfies Record<KrisestabRole, z.ZodType>),
  ),
  styregruppe: listOf(z.strictObject({ person: text, suppleant: optional(text), formand: z.boolean().default(false) })),
  repraesentantskab: listOf(text),
  kommunekontakter: listOf(z.strictObject({ kommune: text, primary: text, secondary: optional(text) })),
  adresser: z.preprocess((value) => value ?? {}, z.record(z.string(), email)),
});

interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Every unknown key has a line of its own; zod points at what is around them. */
function problemsOf(issue: z.core.$ZodIssue): readonly Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  const word = issue.path.length === 1 && issue.path[0] === 'roles' ? 'ukendt rolle' : 'ukendt nøgle';
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: `${word} "${key}"` }));
}

function inOrder(problems: readonly Problem[], at: RawRoster['at']): readonly RosterError[] {
  return problems
    .map(({ path, message }) => ({ ...at(path), message }))
    .sort((a, b) => a.file.localeCompare(b.file, 'da') || a.line - b.line);
}

// ---- what has to fit together --------------------------------------------------------------------------------

/** Who is mentioned where, read leniently, so that a bad address in one line does not hide an unknown person in another. */
const word = z.string().trim().catch('');
const words = z.array(word).catch([]);
const outlineSeat = z.object({ holder: word, deputies: words }).catch({ holder: '', deputies: [] });
const outlineSchema = z.object({
  people: z.array(z.object({ id: word, teamsId: word }).catch({ id: '', teamsId: '' })).catch([]),
  roles: z
    .object({ kriseleder: outlineSeat, logfoerer: outlineSeat, procesansvarlig: outlineSeat, bemandingsansvarlig: outlineSeat })
    .partial()
    .catch({}),
  styregruppe: z
    .array(z.object({ person: word, suppleant: word, formand: z.boolean().catch(false) }).catch({ person: '', suppleant: '', formand: false }))
    .catch([]),
  repraesentantskab: words,
  kommunekontakter: z
    .array(z.object({ kommune: word, primary: word, secondary: word }).catch({ kommune: '', primary: '', secondary: '' }))
    .catch([]),
}).catch({ people: [], roles: {}, styregruppe: [], repraesentantskab: [], kommunekontakter: [] });
type Outline = z.output<typeof outlineSchema>;

interface Mention {
  readonly id: string;
  readonly path: Path;
}

function inconsistencies(outline: Outline): readonly Problem[] {
  const { people, styregruppe, repraesentantskab, kommunekontakter } = outline;
  const known = new Set(people.map((person) => person.id));
  return [
    ...repeated(listed(people, 'people', 'id'), (id) => `id "${id}" bruges af to personer`),
    ...repeated(listed(people, 'people', 'teamsId'), (id) => `teamsId ${id} bruges af to personer`),
    ...mentions(outline).filter(({ id }) => !known.has(id)).map(({ id, path }) => ({ path, message: `ukendt person "${id}"` })),
    ...KRISESTAB_ROLES.flatMap((role) => repeated(seatMentions(outline, role), (id) => `"${id}" står to gange i rollen ${role}`)),
    ...repeated(listed(styregruppe, 'styregruppe', 'person'), (id) => `"${id}" har to pladser i styregruppen`),
    ...styregruppe.flatMap((place, index) => wrongInStyregruppe(place, index, styregruppe)),
    ...repeated(plain(repraesentantskab, 'repraesentantskab'), (id) => `"${id}" står to gange i repræsentantskabet`),
    ...repeated(listed(kommunekontakter, 'kommunekontakter', 'kommune'), (kommune) => `${kommune} står to gange i kommunekontakter`),
  ];
}

function wrongInStyregruppe({ person: id, suppleant, formand }: Outline['styregruppe'][number], index: number, all: Outline['styregruppe']): readonly Problem[] {
  const path = ['styregruppe', index];
  const problems: Problem[] = [];
  if (index === STYREGRUPPE_HOEJST) problems.push({ path, message: `styregruppen har ${all.length} medlemmer; der kan højst være ${STYREGRUPPE_HOEJST}` });
  if (suppleant && suppleant === id) problems.push({ path: [...path, 'suppleant'], message: `"${id}" kan ikke være sin egen suppleant` });
  if (formand && all.findIndex((other) => other.formand) < index) problems.push({ path: [...path, 'formand'], message: 'styregruppen har allerede en formand' });
  return problems;
}

/** Row keys, mentions and look-ups make no difference between upper and lower case. */
function repeated(mentioned: readonly Mention[], message: (id: string) => string): readonly Problem[] {
  const same = (a: Mention, b: Mention) => a.id.toLowerCase() === b.id.toLowerCase();
  return mentioned.filter((mention, index) => mentioned.findIndex((other) => same(other, mention)) < index).map(({ id, path }) => ({ path, message: message(id) }));
}

/** Every place where the file names a person. */
function mentions(outline: Outline): readonly Mention[] {
  const { styregruppe, repraesentantskab, kommunekontakter } = outline;
  return [
    ...KRISESTAB_ROLES.flatMap((role) => seatMentions(outline, role)),
    ...listed(styregruppe, 'styregruppe', 'person'),
    ...listed(styregruppe, 'styregruppe', 'suppleant'),
    ...plain(repraesentantskab, 'repraesentantskab'),
    ...listed(kommunekontakter, 'kommunekontakter', 'primary'),
    ...listed(kommunekontakter, 'kommunekontakter', 'secondary'),
  ];
}

function seatMentions({ roles }: Outline, role: KrisestabRole): readonly Mention[] {
  const { holder = '', deputies = [] } = roles[role] ?? {};
  const held = holder ? [{ id: holder, path: ['roles', role, 'holder'] }] : [];
  return [...held, ...plain(deputies, 'roles', role, 'deputies')];
}

function listed<K extends string>(items: readonly Readonly<Record<K, string>>[], list: string, key: K): readonly Mention[] {
  return items.flatMap((item, index) => (item[key] ? [{ id: item[key], path: [list, index, key] }] : []));
}

function plain(ids: readonly string[], ...list: Path): readonly Mention[] {
  return ids.flatMap((id, index) => (id ? [{ id, path: [...list, index] }] : []));
}
