import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json' };
/** One name in the page's own folder: no path from the outside leads anywhere else. */
const FILE = /^\/([A-Za-z]+(?:\.[A-Za-z]+)?\.(html|js|css|json))$/;
const RENDERER = '/adaptivecards.min.js';

const HEADERS = {
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // The renderer sets styles on its elements; scripts come from here alone, whatever a card may hold.
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

export async function servePageFile(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const [, name, extension = 'js'] = FILE.exec(pathname === '/' ? '/index.html' : pathname) ?? [];
  const path = pathname === RENDERER ? require.resolve('adaptivecards/dist/adaptivecards.min.js') : name && join(folder, name);
  const content = path && (await readFile(path).catch(undefinedWhenMissing));
  if (content === undefined || content === '') {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end('Siden findes ikke.');
    return;
  }
  response.writeHead(200, { ...HEADERS, 'Content-Type': `${TYPES[extension]}; charset=utf-8` });
  response.end(content);
}

function undefinedWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
