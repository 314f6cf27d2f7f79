import { GraphFailed } from '../../src/app/calendar';
import type { BouncedMail, DraftedMail, Mailbox, OutgoingMail } from '../../src/app/mailbox';

export interface KeptMail extends OutgoingMail {
  readonly id: string;
  readonly sendt: boolean;
}

type Operation = 'findDraft' | 'draft' | 'send' | 'bounces';

/** A mailbox with its moods: `before` and `after` may throw, or end a process, around every operation. */
export class FakeMailbox implements Mailbox {
  readonly mails: KeptMail[] = [];
  readonly back: BouncedMail[] = [];
  readonly operations: string[] = [];
  before: (operation: Operation, mail: OutgoingMail | undefined, nth: number) => void = () => undefined;
  after: (operation: Operation, mail: OutgoingMail | undefined, nth: number) => void = () => undefined;

  findDraft(key: string): Promise<DraftedMail | undefined> {
    return this.doing('findDraft', this.mails.find((mail) => mail.key === key), () => {
      const found = this.mails.filter((mail) => mail.key === key);
      const mail = found.find(({ sendt }) => sendt) ?? found[0];
      return mail && drafted(mail);
    });
  }

  draft(mail: OutgoingMail): Promise<DraftedMail> {
    return this.doing('draft', mail, () => {
      const kept: KeptMail = { ...mail, id: `mail-${this.mails.length + 1}`, sendt: false };
      this.mails.push(kept);
      return drafted(kept);
    });
  }

  send(mailId: string): Promise<void> {
    return this.doing('send', this.mails.find(({ id }) => id === mailId), () => {
      const index = this.mails.findIndex(({ id }) => id === mailId);
      const mail = this.mails[index];
      if (!mail) throw new GraphFailed('never', 'afvist', undefined, 'no such mail');
      this.mails[index] = { ...mail, sendt: true };
    });
  }

  bounces(): Promise<readonly BouncedMail[]> {
    return this.doing('bounces', undefined, () => this.back);
  }

  get sent(): readonly KeptMail[] {
    return this.mails.filter(({ sendt }) => sendt);
  }

  /** Of the newest mail that this address got. */
  linkTo(mail: string): string {
    const found = this.sent.findLast(({ til }) => til.mail === mail);
    return /https?:\S+\/svar\/\S+/.exec(found?.tekst ?? '')?.[0] ?? '';
  }

  private async doing<T>(operation: Operation, mail: OutgoingMail | undefined, work: () => T): Promise<T> {
    await Promise.resolve();
    const nth = this.operations.push(operation);
    this.before(operation, mail, nth);
    const result = work();
    this.after(operation, mail, nth);
    return result;
  }
}

function drafted({ id, sendt }: KeptMail): DraftedMail {
  return { mailId: id, traad: `traad-${id}`, sendt };
}

export const busy = (retryAfterMs = 2000) => new GraphFailed('later', 'forMange', retryAfterMs, 'Graph answered 429');
export const silent = () => new GraphFailed('unknown', 'svarerIkke', undefined, 'Graph answered nothing');
export const refusedAddress = () => new GraphFailed('never', 'afvist', undefined, 'Graph answered 400');
export const noAccess = () => new GraphFailed('never', 'ingenAdgang', undefined, 'Graph answered 403');
