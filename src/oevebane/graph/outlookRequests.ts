import { Refusal } from '../connector/refusal';
import type { Asked } from './asked';
import { cancelEvent, createEvent, getEvent, listEvents, updateEvent } from './calendar';
import { createMessage, getMessage, listMessages, sendMessage } from './mail';
import type { Outlook } from './outlook';
import type { IdKind } from './outlookIds';
import type { Permissions } from './outlookItems';
import { decoded } from './path';

export type OutlookOperation =
  'listEvents' | 'createEvent' | 'getEvent' | 'updateEvent' | 'cancelEvent' | 'listMail' | 'createMail' | 'getMail' | 'sendMail' | 'listFolder';

export interface OutlookRequest {
  operation: OutlookOperation;
  mailbox: string;
  /** The item's id, or the folder's. */
  id?: string;
  /** Whether the request asks for ids that stay. */
  ids: IdKind;
  body?: unknown;
}

interface Route {
  method: string;
  path: RegExp;
  operation: OutlookOperation;
  needs: keyof Permissions;
  status: number;
  answer(asked: Asked, id: string, body: unknown): Record<string, unknown> | undefined;
}

const get = { method: 'GET', status: 200 };
const post = { method: 'POST' };
const event = { needs: 'calendar' } as const;
const mail = { needs: 'mail' } as const;

const ROUTES: readonly Route[] = [
  { ...get, ...event, path: /^\/events$/, operation: 'listEvents', answer: (asked) => listEvents(asked) },
  { ...post, ...event, path: /^\/events$/, operation: 'createEvent', status: 201, answer: (asked, _id, body) => createEvent(asked, body) },
  { ...get, ...event, path: /^\/events\/([^/]+)$/, operation: 'getEvent', answer: getEvent },
  { method: 'PATCH', status: 200, ...event, path: /^\/events\/([^/]+)$/, operation: 'updateEvent', answer: updateEvent },
  { ...post, ...event, path: /^\/events\/([^/]+)\/cancel$/, operation: 'cancelEvent', status: 202, answer: cancelEvent },
  { ...get, ...mail, path: /^\/messages$/, operation: 'listMail', answer: (asked) => listMessages(asked) },
  { ...post, ...mail, path: /^\/messages$/, operation: 'createMail', status: 201, answer: (asked, _id, body) => createMessage(asked, body) },
  { ...get, ...mail, path: /^\/messages\/([^/]+)$/, operation: 'getMail', answer: getMessage },
  { ...post, ...mail, path: /^\/messages\/([^/]+)\/send$/, operation: 'sendMail', status: 202, answer: sendMessage },
  { ...get, ...mail, path: /^\/mailFolders\/([^/]+)\/messages$/, operation: 'listFolder', answer: listMessages },
];

/** Undefined: about something else than a mailbox. */
export function readOutlookRequest(method: string | undefined, path: string, prefer: string | undefined, body: unknown): OutlookRequest | undefined {
  const [, mailbox, rest = ''] = /^\/users\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (mailbox === undefined) return undefined;
  const here = ROUTES.filter((route) => route.path.test(rest));
  if (here.length === 0) return undefined;
  const route = here.find((candidate) => candidate.method === method);
  if (!route) throw new Refusal(405, 'ErrorMethodNotAllowed', 'Specified HTTP method is not allowed for the request target.');
  const id = route.path.exec(rest)?.[1];
  return {
    operation: route.operation,
    mailbox: decoded(mailbox),
    ...(id === undefined ? {} : { id: decoded(id) }),
    ids: /IdType\s*=\s*"ImmutableId"/i.test(prefer ?? '') ? 'immutable' : 'moving',
    ...(body === undefined ? {} : { body }),
  };
}

/** What a mailbox or its calendar answers. */
export async function outlookAnswer(outlook: Outlook, request: OutlookRequest, url: URL): Promise<{ status: number; body?: unknown }> {
  const { operation, mailbox, id = '', ids, body } = request;
  const route = ROUTES.find((candidate) => candidate.operation === operation);
  if (!route) throw new Refusal(400, 'BadRequest', 'Resource not found.');
  // Without the right nobody is told which mailboxes there are.
  if (!outlook.permissions[route.needs]) throw new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  if (!outlook.hasMailbox(mailbox)) throw new Refusal(404, 'ErrorInvalidUser', `The requested user '${mailbox}' is invalid.`);
  const answer = route.answer({ outlook, mailbox, ids, url }, id, body);
  if (route.method !== 'GET') await outlook.saved();
  return { status: route.status, ...(answer === undefined ? {} : { body: answer }) };
}
