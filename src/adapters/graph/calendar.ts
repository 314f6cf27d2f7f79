import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { GraphFailed, type BookedMeeting, type Calendar, type MeetingInvitation } from '../../app/calendar';
import type { Instant } from '../../domain/time';
import type { GraphAccess } from './client';
import { keyed, whereKeyIs } from './extendedProperties';
import { codeOf, graphFailed, isItemMissing } from './graphFailed';
import { says, withText } from './meetingBody';
import { OutlookMailbox } from './outlook';

const time = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });

/** The parts of Graph's event that matter here. */
const event = z.object({
  id: z.string().min(1),
  subject: z.string().nullish(),
  body: z.object({ content: z.string().nullish() }).nullish(),
  start: time.nullish(),
  end: time.nullish(),
  attendees: z.array(z.object({ emailAddress: z.object({ address: z.string().nullish() }).nullish() })).nullish(),
  isCancelled: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
});

type Event = z.infer<typeof event>;

const SELECTED = 'id,subject,body,start,end,attendees,isCancelled,onlineMeeting';

/** The transaction id was used before, for a meeting that said something else. Reported with 409 and with 400. */
const USED_BEFORE = 'ErrorDuplicateTransactionId';

/**
 * Meetings in the organizer's calendar (Calendars.ReadWrite for that mailbox). A repeated booking is recognised by Graph
 * (`transactionId`), and found again by a property of our own when it has to be changed or taken out.
 *
 * To be seen in a tenant: whether a meeting is found by its property at once; whether a cancelled one can still be read
 * by its immutable id (both are allowed for); that the joining lines stand below a line of underscores.
 */
export class GraphCalendar implements Calendar {
  private readonly outlook: OutlookMailbox;

  constructor(access: GraphAccess & { readonly organizer: string }) {
    this.outlook = new OutlookMailbox(access, access.organizer);
  }

  async book(invitation: MeetingInvitation): Promise<BookedMeeting> {
    const made = await this.create(invitation);
    if (made === 'before') {
      const found = await this.find(invitation.transactionId);
      // Perhaps not found yet; else somebody deleted it, and Graph books nothing under that id any more.
      if (!found) throw new GraphFailed('notFound', 'afvist', undefined, 'Graph has had this meeting, and it is not in the calendar');
      return this.bringUpToDate(found, invitation);
    }
    return saysAlready(made, invitation, this.outlook.address) ? this.booked(made) : this.bringUpToDate(await this.read(made.id), invitation);
  }

  async change(kalenderId: string, invitation: MeetingInvitation): Promise<BookedMeeting> {
    const found = (await this.read(kalenderId, isItemMissing)) ?? (await this.find(invitation.transactionId));
    if (!found || found.isCancelled) throw new GraphFailed('never', 'slettet', undefined, 'the meeting is not in the calendar any more');
    return this.bringUpToDate(found, invitation);
  }

  async cancel(kalenderId: string | undefined, transactionId: string, hvorfor: string): Promise<'taget ud' | 'var der ikke'> {
    const id = kalenderId ?? (await this.find(transactionId))?.id;
    if (id === undefined) return 'var der ikke';
    try {
      await this.outlook.post(`${pathOf(id)}/cancel`, { Comment: hvorfor });
      return 'taget ud';
    } catch (error) {
      const failed = graphFailed(error, 'write');
      // Cancelled before, it may be missing, or refused.
      if (failed.trouble === 'afvist' && (await this.isGone(id))) return 'taget ud';
      throw failed;
    }
  }

  private async create(invitation: MeetingInvitation): Promise<Event | 'before'> {
    const { transactionId } = invitation;
    const body = {
      ...this.said(invitation),
      body: { contentType: 'text', content: invitation.tekst },
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      transactionId,
      singleValueExtendedProperties: [keyed(transactionId)],
    };
    try {
      return event.parse(await this.outlook.post('/events', body));
    } catch (error) {
      if (codeOf(error) === USED_BEFORE) return 'before';
      throw graphFailed(error, 'write');
    }
  }

  private async bringUpToDate(found: Event, invitation: MeetingInvitation): Promise<BookedMeeting> {
    const changes = this.missingFrom(found, invitation);
    if (Object.keys(changes).length === 0) return this.booked(found);
    try {
      return await this.booked(event.parse(await this.outlook.patch(pathOf(found.id), changes)));
    } catch (error) {
      throw graphFailed(error, 'write');
    }
  }

