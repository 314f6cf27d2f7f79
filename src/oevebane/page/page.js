import { drawCard, isDialogOpener } from './cards.js';
import { toHtml } from './markup.js';

const byId = (id) => document.getElementById(id);
// As in the log, wherever the browser thinks it is.
const byTime = new Intl.DateTimeFormat('da-DK', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Copenhagen' });

// What the page knows. The messages are the server's; ownCards are the answers only this person saw, each shown in
// place of a card until that message is next updated.
const state = {
  people: [],
  me: undefined,
  conversations: [],
  place: undefined,
  ownCards: new Map(),
  unread: new Set(),
};
let events;

// ---- the server ------------------------------------------------------------------------------------------------

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json()).notice);
  return answer.json();
}

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ person: state.me, ...body }),
    });
    return await answer.json();
  } catch {
    return { notice: 'Øvebanen svarer ikke. Kører den stadig?' };
  }
}

async function becomePerson(id) {
  state.me = id;
  state.ownCards.clear();
  state.unread.clear();
  sessionStorage.setItem('person', id);
  byId('person').value = id;
  listen();
  await reload();
}

async function reload() {
  state.conversations = await get(`/api/conversations?person=${encodeURIComponent(state.me)}`);
  if (!state.conversations.some(({ id }) => id === state.place)) state.place = state.conversations[0]?.id;
  drawPlaces();
  drawConversation();
}

function listen() {
  events?.close();
  events = new EventSource(`/events?person=${encodeURIComponent(state.me)}`);
  let interrupted = false;
  events.onerror = () => {
    interrupted = true;
    byId('connection').textContent = 'Forbindelsen er afbrudt. Prøver igen …';
  };
  events.onopen = () => {
    byId('connection').textContent = '';
    // What happened meanwhile was not told: read it all again.
    if (interrupted) void reload();
    interrupted = false;
  };
  events.onmessage = ({ data }) => receive(JSON.parse(data));
}

function receive({ kind, message }) {
  const conversation = state.conversations.find(({ id }) => id === message.conversationId);
  if (!conversation) return;
  const index = conversation.messages.findIndex(({ id }) => id === message.id);
  if (index < 0) conversation.messages.push(message);
  else conversation.messages[index] = message;
  state.ownCards.delete(message.id);
  if (conversation.id === state.place) {
    if (index < 0) addMessage(message, conversation);
    else replaceMessage(message);
  } else if (kind === 'posted') {
    state.unread.add(conversation.id);
    drawPlaces();
    if (message.mentions.some(({ me }) => me)) notice(`${message.author.name} har nævnt dig i ${placeName(conversation)}`);
  }
}

// ---- what one sees ---------------------------------------------------------------------------------------------

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function drawPeople() {
  byId('person').replaceChildren(
    ...state.people.map(({ id, name, title, guest, inTeams }) => {
      const remarks = [title, guest && 'gæst', !inTeams && 'ikke i Teams'].filter(Boolean).join(', ');
      return element('option', { value: id, disabled: !inTeams, textContent: remarks ? `${name} – ${remarks}` : name });
    }),
  );
}

function drawPlaces() {
  byId('places').replaceChildren(
    ...state.conversations.map(({ id, name, kind }) => {
      const unread = state.unread.has(id);
      const button = element('button', { type: 'button', onclick: () => goTo(id) });
      button.append(kind === 'channel' ? `# ${name}` : placeName({ kind, name }));
      if (unread) button.append(element('span', { className: 'unread', textContent: ' nyt' }));
      if (id === state.place) button.setAttribute('aria-current', 'page');
      return element('li', {}, button);
    }),
  );
}

function placeName({ kind, name }) {
  return kind === 'channel' ? name : 'Chat med botten';
}

function goTo(id) {
  state.place = id;
  state.unread.delete(id);
  drawPlaces();
  drawConversation();
  byId('places').querySelector('[aria-current]')?.focus();
}

