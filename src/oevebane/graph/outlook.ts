import { RateWindows } from '../connector/rateWindows';
import { StateFile } from '../connector/stateFile';
import { plainTextOf } from './joiningLines';
import { digest, idOf } from './outlookIds';
import type { Address, Attendee, Mail, Meeting, MeetingNotice, OutlookState, Permissions } from './outlookItems';

/** Nobody has this domain's addresses: what is sent there comes back. */
const BOUNCING_DOMAIN = '@ukendt.example';
const MESSAGES_A_MINUTE = { limit: 30, milliseconds: 60_000 };

export interface OutlookOptions {
  /** The mailboxes that Graph reaches. */
  mailboxes: readonly string[];
  now?: () => number;
  /** Where all is kept between starts; without it, in memory only. */
  stateFile?: string;
}

/** A mail as its reader sees it. */
export interface ReceivedMail {
  id: string;
  from: Address;
  replyTo: Address[];
  to: Address[];
  subject: string;
  text: string;
  at: string;
  bounced: boolean;
  meeting?: MeetingNotice;
}

/** A meeting as it stands in somebody's calendar. */
export interface CalendarEntry {
  id: string;
  subject: string;
  text: string;
  start: string;
  end: string;
  organizer: string;
  attendees: Attendee[];
  joinUrl?: string;
  cancelled: boolean;
}

/** Exchange as far as the bot and the page need it: mailboxes, calendars, and the post between them. */
export class Outlook {
  readonly now: () => number;
  /** What Exchange sends for one mailbox before it asks to wait. */
  readonly sending: RateWindows;
  private readonly state: OutlookState;
  private readonly mailboxes: ReadonlySet<string>;
  private readonly file: StateFile<OutlookState> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor({ mailboxes, now = Date.now, stateFile }: OutlookOptions) {
    this.now = now;
    this.mailboxes = new Set(mailboxes.map((address) => address.toLowerCase()));
    this.sending = new RateWindows([MESSAGES_A_MINUTE], now);
    const earlier = stateFile === undefined ? undefined : StateFile.read<OutlookState>(stateFile);
    this.state = earlier ?? { lastNr: 0, mails: [], meetings: [] };
    if (stateFile !== undefined) this.file = new StateFile(stateFile, () => this.state);
  }

  // ---- for the page --------------------------------------------------------------------------------------------

  /** Newest first. */
  mailsTo(address: string): ReceivedMail[] {
    const inbox = this.state.mails.filter(({ mailbox, folder }) => folder === 'inbox' && mailbox === address.toLowerCase());
    return inbox.reverse().map((mail) => ({
      id: idOf(mail, 'immutable'),
      from: mail.from ?? { name: '', address: '' },
      replyTo: mail.replyTo,
      to: mail.to,
      subject: mail.subject,
      text: plainTextOf(mail.body),
      at: mail.sentAt ?? mail.createdAt,
      bounced: mail.messageClass.endsWith('.NDR'),
      ...(mail.meeting && { meeting: mail.meeting }),
    }));
  }

  /** Those that one is asked to or has called, in the order of their time; cancelled ones too. */
  calendarOf(address: string): CalendarEntry[] {
    const who = address.toLowerCase();
    return this.state.meetings
      .filter(({ organizer, attendees }) => organizer === who || attendees.some((attendee) => attendee.address.toLowerCase() === who))
      .sort((one, other) => one.start.localeCompare(other.start))
      .map((meeting) => ({
        id: idOf(placed(meeting), 'immutable'),
        subject: meeting.subject,
        text: plainTextOf(meeting.body),
        start: meeting.start,
        end: meeting.end,
        organizer: meeting.organizer,
        attendees: meeting.attendees,
        ...(meeting.joinUrl === undefined ? {} : { joinUrl: meeting.joinUrl }),
        cancelled: meeting.cancelledAt !== undefined,
      }));
  }

