import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mailbox, OutgoingMail } from '../../src/app/mailbox';
import type { GraphFault } from '../../src/oevebane/graph/graph';
import { answers, everyOutlook, failureOf, MAILBOX, outlookAtHand, START, type OutlookAtHand } from './outlookAtHand';

const GUEST = 'gaest@kommune.example';

function mail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    key: randomUUID(),
    emne: 'Øvelse: orientering, svar senest kl. 14.00',
    tekst: 'Kære Gæst\n\nDer er <ingen> fare & ingen hast.',
    til: { navn: 'Gæst', mail: GUEST },
    svarTil: { navn: 'Eva', mail: 'eva@ddh.example' },
    ...changes,
  };
}

/** As whoever sends does it: looked for, written, sent; and from the beginning again when anything went wrong. */
async function dispatch(mailbox: Mailbox, wanted: OutgoingMail): Promise<void> {
  const drafted = (await mailbox.findDraft(wanted.key)) ?? (await mailbox.draft(wanted));
  if (!drafted.sendt) await mailbox.send(drafted.mailId);
}

everyOutlook((the) => {
  it('a draft is found by its key, is sent under its id, and is no draft then', async () => {
    const wanted = mail({ til: { navn: 'Gæst', mail: the().guest } });
    expect(await the().mailbox.findDraft(wanted.key)).toBeUndefined();
    const drafted = await the().mailbox.draft(wanted);
    expect(drafted.sendt).toBe(false);
    expect(await eventually(() => the().mailbox.findDraft(wanted.key))).toEqual(drafted);
    await the().mailbox.send(drafted.mailId);
    const sent = await eventually(async () => {
      const found = await the().mailbox.findDraft(wanted.key);
      return found?.sendt ? found : undefined;
    });
    expect(sent).toEqual({ ...drafted, sendt: true });
    await the().mailbox.send(drafted.mailId);
  });

  it('what came back is told by the thread it belongs to', async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    expect(Array.isArray(await the().mailbox.bounces(since))).toBe(true);
  });

  /** A tenant may take a moment. */
  async function eventually<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
    for (let nr = 0; nr < (the().outlook ? 1 : 20); nr += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    return undefined;
  }
});