function drawConversation() {
  const conversation = state.conversations.find(({ id }) => id === state.place);
  byId('compose').hidden = !conversation;
  byId('messages').replaceChildren();
  // A conversation that is merely opened is not read aloud from end to end.
  byId('messages').ariaBusy = 'true';
  requestAnimationFrame(() => (byId('messages').ariaBusy = 'false'));
  if (!conversation) {
    byId('place-name').textContent = 'Du er ikke med på holdet';
    byId('messages').append(
      element('p', {
        className: 'empty',
        textContent: 'Du kan kun nås med mail og telefon. Vælg en anden person øverst.',
      }),
    );
    return;
  }
  byId('place-name').textContent = placeName(conversation);
  const label = conversation.kind === 'channel' ? 'Start en ny tråd i kanalen' : 'Skriv til botten';
  byId('compose-label').textContent = label;
  byId('text').placeholder = label;
  byId('mention').closest('label').hidden = conversation.kind === 'personal';
  for (const message of conversation.messages) addMessage(message, conversation, false);
  if (conversation.messages.length === 0) {
    byId('messages').append(element('p', { className: 'empty', textContent: 'Her er ikke skrevet noget endnu.' }));
  }
  byId('messages').scrollTop = byId('messages').scrollHeight;
}

function addMessage(message, conversation, follow = true) {
  const list = byId('messages');
  const atBottom = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  list.querySelector('.empty')?.remove();
  const thread = list.querySelector(`[data-thread="${CSS.escape(message.rootId)}"]`);
  if (thread) thread.querySelector('.replies').append(drawMessage(message));
  else list.append(drawThread(message, conversation));
  if (follow && (atBottom || message.author.me)) {
    list.querySelector(`[data-message="${CSS.escape(message.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }
}

function drawThread(root, conversation) {
  const thread = element('section', { className: 'thread' }, drawMessage(root), element('div', { className: 'replies' }));
  thread.dataset.thread = root.rootId;
  if (conversation.kind === 'channel') {
    thread.setAttribute('aria-label', `Tråd af ${root.author.name} ${time(root)}`);
    thread.append(replyOpener(root.rootId));
  }
  return thread;
}

function replyOpener(rootId) {
  const opener = element('button', { type: 'button', className: 'reply-opener', textContent: 'Svar i tråden' });
  opener.onclick = () => {
    const form = byId('compose').cloneNode(true);
    form.removeAttribute('id');
    form.classList.add('reply');
    const field = form.querySelector('textarea');
    field.value = '';
    field.placeholder = 'Svar i tråden';
    field.setAttribute('aria-label', 'Svar i tråden');
    for (const part of form.querySelectorAll('[id]')) part.removeAttribute('id');
    form.querySelector('.visually-hidden').remove();
    const close = element('button', { type: 'button', textContent: 'Fortryd' });
    close.onclick = () => form.replaceWith(opener);
    form.querySelector('.primary').before(close);
    wireCompose(form, rootId);
    opener.replaceWith(form);
    field.focus();
  };
  return opener;
}

function drawMessage(message) {
  const { author, deleted, edited, text, files, mentions } = message;
  const head = element(
    'p',
    { className: 'head' },
    element('strong', { textContent: author.name }),
    author.bot ? element('span', { className: 'tag', textContent: 'bot' }) : '',
    author.guest ? element('span', { className: 'tag', textContent: 'gæst' }) : '',
    element('time', { dateTime: new Date(message.at).toISOString(), textContent: time(message) }),
    edited && !deleted ? element('span', { className: 'faint', textContent: 'redigeret' }) : '',
  );
  const article = element('article', { className: 'message', tabIndex: -1 }, avatar(author), head);
  article.dataset.message = message.id;
  article.setAttribute('aria-label', `${author.name} ${time(message)}`);
  article.classList.toggle('bot', author.bot);
  article.classList.toggle(
    'to-me',
    mentions.some(({ me }) => me),
  );
  if (deleted) article.append(element('p', { className: 'faint', textContent: 'Beskeden er slettet.' }));
  if (text) article.append(element('div', { className: 'text', innerHTML: toHtml(text, mentions) }));
  const cards = state.ownCards.has(message.id) ? [state.ownCards.get(message.id)] : message.cards;
  for (const card of cards) article.append(drawCard(card, mentions, (action) => void pressed(action, message)));
  for (const file of files) article.append(element('p', { className: 'file', textContent: `📎 ${file}` }));
  return article;
}

// Whoever is at a button keeps their place when the card beneath it changes.
function replaceMessage(message) {
  const old = byId('messages').querySelector(`[data-message="${CSS.escape(message.id)}"]`);
  if (!old) return;
  const fresh = drawMessage(message);
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
  old.replaceWith(fresh);
  if (!focused) return;
  const same = [...fresh.querySelectorAll('button')].find(({ textContent }) => textContent === focused.textContent);
  (same ?? fresh).focus({ preventScroll: true });
}

function avatar({ name, bot }) {
  const initials = bot
    ? '✚'
    : name
        .split(' ')
        .map(([first]) => first)
        .filter((_, at, all) => at === 0 || at === all.length - 1)
        .join('');
  const made = element('span', { className: 'avatar', textContent: initials });
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function time({ at }) {
  return byTime.format(new Date(at));
}

function notice(text) {
  const shown = element('p', { innerHTML: toHtml(text) });
  byId('notices').append(shown);
  setTimeout(() => shown.remove(), Math.max(6000, text.length * 80));
}

// ---- what one does ---------------------------------------------------------------------------------------------

function wireCompose(form, thread) {
  const field = form.querySelector('textarea');
  field.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    const conversation = state.conversations.find(({ id }) => id === state.place);
    const channel = conversation.kind === 'channel' ? conversation.id : undefined;
    const mentionBot = channel !== undefined && form.querySelector('[type=checkbox]').checked;
    const { notice: problem } = await post('/api/send', { channel, thread, text, mentionBot });
    if (problem) notice(problem);
  };
}

async function pressed(action, message) {
  const type = action.getJsonTypeName();
  if (type === 'Action.OpenUrl') return openLink(action.url);
  const button = document.activeElement?.closest('button');
  button?.setAttribute('aria-busy', 'true');
  try {
    if (isDialogOpener(action)) await openDialog(action.data, message);
    else if (type === 'Action.Execute') await execute(action, message);
    else if (type === 'Action.Submit') await submit(action, message);
  } finally {
    button?.removeAttribute('aria-busy');
  }
}

function openLink(url) {
  if (/^(https?|mailto|tel):/i.test(url ?? '')) window.open(url, '_blank', 'noopener');
}

async function submit(action, message) {
  const { notice: problem } = await post('/api/submit', { message: message.id, data: action.data ?? {} });
  if (problem) notice(problem);
}

async function execute(action, message) {
  const { notice: problem, answer } = await post('/api/action', {
    message: message.id,
    verb: action.verb,
    data: action.data ?? {},
  });
  if (problem) return notice(problem);
  if (answer?.type === 'application/vnd.microsoft.card.adaptive') {
    state.ownCards.set(message.id, answer.value);
    replaceMessage(currentVersion(message));
  } else if (answer?.type === 'application/vnd.microsoft.activity.message') notice(String(answer.value));
  else if (answer?.type === 'application/vnd.microsoft.error') notice(answer.value?.message ?? 'Det lykkedes ikke.');
}

function currentVersion(message) {
  const conversation = state.conversations.find(({ id }) => id === message.conversationId);
  return conversation.messages.find(({ id }) => id === message.id) ?? message;
}

async function openDialog(data, message) {
  const reply = await post('/api/dialog/open', { message: message.id, data });
  if (reply.notice) return notice(reply.notice);
  showTask(reply.answer?.task, message);
}

// A dialog answers with another card, with a message, or with nothing: then it closes.
function showTask(task, message) {
  const dialog = byId('dialog');
  const body = byId('dialog-body');
  byId('dialog-notice').textContent = '';
  if (task?.type === 'message') {
    if (!dialog.open) return notice(String(task.value));
    dialog.close();
    return notice(String(task.value));
  }
  const card = task?.value?.card?.content;
  if (task?.type !== 'continue' || !card) return dialog.close();
  byId('dialog-title').textContent = task.value.title ?? '';
  body.replaceChildren(drawCard(card, [], (action) => void pressedInDialog(action, message)));
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
  (body.querySelector('input, textarea, select') ?? body.querySelector('button'))?.focus();
}

async function pressedInDialog(action, message) {
  if (action.getJsonTypeName() === 'Action.OpenUrl') return openLink(action.url);
  const body = byId('dialog-body');
  byId('dialog-notice').textContent = 'Sender …';
  body.inert = true;
  const { notice: problem, answer } = await post('/api/dialog/submit', {
    message: message.id,
    data: action.data ?? {},
  });
  body.inert = false;
  if (problem) byId('dialog-notice').textContent = problem;
  else showTask(answer?.task, message);
}

// ---- start -----------------------------------------------------------------------------------------------------

byId('dialog-close').onclick = () => byId('dialog').close();
byId('person').onchange = ({ target }) => void becomePerson(target.value);
matchMedia('(prefers-color-scheme: dark)').onchange = drawConversation;
wireCompose(byId('compose'));

state.people = await get('/api/people');
drawPeople();
const earlier = sessionStorage.getItem('person');
const known = state.people.find(({ id, inTeams }) => id === earlier && inTeams);
await becomePerson((known ?? state.people.find(({ inTeams }) => inTeams)).id);
