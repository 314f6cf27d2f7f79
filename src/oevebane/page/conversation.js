import { composeForm } from './compose.js';
import { button, byId, element, timeOf } from './dom.js';
import { toPlain } from './markup.js';
import { drawMessage, findMessage, replaceMessage } from './message.js';
import { speak } from './notices.js';
import { conversation, nameOf, state } from './state.js';

// The threads of a channel, or the messages of a chat.

const list = byId('messages');
const jump = byId('jump');
const NEAR = 120;
// A long thread shows its latest answers first.
const FOLD_OVER = 8;
const FOLDED_SHOWS = 4;

list.addEventListener('scroll', () => {
  if (atBottom()) jump.hidden = true;
});
const atBottom = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;

export function drawConversation() {
  const here = conversation();
  jump.hidden = true;
  list.replaceChildren();
  byId('compose').replaceChildren();
  if (!here) {
    byId('place-name').textContent = 'Du er ikke med på holdet';
    list.append(element('p', { className: 'empty', textContent: 'Du kan kun nås med mail og telefon. Vælg en anden person øverst.' }));
    return;
  }
  byId('place-name').textContent = nameOf(here);
  drawCompose(here);
  const roots = here.messages.filter(({ id, rootId }) => id === rootId);
  list.append(...roots.map((root) => drawThread(root, here)));
  if (roots.length === 0) list.append(element('p', { className: 'empty', textContent: 'Her er ikke skrevet noget endnu.' }));
  list.scrollTop = list.scrollHeight;
}

function drawCompose(here) {
  const channel = here.kind === 'channel' ? here.id : undefined;
  const key = `hoved:${here.id}`;
  if (!state.replies.has(key)) {
    const label = channel ? `Start en ny tråd i ${here.name}` : 'Skriv til botten';
    state.replies.set(key, composeForm({ label, where: () => ({ channel }), withMentions: Boolean(channel) }).form);
  }
  byId('compose').append(state.replies.get(key));
}

function drawThread(root, here) {
  const replies = here.messages.filter(({ id, rootId }) => rootId === root.id && id !== root.id);
  const thread = element('div', { className: 'thread' }, drawMessage(root));
  thread.dataset.thread = root.id;
  if (here.kind !== 'channel') return thread;
  // A group and no landmark: there are many, and two may have the same name.
  thread.setAttribute('role', 'group');
  thread.setAttribute('aria-label', `Tråd af ${root.author.name} ${timeOf(root.at)}`);
  const folded = replies.length > FOLD_OVER && !state.expanded.has(root.id) ? replies.length - FOLDED_SHOWS : 0;
  if (folded > 0) {
    const unfold = () => {
      state.expanded.add(root.id);
      const fresh = drawThread(root, here);
      thread.replaceWith(fresh);
      fresh.querySelector('.replies .message')?.focus({ preventScroll: true });
    };
    thread.append(button(`Vis ${folded} tidligere svar`, unfold, { className: 'link unfold' }));
  }
  thread.append(element('div', { className: 'replies' }, ...replies.slice(folded).map(drawMessage)), state.replies.get(root.id) ?? replyOpener(root));
  return thread;
}

function replyOpener(root) {
  const opener = button('Svar i tråden', open, { className: 'link reply-opener' });
  function open() {
    const close = () => {
      state.replies.delete(root.id);
      form.replaceWith(opener);
      opener.focus();
    };
    const { form, field } = composeForm({ label: 'Svar i tråden', where: () => ({ channel: root.conversationId, thread: root.id }), close });
    form.classList.add('reply');
    state.replies.set(root.id, form);
    opener.replaceWith(form);
    field.focus();
    form.scrollIntoView({ block: 'nearest' });
  }
  return opener;
}

// A new message is put where it belongs; nobody's view is moved unless they were at the end anyway.
export function addMessage(message) {
  const follow = atBottom() || message.author.me;
  list.querySelector('.empty')?.remove();
  const thread = list.querySelector(`[data-thread="${CSS.escape(message.rootId)}"]`);
  if (thread && message.id !== message.rootId) thread.querySelector('.replies').append(drawMessage(message));
  else list.append(drawThread(message, conversation()));
  if (follow) list.querySelector(`[data-message="${CSS.escape(message.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  else offerJump(message);
  if (!message.author.me) speak(`${message.author.name}: ${toPlain(message.text) || 'et kort'}`);
}

function offerJump(message) {
  jump.textContent = `Ny besked fra ${message.author.name}. Vis den`;
  jump.hidden = false;
  jump.onclick = () => {
    jump.hidden = true;
    showMessage(message);
  };
}

export function showMessage(message) {
  if (!findMessage(message.id)) {
    state.expanded.add(message.rootId);
    drawConversation();
  }
  const shown = findMessage(message.id);
  shown?.scrollIntoView({ block: 'center' });
  shown?.focus({ preventScroll: true });
}

export { replaceMessage };
