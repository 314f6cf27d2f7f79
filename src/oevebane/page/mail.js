import { byId, element, longTimeOf, periodOf, timeOf } from './dom.js';
import { link, withLinks } from './links.js';
import { fillList, newList } from './list.js';
import { speak } from './notices.js';
import { isUnread, mailsOf, me } from './state.js';

// A mailbox, newest first, every mail unfolded: nobody gets many in an exercise.

export function drawMail() {
  const { name, email } = me();
  byId('place-name').textContent = 'Mail';
  byId('compose').replaceChildren();
  byId('jump').hidden = true;
  byId('messages').replaceChildren(
    element('p', { className: 'faint', textContent: email ? `Mail til ${email}` : `${name} har ingen mailadresse.` }),
    ...mailbox(email),
  );
  byId('messages').scrollTop = 0;
}

export const fillMail = () => fillMailbox(me().email);

export function mailbox(address) {
  const list = newList('mails');
  list.dataset.address = address;
  const empty = element('p', { className: 'empty', textContent: 'Her er ingen mails endnu.' });
  fill(list, empty, address);
  return [list, empty];
}

// What comes while one looks is read aloud too.
export function fillMailbox(address) {
  const list = byId('messages').querySelector('.mails');
  if (list?.dataset.address !== address) return; // it is still on its way
  const before = list.children.length;
  fill(list, list.nextElementSibling, address);
  if (list.children.length > before) speak(`Ny mail: ${mailsOf(address)[0].subject}`);
}

function fill(list, empty, address) {
  const mails = mailsOf(address);
  const keyOf = (mail) => `${mail.id}${isOutdated(mail, mails) ? ' afløst' : ''}`;
  fillList(list, mails, keyOf, (mail) => mailParts(mail, isOutdated(mail, mails), address === me().email && isUnread(address, mail)));
  empty.hidden = mails.length > 0;
}

// Newer word about the same meeting has come.
function isOutdated({ id, meeting }, mails) {
  return meeting !== undefined && mails.find((other) => other.meeting?.eventNr === meeting.eventNr).id !== id;
}

function mailParts(mail, outdated, unread) {
  const { subject, from, replyTo, to, at, text } = mail;
  const row = (name, value) => (value ? [element('dt', { textContent: name }), element('dd', {}, value)] : []);
  const time = element('time', { textContent: timeOf(at), title: longTimeOf(at), dateTime: at });
  return [
    element('h3', { textContent: subject || '(uden emne)' }),
    element('p', { className: 'marks' }, ...marksOf(mail, outdated, unread).map((mark) => element('span', { className: 'tag', textContent: mark }))),
    element(
      'dl',
      {},
      ...row('Fra', whole(from)),
      ...row('Svar til', replyTo.map(whole).join(', ')),
      ...row('Til', to.length === 1 ? whole(to[0]) : to.map(named).join(', ')),
      ...row('Tid', time),
    ),
    ...meetingParts(mail, outdated),
    element('div', { className: 'mail-text' }, ...withLinks(text)),
  ];
}

function marksOf({ meeting, bounced }, outdated, unread) {
  const kinds = { request: '🗓 Mødeindkaldelse', cancel: '✖ Mødet er aflyst' };
  return [unread && '● Ny', meeting && kinds[meeting.method], outdated && '↷ Afløst af en nyere mail', bounced && '⚠ Kom retur'].filter(Boolean);
}

function meetingParts({ meeting }, outdated) {
  if (!meeting || outdated) return [];
  const when = element('p', { className: 'when', textContent: periodOf(meeting.start, meeting.end) });
  return meeting.method === 'request' && meeting.joinUrl ? [when, joinLine(meeting.joinUrl)] : [when];
}

export const joinLine = (url) =>
  element(
    'p',
    {},
    link(url, 'Deltag i Teams-mødet'),
    element('span', { className: 'faint', textContent: ' (opdigtet: øvebanen har ingen rigtige møder)' }),
  );

export const named = ({ name, address }) => name || address;
const whole = ({ name, address }) => (name && name !== address ? `${name} (${address})` : address);
