import { randomUUID } from 'node:crypto';
import { tokensFrom } from '../../src/adapters/identity/tokens';
import type { MeetingInvitation } from '../../src/app/calendar';
import type { GraphFault } from '../../src/oevebane/graph/graph';
import { answers, everyOutlook, failureOf, MAILBOX, outlookAtHand, type OutlookAtHand } from './outlookAtHand';
import { problemsOf } from './csdl';

function invitation(changes: Partial<MeetingInvitation> = {}): MeetingInvitation {
  return {
    transactionId: randomUUID(),
    emne: 'Øvelse: krisestabens 1. møde',
    tekst: 'A. Situationen <nu>\nB. Beslutninger & frister',
    start: '2026-11-22T01:30:00.000Z',
    slut: '2026-11-22T02:00:00.000Z',
    deltagere: [{ navn: 'Gæst', mail: 'gaest@kommune.example' }],
    ...changes,
  };
}

everyOutlook((the) => {
  const mine = (changes: Partial<MeetingInvitation> = {}) => invitation({ deltagere: [{ navn: 'Gæst', mail: the().guest }], ...changes });

  it('a meeting is booked with a link, and booked again it is the same', async () => {
    const wanted = mine();
    const booked = await the().calendar.book(wanted);
    expect(booked.link).toMatch(/^https:/);
    expect(await the().calendar.book(wanted)).toEqual(booked);
    await the().calendar.cancel(booked.kalenderId, wanted.transactionId, 'Prøve');
  });

  it('booked again with something else in it, it is the same meeting, brought up to date', async () => {
    const wanted = mine();
    const booked = await the().calendar.book(wanted);
    const later = { ...wanted, start: '2026-11-22T03:30:00.000Z', slut: '2026-11-22T04:00:00.000Z', emne: 'Øvelse: flyttet' };
    expect(await the().calendar.book(later)).toEqual(booked);
    // And back again, which is word for word the first booking.
    expect(await the().calendar.book(wanted)).toEqual(booked);
    const entries = the().outlook?.calendarOf(MAILBOX);
    if (entries) expect(entries).toMatchObject([{ subject: wanted.emne, start: wanted.start, end: wanted.slut }]);
    await the().calendar.cancel(booked.kalenderId, wanted.transactionId, 'Prøve');
  });

  it('moved, and with others in it, it keeps its link', async () => {
    const wanted = mine();
    const booked = await the().calendar.book(wanted);
    const moved = { ...wanted, start: '2026-11-22T05:00:00.000Z', slut: '2026-11-22T05:45:00.000Z', tekst: 'En anden dagsorden' };
    expect(await the().calendar.change(booked.kalenderId, moved)).toEqual(booked);
    expect(await the().calendar.change(booked.kalenderId, moved)).toEqual(booked);
    await the().calendar.cancel(booked.kalenderId, wanted.transactionId, 'Prøve');
  });

  it('cancelled, it can be cancelled again, but neither be changed nor booked', async () => {
    const wanted = mine();
    const { kalenderId } = await the().calendar.book(wanted);
    await the().calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst');
    await the().calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst');
    await the().calendar.cancel(undefined, wanted.transactionId, 'Aflyst');
    expect(await failureOf(the().calendar.change(kalenderId, wanted))).toMatchObject({ outlook: 'never', trouble: 'slettet' });
  });

  it('one that may have been booked is cancelled by its transaction id; one that was not is no error', async () => {
    const wanted = mine();
    await the().calendar.book(wanted);
    expect(await the().calendar.cancel(undefined, wanted.transactionId, 'Aflyst')).toBe('taget ud');
    expect(await the().calendar.cancel(undefined, randomUUID(), 'Aflyst')).toBe('var der ikke');
    const entries = the().outlook?.calendarOf(MAILBOX);
    if (entries) expect(entries.map(({ cancelled }) => cancelled)).toEqual([true]);
  });
});