  /** Only what is not so already: everybody is told of a change of time or text, but of the guests only those concerned. */
  private missingFrom({ subject, body, start, end, attendees, onlineMeeting }: Event, invitation: MeetingInvitation): object {
    const said = this.said(invitation);
    const page = body?.content ?? '';
    const link = onlineMeeting?.joinUrl ?? undefined;
    return {
      ...(subject === said.subject ? {} : { subject: said.subject }),
      ...(isAt(start, invitation.start) && isAt(end, invitation.slut) ? {} : { start: said.start, end: said.end }),
      ...(isDeepStrictEqual(addresses(attendees ?? []), addresses(said.attendees)) ? {} : { attendees: said.attendees }),
      ...(says(page, invitation.tekst, link) ? {} : { body: { contentType: 'html', content: withText(page, invitation.tekst, link) } }),
    };
  }

  /** The link may come a moment after the meeting. */
  private async booked(answered: Event): Promise<BookedMeeting> {
    const link = answered.onlineMeeting?.joinUrl ?? (await this.read(answered.id)).onlineMeeting?.joinUrl;
    if (!link) throw new GraphFailed('later', 'udenLink', undefined, 'the meeting has no link to join by yet');
    return { kalenderId: answered.id, link };
  }

  private read(id: string): Promise<Event>;
  private read(id: string, isNothing: (error: unknown) => boolean): Promise<Event | undefined>;
  private async read(id: string, isNothing: (error: unknown) => boolean = () => false): Promise<Event | undefined> {
    try {
      return event.parse(await this.outlook.get(pathOf(id), { $select: SELECTED }));
    } catch (error) {
      if (isNothing(error)) return undefined;
      throw graphFailed(error, 'read');
    }
  }

  private async find(transactionId: string): Promise<Event | undefined> {
    try {
      const { items } = await this.outlook.list('/events', { $filter: whereKeyIs(transactionId), $select: SELECTED });
      return items.map((item) => event.parse(item)).find(({ isCancelled }) => !isCancelled);
    } catch (error) {
      throw graphFailed(error, 'read');
    }
  }

  private async isGone(id: string): Promise<boolean> {
    const found = await this.read(id, isItemMissing);
    return found === undefined || found.isCancelled === true;
  }

  private said({ emne, start, slut, deltagere }: MeetingInvitation) {
    return {
      subject: emne,
      start: utc(start),
      end: utc(slut),
      attendees: guests(deltagere, this.outlook.address).map(({ navn, mail }) => ({ type: 'required', emailAddress: { address: mail, name: navn } })),
    };
  }
}

/** Whoever is asked to come, once each. The organizer is there anyway. */
function guests(deltagere: MeetingInvitation['deltagere'], organizer: string): MeetingInvitation['deltagere'] {
  const byAddress = new Map(deltagere.map((guest) => [guest.mail.toLowerCase(), guest]));
  byAddress.delete(organizer.toLowerCase());
  return [...byAddress.values()];
}

function addresses(attendees: NonNullable<Event['attendees']>): readonly string[] {
  return attendees.map(({ emailAddress }) => emailAddress?.address?.toLowerCase() ?? '').sort();
}

/**
 * A repeated booking is answered with the meeting as it is now, which may have been changed since. Addresses are not
 * compared, only counted: Exchange may know a person by another one.
 */
function saysAlready(
  { subject, start, end, attendees }: Event,
  { emne, start: fra, slut, deltagere }: MeetingInvitation,
  organizer: string,
): boolean {
  return subject === emne && isAt(start, fra) && isAt(end, slut) && (attendees ?? []).length === guests(deltagere, organizer).length;
}

/** UTC needs no zone name, and stays right when the clocks change in between. */
function utc(instant: Instant): z.infer<typeof time> {
  return { dateTime: new Date(instant).toISOString().slice(0, -1), timeZone: 'UTC' };
}

/** "2026-10-25T00:30:00.0000000": more digits than Date.parse is sure to know. */
function isAt(given: Event['start'], instant: Instant): boolean {
  return given?.timeZone === 'UTC' && Date.parse(`${given.dateTime.slice(0, 23)}Z`) === Date.parse(instant);
}

function pathOf(id: string): string {
  return `/events/${encodeURIComponent(id)}`;
}
