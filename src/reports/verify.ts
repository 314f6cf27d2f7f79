import type { Verification } from '../app/chain';
import { verify } from '../app/chain';
import type { EventStore, Head } from '../app/ports';
import type { SealedLine } from '../app/chain';

/** Whether a log is as it was written; `nr` is the first line that does not fit. */
export type LogCheck =
  | { readonly kind: 'intact'; readonly sentence: string }
  | { readonly kind: 'broken'; readonly nr: number; readonly sentence: string };

export type ReadLog = Pick<EventStore, 'readHead' | 'readLines'>;

/** The head is read on both sides of the lines, so that somebody who writes meanwhile is not taken for tampering. */
export async function verifyLog(store: ReadLog, incident: string): Promise<LogCheck> {
  const before = await store.readHead(incident);
  const lines = await store.readLines(incident, 0);
  const after = await store.readHead(incident);
  return judge(lines, before, after);
}

/** The chain tells of changed lines; only the heads tell that lines are missing at the end, or are too many. */
export function judge(lines: readonly SealedLine[], before: Head | undefined, after: Head | undefined): LogCheck {
  const chain = verify(lines);
  if (chain.kind === 'broken') return broken(chain.nr, WHY[chain.why]);
  if (!before || !after) return broken(1, 'loggens slutning er ikke noteret');
  if (lines.length < before.nr) return broken(lines.length + 1, `den mangler; loggen skal have ${before.nr} linjer`);
  if (lines.length > after.nr) return broken(after.nr + 1, `den er kommet til uden om programmet; loggen skal have ${after.nr} linjer`);
  const atHead = [before, after].find((head) => (lines[head.nr - 1]?.hash ?? head.hash) !== head.hash);
  if (atHead) return broken(atHead.nr, 'loggen er skrevet om; den slutter ikke, som den skal');
  return { kind: 'intact', sentence: intact(chain) };
}

const WHY: Readonly<Record<Extract<Verification, { kind: 'broken' }>['why'], string>> = {
  nummer: 'nummeret mangler, eller rækkefølgen er forkert',
  indhold: 'indholdet er ændret',
  slettet: 'teksten er væk, uden at nogen har slettet den i programmet',
  kaede: 'den hænger ikke sammen med linjerne før',
};

function broken(nr: number, why: string): LogCheck {
  return { kind: 'broken', nr, sentence: `Linje ${nr} passer ikke: ${why}.` };
}

/** The last hash is what an auditor keeps elsewhere: a log that was rewritten as a whole has another one. */
function intact({ lines, erased, lastHash }: Extract<Verification, { kind: 'intact' }>): string {
  const whole = `Loggen er hel: ${lines} ${lines === 1 ? 'linje' : 'linjer'}.`;
  const gone = erased.length === 0 ? '' : ` Indholdet er slettet i linje ${erased.join(', ')}.`;
  return `${whole}${gone} Sidste kontroltal: ${lastHash}`;
}