describe('with the stand-in', () => {
  let at: OutlookAtHand;
  beforeEach(async () => {
    at = await outlookAtHand();
  });
  afterEach(() => at.close());

  const meetings = () => at.outlook.calendarOf(MAILBOX).filter(({ cancelled }) => !cancelled);

  describe('there is one meeting and no more, wherever it was interrupted', () => {
    const LOST: [string, GraphFault][] = [
      ['the answer is lost', { kind: 'dropAnswer' }],
      ['the request is lost', { kind: 'dropRequest' }],
      ['a gateway gives up, though the work is done', { kind: 'answerInstead', status: 504 }],
      ['Graph is down', answers(503)],
    ];

    it.each(LOST)('while it is booked: %s', async (_what, fault) => {
      const wanted = invitation();
      at.befalls('createEvent', fault);
      expect(await failureOf(at.calendar.book(wanted))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
      const { link } = await at.calendar.book(wanted);
      expect(meetings()).toMatchObject([{ subject: wanted.emne, joinUrl: link }]);
    });

    it.each(LOST)('while it is booked, and it has been moved since: %s', async (_what, fault) => {
      const wanted = invitation();
      at.befalls('createEvent', fault);
      await failureOf(at.calendar.book(wanted));
      const later = { ...wanted, start: '2026-11-22T03:30:00.000Z', slut: '2026-11-22T04:00:00.000Z' };
      const { link } = await at.calendar.book(later);
      expect(meetings()).toMatchObject([{ start: later.start, joinUrl: link }]);
    });

    it.each(LOST)('while it is booked, and it has been cancelled since: %s', async (_what, fault) => {
      const wanted = invitation();
      at.befalls('createEvent', fault);
      await failureOf(at.calendar.book(wanted));
      await at.calendar.cancel(undefined, wanted.transactionId, 'Aflyst');
      expect(meetings()).toEqual([]);
    });

    it.each(LOST)('while it is changed: %s', async (_what, fault) => {
      const wanted = invitation();
      const { kalenderId, link } = await at.calendar.book(wanted);
      at.befalls('updateEvent', fault);
      const moved = { ...wanted, start: '2026-11-22T03:30:00.000Z', slut: '2026-11-22T04:00:00.000Z' };
      expect(await failureOf(at.calendar.change(kalenderId, moved))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
      expect(await at.calendar.change(kalenderId, moved)).toEqual({ kalenderId, link });
      expect(meetings()).toMatchObject([{ start: moved.start }]);
    });

    it.each(LOST)('while it is cancelled: %s', async (_what, fault) => {
      const wanted = invitation();
      const { kalenderId } = await at.calendar.book(wanted);
      at.befalls('cancelEvent', fault);
      expect(await failureOf(at.calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst'))).toMatchObject({
        outlook: 'unknown',
        trouble: 'svarerIkke',
      });
      await at.calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst');
      expect(meetings()).toEqual([]);
      expect(at.outlook.mailsTo('gaest@kommune.example').filter(({ meeting }) => meeting?.method === 'cancel')).toHaveLength(1);
    });
  });

  describe('what people see of it', () => {
    const GUEST = 'gaest@kommune.example';

    it('somebody outside is invited, told of a move, and of the cancellation with its reason', async () => {
      const wanted = invitation();
      const { kalenderId, link } = await at.calendar.book(wanted);
      await at.calendar.change(kalenderId, { ...wanted, start: '2026-11-22T03:30:00.000Z', slut: '2026-11-22T04:00:00.000Z' });
      await at.calendar.cancel(kalenderId, wanted.transactionId, 'Hændelsen er afsluttet.');
      expect(at.outlook.mailsTo(GUEST).reverse()).toMatchObject([
        { subject: wanted.emne, meeting: { method: 'request', start: wanted.start, joinUrl: link }, text: expect.stringContaining(link) },
        { meeting: { method: 'request', start: '2026-11-22T03:30:00.000Z' } },
        { subject: `Aflyst: ${wanted.emne}`, meeting: { method: 'cancel' }, text: 'Hændelsen er afsluttet.' },
      ]);
    });

    it("a new text takes the old one's place, and the link stays, also when the text has the link and lines in it", async () => {
      const wanted = invitation();
      const { kalenderId, link } = await at.calendar.book(wanted);
      const tekst = `Deltag her: ${link}\n${'_'.repeat(30)}\nSpørgsmål <1> & "2"`;
      await at.calendar.change(kalenderId, { ...wanted, tekst });
      await at.calendar.change(kalenderId, { ...wanted, tekst: 'Kort' });
      expect(meetings()).toMatchObject([{ joinUrl: link, text: `Kort\n\nDeltag i Teams-mødet: ${link}` }]);
      await at.calendar.change(kalenderId, { ...wanted, tekst });
      expect(meetings()[0]?.text.startsWith(tekst)).toBe(true);
    });

    it('who is added is told, the others are not; who is left out is told so', async () => {
      const [anna, bo, eva] = ['anna', 'bo', 'eva'].map((name) => ({ navn: name, mail: `${name}@kommune.example` }));
      const wanted = invitation({ deltagere: [anna!, bo!] });
      const { kalenderId } = await at.calendar.book(wanted);
      const told = (who: string) => at.outlook.mailsTo(`${who}@kommune.example`).map(({ meeting }) => meeting?.method);
      await at.calendar.change(kalenderId, { ...wanted, deltagere: [bo!, eva!] });
      expect([told('anna'), told('bo'), told('eva')]).toEqual([['cancel', 'request'], ['request'], ['request']]);
      expect(meetings()[0]?.attendees.map(({ address }) => address)).toEqual([bo!.mail, eva!.mail]);
    });

    it('a change that is made twice is told once', async () => {
      const wanted = invitation();
      const { kalenderId } = await at.calendar.book(wanted);
      const changed = { ...wanted, tekst: 'En anden dagsorden\n\n  A. <nu>' };
      await at.calendar.change(kalenderId, changed);
      await at.calendar.change(kalenderId, changed);
      expect(at.outlook.mailsTo(GUEST)).toHaveLength(2);
      expect(at.asked.filter(({ operation }) => operation === 'updateEvent')).toHaveLength(1);
    });

    it('each is asked once, and the organizer not at all', async () => {
      const { transactionId } = await bookedWith([
        { navn: 'Gæst', mail: GUEST },
        { navn: 'Gæst igen', mail: GUEST.toUpperCase() },
        { navn: 'Beredskab', mail: MAILBOX },
      ]);
      expect(transactionId).toBeDefined();
      expect(meetings()[0]?.attendees).toHaveLength(1);
    });

    async function bookedWith(deltagere: MeetingInvitation['deltagere']) {
      const wanted = invitation({ deltagere });
      await at.calendar.book(wanted);
      return wanted;
    }
  });

  it.each([
    ['the night the clocks go back', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-25T00:30:00.000'],
    ['the night they go forward', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-03-29T00:30:00.000'],
  ])('times are sent as UTC: %s', async (_when, start, slut, dateTime) => {
    await at.calendar.book(invitation({ start, slut }));
    expect(at.asked[0]?.body).toMatchObject({ start: { dateTime, timeZone: 'UTC' } });
    expect(meetings()).toMatchObject([{ start, end: slut }]);
  });

  it('a link that comes later is waited for: asked once, then said to be missing for now', async () => {
    const wanted = invitation();
    const { kalenderId, link } = await at.calendar.book(wanted);
    const without = {
      id: kalenderId,
      subject: wanted.emne,
      start: { dateTime: '2026-11-22T01:30:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-11-22T02:00:00.0000000', timeZone: 'UTC' },
      attendees: [{}],
      onlineMeeting: null,
    };
    at.befalls('createEvent', { kind: 'answerInstead', status: 201, body: without });
    expect(await at.calendar.book(wanted)).toEqual({ kalenderId, link });
    at.befalls('createEvent', { kind: 'answerInstead', status: 201, body: without });
    at.befalls('getEvent', { kind: 'answerInstead', status: 200, body: without });
    expect(await failureOf(at.calendar.book(wanted))).toMatchObject({ outlook: 'later', trouble: 'udenLink' });
  });

  it('one that somebody deleted is said to be gone, whoever asks', async () => {
    const wanted = invitation();
    const { kalenderId } = await at.calendar.book(wanted);
    await at.calendar.cancel(kalenderId, wanted.transactionId, 'Slettet af en kollega');
    expect(await failureOf(at.calendar.change(kalenderId, wanted))).toMatchObject({ outlook: 'never', trouble: 'slettet' });
    expect(await failureOf(at.calendar.book(wanted))).toMatchObject({ outlook: 'notFound', trouble: 'afvist' });
  });

  it('one that is found, and is cancelled, is gone too', async () => {
    const wanted = invitation();
    const { kalenderId } = await at.calendar.book(wanted);
    const cancelled = { id: kalenderId, isCancelled: true };
    at.befalls('listEvents', { kind: 'answerInstead', status: 200, body: { value: [cancelled] } });
    expect(await failureOf(at.calendar.book({ ...wanted, emne: 'Et andet' }))).toMatchObject({ outlook: 'notFound', trouble: 'afvist' });
    at.befalls('getEvent', { kind: 'answerInstead', status: 200, body: cancelled });
    expect(await failureOf(at.calendar.change(kalenderId, wanted))).toMatchObject({ outlook: 'never', trouble: 'slettet' });
  });

  it('an id that is not known any more leads to the meeting by its transaction id', async () => {
    const wanted = invitation();
    const booked = await at.calendar.book(wanted);
    expect(await at.calendar.change(`AAkALg${'x'.repeat(40)}`, wanted)).toEqual(booked);
  });

  it('cancelled before, and Graph refuses rather than not finding it: no error', async () => {
    const wanted = invitation();
    const { kalenderId } = await at.calendar.book(wanted);
    await at.calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst');
    at.befalls('cancelEvent', answers(400, 'ErrorInvalidRequest'));
    await at.calendar.cancel(kalenderId, wanted.transactionId, 'Aflyst');
    const other = await at.calendar.book(invitation());
    at.befalls('cancelEvent', answers(400, 'ErrorInvalidRequest'));
    expect(await failureOf(at.calendar.cancel(other.kalenderId, 'x', 'Aflyst'))).toMatchObject({ outlook: 'never', trouble: 'afvist' });
  });

  describe('what goes wrong is said so that people can do something about it', () => {
    it.each([
      [
        'too many requests, with seconds',
        answers(429, 'ApplicationThrottled', { 'Retry-After': '17' }),
        { outlook: 'later', trouble: 'forMange', retryAfterMs: 17_000 },
      ],
      ['too many requests, without', answers(429), { outlook: 'later', trouble: 'forMange', retryAfterMs: undefined }],
      [
        'down, with a time',
        answers(503, 'MailboxStoreUnavailable', { 'Retry-After': '5' }),
        { outlook: 'unknown', trouble: 'svarerIkke', retryAfterMs: 5_000 },
      ],
      ['a gateway', answers(504), { outlook: 'unknown', trouble: 'svarerIkke' }],
      ['no permission', answers(403, 'ErrorAccessDenied'), { outlook: 'never', trouble: 'ingenAdgang' }],
      ['a mailbox on another server', answers(404, 'MailboxNotEnabledForRESTAPI'), { outlook: 'never', trouble: 'ingenPostkasse' }],
      ['nobody of that name', answers(404, 'Request_ResourceNotFound'), { outlook: 'never', trouble: 'ingenPostkasse' }],
      ['something else that is refused', answers(400, 'ErrorInvalidRequest'), { outlook: 'never', trouble: 'afvist' }],
      ['changed by somebody else at the same moment', answers(409, 'ErrorIrresolvableConflict'), { outlook: 'later', trouble: 'svarerIkke' }],
      ['an answer that is none', { kind: 'answerInstead', status: 201, body: { id: '' } } as const, { outlook: 'unknown', trouble: 'svarerIkke' }],
    ])('%s', async (_what, fault, expected) => {
      at.befalls('createEvent', fault);
      expect(await failureOf(at.calendar.book(invitation()))).toMatchObject(expected);
    });

    it('too many requests, told as a date', async () => {
      at.befalls('createEvent', answers(429, 'ApplicationThrottled', { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() }));
      expect((await failureOf(at.calendar.book(invitation()))).retryAfterMs).toBeGreaterThan(30_000);
    });

    it('the stand-in itself: no permission, no such mailbox, an address that is none', async () => {
      await at.outlook.setPermissions({ calendar: false });
      expect(await failureOf(at.calendar.book(invitation()))).toMatchObject({ outlook: 'never', trouble: 'ingenAdgang' });
      await at.outlook.setPermissions({ calendar: true });
      expect(await failureOf(at.as({ address: 'ukendt@ddh.example' }).calendar.book(invitation()))).toMatchObject({
        outlook: 'never',
        trouble: 'ingenPostkasse',
      });
      expect(await failureOf(at.calendar.book(invitation({ deltagere: [{ navn: 'X', mail: 'ingen adresse' }] })))).toMatchObject({
        outlook: 'never',
        trouble: 'afvist',
      });
      expect(meetings()).toEqual([]);
    });

    it('a read that fails has done nothing: it can be asked again', async () => {
      at.befalls('listEvents', answers(503));
      expect(await failureOf(at.calendar.cancel(undefined, randomUUID(), 'x'))).toMatchObject({ outlook: 'later', trouble: 'svarerIkke' });
    });

    it('an answer that does not come in time: nobody knows', async () => {
      const { calendar } = at.as({ timeoutMs: 200 });
      at.befalls('createEvent', new Promise(() => undefined));
      expect(await failureOf(calendar.book(invitation()))).toMatchObject({ outlook: 'unknown', trouble: 'svarerIkke' });
    });
  });

  describe('a token', () => {
    it('that has been withdrawn is replaced by a new one', async () => {
      const asked: boolean[] = [];
      const { calendar } = at.as({
        token: async (options) => {
          asked.push(options.fresh);
          return options.fresh ? tokensFrom({ url: at.tokenUrl, scope: 'x', clientId: 'bot', now: () => at.clock.now })(options) : 'for gammelt';
        },
      });
      await calendar.book(invitation());
      expect([asked, meetings().length]).toEqual([[false, true], 1]);
    });

    it('that is refused again is no access', async () => {
      expect(await failureOf(at.as({ token: async () => 'opdigtet' }).calendar.book(invitation()))).toMatchObject({
        outlook: 'never',
        trouble: 'ingenAdgang',
      });
    });

    it('that cannot be had: nothing was sent', async () => {
      const token = () => Promise.reject(new Error('nej'));
      expect(await failureOf(at.as({ token }).calendar.book(invitation()))).toMatchObject({ outlook: 'later', trouble: 'svarerIkke' });
    });
  });

  it('asks for ids that stay, every time', async () => {
    const wanted = invitation();
    const { kalenderId } = await at.calendar.book(wanted);
    await at.calendar.change(kalenderId, { ...wanted, emne: 'Et andet' });
    await at.calendar.cancel(kalenderId, wanted.transactionId, 'x');
    expect(at.asked.map(({ operation, ids }) => [operation, ids])).toEqual([
      ['createEvent', 'immutable'],
      ['getEvent', 'immutable'],
      ['updateEvent', 'immutable'],
      ['cancelEvent', 'immutable'],
    ]);
  });
});

it('the check of bodies finds a field and a value that Graph does not know', () => {
  const found = problemsOf('createEvent', { emne: 'x', attendees: [{ type: 'maaske' }], isOnlineMeeting: 'ja', start: { zone: 'UTC' } });
  if (found.length > 0)
    expect(found).toEqual([
      'createEvent.emne: is not in the schema',
      'createEvent.attendees[0].type: maaske is no graph.attendeeType',
      'createEvent.isOnlineMeeting: is no Edm.Boolean',
      'createEvent.start.zone: is not in the schema',
    ]);
});
