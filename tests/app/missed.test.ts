import type { CommandBody } from '../../src/domain/command';
import { messageCommandId } from '../../src/app/messageIds';
import type { ThreadHistory, ThreadReaction, ThreadReplies, ThreadReply } from '../../src/app/threadHistory';
import { toLogLine } from '../../src/domain/logbook/line';
import { unseal } from '../../src/app/chain';
import { verifyLog } from '../../src/reports/verify';
import { ANNA, CONTENT, EVA } from '../support/given';
import { House, settle, type Process } from './house';

/** What Teams has in its threads, whether or not the bot ever heard of it; and Graph, with its moods. */
class FakeHistory implements ThreadHistory {
  readonly asked: { readonly conversation: string; readonly since: string | undefined }[] = [];
  mood: ((nth: number) => ThreadReplies | undefined) | undefined;
  private readonly threads = new Map<string, ThreadReply[]>();
  /** Those that stand now. */
  readonly reactions: (ThreadReaction & { conversation: string })[] = [];
  private ids = 5000;

  constructor(private readonly house: () => House) {}

  replies(conversation: string, since: string | undefined): Promise<ThreadReplies> {
    this.asked.push({ conversation, since });
    const mood = this.mood?.(this.asked.length);
    return Promise.resolve(mood ?? { kind: 'read', replies: [...(this.threads.get(conversation) ?? [])], reactions: this.reactions.filter((one) => one.conversation === conversation), complete: true });
  }

  /** Somebody writes; the bot is not told. */
  says(conversation: string, text: string, more: Partial<ThreadReply> & { by?: string } = {}): ThreadReply {
    const { by = 'anna', ...rest } = more;
    const reply: ThreadReply = {
      id: String((this.ids += 1)), author: { teamsId: `aad-${by}`, name: by }, text, mentionsBot: false, attachments: [], createdAt: this.house().time.real().toISOString(), ...rest,
    };
    this.threads.set(conversation, [...(this.threads.get(conversation) ?? []), reply]);
    return reply;
  }

  /** Somebody reacts to a post of the bot's. */
  reacts(conversation: string, type: string, messageId = conversation.split('=')[1] ?? ''): ThreadReaction {
    const reaction = { conversation, messageId, type, teamsId: 'aad-anna', name: '', at: this.house().time.real().toISOString() };
    this.reactions.push(reaction);
    return reaction;
  }

