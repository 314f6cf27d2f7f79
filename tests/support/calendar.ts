import { GraphFailed, type BookedMeeting, type Calendar, type MeetingInvitation } from '../../src/app/calendar';

export interface KeptMeeting extends MeetingInvitation {
  readonly id: string;
  readonly aflyst?: string;
}

type Operation = 'book' | 'change' | 'cancel';

/** A calendar with its moods: `before` and `after` may throw, or end a process, around every operation. */
export class FakeCalendar implements Calendar {
  readonly meetings: KeptMeeting[] = [];
  readonly operations: Operation[] = [];
  before: (operation: Operation, nth: number) => void = () => undefined;
  after: (operation: Operation, nth: number) => void = () => undefined;

  book(invitation: MeetingInvitation): Promise<BookedMeeting> {
    return this.doing('book', () => {
      const known = this.meetings.findIndex(({ transactionId }) => transactionId === invitation.transactionId);
      if (known >= 0) return this.keep(known, { ...invitation, id: this.meetings[known]!.id });
      return this.keep(this.meetings.length, { ...invitation, id: `m${this.meetings.length + 1}` });
    });
  }

  change(kalenderId: string, invitation: MeetingInvitation): Promise<BookedMeeting> {
    return this.doing('change', () => {
      const known = this.meetings.findIndex(({ id }) => id === kalenderId);
      if (known < 0) throw new GraphFailed('never', 'slettet', undefined, 'no such meeting');
      return this.keep(known, { ...invitation, id: kalenderId });
    });
  }

  cancel(kalenderId: string | undefined, transactionId: string, hvorfor: string): Promise<'taget ud' | 'var der ikke'> {
    return this.doing('cancel', () => {
      const known = this.meetings.findIndex((meeting) => meeting.id === kalenderId || meeting.transactionId === transactionId);
      if (known < 0) return 'var der ikke';
      this.keep(known, { ...this.meetings[known]!, aflyst: hvorfor });
      return 'taget ud';
    });
  }

  private keep(index: number, meeting: KeptMeeting): BookedMeeting {
    this.meetings[index] = meeting;
    return { kalenderId: meeting.id, link: `https://teams.example/${meeting.id}` };
  }

  private async doing<T>(operation: Operation, work: () => T): Promise<T> {
    await Promise.resolve();
    const nth = this.operations.push(operation);
    this.before(operation, nth);
    const done = work();
    this.after(operation, nth);
    return done;
  }
}

export const busyCalendar = (retryAfterMs: number) => new GraphFailed('later', 'forMange', retryAfterMs, 'Graph answered 429');
export const silentCalendar = () => new GraphFailed('unknown', 'svarerIkke', undefined, 'Graph answered nothing');
export const noCalendarAccess = () => new GraphFailed('never', 'ingenAdgang', undefined, 'Graph answered 403');
