import { Refusal } from '../connector/refusal';
import { called, type Asked } from './asked';
import { addressesOf, propertiesOf, readMessage } from './outlookBodies';
import { idOf, type IdKind } from './outlookIds';
import type { Address, Mail } from './outlookItems';
import { listed, projected, type Listed } from './outlookQuery';

/** `PR_MESSAGE_CLASS`, as Exchange writes its id. */
const MESSAGE_CLASS = 'String 0x1a';

/** Newest first; `folder` undefined: all of them. */
export function listMessages({ outlook, mailbox, ids, url }: Asked, folder?: string): Record<string, unknown> {
  if (folder !== undefined && !/^(inbox|drafts|sentitems)$/i.test(folder)) throw new Refusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  const found = outlook.mailsIn(mailbox).filter((mail) => folder === undefined || mail.folder === folder.toLowerCase());
  return listed(
    found.reverse().map((mail) => shownMail(mail, ids)),
    url,
  );
}

export function getMessage(asked: Asked, id: string): Record<string, unknown> {
  return projected(shownMail(mailCalled(asked, id), asked.ids), asked.url);
}

export function createMessage({ outlook, mailbox, ids }: Asked, given: unknown): Record<string, unknown> {
  const { subject, body, toRecipients, replyTo, singleValueExtendedProperties } = readMessage(given);
  const draft = outlook.addMail({
    mailbox: mailbox.toLowerCase(),
    folder: 'drafts',
    messageClass: 'IPM.Note',
    subject,
    body,
    // Exchange looks at the addresses when the mail is sent.
    to: toRecipients.map(({ emailAddress: { address, name } }) => ({ address, name: name ?? address })),
    replyTo: replyTo.map(({ emailAddress: { address, name } }) => ({ address, name: name ?? address })),
    createdAt: new Date(outlook.now()).toISOString(),
    properties: propertiesOf(singleValueExtendedProperties),
  });
  return shownMail(draft, ids).shown;
}

/** Nobody documents what becomes of a mail that is sent twice: here the worst, it goes out twice. */
export function sendMessage(asked: Asked, id: string): undefined {
  const { outlook, mailbox } = asked;
  const mail = mailCalled(asked, id);
  if (mail.to.length === 0) throw new Refusal(400, 'ErrorInvalidRecipients', 'At least one recipient is required.');
  const to = addressesOf(mail.to.map((emailAddress) => ({ emailAddress })));
  addressesOf(mail.replyTo.map((emailAddress) => ({ emailAddress })));
  const wait = outlook.sending.take(mailbox.toLowerCase());
  if (wait !== undefined) {
    throw new Refusal(429, 'ApplicationThrottled', 'The mailbox has sent too many messages. Try again later.', {
      'Retry-After': String(Math.ceil(wait / 1000)),
    });
  }
  const from: Address = { name: mailbox, address: mailbox.toLowerCase() };
  Object.assign(mail, { folder: 'sentitems', from, sentAt: new Date(outlook.now()).toISOString() });
  const { conversationId, subject, body, replyTo } = mail;
  outlook.deliver({ conversationId, subject, body, replyTo, from, to });
}

function mailCalled(asked: Asked, id: string): Mail {
  return called(asked.outlook.mailsIn(asked.mailbox), id, asked, (mail) => mail);
}

function shownMail(mail: Mail, ids: IdKind): Listed {
  const recipients = (addresses: readonly Address[]) => addresses.map(({ name, address }) => ({ emailAddress: { name, address } }));
  const [from = null] = mail.from ? recipients([mail.from]) : [];
  return {
    properties: [...mail.properties, { id: MESSAGE_CLASS, value: mail.messageClass }],
    ...(mail.sentAt === undefined ? {} : { receivedAt: mail.sentAt }),
    shown: {
      id: idOf(mail, ids),
      createdDateTime: mail.createdAt,
      receivedDateTime: mail.sentAt ?? mail.createdAt,
      sentDateTime: mail.sentAt ?? mail.createdAt,
      conversationId: mail.conversationId,
      subject: mail.subject,
      body: mail.body,
      isDraft: mail.folder === 'drafts',
      from,
      sender: from,
      toRecipients: recipients(mail.to),
      replyTo: recipients(mail.replyTo),
    },
  };
}