  /** All addresses that have got a mail or are asked to a meeting, sorted. */
  addresses(): string[] {
    const invited = this.state.meetings.flatMap(({ attendees }) => attendees.map(({ address }) => address.toLowerCase()));
    const written = this.state.mails.filter(({ folder }) => folder === 'inbox').map(({ mailbox }) => mailbox);
    return [...new Set([...this.mailboxes, ...invited, ...written])].sort();
  }

  /** Told after every change. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // ---- for the administrator -----------------------------------------------------------------------------------

  get permissions(): Permissions {
    return this.state.permissions ?? { calendar: true, mail: true };
  }

  async setPermissions(changed: Partial<Permissions>): Promise<void> {
    this.state.permissions = { ...this.permissions, ...changed };
    await this.saved();
  }

  // ---- for Graph -----------------------------------------------------------------------------------------------

  hasMailbox(address: string): boolean {
    return this.mailboxes.has(address.toLowerCase());
  }

  mailsIn(mailbox: string): Mail[] {
    return this.state.mails.filter((mail) => mail.mailbox === mailbox.toLowerCase());
  }

  /** Those that were not cancelled: Exchange moves the others out of the calendar. */
  meetingsOf(organizer: string): Meeting[] {
    return this.state.meetings.filter((meeting) => meeting.organizer === organizer.toLowerCase() && meeting.cancelledAt === undefined);
  }

  bookedUnder(organizer: string, transactionId: string): Meeting | undefined {
    return this.state.meetings.find((meeting) => meeting.organizer === organizer.toLowerCase() && meeting.transactionId === transactionId);
  }

  addMeeting(meeting: Omit<Meeting, 'nr' | 'conversationId'>): Meeting {
    const nr = this.nextNr();
    const added = { ...meeting, nr, conversationId: `AAQkAD${digest(`conversation ${nr}`)}` };
    this.state.meetings.push(added);
    return added;
  }

  /** A conversation of its own, unless it belongs to one. */
  addMail(mail: Omit<Mail, 'nr' | 'conversationId'> & { conversationId?: string }): Mail {
    const nr = this.nextNr();
    const added = { ...mail, nr, conversationId: mail.conversationId ?? `AAQkAD${digest(`conversation ${nr}`)}` };
    this.state.mails.push(added);
    return added;
  }

  /** Puts it into the recipients' inboxes; what nobody can be given comes back. */
  deliver(mail: Pick<Mail, 'conversationId' | 'subject' | 'body' | 'replyTo' | 'meeting'> & { from: Address; to: Address[] }): void {
    const at = new Date(this.now()).toISOString();
    for (const { address } of mail.to) {
      const bounces = address.toLowerCase().endsWith(BOUNCING_DOMAIN);
      if (bounces) this.bounce(mail, address, at);
      else {
        const messageClass = mail.meeting ? `IPM.Schedule.Meeting.${mail.meeting.method === 'request' ? 'Request' : 'Canceled'}` : 'IPM.Note';
        this.addMail({ ...mail, mailbox: address.toLowerCase(), folder: 'inbox', messageClass, createdAt: at, sentAt: at, properties: [] });
      }
    }
  }

  async saved(): Promise<void> {
    await this.file?.save();
    for (const listener of this.listeners) listener();
  }

  private bounce({ conversationId, subject, from }: { conversationId: string; subject: string; from: Address }, address: string, at: string): void {
    this.addMail({
      mailbox: from.address.toLowerCase(),
      folder: 'inbox',
      messageClass: 'REPORT.IPM.Note.NDR',
      conversationId,
      subject: `Kan ikke leveres: ${subject}`,
      body: { contentType: 'text', content: `Mailen kunne ikke leveres til ${address}. Adressen findes ikke.` },
      from: { name: 'Microsoft Outlook', address: `postmaster@${from.address.split('@')[1] ?? ''}` },
      to: [from],
      replyTo: [],
      createdAt: at,
      sentAt: at,
      properties: [],
    });
  }

  private nextNr(): number {
    this.state.lastNr += 1;
    return this.state.lastNr;
  }
}

/** A meeting never moves but out of the calendar. */
export function placed({ nr }: Meeting): { nr: number; folder: string } {
  return { nr, folder: 'calendar' };
}
