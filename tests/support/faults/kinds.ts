import type { ConnectorRequest } from '../../../src/oevebane/connector/connector';
import type { SeenRequest } from '../store/proxy';

/** What a request to the store is about: operation, table and kind of row; of a transaction, all of its rows. */
export function storeKind({ method, path, body }: SeenRequest): string {
  const address = decodeURIComponent(path);
  if (!address.includes('$batch')) return `${single(method, address, body)} @${tableOf(address)}`;
  const rows = [...body.matchAll(/^(POST|PUT|PATCH|MERGE|DELETE) (\S+) HTTP\/1\.1$([^]*?)(?=^--|$(?![^]))/gm)].map(([, inner = '', url = '', rest = '']) => single(inner, decodeURIComponent(url), rest));
  return `batch ${rows.filter((row, index) => row !== rows[index - 1]).join(' + ')} @${tableOf(body)}`;
}

/** The lines in a transaction are told apart by their event: a commit of each command is a kind of its own. */
function single(method: string, address: string, body: string): string {
  // The first number of all is created, later ones replace it: the same step.
  if (/RowKey(='|":")NR/.test(address + body) && method !== 'GET') return 'count NR';
  const kept = /"RowKey":"(\w+)/.exec(body)?.[1] ?? /RowKey='(\w+)/.exec(address)?.[1];
  const listed = /RowKey gt '(\w+)/.exec(address)?.[1];
  if (method === 'GET') return kept !== undefined ? `get ${kept}` : `list ${listed ?? ''}`;
  const operation = { POST: 'create', PUT: 'replace', PATCH: 'merge', MERGE: 'merge', DELETE: 'delete' }[method] ?? method;
  const what = kept === 'E' ? ` ${/"type":"(\w+)"/.exec(body)?.[1]}` : kept === 'O' ? ` ${/"kind":"(\w+)"/.exec(body)?.[1] ?? ''}` : '';
  return `${operation} ${kept ?? ''}${what}`.trim();
}

function tableOf(text: string): string {
  return /t[0-9a-z]+(haendelser|indeks|traade|indbakke|roster)\b/.exec(text)?.[1] ?? 'Tables';
}

/** What a request to Teams is about: operation and message. */
export function teamsKind({ operation, body }: ConnectorRequest): string {
  const activity = (operation === 'createConversation' ? (body as { activity?: unknown }).activity : body) as { text?: string; attachments?: unknown } | undefined;
  return `teams ${operation} ${activity ? messageKind(activity) : ''}`;
}

export function messageKind(activity: { readonly text?: unknown; readonly attachments?: unknown }): string {
  const text = typeof activity.text === 'string' ? activity.text.replace(/^\(gentaget\) /, '') : '';
  if (text.startsWith('Gemt: ')) return 'receipt';
  if (text.startsWith('Din tur: ')) return 'mention';
  if (text.startsWith('Ny ')) return 'roleHandedOver';
  if (text.startsWith('Du har fået ')) return 'assign';
  if (text.startsWith('Der åbnes en hændelse mere. ')) return 'otherIncident';
  if (text) return `text "${text.slice(0, 20)}"`;
  const card = JSON.stringify(activity.attachments ?? '');
  if (card.includes('"udfyldBeslutning"')) return 'decisionCard';
  if (card.includes('"dialog":"mere"')) return 'instruksCard';
  if (card.includes('"dialog":"kontaktperson"')) return 'haendelseCard';
  return 'card';
}
