/** What lies in Exchange: mails and meetings. Addresses are kept in small letters where they are looked up by. */

export interface Address {
  name: string;
  address: string;
}

export interface ExtendedProperty {
  id: string;
  value: string;
}

export interface Body {
  contentType: 'text' | 'html';
  content: string;
}

/** What an invitation or a cancellation carries beside its text. */
export interface MeetingNotice {
  method: 'request' | 'cancel';
  eventNr: number;
  start: string;
  end: string;
  joinUrl?: string;
}

/** One copy of a mail, in one mailbox. Mailboxes outside the tenant have an inbox too: Graph does not reach them, people do. */
export interface Mail {
  nr: number;
  mailbox: string;
  folder: 'drafts' | 'sentitems' | 'inbox';
  /** PR_MESSAGE_CLASS. */
  messageClass: string;
  conversationId: string;
  subject: string;
  body: Body;
  from?: Address;
  to: Address[];
  replyTo: Address[];
  createdAt: string;
  /** When it was sent, or arrived. */
  sentAt?: string;
  properties: ExtendedProperty[];
  meeting?: MeetingNotice;
}

export interface Attendee extends Address {
  type: 'required' | 'optional' | 'resource';
}

/** UTC throughout. */
export interface Meeting {
  nr: number;
  organizer: string;
  conversationId: string;
  subject: string;
  body: Body;
  start: string;
  end: string;
  timeZone: string;
  attendees: Attendee[];
  isOnlineMeeting: boolean;
  joinUrl?: string;
  transactionId?: string;
  /** The request that made it: a repeated one is known by it. */
  createdWith: string;
  createdAt: string;
  changedAt: string;
  cancelledAt?: string;
  properties: ExtendedProperty[];
}

export interface OutlookState {
  lastNr: number;
  mails: Mail[];
  meetings: Meeting[];
  permissions?: Permissions;
}

/** What the tenant's administrator has given the bot for its mailboxes. */
export interface Permissions {
  /** Calendars.ReadWrite. */
  calendar: boolean;
  /** Mail.ReadWrite and Mail.Send. */
  mail: boolean;
}