  change(conversation: string, id: string, changes: Partial<ThreadReply>): void {
    this.threads.set(conversation, (this.threads.get(conversation) ?? []).map((reply) => (reply.id === id ? { ...reply, ...changes } : reply)));
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FORBIDDEN: ThreadReplies = { kind: 'notPermitted', why: 'Graph answered 403 Forbidden' };

let house: House;
let history: FakeHistory;
let incident: string;
/** The incident's own thread. */
let thread: string;
let first: Process;

beforeEach(async () => {
  house = await House.build();
  history = new FakeHistory(() => house);
  first = await start('en');
  incident = await house.open(first);
  thread = (await house.store.cardRows.cards(incident))[0]!.place.conversation;
});

async function start(owner: string, own: ThreadHistory | undefined = history): Promise<Process> {
  const process = await house.process(owner, { history: own });
  process.sweep.start();
  await settle();
  return process;
}

/** As Teams delivers a message to a bot that is there. */
function delivered(process: Process, { id, text }: ThreadReply) {
  return annaDoes(process, messageCommandId(thread, id), { type: 'logReply', tekst: text, bilag: [] });
}

function annaDoes(process: Process, id: string, body: CommandBody) {
  return house.does(process, incident, ANNA.does(body).as(id));
}

async function lines() {
  return (await house.store.events.readLines(incident, 0)).map((line) => toLogLine(unseal(line), CONTENT));
}

/** What has been added since the incident was opened. */
async function added(): Promise<string[]> {
  return (await lines()).slice(1).map(({ fra, type, indhold, status }) => `${fra} ${type}: ${indhold}${status ? ` (${status})` : ''}`);
}

/** The bot is killed, `minutes` go by while something happens, and another one starts. */
async function away(minutes: number, meanwhile: () => void = () => undefined): Promise<Process> {
  await house.time.pass(MINUTE);
  first.kill();
  await house.time.pass((minutes * MINUTE) / 2);
  meanwhile();
  await house.time.pass((minutes * MINUTE) / 2);
  const next = await start('to');
  await settle();
  return next;
}

describe('nothing was missed', () => {
  it('no line is added: neither while the bot is there, nor when it was away for a moment', async () => {
    await delivered(first, history.says(thread, 'Hej'));
    await house.time.pass(3 * HOUR);
    first.kill();
    await house.time.pass(MINUTE);
    await start('to');
    expect(await added()).toEqual(['Anna Holm samtale: Hej']);
  });

  it('and the bot was away: the log says so', async () => {
    await away(10);
    expect(await added()).toEqual(['DDH Beredskab information: Botten eller dens lager var væk fra 14.01 til 14.11. Trådene er undersøgt: der manglede intet i loggen. (hul i loggen)']);
  });
});

describe('what was written while the bot was away', () => {
  it('is in the log with both times, in the order in which it was written, and the gap is a line', async () => {
    await house.does(first, incident, EVA.starts(1));
    await house.time.pass(3000);
    const other = (await house.store.cardRows.cards(incident)).find((row) => row.card === 'instruks-1')!.place.conversation;
    await away(10, () => {
      history.says(other, 'I instruksens tråd', { attachments: [{ navn: 'kort.pdf', link: 'https://x' }] });
      history.says(thread, 'I hændelsens tråd', { by: 'bent' });
      history.says(thread, 'Af en fremmed', { author: { teamsId: 'aad-x', name: 'Frida Fremmed' } });
    });
    expect((await lines()).slice(2).map(({ fra, indhold, bilag, instruks, haendelsestid, registreringstid, status }) => [fra, indhold, bilag, instruks, haendelsestid.slice(11, 16), registreringstid.slice(11, 16), status])).toEqual([
      ['Anna Holm', 'I instruksens tråd', 'kort.pdf <https://x>', 1, '13:06', '13:11', 'fundet igen'],
      ['Bent Krogh', 'I hændelsens tråd', null, null, '13:06', '13:11', 'fundet igen'],
      ['Frida Fremmed', 'Af en fremmed', null, null, '13:06', '13:11', 'fundet igen'],
      ['DDH Beredskab', 'Botten eller dens lager var væk fra 14.01 til 14.11. 3 svar er fundet igen og står i loggen.', null, null, '13:11', '13:11', 'hul i loggen'],
    ]);
    expect((await verifyLog(house.store.events, incident)).kind).toBe('intact');
  });

  it('as /log becomes an entry, with the time at which it was written, and a receipt', async () => {
    await away(10, () => {
      history.says(thread, '/log h: ringede til Viborg');
      history.says(thread, 'log b: vi venter | besluttet af: Anna | fordi: strøm', { mentionsBot: true });
      history.says(thread, '/log kl. 14.03 o: røg fra taget');
      history.says(thread, '/log b: uden grund');
    });
    expect((await lines()).slice(1, -1).map(({ type, indhold, haendelsestid, status }) => [type, indhold, haendelsestid.slice(11, 16), status])).toEqual([
      ['handling', 'ringede til Viborg', '13:06', 'fundet igen'],
      ['beslutning', 'vi venter', '13:06', 'fundet igen'],
      ['observation', 'røg fra taget', '13:03', 'fundet igen'],
      ['information', 'uden grund', '13:06', 'beslutning – mangler beslutter og begrundelse, fundet igen'],
    ]);
    await house.time.pass(5000);
    expect(house.teams.texts('reply').concat(house.teams.texts('update')).some((text) => text.startsWith('Gemt: 2'))).toBe(true);
    expect(house.teams.posts.some(({ text }) => text.includes('Skrevet kl. 14.06 og fundet igen.'))).toBe(true);
  });

  it('as a correction corrects', async () => {
    await house.does(first, incident, ANNA.logs('Fejl'));
    await away(10, () => { history.says(thread, '/log ret 2 Rigtigt'); });
    expect((await lines()).at(2)).toMatchObject({ indhold: 'Rigtigt', retter: 2, status: 'fundet igen' });
  });

  it('as a command that can wait is left alone, and so is what says nothing', async () => {
    await away(1, () => ['/status', '/log vis', '/log søg vand', '/log', '/instruks 2', '/ukendt', ''].forEach((text) => history.says(thread, text)));
    expect(await added()).toEqual([]);
  });

  it('as /log that is refused is kept as talk: nobody is there to be told', async () => {
    await away(1, () => {
      history.says(thread, '/log fra en fremmed', { author: { teamsId: 'aad-x', name: 'Frida Fremmed' } });
      history.says(thread, '/log ret 99 findes ikke');
    });
    expect((await added()).slice(0, 2)).toEqual(['Frida Fremmed samtale: /log fra en fremmed (fundet igen)', 'Anna Holm samtale: /log ret 99 findes ikke (fundet igen)']);
  });

  it('is found although the bot was only away for a moment', async () => {
    await away(1, () => { history.says(thread, 'Hej'); });
    expect(await added()).toEqual([
      'Anna Holm samtale: Hej (fundet igen)',
      'DDH Beredskab information: Ikke alt, der blev skrevet kl. 14.01, nåede frem til botten. 1 svar er fundet igen og står i loggen. (hul i loggen)',
    ]);
  });

  it('is found at once, also when it was written just before the bot came back', async () => {
    await house.time.pass(MINUTE);
    first.kill();
    await house.time.pass(10 * MINUTE);
    history.says(thread, 'Er der nogen?');
    await start('to');
    expect((await added())[1]).toContain('var væk fra 14.01 til 14.11. 1 svar er fundet igen og står i loggen.');
  });

  describe('with a CPR number', () => {
    const taken = () => house.teams.posts.filter(({ text }) => text.includes('Et CPR-nummer er taget ud')).map(({ conversation, text }) => [conversation, text]);
    const told = (when: string) => [thread, `Et CPR-nummer er taget ud af din besked fra kl. ${when}, før den blev gemt. <at>Anna Holm</at>: slet det også selv i beskeden.`];

    it.each([['talk', 'Borger 010203-1234 savnes'], ['an entry', '/log Borger 010203-1234 savnes'], ['a /log that is refused', '/log ret 99 Borger 010203-1234 savnes']])('as %s: it is masked, and the writer is told, once', async (_what, text) => {
      await away(10, () => { history.says(thread, text); });
      await house.time.pass(3 * HOUR);
      expect((await added())[0]).toContain('Borger [CPR-nummer fjernet] savnes');
      expect(JSON.stringify(await lines())).not.toContain('1234');
      expect(taken()).toEqual([told('14.06')]);
    });

    it('that an edit brought in: the writer is told', async () => {
      const reply = history.says(thread, 'Borger savnes');
      await delivered(first, reply);
      await away(10, () => history.change(thread, reply.id, { text: 'Borger 010203-1234 savnes', editedAt: house.time.real().toISOString() }));
      await house.time.pass(3 * HOUR);
      expect((await added())[1]).toContain('Borger [CPR-nummer fjernet] savnes (redigeret)');
      expect(taken()).toEqual([told('14.00')]);
    });

    it('is told by the next process when this one dies before it could', async () => {
      await house.time.pass(MINUTE);
      first.kill();
      history.says(thread, 'Borger 010203-1234 savnes');
      await house.time.pass(10 * MINUTE);
      const doomed = await house.process('dødsdømt', { history });
      house.teams.fail = ({ text }) => {
        if (!text.includes('CPR')) return undefined;
        doomed.kill();
        house.teams.fail = () => undefined;
        return new Promise<undefined>(() => undefined);
      };
      doomed.sweep.start();
      await settle();
      expect([(await added()).length > 0, taken()]).toEqual([true, []]);
      await start('to');
      await house.time.pass(5 * MINUTE);
      expect(taken().map(([, text]) => text)).toEqual([expect.stringContaining('Et CPR-nummer er taget ud af din besked fra kl. 14.01')]);
    });
  });
});

describe('counts once', () => {
  it('what Teams delivers late, after it was found', async () => {
    let reply: ThreadReply | undefined;
    const next = await away(10, () => { reply = history.says(thread, 'Hej'); });
    const before = await added();
    expect(await delivered(next, reply!)).toMatchObject({ kind: 'committed', again: true });
    await house.time.pass(2 * HOUR);
    expect(await added()).toEqual(before);
  });

  it('what two processes look for at once', async () => {
    await house.time.pass(MINUTE);
    first.kill();
    history.says(thread, 'Hej');
    await house.time.pass(10 * MINUTE);
    await Promise.all([start('to'), start('tre'), start('fire')]);
    await house.time.pass(3 * HOUR);
    expect(await added()).toHaveLength(2);
  });

  it('what a process had begun that died of it', async () => {
    await house.time.pass(MINUTE);
    first.kill();
    ['Et', 'To', 'Tre'].forEach((text) => history.says(thread, text));
    await house.time.pass(10 * MINUTE);
    const doomed = await house.process('dødsdømt', { history });
    const append = house.store.events.append.bind(house.store.events);
    let appends = 0;
    house.store.events.append = (...args) => {
      appends += 1;
      if (appends === 3) doomed.kill();
      return append(...args);
    };
    doomed.sweep.start();
    await settle();
    house.store.events.append = append;
    await house.time.pass(MINUTE);
    await start('sidste');
    await house.time.pass(2 * MINUTE);
    expect(await added()).toEqual([
      ...['Et', 'To', 'Tre'].map((text) => `Anna Holm samtale: ${text} (fundet igen)`),
      'DDH Beredskab information: Botten eller dens lager var væk fra 14.01 til 14.11. 3 svar er fundet igen og står i loggen. (hul i loggen)',
    ]);
  });

  it('what is so new that Teams may still be delivering it is left for the next look, a moment later', async () => {
    const next = await away(1);
    await house.time.pass(HOUR - 5000);
    const reply = history.says(thread, 'Lige nu');
    await house.time.pass(10_000);
    expect(await added()).toEqual([]);
    await delivered(next, reply);
    await house.time.pass(MINUTE);
    expect(await added()).toEqual(['Anna Holm samtale: Lige nu']);
  });
});

describe('changes', () => {
  it('an edit and a deletion that were missed are added once', async () => {
    const [one, other] = [history.says(thread, 'Et'), history.says(thread, 'To')];
    await delivered(first, one);
    await delivered(first, other);
    const next = await away(1, () => {
      const at = house.time.real().toISOString();
      history.change(thread, one.id, { text: 'Et, rettet', editedAt: at });
      history.change(thread, other.id, { text: '', deletedAt: at });
    });
    await house.time.pass(3 * HOUR);
    const expected = ['Anna Holm samtale: Et', 'Anna Holm samtale: To', 'Anna Holm samtale: Et, rettet (redigeret)', 'Anna Holm samtale: Beskeden i linje 3 er slettet i Teams. Loggen har den stadig. (slettet i Teams)'];
    expect(await added()).toEqual(expected);
    // Teams tells of both after all, with other times than Graph gives.
    await annaDoes(next, 'sen-rettelse', { type: 'logReplyEdit', retter: 2, tekst: 'Et, rettet' });
    await annaDoes(next, 'sen-sletning', { type: 'logReplyDeletion', retter: 3 });
    expect(await added()).toEqual(expected);
  });

  it('an edit that the log knows, in another layout, is none', async () => {
    const reply = history.says(thread, 'Vand og strøm');
    await delivered(first, reply);
    history.change(thread, reply.id, { text: 'Vand\nog  **strøm**', editedAt: house.time.real().toISOString() });
    await away(1);
    expect(await added()).toHaveLength(1);
  });

  it('an entry is corrected, and its deletion noted, once', async () => {
    const id = '4711';
    await annaDoes(first, messageCommandId(thread, id), { type: 'writeLogEntry', entry: { entryType: 'information', tekst: 'Vand' } });
    history.says(thread, '/log Vandet er væk', { id, editedAt: house.time.real().toISOString() });
    await away(1);
    expect((await lines()).at(-1)).toMatchObject({ indhold: 'Vandet er væk', retter: 2 });
    history.change(thread, id, { deletedAt: house.time.real().toISOString() });
    await house.time.pass(3 * HOUR);
    expect(await added()).toHaveLength(3);
    expect((await added()).at(-1)).toContain('Beskeden i linje 2 er slettet i Teams');
  });

  it('a message that was written and deleted meanwhile leaves a trace, but is not taken for the message', async () => {
    let reply: ThreadReply | undefined;
    const next = await away(1, () => { reply = history.says(thread, '', { deletedAt: house.time.real().toISOString() }); });
    expect((await added())[0]).toBe('Anna Holm samtale: En besked, som ikke står i loggen, er slettet i Teams. (fundet igen)');
    await house.time.pass(2 * HOUR);
    expect(await added()).toHaveLength(2);
    expect(await delivered(next, { ...reply!, text: 'Alligevel' })).toMatchObject({ again: false });
    expect((await added()).slice(2)).toEqual(['Anna Holm samtale: Alligevel', 'Anna Holm samtale: Beskeden i linje 4 er slettet i Teams. Loggen har den stadig. (slettet i Teams)']);
  });
});

describe('a reaction to one of the bot’s posts', () => {
  const heard = (process: Process, reaktion: string, fjernet = false) =>
    annaDoes(process, `reaktion ${reaktion} ${String(fjernet)}`, { type: 'logReaction', reaktion, fjernet, paa: 'kortet til hændelsen', besked: thread.split('=')[1] });
  const gap = (what: string) => `DDH Beredskab information: Botten eller dens lager var væk fra 14.01 til 14.11. ${what} (hul i loggen)`;

  it('that was set while the bot was away is in the log, with its time and on what, once', async () => {
    await away(10, () => {
      history.reacts(thread, 'like');
      history.reacts(thread, '👀', '4711');
      history.says(thread, 'Vi er på vej');
    });
    await house.time.pass(3 * HOUR);
    expect(await added()).toEqual([
      'Anna Holm samtale: Vi er på vej (fundet igen)',
      'Anna Holm reaktion: Reagerede med like på kortet til hændelsen (fundet igen)',
      'Anna Holm reaktion: Reagerede med 👀 på et opslag i tråden til hændelsen (fundet igen)',
      gap('1 svar og 2 reaktioner er fundet igen og står i loggen.'),
    ]);
    expect((await lines()).at(2)?.haendelsestid.slice(11, 16)).toBe('13:06');
  });

  it('that the log knows is not added, by whatever name', async () => {
    for (const [live, graph] of [['like', 'like'], ['1f440_eyes', '👀'], ['viborg_hjerte', 'Viborgs hjerte']] as const) {
      await heard(first, live);
      history.reacts(thread, graph);
      await house.time.pass(MINUTE);
    }
    const before = await added();
    await away(1);
    await house.time.pass(3 * HOUR);
    expect(await added()).toEqual(before);
  });

  it('that the log knows to be removed, and that was set again while the bot was away, is added', async () => {
    await heard(first, 'like');
    await heard(first, 'like', true);
    await away(10, () => { history.reacts(thread, 'like'); });
    expect((await added()).slice(2)).toEqual(['Anna Holm reaktion: Reagerede med like på kortet til hændelsen (fundet igen)', gap('1 reaktion er fundet igen og står i loggen.')]);
  });

  it('counts once when Teams delivers it late, after it was found', async () => {
    const next = await away(10, () => { history.reacts(thread, '👀'); });
    const before = await added();
    expect(await heard(next, '1f440_eyes')).toMatchObject({ code: 'allerede-reageret' });
    expect(await added()).toEqual(before);
  });

  it('that is so new that Teams may still be delivering it is left for the next look', async () => {
    const next = await away(1);
    await house.time.pass(HOUR - 5000);
    history.reacts(thread, 'like');
    await house.time.pass(10_000);
    expect(await added()).toEqual([]);
    await heard(next, 'like');
    await house.time.pass(MINUTE);
    expect(await added()).toEqual(['Anna Holm reaktion: Reagerede med like på kortet til hændelsen']);
  });
});

describe('when it is looked', () => {
  it('hourly, from where the last look ended', async () => {
    await away(1);
    history.asked.length = 0;
    await house.time.pass(HOUR + 20_000);
    expect(history.asked).toEqual([{ conversation: thread, since: '2026-11-21T13:01:45.000Z' }]);
    history.says(thread, 'Aldrig leveret');
    await house.time.pass(HOUR + 20_000);
    expect((await added())[0]).toBe('Anna Holm samtale: Aldrig leveret (fundet igen)');
  });

  it('after the store was away', async () => {
    await house.time.pass(MINUTE);
    house.store.faults.down();
    await house.time.pass(MINUTE);
    history.says(thread, 'Ikke gemt');
    await house.time.pass(MINUTE);
    house.store.faults.heal();
    await house.time.pass(20_000);
    expect((await added())[0]).toBe('Anna Holm samtale: Ikke gemt (fundet igen)');
  });

  it('never for an incident that has been closed', async () => {
    await annaDoes(first, 'luk', { type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' });
    const before = await added();
    await away(10, () => { history.says(thread, 'For sent'); });
    expect(await added()).toEqual(before);
    expect(await house.store.comparisons.absences(incident)).toEqual([]);
  });

  it('before closing: also what was written just now', async () => {
    history.says(thread, 'I sidste øjeblik');
    expect(await first.missed.beforeClosing(incident)).toBe('compared');
    expect(await added()).toEqual(['Anna Holm samtale: I sidste øjeblik (fundet igen)']);
  });

  it('before closing, even while another process is at it', async () => {
    await house.store.leases.acquire(incident, 'samtale i Teams', 'en anden', house.time.real().toISOString(), new Date(house.time.real().getTime() + 3000).toISOString());
    history.says(thread, 'I sidste øjeblik');
    const closing = first.missed.beforeClosing(incident);
    await house.time.pass(5000);
    expect(await closing).toBe('compared');
    expect(await added()).toHaveLength(1);
  });
});

describe('Graph', () => {
  const unknown = 'DDH Beredskab information: Botten eller dens lager var væk fra 14.01 til 14.11. Om der blev skrevet noget i trådene imens, kunne ikke undersøges. (hul i loggen)';

  it.each([['refuses', true], ['is off', false]])('%s: the log says once that it is not known what was written', async (_what, on) => {
    history.mood = () => FORBIDDEN;
    await house.time.pass(MINUTE);
    first.kill();
    await house.time.pass(10 * MINUTE);
    const next = await house.process('to', on ? { history } : {});
    next.sweep.start();
    await house.time.pass(5 * HOUR);
    expect(await added()).toEqual([unknown]);
    expect(next.complaints.filter((said) => said === 'threads cannot be compared with the log')).toHaveLength(1);
  });

  it('refuses, and the bot was not away: the log has nothing to tell', async () => {
    history.mood = () => FORBIDDEN;
    await away(1);
    await house.time.pass(2 * HOUR);
    expect(await added()).toEqual([]);
  });

  it('refuses one of the threads: what was found is told, and that there may be more', async () => {
    await house.does(first, incident, EVA.starts(1));
    await house.time.pass(3000);
    history.mood = (nth) => (nth % 2 === 0 ? FORBIDDEN : undefined);
    const before = (await added()).length;
    history.asked.length = 0;
    await away(10, () => { history.says(thread, 'Hej'); });
    expect((await added()).slice(before)).toEqual([
      'Anna Holm samtale: Hej (fundet igen)',
      'DDH Beredskab information: Botten eller dens lager var væk fra 14.01 til 14.11. 1 svar er fundet igen og står i loggen. Om der mangler flere, kunne ikke undersøges. (hul i loggen)',
    ]);
  });

  it('is throttled: it is asked again when it said, and then all is found', async () => {
    let busy = true;
    history.mood = () => (busy ? { kind: 'unavailable', why: 'Graph answered 429', retryAfterMs: 90_000 } : undefined);
    const next = await away(10, () => { history.says(thread, 'Hej'); });
    expect(next.complaints).toContain('threads could not be compared with the log; trying again');
    busy = false;
    history.asked.length = 0;
    await house.time.pass(80_000);
    expect([history.asked.length, await added()]).toEqual([0, []]);
    await house.time.pass(20_000);
    expect((await added()).at(-1)).toContain('var væk fra 14.01 til 14.11. 1 svar er fundet igen');
  });

  it('stays away: after an hour the log says what is not known; when Graph is back, what was written is found', async () => {
    let down = true;
    history.mood = () => (down ? { kind: 'unavailable', why: 'Graph answered 503' } : undefined);
    await away(10, () => { history.says(thread, 'Hej'); });
    await house.time.pass(50 * MINUTE);
    expect(await added()).toEqual([]);
    await house.time.pass(30 * MINUTE);
    expect(await added()).toEqual([unknown]);
    down = false;
    await house.time.pass(HOUR);
    expect((await added()).slice(1)).toEqual([
      'Anna Holm samtale: Hej (fundet igen)',
      'DDH Beredskab information: Ikke alt, der blev skrevet kl. 14.06, nåede frem til botten. 1 svar er fundet igen og står i loggen. (hul i loggen)',
    ]);
  });

  it('is away when the incident is closed: the log says so', async () => {
    history.mood = () => ({ kind: 'unavailable', why: 'Graph answered 503' });
    const next = await away(10);
    expect(await next.missed.beforeClosing(incident)).toBe('unavailable');
    expect(await added()).toEqual([unknown]);
  });

  it('hangs: a press is answered all the same, and the bot stops', async () => {
    const hanging: ThreadHistory = { replies: (_, __, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'unavailable', why: 'stopped' }))) };
    first.kill();
    const next = await start('to', hanging);
    expect(next.sweep.ready).toBe(true);
    expect(await house.does(next, incident, ANNA.logs('Hej'))).toMatchObject({ kind: 'committed' });
    await next.sweep.stop();
    await next.missed.stop();
    expect(await added()).toEqual(['Anna Holm information: Hej']);
  });
});
