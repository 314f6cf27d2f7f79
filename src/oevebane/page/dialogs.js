import { post } from './api.js';
import { drawCard, isDialogOpener } from './cards.js';
import { byId } from './dom.js';
import { notice } from './notices.js';
import { messageNow, state } from './state.js';

// What the buttons of a card do, and the dialogs that some of them open.

const dialog = byId('dialog');
const body = byId('dialog-body');
byId('dialog-close').onclick = () => dialog.close();

// `redraw` is called when an answer holds a card that only this person sees.
export async function pressed(action, message, redraw) {
  const type = action.getJsonTypeName();
  if (type === 'Action.OpenUrl') return openLink(action.url);
  const button = document.activeElement?.closest('button');
  button?.setAttribute('aria-busy', 'true');
  try {
    if (isDialogOpener(action)) await openDialog(action.data, message);
    else if (type === 'Action.Execute') await execute(action, message, redraw);
    else if (type === 'Action.Submit') await submit(action, message);
  } finally {
    button?.removeAttribute('aria-busy');
  }
}

function openLink(url) {
  if (/^(https?|mailto|tel):/i.test(url ?? '')) window.open(url, '_blank', 'noopener');
}

async function submit(action, message) {
  const { notice: problem } = await post(state.me, 'submit', { message: message.id, data: action.data ?? {} });
  if (problem) notice(problem);
}

async function execute(action, message, redraw) {
  const { notice: problem, answer } = await post(state.me, 'action', { message: message.id, verb: action.verb, data: action.data ?? {} });
  if (problem) return notice(problem);
  if (answer?.type === 'application/vnd.microsoft.card.adaptive') {
    state.ownCards.set(message.id, answer.value);
    redraw(messageNow(message));
  } else if (answer?.type === 'application/vnd.microsoft.activity.message') notice(String(answer.value));
  else if (answer?.type === 'application/vnd.microsoft.error') notice(answer.value?.message ?? 'Det lykkedes ikke.');
}

async function openDialog(data, message) {
  const reply = await post(state.me, 'dialog/open', { message: message.id, data });
  if (reply.notice) return notice(reply.notice);
  showTask(reply.answer?.task, message);
}

// A dialog answers with another card, with a message, or with nothing: then it closes.
function showTask(task, message) {
  byId('dialog-notice').textContent = '';
  const card = task?.value?.card?.content;
  if (task?.type !== 'continue' || !card) {
    dialog.close();
    if (task?.type === 'message') notice(String(task.value));
    return;
  }
  byId('dialog-title').textContent = task.value.title ?? '';
  body.replaceChildren(drawCard(card, [], (action) => void pressedInDialog(action, message)));
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
  (body.querySelector('input, textarea, select') ?? body.querySelector('button'))?.focus();
}

async function pressedInDialog(action, message) {
  if (action.getJsonTypeName() === 'Action.OpenUrl') return openLink(action.url);
  byId('dialog-notice').textContent = 'Sender …';
  body.inert = true;
  const { notice: problem, answer } = await post(state.me, 'dialog/submit', { message: message.id, data: action.data ?? {} });
  body.inert = false;
  if (problem) byId('dialog-notice').textContent = problem;
  else showTask(answer?.task, message);
}
