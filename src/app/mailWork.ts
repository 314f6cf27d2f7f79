import { createHash } from 'node:crypto';
import { mailText } from '../cards/mailText';
import type { Content } from '../content/schema';
import type { DispatchState, ModtagerState } from '../domain/mail/mail';
import type { CommandBody } from '../domain/command';
import { BOT, type PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { exerciseMailbox } from './addresses';
import { GraphFailed, type Address } from './calendar';
import type { OutsideEffect } from './effects';
import { troubleInWords } from './graphTrouble';
import type { Journal } from './journal';
import type { DraftedMail, Mailbox } from './mailbox';
import type { MailRow, MailRows, Svarlinks } from './mailRows';
import type { Outside } from './outside';
import { PostFailed } from './messenger';
import type { Clock, Contacts } from './ports';
import { mailOf, onDuty, type AddressBook } from './recipients';
import type { Scenes } from './scenes';
import { hashOf, linkOf } from './svarlink';

export interface MailWorkDeps {
  readonly journal: Pick<Journal, 'refreshed' | 'execute'>;
  readonly scenes: Pick<Scenes, 'of'>;
  readonly contacts: Contacts;
  readonly mails: MailRows;
  readonly svarlinks: Svarlinks;
  /** Undefined: mail is not set up. */
  readonly mailbox: Mailbox | undefined;
  /** Undefined: nobody outside could reach a link, so there is none. */
  readonly publicUrl: () => string | undefined;
  readonly newToken: () => string;
  readonly clock: Clock;
}

interface Job {
  readonly incident: string;
  readonly state: IncidentState;
  readonly content: Content;
  readonly dispatch: DispatchState;
  readonly book: AddressBook;
  readonly mailbox: Mailbox;
}

type MailEffect = Extract<OutsideEffect, { kind: 'mail' }>;

/**
 * One dispatch is one row of the outbox, fanned out here: a mail for each recipient, with how far it is in a row of its
 * own. May be cut off anywhere and begun again: a draft is found again by its key, and what was sent is not sent again.
 */
export class MailWork implements Outside {
  constructor(private readonly deps: MailWorkDeps) {}

  async carryOut(incident: string, effect: OutsideEffect, stillOurs: () => boolean): Promise<void> {
    const { mailbox, journal, scenes, contacts, mails } = this.deps;
    const { udsendelse } = asMail(effect);
    if (!mailbox) throw new GraphFailed('never', 'slaaetFra', undefined, 'no mailbox is set up');
    const state = await journal.refreshed(incident);
    const dispatch = state.udsendelser[udsendelse];
    if (!dispatch) throw new Error(`there is no dispatch ${udsendelse}`);
    const { content, roster } = scenes.of(state);
    const job: Job = { incident, state, content, dispatch, mailbox, book: { roster, contacts: await contacts.contacts(incident) } };
    const rows = new Map((await mails.mails(incident, udsendelse)).map((row) => [row.person, row]));
    const fejlede: PersonRef[] = [];
    const udenAdresse = dispatch.modtagere.filter((one) => !mailOf(one, job.book)).map(({ id, name }) => ({ id, name }));
    for (const one of dispatch.modtagere) {
      if (!stillOurs()) throw new PostFailed('later', undefined, 'somebody else goes on with the sending');
      if (!(await this.mailTo(one, rowOf(one, rows), await this.asItIs(job)))) fejlede.push({ id: one.id, name: one.name });
    }
    await this.record(job, `mail:${udsendelse}:${dispatch.forsoeg}`, { type: 'recordMailOutcome', udsendelse, forsoeg: dispatch.forsoeg, fejlede, udenAdresse });
  }

  /** A hændelse that never should have been writes to nobody else, from the moment at which that is said. */
  private async asItIs(job: Job): Promise<Job> {
    const state = await this.deps.journal.refreshed(job.incident);
    const grund = state.lukning?.grund;
    if (grund === 'fejl' || grund === 'dublet') throw new GraphFailed('never', 'lukket', undefined, 'the incident was closed as a mistake');
    return { ...job, state };
  }

  async givenUp(incident: string, effect: OutsideEffect, why: PostFailed): Promise<void> {
    const { udsendelse } = asMail(effect);
    const state = await this.deps.journal.refreshed(incident);
    const dispatch = state.udsendelser[udsendelse];
    if (!dispatch) return;
    const accepteret = (await this.deps.mails.mails(incident, udsendelse)).filter(({ tilstand }) => tilstand === 'sendt').length;
    const { forsoeg } = dispatch;
    await this.record({ incident }, `mail-opgivet:${udsendelse}:${forsoeg}`, {
      type: 'recordMailFailure',
      udsendelse,
      forsoeg,
      hvorfor: inWords(why),
      accepteret,
    });
  }

  /** False when this one address was refused: the others are not kept waiting. */
  private async mailTo(one: ModtagerState, row: MailRow | undefined, job: Job): Promise<boolean> {
    const { incident, dispatch, book } = job;
    if (row?.tilstand === 'sendt') return true;
    if (row?.tilstand === 'fejlet' && row.forsoeg === dispatch.forsoeg) return false;
    const now: MailRow = { udsendelse: dispatch.id, person: one.id, tilstand: 'begyndt', forsoeg: dispatch.forsoeg };
    const til = inExercise(mailOf(one, book), job);
    const done = til && (await this.sendOne(one, til, row, now, job));
    if (!done) await this.deps.mails.saveMail(incident, { ...now, tilstand: 'fejlet' });
    return done ?? false;
  }

  private async sendOne(one: ModtagerState, til: Address, row: MailRow | undefined, now: MailRow, job: Job): Promise<boolean> {
    const { incident, mailbox } = job;
    const { mails } = this.deps;
    try {
      const found = await this.findDraft(one, row, job);
      const mail = found ?? (await this.newDraft(one, til, now, job));
      // A draft keeps the attempt that it was made in: its name has it.
      const drafted: MailRow = {
        ...now,
        forsoeg: found && row ? row.forsoeg : now.forsoeg,
        tilstand: 'kladde',
        mailId: mail.mailId,
        traad: mail.traad,
      };
      if (!mail.sendt) {
        await mails.saveMail(incident, drafted);
        await mailbox.send(mail.mailId);
      }
      await mails.saveMail(incident, { ...drafted, tilstand: 'sendt' });
      return true;
    } catch (error) {
      if (error instanceof GraphFailed && error.trouble === 'afvist' && error.outlook === 'never') return false;
      throw error;
    }
  }

  /** Of an attempt that was cut off; one that was refused is written anew. */
  private async findDraft(one: PersonRef, row: MailRow | undefined, { mailbox, incident, dispatch }: Job): Promise<DraftedMail | undefined> {
    return row && row.tilstand !== 'fejlet' ? mailbox.findDraft(keyOf(incident, dispatch, one, row)) : undefined;
  }

  private async newDraft(one: ModtagerState, til: Address, now: MailRow, job: Job): Promise<DraftedMail> {
    const { incident, mailbox, dispatch, state, content } = job;
    const { mails, newToken, publicUrl } = this.deps;
    await mails.saveMail(incident, now);
    const address = publicUrl();
    // Closed: a link would be over already, and nobody waits for an answer.
    const open = state.phase === 'open';
    const token = open && address !== undefined && content.breve[dispatch.udkast].svar ? newToken() : undefined;
    if (token) await this.deps.svarlinks.saveSvarlink({ hash: hashOf(token), incident, udsendelse: dispatch.id, person: one.id, forsoeg: now.forsoeg });
    const duty = onDuty(state, job.book.roster);
    const ring = duty?.phones.work ? { navn: duty.name, telefon: duty.phones.work } : undefined;
    const text = mailText({
      state,
      breve: content.breve,
      dispatch,
      one: open ? one : { ...one, svarfrist: undefined },
      ring,
      link: address !== undefined && token ? linkOf(address, token) : undefined,
    });
    return mailbox.draft({
      key: keyOf(incident, dispatch, one, now),
      ...text,
      til,
      svarTil: duty?.email ? { navn: duty.name, mail: duty.email } : undefined,
    });
  }

  private async record({ incident }: Pick<Job, 'incident'>, id: string, body: CommandBody): Promise<void> {
    await this.deps.journal.execute({ id, incident, actor: BOT, now: this.deps.clock.incident().toISOString(), kanal: 'mail', body });
  }
}

/**
 * One mail per dispatch and person. An address that was refused is written a new draft when it is tried again, since the
 * refused one names the wrong address: the attempt is then part of the name.
 */
function keyOf(incident: string, { id }: DispatchState, one: PersonRef, { forsoeg }: MailRow): string {
  return createHash('sha256')
    .update(JSON.stringify([incident, id, one.id, forsoeg]))
    .digest('hex');
}

/** How far the mail to them is; what went to an address that is no longer theirs does not count. */
function rowOf({ id, fraForsoeg = 0 }: ModtagerState, rows: ReadonlyMap<string, MailRow>): MailRow | undefined {
  const row = rows.get(id);
  return row && row.forsoeg >= fraForsoeg ? row : undefined;
}

function inExercise(til: Address | undefined, { state, book }: Job): Address | undefined {
  const mailbox = exerciseMailbox(state, book.roster);
  return til && mailbox ? { ...til, mail: mailbox } : til;
}

function asMail(effect: OutsideEffect): MailEffect {
  if (effect.kind !== 'mail') throw new Error(`not a mail: ${effect.kind}`);
  return effect;
}

/** For people; the rest is in the technical log. */
function inWords(why: PostFailed): string {
  return why instanceof GraphFailed && why.trouble === 'slaaetFra' ? 'Mail er ikke sat op.' : troubleInWords(why);
}
