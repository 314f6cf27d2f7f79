import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../../../src/app/ports';
import type { Absence, CardRow, ChatChoice, ContactRow, Head, IncidentIndexRow, OutboxRow, PutAway, ReceiptRow, ThreadRow, WaitingItem } from '../../../src/app/ports';
import type { DraftEditing, MailRow, SvarlinkRow } from '../../../src/app/mailRows';
import type { Roster } from '../../../src/app/roster';
import type { SealedLine } from '../../../src/app/chain';
import type { Store } from '../../../src/adapters/tables/open';
import type { Faults } from './faults';

interface Incident {
  head: Head | undefined;
  readonly lines: SealedLine[];
  readonly commands: Map<string, { readonly fromNr: number; readonly toNr: number }>;
  readonly outbox: Map<string, OutboxRow>;
  readonly cards: Map<string, CardRow>;
  readonly receipts: Map<string, ReceiptRow>;
  readonly contacts: Map<string, ContactRow>;
  readonly mails: Map<string, MailRow>;
  readonly editing: Map<string, DraftEditing>;
  readonly leases: Map<string, { readonly owner: string; readonly until: string }>;
  readonly absences: Map<string, Absence>;
}

export interface MemoryStore extends Store {
  readonly faults: Faults;
  /** All that is stored of one incident, to compare. */
  dump(incident: string): readonly unknown[];
}

/** What one row of a table holds. */
const MAX_PAYLOAD = 15 * 32_000;

