// What the page knows, and what follows from it. The messages are the server's; everything else belongs to this window.

export const ACTIVITY = 'aktivitet';
export const MAIL = 'mail';
export const CALENDAR = 'kalender';
export const MAILBOXES = 'postkasser';

export const state = {
  people: [],
  me: undefined,
  conversations: [],
  // The id of a conversation, or one of the places above.
  place: undefined,
  // Answers that only this person saw, each in place of a card until that message is next updated.
  ownCards: new Map(),
  // Forms that are being filled in survive every redrawing: by thread and by message.
  replies: new Map(),
  edits: new Map(),
  expanded: new Set(),
  // By address.
  mails: new Map(),
  meetings: new Map(),
  mailboxes: [],
  // The address whose post one looks into, of all there are.
  mailbox: undefined,
};

export const me = () => state.people.find(({ id }) => id === state.me);
export const conversation = (id = state.place) => state.conversations.find((candidate) => candidate.id === id);
export const nameOf = ({ kind, name }) => (kind === 'channel' ? name : 'Chat med botten');

export function messageNow(message) {
  return conversation(message.conversationId)?.messages.find(({ id }) => id === message.id) ?? message;
}

// ---- read and unread: kept per person, as Teams does -------------------------------------------------------------

const key = () => `læst:${state.me}`;
const seen = () => JSON.parse(localStorage.getItem(key()) ?? '{}');

export function markSeen(place) {
  const latest = place === ACTIVITY ? activities()[0]?.at : conversation(place)?.messages.at(-1)?.at;
  if (latest !== undefined) localStorage.setItem(key(), JSON.stringify({ ...seen(), [place]: latest }));
}

export function unreadIn({ id, messages }) {
  const upTo = seen()[id] ?? 0;
  const unread = messages.filter(({ at, author, deleted }) => at > upTo && !author.me && !deleted);
  return { count: unread.length, ofMe: unread.some(mentionsMe) };
}

export const unreadActivities = () => activities().filter(({ at }) => at > (seen()[ACTIVITY] ?? 0)).length;

const mailKey = (address) => `læst-post:${address}`;
export const mailsOf = (address) => state.mails.get(address) ?? [];
export const isUnread = (address, { at }) => at > (localStorage.getItem(mailKey(address)) ?? '');
export const unreadMails = (address) => mailsOf(address).filter((mail) => isUnread(address, mail)).length;

export function markMailsSeen(address) {
  const [latest] = mailsOf(address);
  if (latest) localStorage.setItem(mailKey(address), latest.at);
}

// ---- what concerns me ----------------------------------------------------------------------------------------

const mentionsMe = ({ mentions }) => mentions.some((mention) => mention.me);

// Mentions of me, answers in threads where I have written, reactions to what I wrote: newest first.
export function activities() {
  const found = [];
  for (const place of state.conversations) {
    const mine = new Set(place.kind === 'channel' ? place.messages.filter(({ author }) => author.me).map(({ rootId }) => rootId) : []);
    for (const message of place.messages) {
      if (message.deleted) continue;
      const { author, at } = message;
      if (author.me) {
        for (const { type, name, me: own, at: reactedAt } of message.reactions) {
          if (!own) found.push({ kind: 'reaction', at: reactedAt, who: name, type, message, place });
        }
      } else if (mentionsMe(message)) found.push({ kind: 'mention', at, who: author.name, message, place });
      else if (mine.has(message.rootId)) found.push({ kind: 'reply', at, who: author.name, message, place });
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

// What a phone in a pocket is woken by: mentions, answers, and everything in the chat with the bot.
export function notifications() {
  const chats = state.conversations
    .filter(({ kind }) => kind === 'personal')
    .flatMap((place) =>
      place.messages
        .filter(({ author, deleted }) => !author.me && !deleted)
        .map((message) => ({ kind: 'chat', at: message.at, who: message.author.name, message, place })),
    );
  const others = activities().filter(({ kind, place }) => kind !== 'reaction' && place.kind === 'channel');
  return [...chats, ...others].sort((one, other) => other.at - one.at);
}
