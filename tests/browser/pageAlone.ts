import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { servePageFile } from '../../src/oevebane/pageFiles';

const PAGE = join(__dirname, '../../src/oevebane/page');
const NOW = '2026-11-24T10:00:00+01:00';

/** A card as the practice page gets it: in a message in a channel, or as the answer to a press that opens a dialog. */
export interface Shown {
  readonly card: unknown;
  readonly title: string;
  readonly inDialog: boolean;
}

export interface PageAlone {
  readonly page: Page;
  /** The page draws it with all its own code; the answer is the selector of what was drawn. */
  show(shown: Shown): Promise<string>;
  close(): Promise<void>;
}

/** Runs in the page, in place of page.js: the channel with this message alone, and no dialog. */
const SHOW_MESSAGE = `async (card) => {
  const [{ state }, { drawConversation }] = await Promise.all([import('/state.js'), import('/conversation.js')]);
  document.getElementById('dialog').close();
  const message = {
    id: 'm1', rootId: 'm1', conversationId: 'krisestab', at: Date.parse('${NOW}'), text: '', files: [], reactions: [], mentions: [],
    author: { name: 'DDH Beredskab', bot: true }, cards: card ? [card] : [],
  };
  Object.assign(state, { me: 'anna', place: 'krisestab', conversations: [{ id: 'krisestab', kind: 'channel', name: 'Krisestab', messages: [message] }] });
  state.replies.clear();
  drawConversation();
}`;

/** Runs in the page: what a press on a button that opens a dialog does. The server answers with the card at hand. */
const SHOW_DIALOG = `async () => {
  const [{ state }, { pressed }] = await Promise.all([import('/state.js'), import('/dialogs.js')]);
  const action = { getJsonTypeName: () => 'Action.Submit', data: { msteams: { type: 'task/fetch' } } };
  await pressed(action, state.conversations[0].messages[0]);
}`;

/** The practice page with its own HTML, styles, policy and drawing code, and no bot behind it. */
export async function openPageAlone(browser: Browser, options: { viewport: { width: number; height: number }; dark: boolean }): Promise<PageAlone> {
  let atHand: Shown | undefined;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (pathname === '/api/dialog/open') {
      const task = { type: 'continue', value: { title: atHand?.title, card: { content: atHand?.card } } };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ answer: { task } }));
    } else if (pathname === '/page.js') response.setHeader('Content-Type', 'text/javascript').end();
    else void servePageFile(PAGE, pathname, response);
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext({
    viewport: options.viewport,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'da-DK',
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);

  return {
    page,
    async show(shown) {
      atHand = shown;
      await page.evaluate(`(${SHOW_MESSAGE})(${shown.inDialog ? 'undefined' : JSON.stringify(shown.card)})`);
      if (!shown.inDialog) return '.thread';
      await page.evaluate(`(${SHOW_DIALOG})()`);
      return '#dialog';
    },
    async close() {
      await context.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