/** The ports without a table behind them, held to the same contracts: for tests of what is built upon them. */
export function memoryStore(): MemoryStore {
  const incidents = new Map<string, Incident>();
  const index = new Map<string, IncidentIndexRow>();
  const threads = new Map<string, ThreadRow>();
  const svarlinks = new Map<string, SvarlinkRow>();
  const inbox = new Map<string, { readonly item: WaitingItem; readonly remindAgain?: string } | { readonly item: undefined; readonly to?: PutAway }>();
  const chatChoices = new Map<string, ChatChoice>();
  let indexChanges = 0;
  const compared = new Map<string, string>();
  let lastBeat: string | undefined;
  let roster: Roster | undefined;
  let down = false;
  let losing = false;

  /** Like a request: others get a turn first, nothing is shared with the caller, and it can go wrong on either way. */
  async function request<T>(operation: string, work: () => T): Promise<T> {
    await Promise.resolve();
    if (down) throw new StoreUnavailable(operation, new Error('down'));
    const result = work();
    if (losing) {
      losing = false;
      throw new StoreUnavailable(operation, new Error('the answer got lost'));
    }
    return copy(result);
  }

  function mark(id: string, marks: Pick<IncidentIndexRow, 'status' | 'lukket' | 'lukketHvorfor'>): void {
    const row = index.get(id);
    if (!row) throw new Error(`incident ${id} is not in the index`);
    index.set(id, { ...row, ...marks });
    indexChanges += 1;
  }

  function at(id: string): Incident {
    const known = incidents.get(id);
    if (known) return known;
    const fresh: Incident = {
      head: undefined, lines: [], commands: new Map(), outbox: new Map(), cards: new Map(), receipts: new Map(), contacts: new Map(), mails: new Map(), editing: new Map(), leases: new Map(), absences: new Map(),
    };
    incidents.set(id, fresh);
    return fresh;
  }

  /** Puts the row there if it still is as the caller knows it. */
  function change(row: OutboxRow, to: Partial<OutboxRow>): OutboxRow | undefined {
    const { outbox } = at(row.incident);
    if (outbox.get(row.id)?.etag !== row.etag) return undefined;
    const changed = { ...row, ...to, etag: randomUUID() };
    outbox.set(row.id, changed);
    return changed;
  }

  function changeItem(id: string, to: Partial<WaitingItem>): WaitingItem {
    const row = inbox.get(id);
    if (!row?.item) throw new Error(`${id} is not in the inbox`);
    const item = stored({ ...row.item, ...to });
    inbox.set(id, { ...row, item });
    return item;
  }

  return {
    faults: {
      down: () => { down = true; },
      loseNextAnswer: () => { losing = true; },
      heal: () => { down = false; losing = false; },
    },
    dump: (id) => Object.values(copy(at(id))).map((part) => (part instanceof Map ? [...part] : part)),
    ready: () => Promise.resolve(!down),

    events: {
      readHead: (id) => request('readHead', () => at(id).head),
      readLines: (id, afterNr) => request('readLines', () => at(id).lines.filter((line) => line.envelope.nr > afterNr)),
      readLine: (id, nr) => request('readLine', () => at(id).lines.find((line) => line.envelope.nr === nr)),
      append: (id, expected, commits) => request('append', () => {
        const incident = at(id);
        const lines = commits.flatMap((commit) => commit.lines);
        const rows = 1 + lines.length + commits.reduce((sum, commit) => sum + 1 + commit.effects.length, 0);
        const last = lines.at(-1);
        if (!last || commits.some((commit) => commit.lines.length === 0)) throw new Error('a command has no lines to store');
        if (rows > 100) throw new Error(`${rows} rows in one transaction`);
        if (lines.some((line) => (line.payload ?? '').length > MAX_PAYLOAD)) throw new Error('a payload is too long for one row');
        if (lines.some((line, position) => line.envelope.nr !== (expected?.nr ?? 0) + 1 + position)) throw new Error('the lines do not follow on the head');
        const ids = commits.map((commit) => commit.commandId);
        if (new Set(ids).size < ids.length || ids.some((command) => incident.commands.has(command))) return { kind: 'duplicate' as const };
        if (incident.head?.etag !== expected?.etag) return { kind: 'conflict' as const };
        const head = { nr: last.envelope.nr, hash: last.hash, etag: randomUUID() };
        const outbox = commits.flatMap(({ lines: own, effects }) => effects.map((effect, position): OutboxRow => {
          const { nr, recordedAt } = (own.at(-1) ?? last).envelope;
          const rowId = `${String(nr).padStart(10, '0')}-${String(position).padStart(2, '0')}`;
          return { id: rowId, incident: id, effect: stored(effect), attempts: 0, maybeSent: false, notBefore: recordedAt, etag: randomUUID() };
        }));
        for (const { commandId, lines: own } of commits) {
          incident.commands.set(commandId, { fromNr: own[0]?.envelope.nr ?? 0, toNr: own.at(-1)?.envelope.nr ?? 0 });
        }
        for (const gone of commits.flatMap((commit) => commit.erase ?? [])) {
          const { envelope, payloadHash, hash } = gone;
          incident.lines[envelope.nr - 1] = { envelope, payloadHash, hash };
        }
        incident.lines.push(...stored(lines));
        for (const row of outbox) incident.outbox.set(row.id, row);
        incident.head = head;
        return { kind: 'appended' as const, head, outbox };
      }),
      findCommand: (id, commandId) => request('findCommand', () => at(id).commands.get(commandId)),
    },

    outbox: {
      pending: (id) => request('pending', () => [...at(id).outbox.values()].sort((a, b) => (a.id < b.id ? -1 : 1))),
      claim: (row, notBefore) => request('claim', () => change(row, { attempts: row.attempts + 1, maybeSent: true, notBefore })),
      postpone: (row, notBefore, maybeSent) => request('postpone', () => change(row, { notBefore, maybeSent })),
      finish: (id, rows, { card, receipt }) => request('finish', () => {
        const incident = at(id);
        for (const row of rows) incident.outbox.delete(row.id);
        if (card) incident.cards.set(card.card, stored(card));
        if (receipt) incident.receipts.set(receiptKey(receipt.gather, receipt.person), stored(receipt));
      }),
    },

    cardRows: {
      cards: (id) => request('cards', () => [...at(id).cards.values()]),
      saveCard: (id, row) => request('saveCard', () => { at(id).cards.set(row.card, stored(row)); }),
      receipt: (id, conversation, person) => request('receipt', () => at(id).receipts.get(receiptKey(conversation, person))),
    },

    contacts: {
      saveContact: (id, contact) => request('saveContact', () => { at(id).contacts.set(contact.id, stored(contact)); }),
      contacts: (id) => request('contacts', () => [...at(id).contacts.values()]),
    },

    mails: {
      saveMail: (id, row) => request('saveMail', () => { at(id).mails.set(`${row.udsendelse} ${row.person}`, stored(row)); }),
      mails: (id, udsendelse) => request('mails', () => [...at(id).mails.values()].filter((row) => row.udsendelse === udsendelse)),
    },

    editors: {
      saveEditing: (id, editing) => request('saveEditing', () => { at(id).editing.set(editing.udkast, stored(editing)); }),
      editing: (id, udkast) => request('editing', () => at(id).editing.get(udkast)),
      allEditing: (id) => request('allEditing', () => [...at(id).editing.values()]),
      removeEditing: (id, udkast) => request('removeEditing', () => { at(id).editing.delete(udkast); }),
    },

    svarlinks: {
      saveSvarlink: (row) => request('saveSvarlink', () => { svarlinks.set(row.hash, stored(row)); }),
      findSvarlink: (hash) => request('findSvarlink', () => svarlinks.get(hash)),
    },

    leases: {
      acquire: (id, lane, owner, now, until) => request('acquire', () => {
        const held = at(id).leases.get(lane);
        if (held && held.owner !== owner && Date.parse(held.until) > Date.parse(now)) return false;
        at(id).leases.set(lane, { owner, until });
        return true;
      }),
      release: (id, lane, owner) => request('release', () => {
        if (at(id).leases.get(lane)?.owner === owner) at(id).leases.delete(lane);
      }),
    },

    comparisons: {
      comparedUntil: (id) => request('comparedUntil', () => compared.get(id)),
      saveComparedUntil: (id, until) => request('saveComparedUntil', () => { compared.set(id, until); }),
      absences: (id) => request('absences', () => [...at(id).absences.values()].sort((a, b) => (a.fra < b.fra ? -1 : 1))),
      addAbsence: (id, absence) => request('addAbsence', () => { at(id).absences.set(absence.fra, stored(absence)); }),
      removeAbsence: (id, absence) => request('removeAbsence', () => { at(id).absences.delete(absence.fra); }),
    },

    heartbeat: {
      last: () => request('last', () => lastBeat),
      beat: (instant) => request('beat', () => { lastBeat = instant; }),
    },

    index: {
      reserve: (id, about) => request('reserve', () => {
        const known = index.get(id);
        if (known) return known;
        const row: IncidentIndexRow = { id, nr: index.size + 1, ...stored(about), status: 'reserved' };
        index.set(id, row);
        indexChanges += 1;
        return row;
      }),
      markOpen: (id) => request('markOpen', () => mark(id, { status: 'open' })),
      markClosed: (id, lukket, lukketHvorfor) => request('markClosed', () => mark(id, { status: 'lukket', lukket, lukketHvorfor })),
      version: () => request('version', () => String(indexChanges)),
      all: () => request('all', () => [...index.values()]),
    },

    threads: {
      bind: (row) => request('bind', () => { threads.set(row.conversation, stored(row)); }),
      find: (conversation) => request('find', () => threads.get(conversation)),
    },

    inbox: {
      put: (item) => request('put', () => {
        if (!inbox.has(item.id)) inbox.set(item.id, { item: stored(item) });
        return inbox.get(item.id)?.item !== undefined;
      }),
      get: (id) => request('get', () => inbox.get(id)?.item),
      waiting: () => request('waiting', () => [...inbox.values()].flatMap(({ item }) => (item ? [item] : []))),
      choose: (id, incident) => request('choose', () => {
        const item = inbox.get(id)?.item;
        return item && (item.chosen ?? changeItem(id, { chosen: incident }).chosen);
      }),
      unchoose: (id, incident) => request('unchoose', () => { if (inbox.get(id)?.item?.chosen === incident) changeItem(id, { chosen: undefined }); }),
      askInstead: (id) => request('askInstead', () => inbox.get(id)?.item?.waitsFor === 'thread' && changeItem(id, { waitsFor: 'choice' }).waitsFor === 'choice'),
      asked: (id, card) => request('asked', () => { if (inbox.get(id)?.item) changeItem(id, { card }); }),
      claimReminder: (id, now, until) => request('claimReminder', () => {
        const row = inbox.get(id);
        if (!row?.item || row.item.reminded || (row.remindAgain ?? '') > now) return false;
        inbox.set(id, { item: row.item, remindAgain: until });
        return true;
      }),
      reminded: (id) => request('reminded', () => { if (inbox.get(id)?.item) changeItem(id, { reminded: true }); }),
      remove: (id, to) => request('remove', () => { inbox.set(id, { item: undefined, to }); }),
      whereTo: (id) => request('whereTo', () => {
        const row = inbox.get(id);
        return row && !row.item ? row.to : undefined;
      }),
    },

    chatChoices: {
      find: (conversation) => request('find', () => chatChoices.get(conversation)),
      save: (choice) => request('save', () => { chatChoices.set(choice.conversation, stored(choice)); }),
    },

    roster: {
      load: () => request('load', () => roster),
      save: (next) => request('save', () => { roster = stored(next); }),
    },
  };
}

function receiptKey(conversation: string, person: string): string {
  return JSON.stringify([conversation, person]);
}

function copy<T>(value: T): T {
  return structuredClone(value);
}

/** As it comes back from a table: properties without a value are not there. */
function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
