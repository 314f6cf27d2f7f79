import * as z from 'zod';
import type { Address } from '../../app/calendar';
import type { BouncedMail, DraftedMail, Mailbox, OutgoingMail } from '../../app/mailbox';
import type { Instant } from '../../domain/time';
import type { GraphAccess } from './client';
import { keyed, whereKeyIs, WITH_MESSAGE_CLASS } from './extendedProperties';
import { graphFailed } from './graphFailed';
import { OutlookMailbox } from './outlook';

/** The parts of Graph's message that matter here. */
const message = z.object({ id: z.string().min(1), conversationId: z.string().min(1), isDraft: z.boolean() });

const received = z.object({
  conversationId: z.string().nullish(),
  receivedDateTime: z.iso.datetime({ offset: true }),
  singleValueExtendedProperties: z.array(z.object({ value: z.string() })).nullish(),
});

const SELECTED = 'id,conversationId,isDraft';
/** Microsoft's class of a report that a mail could not be delivered. */
const BOUNCE = /^REPORT\.IPM\.Note\..*NDR$/i;
const BOUNCES = { pageSize: 100, pages: 20 };

/**
 * Mails sent from one mailbox (Mail.ReadWrite and Mail.Send for it): a draft first, since only a draft has an id to ask
 * about afterwards. Whether a mail has been sent is read from itself: what was sent is no draft any more.
 *
 * To be seen in a tenant: how soon a draft is found by its key (a second draft that is never sent does no harm); how soon
 * one stops being a draft when it is sent; that every draft begins a thread of its own, and a bounce belongs to it.
 */
export class GraphMailbox implements Mailbox {
  private readonly outlook: OutlookMailbox;

  constructor(access: GraphAccess & { readonly sender: string }) {
    this.outlook = new OutlookMailbox(access, access.sender);
  }

  async findDraft(key: string): Promise<DraftedMail | undefined> {
    try {
      const { items } = await this.outlook.list('/messages', { $filter: whereKeyIs(key), $select: SELECTED });
      const found = items.map(drafted);
      // Of two drafts with one key the one that was sent is the mail.
      return found.find(({ sendt }) => sendt) ?? found[0];
    } catch (error) {
      throw graphFailed(error, 'read');
    }
  }

  async draft({ key, emne, tekst, til, svarTil }: OutgoingMail): Promise<DraftedMail> {
    const body = {
      subject: oneLine(emne),
      body: { contentType: 'text', content: tekst },
      toRecipients: [recipient(til)],
      ...(svarTil && { replyTo: [recipient(svarTil)] }),
      singleValueExtendedProperties: [keyed(key)],
    };
    try {
      return drafted(await this.outlook.post('/messages', body));
    } catch (error) {
      throw graphFailed(error, 'write');
    }
  }

  async send(mailId: string): Promise<void> {
    // Looked at first: nobody documents that sending twice is one mail.
    if (await this.isSent(mailId)) return;
    try {
      await this.outlook.post(`${pathOf(mailId)}/send`);
    } catch (error) {
      const failed = graphFailed(error, 'write');
      if (failed.outlook === 'unknown' && (await this.isSent(mailId).catch(() => false))) return;
      throw failed;
    }
  }

  /** Read one by one rather than filtered by class, which is documented for fewer cases than a filter by time. */
  async bounces(since: Instant): Promise<readonly BouncedMail[]> {
    try {
      const { items } = await this.outlook.list(
        '/mailFolders/inbox/messages',
        {
          $filter: `receivedDateTime ge ${since}`,
          $orderby: 'receivedDateTime',
          $select: 'conversationId,receivedDateTime',
          $expand: WITH_MESSAGE_CLASS,
          $top: String(BOUNCES.pageSize),
        },
        BOUNCES.pages,
      );
      return items.flatMap((item) => {
        const { conversationId, receivedDateTime, singleValueExtendedProperties } = received.parse(item);
        const isBounce = singleValueExtendedProperties?.some(({ value }) => BOUNCE.test(value));
        return isBounce && conversationId ? [{ traad: conversationId, at: new Date(receivedDateTime).toISOString() }] : [];
      });
    } catch (error) {
      throw graphFailed(error, 'read');
    }
  }

  private async isSent(mailId: string): Promise<boolean> {
    try {
      return drafted(await this.outlook.get(pathOf(mailId), { $select: SELECTED })).sendt;
    } catch (error) {
      throw graphFailed(error, 'read');
    }
  }
}

function drafted(value: unknown): DraftedMail {
  const { id, conversationId, isDraft } = message.parse(value);
  return { mailId: id, traad: conversationId, sendt: !isDraft };
}

function recipient({ navn, mail }: Address) {
  return { emailAddress: { address: mail, name: oneLine(navn) } };
}

/** What stands in a header has no lines, and nothing that is no letter. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function pathOf(mailId: string): string {
  return `/messages/${encodeURIComponent(mailId)}`;
}
