import { parse as parseCsv } from 'csv-parse/sync';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { danishYamlError } from '../content/messages';
import { KRISESTAB_ROLES } from '../domain/roles/roles';

/** One file that somebody wants to import. */
export interface RosterFile {
  readonly name: string;
  readonly text: string;
}

export interface RosterError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type Path = readonly PropertyKey[];

/** A roster in the shape of the YAML file, unchecked, that knows where each of its parts was written. */
export interface RawRoster {
  readonly value: unknown;
  readonly at: (path: Path) => { readonly file: string; readonly line: number };
}

type Read = { readonly kind: 'ok'; readonly raw: RawRoster } | { readonly kind: 'errors'; readonly errors: readonly RosterError[] };

/** One YAML file, or people.csv and roles.csv in any order. */
export function readRosterFiles(files: readonly RosterFile[]): Read {
  const [first, second] = files;
  if (first && !second && /\.ya?ml$/i.test(first.name)) return readYaml(first);
  if (first && second && files.length === 2 && files.every((file) => /\.csv$/i.test(file.name))) return readCsvPair([first, second]);
  return failed([{ file: first?.name ?? '', line: 1, message: 'giv enten én YAML-fil eller to CSV-filer (people.csv og roles.csv)' }]);
}

function failed(errors: readonly RosterError[]): Read {
  return { kind: 'errors', errors };
}

// ---- YAML ----------------------------------------------------------------------------------------------------

function readYaml({ name: file, text }: RosterFile): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  // One forgotten bracket makes errors of all that follows: only the first of them helps.
  const [broken] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (broken) return failed([{ file, line: lineAt(broken.pos[0]), message: danishYamlError(broken.code, broken.message) }]);
  if (document.contents === null) return failed([{ file, line: 1, message: 'filen er tom' }]);
  const at = (path: Path) => {
    // A missing key has no place of its own: then where its nearest parent stands.
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return { file, line: lineAt(node.range[0]) };
    }
    return { file, line: 1 };
  };
  return { kind: 'ok', raw: { value: document.toJS(), at } };
}

// ---- two CSV files -------------------------------------------------------------------------------------------

