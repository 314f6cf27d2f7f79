import { parseArgs } from 'node:util';
import type { IncidentIndex } from '../app/ports';
import { logLines, toJsonl, type ContentByHash } from '../reports/jsonl';
import { verifyLog, type ReadLog } from '../reports/verify';
import { EXIT, type ExitCode, type Output } from './output';

export const USAGE = `Brug:
  npm run log -- export --incident NR --format jsonl   skriver loggen, én linje JSON pr. linje
  npm run log -- verify --incident NR                  efterser, at loggen er, som den blev skrevet
NR er hændelsens nummer, som det står på kortet.
`;

export interface LogDeps {
  readonly store: ReadLog;
  readonly index: Pick<IncidentIndex, 'all'>;
  readonly contentByHash: ContentByHash;
}

interface Request {
  readonly act: 'export' | 'verify';
  readonly nr: number;
}

/** `open` is only called once the arguments make sense. */
export async function run(argv: readonly string[], open: () => Promise<LogDeps>, out: Output): Promise<ExitCode> {
  const request = parse(argv);
  if (typeof request === 'string') {
    out.stderr(`${request}\n\n${USAGE}`);
    return EXIT.usage;
  }
  const deps = await open();
  const row = (await deps.index.all()).find(({ nr }) => nr === request.nr);
  // A number without a stream was reserved by an opening that never came to its end.
  if (!row || (row.status === 'reserved' && !(await deps.store.readHead(row.id)))) {
    out.stderr(`Der er ingen hændelse med nummer ${request.nr}.\n`);
    return EXIT.failed;
  }
  return request.act === 'export' ? exportLog(row.id, deps, out) : verifyIncident(row.id, deps, out);
}

async function exportLog(incident: string, { store, contentByHash }: LogDeps, out: Output): Promise<ExitCode> {
  out.stdout(toJsonl(logLines(await store.readLines(incident, 0), contentByHash)));
  return EXIT.ok;
}

async function verifyIncident(incident: string, { store }: LogDeps, out: Output): Promise<ExitCode> {
  const check = await verifyLog(store, incident);
  out.stdout(`${check.sentence}\n`);
  return check.kind === 'intact' ? EXIT.ok : EXIT.failed;
}

/** The request, or a Danish sentence on what is wrong with the arguments. */
function parse(argv: readonly string[]): Request | string {
  const args = readArgs(argv);
  if (!args) return 'Kommandoen kan ikke forstås.';
  const { act, incident, format } = args;
  if (act !== 'export' && act !== 'verify') return 'Skriv enten export eller verify.';
  if (!/^[1-9]\d{0,8}$/.test(incident)) return 'Skriv hændelsens nummer: --incident 3';
  if (act === 'export' && format !== 'jsonl') return `Formatet ${format} kendes ikke. Der er kun jsonl.`;
  return { act, nr: Number(incident) };
}

function readArgs(argv: readonly string[]) {
  try {
    const options = { incident: { type: 'string' }, format: { type: 'string', default: 'jsonl' } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return positionals.length === 1 ? { act: positionals[0], incident: values.incident ?? '', format: values.format } : undefined;
  } catch {
    return undefined; // parseArgs' own sentences are English; the usage says what is possible
  }
}