describe('with the stand-in', () => {
  let at: OutlookAtHand;
  beforeEach(async () => {
    at = await outlookAtHand();
  });
  afterEach(() => at.close());

  describe('there is one mail and no more, wherever it was interrupted', () => {
    const LOST: [string, GraphFault][] = [
      ['the answer is lost', { kind: 'dropAnswer' }],
      ['the request is lost', { kind: 'dropRequest' }],
      ['a gateway gives up, though the work is done', { kind: 'answerInstead', status: 504 }],
      ['Graph is down', answers(503)],
    ];

    it.each(LOST)('while the draft is made: %s', async (_what, fault) => {
      const wanted = mail();
      at.befalls('createMail', fault);
      expect(await failureOf(dispatch(at.mailbox, wanted))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
      await dispatch(at.mailbox, wanted);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
      expect(at.outlook.mailsIn(MAILBOX)).toHaveLength(1);
    });

    it('between the draft and the sending', async () => {
      const wanted = mail();
      await at.mailbox.draft(wanted);
      await dispatch(at.mailbox, wanted);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
    });

    it.each([
      ['before it is sent', { kind: 'dropRequest' } as const],
      ['before it is sent, told so', answers(503)],
    ])('%s', async (_what, fault) => {
      const wanted = mail();
      at.befalls('sendMail', fault);
      expect(await failureOf(dispatch(at.mailbox, wanted))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
      expect(at.outlook.mailsTo(GUEST)).toEqual([]);
      await dispatch(at.mailbox, wanted);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
    });

    it.each([
      ['after it is sent', { kind: 'dropAnswer' } as const],
      ['after it is sent, told otherwise', { kind: 'answerInstead', status: 504 } as const],
    ])('%s: seen at once', async (_what, fault) => {
      const wanted = mail();
      at.befalls('sendMail', fault);
      await dispatch(at.mailbox, wanted);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
    });

    it('after it is sent, and nothing can be asked either: seen the next time', async () => {
      const wanted = mail();
      const { mailId } = await at.mailbox.draft(wanted);
      at.befalls('sendMail', { kind: 'dropAnswer' });
      at.befalls('getMail', { kind: 'answerInstead', status: 200, body: { id: mailId, conversationId: 'c', isDraft: true } });
      at.befalls('getMail', answers(503));
      expect(await failureOf(at.mailbox.send(mailId))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
      await at.mailbox.send(mailId);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
    });

    it('of two drafts with one key the one that was sent is the mail', async () => {
      const wanted = mail();
      const [first] = [await at.mailbox.draft(wanted), await at.mailbox.draft(wanted)];
      await at.mailbox.send(first.mailId);
      expect(await at.mailbox.findDraft(wanted.key)).toEqual({ ...first, sendt: true });
      await dispatch(at.mailbox, wanted);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(1);
    });
  });

  it('arrives as it was written, with somebody on duty to answer to', async () => {
    const wanted = mail();
    await dispatch(at.mailbox, wanted);
    expect(at.outlook.mailsTo(GUEST.toUpperCase())).toMatchObject([
      {
        subject: wanted.emne,
        text: wanted.tekst,
        from: { address: MAILBOX },
        to: [{ name: 'Gæst', address: GUEST }],
        replyTo: [{ name: 'Eva', address: 'eva@ddh.example' }],
        at: new Date(START).toISOString(),
      },
    ]);
  });

  it('has no line break in what becomes a header, and names as they are written', async () => {
    await dispatch(at.mailbox, mail({ emne: 'Øvelse\r\nBcc: alle@example.org\u0000', til: { navn: 'Bo "Bobo" Sø, Vagt\r\nTo: x@y.dk', mail: GUEST } }));
    expect(at.outlook.mailsTo(GUEST)).toMatchObject([{ subject: 'Øvelse Bcc: alle@example.org', to: [{ name: 'Bo "Bobo" Sø, Vagt To: x@y.dk', address: GUEST }] }]);
    expect(at.outlook.addresses()).not.toContain('alle@example.org');
  });

  it('without anybody else to answer to, the mailbox is answered', async () => {
    await dispatch(at.mailbox, mail({ svarTil: undefined }));
    expect(at.outlook.mailsTo(GUEST)).toMatchObject([{ replyTo: [] }]);
  });

  it.each(["d'Artagnan", 'a+b&c=d#e', 'æøå', 'x'.repeat(200)])('a key may be anything: %s', async (key) => {
    const drafted = await at.mailbox.draft(mail({ key }));
    await at.mailbox.draft(mail({ key: `${key}2` }));
    expect(await at.mailbox.findDraft(key)).toEqual(drafted);
  });

  describe('what comes back', () => {
    it('is told by its thread and its time, and nothing else is', async () => {
      const lost = await at.mailbox.draft(mail({ til: { navn: 'Væk', mail: 'vaek@ukendt.example' } }));
      const fine = await at.mailbox.draft(mail({ til: { navn: 'Beredskab', mail: MAILBOX } }));
      at.clock.now += 60_000;
      await at.mailbox.send(lost.mailId);
      await at.mailbox.send(fine.mailId);
      const bounce = { traad: lost.traad, at: new Date(START + 60_000).toISOString() };
      expect(lost.traad).not.toBe(fine.traad);
      expect(await at.mailbox.bounces(new Date(START).toISOString())).toEqual([bounce]);
      expect(await at.mailbox.bounces(bounce.at)).toEqual([bounce]);
      expect(await at.mailbox.bounces(new Date(START + 60_001).toISOString())).toEqual([]);
    });

    it('is read to its end, page by page', async () => {
      const from = { name: MAILBOX, address: MAILBOX };
      const to = Array.from({ length: 230 }, (_, nr) => ({ name: 'Væk', address: `vaek${nr}@ukendt.example` }));
      at.outlook.deliver({ conversationId: 'traad', subject: 'Orientering', body: { contentType: 'text', content: '' }, replyTo: [], from, to });
      expect(await at.mailbox.bounces(new Date(START).toISOString())).toHaveLength(230);
      expect(at.asked.filter(({ operation }) => operation === 'listFolder')).toHaveLength(3);
    });
  });

  describe('what goes wrong is said so that people can do something about it', () => {
    it('more than thirty a minute: when to go on', async () => {
      for (let nr = 0; nr < 30; nr += 1) await dispatch(at.mailbox, mail());
      at.clock.now += 20_000;
      const { mailId } = await at.mailbox.draft(mail());
      expect(await failureOf(at.mailbox.send(mailId))).toEqual({ outlook: 'later', trouble: 'forMange', retryAfterMs: 40_000 });
      at.clock.now += 40_000;
      await at.mailbox.send(mailId);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(31);
    });

    it.each([
      ['no permission', answers(403, 'ErrorAccessDenied'), { outlook: 'never', trouble: 'ingenAdgang' }],
      ['may not send in its name', answers(403, 'ErrorSendAsDenied'), { outlook: 'never', trouble: 'ingenAdgang' }],
      ['the mailbox is away for now, as happens', answers(404, 'ErrorNonExistentMailbox'), { outlook: 'notFound', trouble: 'ingenPostkasse' }],
      ['the mailbox is on another server', answers(404, 'MailboxNotEnabledForRESTAPI'), { outlook: 'never', trouble: 'ingenPostkasse' }],
      ['down', answers(500), { outlook: 'unknown', trouble: 'svarerIkke' }],
    ])('while sending: %s', async (_what, fault, expected) => {
      const { mailId } = await at.mailbox.draft(mail());
      at.befalls('sendMail', fault);
      expect(await failureOf(at.mailbox.send(mailId))).toMatchObject(expected);
    });

    it('while looking: it can be asked again', async () => {
      at.befalls('listMail', answers(503));
      at.befalls('listFolder', { kind: 'dropRequest' });
      expect(await failureOf(at.mailbox.findDraft('x'))).toMatchObject({ outlook: 'later', trouble: 'svarerIkke' });
      expect(await failureOf(at.mailbox.bounces(new Date(START).toISOString()))).toMatchObject({ outlook: 'later', trouble: 'svarerIkke' });
    });

    it('the stand-in itself: no permission, no such mailbox, a draft that is gone, an address that is none', async () => {
      await at.outlook.setPermissions({ mail: false });
      expect(await failureOf(at.mailbox.findDraft('x'))).toMatchObject({ outlook: 'never', trouble: 'ingenAdgang' });
      await at.outlook.setPermissions({ mail: true });
      expect(await failureOf(at.as({ address: 'ukendt@ddh.example' }).mailbox.draft(mail()))).toMatchObject({
        outlook: 'never',
        trouble: 'ingenPostkasse',
      });
      expect(await failureOf(at.mailbox.send(`AAkALg${'x'.repeat(40)}`))).toMatchObject({ outlook: 'never', trouble: 'afvist' });
      expect(await failureOf(at.mailbox.send('x'))).toMatchObject({ outlook: 'never', trouble: 'afvist' });
      expect(await failureOf(dispatch(at.mailbox, mail({ til: { navn: 'X', mail: 'ingen adresse' } })))).toMatchObject({
        outlook: 'never',
        trouble: 'afvist',
      });
    });
  });

  it('asks for ids that stay, every time', async () => {
    await dispatch(at.mailbox, mail());
    await at.mailbox.bounces(new Date(START).toISOString());
    expect(at.asked.map(({ operation, ids }) => [operation, ids])).toEqual([
      ['listMail', 'immutable'],
      ['createMail', 'immutable'],
      ['getMail', 'immutable'],
      ['sendMail', 'immutable'],
      ['listFolder', 'immutable'],
    ]);
  });

  it('sends nothing with the order to send: the body is empty', async () => {
    await dispatch(at.mailbox, mail());
    expect(at.asked.find(({ operation }) => operation === 'sendMail')).not.toHaveProperty('body');
  });
});

it("a next page at somebody else's address is asked for where the first one was", async () => {
  const strangers: string[] = [];
  const serve = async (body: (url: string) => unknown) => {
    const server = createServer(
      ({ url = '' }, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body(url))),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
  };
  const stranger = await serve((url) => ({ value: [], url: strangers.push(url) }));
  const house = await serve((url) => ({
    value: [],
    ...(url.includes('%24skip') || url.includes('$skip') ? {} : { '@odata.nextLink': `${stranger.url}/v1.0/users/x/messages?$skip=10` }),
  }));
  const at = await outlookAtHand();
  await at.as({ baseUrl: `${house.url}/v1.0`, token: () => Promise.resolve('tegn') }).mailbox.bounces(new Date(START).toISOString());
  expect(strangers).toEqual([]);
  await at.close();
  stranger.close();
  house.close();
});
