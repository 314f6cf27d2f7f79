import { button, byId, element } from './dom.js';
import { ACTIVITY, CALENDAR, MAIL, MAILBOXES, me, state, unreadActivities, unreadIn, unreadMails } from './state.js';

// The list of channels, the chat, the activity and the post, each with what is unread.

export function drawPlaces(goTo) {
  const places = state.conversations.map((conversation) => ({
    id: conversation.id,
    name: conversation.kind === 'channel' ? conversation.name : 'Chat',
    sign: conversation.kind === 'channel' ? '#' : '✚',
    ...unreadIn(conversation),
  }));
  const activity = { id: ACTIVITY, name: 'Aktivitet', sign: '🔔', count: unreadActivities(), ofMe: false };
  const mail = { id: MAIL, name: 'Mail', sign: '✉', count: unreadMails(me().email), ofMe: false };
  const others = [
    { id: CALENDAR, name: 'Kalender', sign: '▦', count: 0 },
    { id: MAILBOXES, name: 'Alle postkasser', sign: '⌂', count: 0 },
  ];
  const shown = [...(state.conversations.length > 0 ? [activity, ...places] : []), mail, ...others];
  const list = byId('places');
  // The buttons stay while what they say changes: neither a press that has begun nor the focus is lost when something comes in.
  if (shown.map(({ id }) => id).join() !== [...list.querySelectorAll('button')].map(({ dataset }) => dataset.place).join())
    list.replaceChildren(...shown.map(({ id }) => element('li', {}, placeButton(id, goTo))));
  list.querySelectorAll('button').forEach((made, index) => drawPlace(made, shown[index]));
  const unread = [...places, mail].reduce((sum, { count }) => sum + count, 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${me()?.name ?? ''} – Øvebane`;
}

function placeButton(id, goTo) {
  const made = button('', () => goTo(id));
  made.dataset.place = id;
  return made;
}

function drawPlace(made, { id, name, sign, count, ofMe }) {
  made.className = count > 0 ? 'has-unread' : '';
  made.removeAttribute('aria-label');
  made.removeAttribute('aria-current');
  made.replaceChildren(
    element('span', { className: 'sign', textContent: sign, 'aria-hidden': 'true' }),
    element('span', { className: 'place-name', textContent: name }),
  );
  if (count > 0) {
    made.setAttribute('aria-label', `${name}, ${count} ${count === 1 ? 'ulæst' : 'ulæste'}${ofMe ? ', du er nævnt' : ''}`);
    made.append(
      ' ', // so that what is seen ("Aktivitet 1") is part of what is heard
      element('span', {
        className: `unread${ofMe ? ' of-me' : ''}`,
        textContent: `${ofMe ? '@ ' : ''}${count > 99 ? '99+' : count}`,
        'aria-hidden': 'true',
      }),
    );
  }
  if (id === state.place) made.setAttribute('aria-current', 'page');
}
