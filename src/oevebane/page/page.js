import { drawActivity } from './activity.js';
import { get, listen } from './api.js';
import { addMessage, drawConversation, replaceMessage, showMessage } from './conversation.js';
import { byId, element, practiseAt } from './dom.js';
import { notice } from './notices.js';
import { drawPhone } from './phone.js';
import { drawCalendar, fillCalendar } from './calendar.js';
import { drawMail, fillMail } from './mail.js';
import { drawMailboxes, fillMailboxes } from './mailboxes.js';
import { fetchOutlook, followOutlook } from './outlook.js';
import { drawPlaces } from './places.js';
import './settings.js';
import { ACTIVITY, CALENDAR, conversation, MAIL, MAILBOXES, markMailsSeen, markSeen, me, nameOf, state } from './state.js';
import { onThemeChange } from './theme.js';

// Puts the parts together: who one is, where one is, and what comes in.

const DRAWN = { [ACTIVITY]: drawActivity, [MAIL]: drawMail, [CALENDAR]: drawCalendar, [MAILBOXES]: drawMailboxes };
const FILLED = { [MAIL]: fillMail, [CALENDAR]: fillCalendar, [MAILBOXES]: fillMailboxes };

let stopListening;

async function becomePerson(id) {
  state.me = id;
  for (const kept of [state.ownCards, state.replies, state.edits, state.expanded]) kept.clear();
  sessionStorage.setItem('person', id);
  const address = new URL(window.location);
  address.searchParams.set('som', id);
  window.history.replaceState(null, '', address);
  byId('person').value = id;
  stopListening?.();
  stopListening = listen(id, {
    changed: receive,
    outlookChanged: () => void followOutlook(fillPlace),
    connected: showConnection,
    again: () => void reload(),
  });
  await reload();
}

async function reload() {
  [state.conversations] = await Promise.all([get(`/api/conversations?person=${encodeURIComponent(state.me)}`), fetchOutlook()]);
  if (!(state.place in DRAWN) && !conversation()) state.place = state.conversations[0]?.id;
  draw();
}

function draw() {
  if (state.place in DRAWN) DRAWN[state.place](goTo);
  else drawConversation();
  readHere();
}

function fillPlace() {
  FILLED[state.place]?.();
  readHere();
}

function readHere() {
  if (document.visibilityState === 'visible') {
    if (state.place === MAIL) markMailsSeen(me().email);
    else if (state.place) markSeen(state.place);
  }
  drawPlaces(goTo);
  drawPhone();
}

function goTo(id, message) {
  state.place = id;
  draw();
  if (message) showMessage(message);
  else byId('places').querySelector('[aria-current]')?.focus();
}

function receive({ kind, message }) {
  const place = conversation(message.conversationId);
  if (!place) return;
  const index = place.messages.findIndex(({ id }) => id === message.id);
  if (index < 0) place.messages.push(message);
  else place.messages[index] = message;
  if (kind === 'updated') state.ownCards.delete(message.id);
  if (state.place === ACTIVITY) drawActivity(goTo);
  else if (place.id !== state.place) tellOfMention(kind, message, place);
  else if (index < 0) addMessage(message);
  else replaceMessage(message);
  readHere();
}

function tellOfMention(kind, message, place) {
  if (kind === 'posted' && message.mentions.some(({ me }) => me)) notice(`${message.author.name} har nævnt dig i ${nameOf(place)}`);
}

function showConnection(connected) {
  byId('connection').textContent = connected ? '' : 'Forbindelsen er afbrudt. Prøver igen …';
}

function drawPeople() {
  byId('person').replaceChildren(
    ...state.people.map(({ id, name, title, guest, inTeams }) => {
      const remarks = [title, guest && 'gæst', !inTeams && 'ikke i Teams'].filter(Boolean).join(', ');
      return element('option', { value: id, disabled: !inTeams, textContent: remarks ? `${name} – ${remarks}` : name });
    }),
  );
}

byId('person').onchange = ({ target }) => void becomePerson(target.value);
document.addEventListener('visibilitychange', readHere);
onThemeChange(draw);

practiseAt(await get('/api/clock'));
state.people = await get('/api/people');
drawPeople();
const wanted = [new URL(window.location).searchParams.get('som'), sessionStorage.getItem('person')];
const chosen = wanted.map((id) => state.people.find((person) => person.id === id && person.inTeams)).find(Boolean);
await becomePerson((chosen ?? state.people.find(({ inTeams }) => inTeams)).id);
document.body.dataset.ready = 'true';