interface Row {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const PEOPLE_COLUMNS = ['id', 'name', 'teamsId', 'email', 'work', 'private', 'kommune', 'guest'] as const;
const ROLE_COLUMNS = ['role', 'person', 'order', 'represents', 'kommune'] as const;
const REQUIRED = { people: ['id', 'name'], roles: ['role', 'person'] } as const;

function readCsvPair(files: readonly [RosterFile, RosterFile]): Read {
  const tables = files.map(readTable);
  const broken = tables.flatMap((table) => ('message' in table ? [table] : []));
  const [one, two] = tables.flatMap((table) => ('rows' in table ? [table] : []));
  if (broken.length > 0 || !one || !two) return failed(broken);
  const [people, roles] = one.columns.includes('role') ? [two, one] : [one, two];
  const wrong = [...wrongColumns(people, PEOPLE_COLUMNS, REQUIRED.people), ...wrongColumns(roles, ROLE_COLUMNS, REQUIRED.roles), ...wrongRows(roles)];
  return wrong.length > 0 ? failed(wrong) : { kind: 'ok', raw: assemble(people, roles) };
}

function readTable({ name: file, text }: RosterFile): Table | RosterError {
  try {
    // A Danish Excel separates by semicolon and writes a byte order mark.
    const header = text.split(/\r?\n/, 1)[0] ?? '';
    const delimiter = header.includes(';') ? ';' : ',';
    let columns: readonly string[] = [];
    const records = parseCsv(text, {
      bom: true, delimiter, trim: true, skip_empty_lines: true, skip_records_with_empty_values: true, info: true,
      columns: (names: string[]) => (columns = names.map((name) => name.replace(/^phones\./, ''))),
    }) as unknown as readonly { info: { lines: number }; record: Record<string, string> }[];
    return { file, columns, rows: records.map(({ info, record }) => ({ file, line: info.lines, cells: record })) };
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return { file, line, message: 'linjen kan ikke læses som CSV; er der lige mange felter i alle linjer, og er anførselstegn lukket?' };
  }
}

function wrongColumns({ file, columns }: Table, known: readonly string[], required: readonly string[]): readonly RosterError[] {
  const unknown = columns.filter((column) => !known.includes(column)).map((column) => `ukendt kolonne "${column}"; der kan være ${known.join(', ')}`);
  const missing = required.filter((column) => !columns.includes(column)).map((column) => `kolonnen "${column}" mangler`);
  return [...unknown, ...missing].map((message) => ({ file, line: 1, message }));
}

const OTHER_ROLES = ['styregruppe', 'formand', 'repraesentantskab', 'kommunekontakt'] as const;
const KNOWN_ROLES: readonly string[] = [...KRISESTAB_ROLES, ...OTHER_ROLES];

function wrongRows({ rows, file }: Table): readonly RosterError[] {
  return rows.flatMap((row) => {
    const { role = '', person = '', order = '', represents = '', kommune = '' } = row.cells;
    const members = rows.filter((other) => other.cells.role === 'styregruppe' && !other.cells.represents);
    const wrong: string[] = [];
    if (!KNOWN_ROLES.includes(role)) wrong.push(`ukendt rolle "${role}"; der kan være ${KNOWN_ROLES.join(', ')}`);
    if (!/^\d*$/.test(order)) wrong.push(`"order" er "${order}", men skal være et tal`);
    if (!person && KNOWN_ROLES.includes(role) && !isKrisestab(role)) wrong.push(`der mangler en person til rollen ${role}`);
    if (role === 'formand' && !members.some((member) => member.cells.person === person)) wrong.push(`formanden "${person}" er ikke medlem af styregruppen`);
    if (represents && role !== 'styregruppe') wrong.push('"represents" bruges kun til suppleanter i styregruppen');
    else if (represents && !members.some((member) => member.cells.person === represents)) wrong.push(`"${represents}" er ikke medlem af styregruppen og kan ikke have en suppleant`);
    if (represents && rows.find((other) => other.cells.role === role && other.cells.represents === represents) !== row) wrong.push(`"${represents}" har allerede en suppleant`);
    if (role === 'kommunekontakt' && !kommune) wrong.push('der mangler en kommune');
    if (role === 'kommunekontakt' && rows.filter((other) => other.cells.role === role && other.cells.kommune === kommune).indexOf(row) > 1) {
      wrong.push(`${kommune} har allerede to kontaktpersoner`);
    }
    return wrong.map((message) => ({ file, line: row.line, message }));
  });
}

function isKrisestab(role: string): boolean {
  return (KRISESTAB_ROLES as readonly string[]).includes(role);
}

/** The same shape as the YAML file's, and for each part the row that it came from. */
function assemble(people: Table, roles: Table): RawRoster {
  const places = new Map<string, Row>();
  const from = (row: Row, ...path: Path) => places.set(path.join('/'), row);
  const inRole = (role: string) => roles.rows
    .filter((row) => row.cells.role === role)
    .map((row, index) => ({ row, order: Number(row.cells.order || index + 1) }))
    .sort((a, b) => a.order - b.order)
    .map(({ row }) => row);

  const value = {
    people: people.rows.map((row, index) => {
      from(row, 'people', index);
      const { work, private: home, guest = '', ...rest } = row.cells;
      return { ...filled(rest), phones: filled({ work, private: home }), guest: GUEST[guest.toLowerCase()] ?? guest };
    }),
    roles: Object.fromEntries(KRISESTAB_ROLES.map((role) => {
      const [holder, ...deputies] = inRole(role);
      if (holder) from(holder, 'roles', role);
      deputies.forEach((row, index) => from(row, 'roles', role, 'deputies', index));
      return [role, { holder: holder?.cells.person, deputies: deputies.map((row) => row.cells.person) }];
    })),
    styregruppe: inRole('styregruppe').filter((row) => !row.cells.represents).map((row, index) => {
      const person = row.cells.person;
      const suppleant = inRole('styregruppe').find((other) => other.cells.represents === person);
      from(row, 'styregruppe', index);
      if (suppleant) from(suppleant, 'styregruppe', index, 'suppleant');
      return { person, suppleant: suppleant?.cells.person, formand: inRole('formand').some((other) => other.cells.person === person) };
    }),
    repraesentantskab: inRole('repraesentantskab').map((row, index) => {
      from(row, 'repraesentantskab', index);
      return row.cells.person;
    }),
    kommunekontakter: [...new Set(inRole('kommunekontakt').map((row) => row.cells.kommune))].map((kommune, index) => {
      const [primary, secondary] = inRole('kommunekontakt').filter((row) => row.cells.kommune === kommune);
      if (primary) from(primary, 'kommunekontakter', index);
      if (secondary) from(secondary, 'kommunekontakter', index, 'secondary');
      return { kommune, primary: primary?.cells.person, secondary: secondary?.cells.person };
    }),
  };
  const at = (path: Path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const row = places.get(path.slice(0, depth).join('/'));
      if (row) return { file: row.file, line: row.line };
    }
    return { file: path[0] === 'people' ? people.file : roles.file, line: 1 };
  };
  return { value, at };
}

const GUEST: Readonly<Record<string, boolean>> = { '': false, nej: false, false: false, '0': false, ja: true, true: true, '1': true };

/** An empty cell says nothing, like a key that is not there. */
function filled(cells: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).flatMap(([key, cell]) => (cell ? [[key, cell]] : [])));
}
