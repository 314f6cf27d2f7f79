import type { CalendarEntry } from '../../src/oevebane/graph/outlook';
import { Alarming } from './alarming';
import { Card, cardOf, type Dialog, type Staff, type Who } from './staff';

export const GUEST = 'lone.kaer@viborg.example';

let incidents = 0;

/** An incident that has been activated, and the meeting that was called with it: in Teams, in the calendar and in the log. */
export class Meeting {
  private constructor(
    readonly staff: Staff,
    readonly alarm: Alarming,
    /** In no other incident's words. */
    readonly beskrivelse: string,
  ) {}

  /** Jens received it; the kontaktperson is from outside. */
  static async called(staff: Staff, values: Parameters<Staff['openIncident']>[1] = {}): Promise<Meeting> {
    incidents += 1;
    const beskrivelse = `Centralen er nede ${String.fromCharCode(64 + incidents)}`;
    const alarm = await Alarming.raised(staff, { beskrivelse, kontaktperson: 'Lone Kær', telefon: '20 00 00 99', email: GUEST, ...values });
    return new Meeting(staff, alarm, beskrivelse);
  }

  get nr(): number {
    return this.alarm.voting.nr;
  }

  async card(titel = 'Stabsmøde 1'): Promise<Card> {
    const found = await this.staff.until(() => this.staff.fromBot().findLast((message) => {
      const card = JSON.stringify(cardOf(message) ?? '');
      return card.includes(`"${titel}"`) && card.includes(this.alarm.id);
    }));
    return new Card(this.staff, found.id);
  }

  /** The card once it says so. */
  async saying(text: string, titel?: string): Promise<Card> {
    const card = await this.card(titel);
    await this.staff.until(() => card.text.includes(text));
    return card;
  }

  async fills(who: Who, button: string, values: Readonly<Record<string, string>>, titel?: string): Promise<Dialog> {
    const card = await this.card(titel);
    await this.staff.until(() => card.buttons().some((title) => title.startsWith(button)));
    return (await card.openDialog(who, button)).submit(values);
  }

  /** As they stand in the organizer's calendar. */
  calendar(): readonly CalendarEntry[] {
    return this.staff.outlook.calendarOf(this.staff.setting.meetingOrganizer).filter(({ subject }) => subject.includes(this.beskrivelse));
  }

  /** What one address has got about it, newest first. */
  mails(address = GUEST) {
    return this.staff.outlook.mailsTo(address).filter(({ subject }) => subject.includes(this.beskrivelse));
  }

  async lines(): Promise<readonly string[]> {
    return (await this.staff.export(this.nr)).map(({ indhold }) => indhold);
  }

  /** What the bot has written in the incident's threads. */
  texts(): readonly string[] {
    return this.staff.texts().filter((text) => text.includes(`hændelse ${this.nr}`) || text.includes('Stabsmøde'));
  }
}
