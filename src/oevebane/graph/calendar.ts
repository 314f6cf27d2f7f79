import { randomUUID } from 'node:crypto';
import { Refusal } from '../connector/refusal';
import { called, type Asked } from './asked';
import { hasJoiningLines, withJoiningLines } from './joiningLines';
import { placed, type Outlook } from './outlook';
import { addressesOf, instantOf, propertiesOf, readCancellation, readEvent } from './outlookBodies';
import { idOf, type IdKind } from './outlookIds';
import type { Address, Attendee, Body, Meeting } from './outlookItems';
import { listed, projected, type Listed } from './outlookQuery';

const MOST_ATTENDEES = 500;

export function listEvents({ outlook, mailbox, ids, url }: Asked): Record<string, unknown> {
  return listed(
    outlook.meetingsOf(mailbox).map((meeting) => shownMeeting(meeting, ids)),
    url,
  );
}

export function getEvent(asked: Asked, id: string): Record<string, unknown> {
  return projected(shownMeeting(meetingCalled(asked, id), asked.ids), asked.url);
}

export function createEvent({ outlook, mailbox, ids }: Asked, given: unknown): Record<string, unknown> {
  const body = readEvent(given);
  const createdWith = JSON.stringify(body);
  const before = body.transactionId === undefined ? undefined : outlook.bookedUnder(mailbox, body.transactionId);
  if (before) {
    // One that was cancelled is not booked again either.
    if (before.createdWith === createdWith && before.cancelledAt === undefined) return shownMeeting(before, ids).shown;
    throw new Refusal(
      409,
      'ErrorDuplicateTransactionId',
      "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    );
  }
  if (!body.start || !body.end)
    throw new Refusal(400, 'ErrorPropertyValidationFailure', 'At least one property failed validation: start and end are required.');
  const at = new Date(outlook.now()).toISOString();
  const written = body.body ?? { contentType: 'text', content: '' };
  const joinUrl = body.isOnlineMeeting ? newJoinUrl() : undefined;
  const meeting: Omit<Meeting, 'nr' | 'conversationId'> = {
    organizer: mailbox.toLowerCase(),
    subject: body.subject ?? '',
    body: joinUrl === undefined ? written : withJoiningLines(written, joinUrl),
    ...period(body.start, body.end),
    timeZone: body.start.timeZone,
    attendees: attendeesOf(body.attendees ?? []),
    isOnlineMeeting: joinUrl !== undefined,
    ...(joinUrl === undefined ? {} : { joinUrl }),
    ...(body.transactionId === undefined ? {} : { transactionId: body.transactionId }),
    createdWith,
    createdAt: at,
    changedAt: at,
    properties: propertiesOf(body.singleValueExtendedProperties ?? []),
  };
  const added = outlook.addMeeting(meeting);
  tell(outlook, added, added.attendees, 'request', added.body);
  return shownMeeting(added, ids).shown;
}

export function updateEvent(asked: Asked, id: string, given: unknown): Record<string, unknown> {
  const { outlook } = asked;
  const meeting = meetingCalled(asked, id);
  const changes = readEvent(given);
  if (changes.transactionId !== undefined && changes.transactionId !== meeting.transactionId) {
    throw new Refusal(400, 'ErrorInvalidPropertySet', "Set action is invalid for property 'transactionId'.");
  }
  const attendees = changes.attendees ? attendeesOf(changes.attendees) : meeting.attendees;
  const times =
    changes.start || changes.end
      ? period(changes.start ?? utc(meeting.start), changes.end ?? utc(meeting.end))
      : { start: meeting.start, end: meeting.end };
  const body = changes.body ?? meeting.body;
  const properties = propertiesOf(changes.singleValueExtendedProperties ?? []);

  const before = { ...meeting };
  const stays = (one: Address) => attendees.some((other) => isSame(one, other));
  const online = meeting.joinUrl !== undefined && hasJoiningLines(body, meeting.joinUrl);
  Object.assign(meeting, {
    ...times,
    attendees,
    body,
    subject: changes.subject ?? meeting.subject,
    changedAt: new Date(outlook.now()).toISOString(),
  });
  meeting.properties = [...meeting.properties.filter((one) => !properties.some((other) => other.id === one.id)), ...properties];
  if (!online) {
    meeting.isOnlineMeeting = false;
    delete meeting.joinUrl;
  }
  const saysMore =
    before.subject !== meeting.subject || before.start !== meeting.start || before.end !== meeting.end || before.body.content !== body.content;
  const isNew = (one: Address) => !before.attendees.some((other) => isSame(one, other));
  tell(outlook, meeting, saysMore ? attendees : attendees.filter(isNew), 'request', meeting.body);
  tell(
    outlook,
    meeting,
    before.attendees.filter((one) => !stays(one)),
    'cancel',
    meeting.body,
  );
  return shownMeeting(meeting, asked.ids).shown;
}

export function cancelEvent(asked: Asked, id: string, given: unknown): undefined {
  const meeting = meetingCalled(asked, id);
  const { comment } = readCancellation(given);
  meeting.cancelledAt = new Date(asked.outlook.now()).toISOString();
  tell(asked.outlook, meeting, meeting.attendees, 'cancel', { contentType: 'text', content: comment });
}

function meetingCalled(asked: Asked, id: string): Meeting {
  return called(asked.outlook.meetingsOf(asked.mailbox), id, asked, placed);
}

function tell(outlook: Outlook, meeting: Meeting, to: Attendee[], method: 'request' | 'cancel', body: Body): void {
  const { nr, start, end, joinUrl, conversationId, subject } = meeting;
  outlook.deliver({
    conversationId,
    subject: method === 'cancel' ? `Aflyst: ${subject}` : subject,
    body,
    from: { name: meeting.organizer, address: meeting.organizer },
    replyTo: [],
    to,
    meeting: { method, eventNr: nr, start, end, ...(joinUrl === undefined ? {} : { joinUrl }) },
  });
}

function period(start: { dateTime: string; timeZone: string }, end: { dateTime: string; timeZone: string }): { start: string; end: string } {
  const times = { start: instantOf(start), end: instantOf(end) };
  if (times.end < times.start) throw new Refusal(400, 'ErrorCalendarEndDateIsEarlierThanStartDate', 'The end date is earlier than the start date.');
  return times;
}

function attendeesOf(given: NonNullable<ReturnType<typeof readEvent>['attendees']>): Attendee[] {
  if (given.length > MOST_ATTENDEES) throw new Refusal(400, 'ErrorTooManyAttendees', `A meeting has at most ${MOST_ATTENDEES} attendees.`);
  return addressesOf(given.map(({ emailAddress }) => ({ emailAddress }))).map((address, nr) => ({ ...address, type: given[nr]?.type ?? 'required' }));
}

function isSame(one: Address, other: Address): boolean {
  return one.address.toLowerCase() === other.address.toLowerCase();
}

function newJoinUrl(): string {
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${randomUUID().replaceAll('-', '')}%40thread.v2/0?context=%7b%22Tid%22%3a%22oevebane%22%7d&anon=true`;
}

/** Graph answers in UTC, with seven digits behind the second. */
function utc(instant: string): { dateTime: string; timeZone: string } {
  return { dateTime: `${instant.slice(0, 23)}0000`, timeZone: 'UTC' };
}

function shownMeeting(meeting: Meeting, ids: IdKind): Listed {
  const { organizer, joinUrl } = meeting;
  return {
    properties: meeting.properties,
    shown: {
      id: idOf(placed(meeting), ids),
      createdDateTime: meeting.createdAt,
      lastModifiedDateTime: meeting.changedAt,
      transactionId: meeting.transactionId ?? null,
      originalStartTimeZone: meeting.timeZone,
      originalEndTimeZone: meeting.timeZone,
      subject: meeting.subject,
      body: meeting.body,
      start: utc(meeting.start),
      end: utc(meeting.end),
      isAllDay: false,
      isCancelled: meeting.cancelledAt !== undefined,
      isOrganizer: true,
      isOnlineMeeting: meeting.isOnlineMeeting,
      onlineMeetingProvider: meeting.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
      onlineMeeting: joinUrl === undefined ? null : { joinUrl },
      attendees: meeting.attendees.map(({ name, address, type }) => ({
        type,
        status: { response: 'none', time: '0001-01-01T00:00:00Z' },
        emailAddress: { name, address },
      })),
      organizer: { emailAddress: { name: organizer, address: organizer } },
    },
  };
}
