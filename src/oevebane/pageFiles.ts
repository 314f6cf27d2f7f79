import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

// Only these are served, so no path from the outside ever touches the file system.
const FILES: Record<string, { name: string; type: string }> = {
  '/': { name: 'index.html', type: 'text/html' },
  '/page.js': { name: 'page.js', type: 'text/javascript' },
  '/cards.js': { name: 'cards.js', type: 'text/javascript' },
  '/markup.js': { name: 'markup.js', type: 'text/javascript' },
  '/page.css': { name: 'page.css', type: 'text/css' },
  '/hostConfig.json': { name: 'hostConfig.json', type: 'application/json' },
  '/hostConfig.dark.json': { name: 'hostConfig.dark.json', type: 'application/json' },
};
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
  const file = FILES[pathname];
  const path =
    pathname === RENDERER
      ? require.resolve('adaptivecards/dist/adaptivecards.min.js')
      : file && join(folder, file.name);
  if (path === undefined) {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end('Siden findes ikke.');
    return;
  }
  const content = await readFile(path);
  response.writeHead(200, { ...HEADERS, 'Content-Type': `${file?.type ?? 'text/javascript'}; charset=utf-8` });
  response.end(content);
}
