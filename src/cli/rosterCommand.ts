import { parseArgs } from 'node:util';
import type { RosterStore } from '../app/roster';
import { planImport, type RosterPlan } from '../app/rosterChanges';
import { parseRoster, type RosterFile } from '../app/rosterImport';
import { EXIT, type ExitCode, type Output } from './output';

export const USAGE = `Brug:
  npm run roster -- import personer.yaml              viser, hvad der ændres, og spørger
  npm run roster -- import people.csv roles.csv       det samme fra to CSV-filer
  … --ja                                              gemmer uden at spørge
`;

export interface RosterDeps {
  readonly roster: RosterStore;
  /** Person ids. */
  readonly inOpenIncidents: () => Promise<ReadonlySet<string>>;
}

/** What the command needs before it may open the store. */
export interface RosterSurroundings {
  /** Undefined when there is no such file. */
  readonly readFile: (path: string) => Promise<RosterFile | undefined>;
  readonly open: () => Promise<RosterDeps>;
  /** Absent when nobody is there to answer. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
}

export async function run(argv: readonly string[], around: RosterSurroundings, out: Output): Promise<ExitCode> {
  const request = parse(argv);
  if (!request) {
    out.stderr(USAGE);
    return EXIT.usage;
  }
  const files = await Promise.all(request.files.map(around.readFile));
  const absent = request.files.filter((_, index) => !files[index]);
  if (absent.length > 0) {
    out.stderr(absent.map((path) => `Filen ${path} findes ikke.\n`).join(''));
    return EXIT.failed;
  }
  const parsed = parseRoster(files.filter((file) => file !== undefined));
  if (parsed.kind === 'errors') {
    const list = parsed.errors.map(({ file, line, message }) => `${file}:${line}: ${message}\n`).join('');
    out.stderr(`${list}Intet er gemt. Ret fejlene, og prøv igen.\n`);
    return EXIT.failed;
  }
  const deps = await around.open();
  const plan = planImport(await deps.roster.load(), parsed.roster, await deps.inOpenIncidents());
  out.stdout(summary(plan));
  if (plan.changes.length === 0) return EXIT.ok;
  if (!request.yes && !(await agreed(around.ask))) {
    out.stdout(around.ask ? 'Intet er gemt.\n' : 'Intet er gemt. Tilføj --ja for at gemme.\n');
    return EXIT.ok;
  }
  await deps.roster.save(plan.roster);
  const { length } = plan.roster.people;
  out.stdout(`Gemt: ${length} ${length === 1 ? 'person' : 'personer'}.\n`);
  return EXIT.ok;
}

function parse(argv: readonly string[]): { readonly files: readonly string[]; readonly yes: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: { ja: { type: 'boolean', default: false } }, allowPositionals: true });
    const [act, ...files] = positionals;
    return act === 'import' && (files.length === 1 || files.length === 2) ? { files, yes: values.ja } : undefined;
  } catch {
    return undefined; // parseArgs' own sentences are English; the usage says what is possible
  }
}

function summary({ changes, kept }: RosterPlan): string {
  const staying = kept.map((person) => `Bliver stående: ${person.name} (${person.id}) har en rolle i en åben hændelse`);
  const lines = [...(changes.length > 0 ? changes : ['Ingen ændringer.']), ...staying];
  return `${lines.join('\n')}\n`;
}

async function agreed(ask: RosterSurroundings['ask']): Promise<boolean> {
  return ask !== undefined && /^\s*[jy]/i.test(await ask('Gem ændringerne? (j/n) '));
}
