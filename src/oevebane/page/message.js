import { post } from './api.js';
import { drawCard } from './cards.js';
import { mentionable, wordingOf } from './compose.js';
import { pressed } from './dialogs.js';
import { button, byId, element, longTimeOf, timeOf } from './dom.js';
import { toHtml } from './markup.js';
import { change, openMenu, react } from './menu.js';
import { suggestMentions } from './mentions.js';
import { notice } from './notices.js';
import { grouped } from './reactions.js';
import { state } from './state.js';

export const findMessage = (id) => byId('messages').querySelector(`[data-message="${CSS.escape(id)}"]`);

export function drawMessage(message) {
  const { author, deleted, text, files, mentions } = message;
  const article = element(
    'article',
    { className: 'message', tabIndex: -1, 'aria-label': `${author.name} ${timeOf(message.at)}` },
    avatar(author),
    head(message),
  );
  article.dataset.message = message.id;
  article.classList.toggle('bot', author.bot);
  article.classList.toggle('to-me', !deleted && mentions.some(({ me }) => me));
  if (deleted) {
    article.append(
      element(
        'p',
        { className: 'faint' },
        'Slettet. ',
        message.mayUndelete && button('Fortryd sletning', () => change('undelete', message), { className: 'link' }),
      ),
    );
    return article;
  }
  if (state.edits.has(message.id)) article.append(state.edits.get(message.id));
  else if (text) article.append(element('div', { className: 'text', innerHTML: toHtml(text, mentions) }));
  const cards = state.ownCards.has(message.id) ? [state.ownCards.get(message.id)] : message.cards;
  for (const card of cards) article.append(drawCard(card, mentions, (action) => void pressed(action, message, replaceMessage)));
  for (const file of files)
    article.append(element('p', { className: 'file' }, '📎 ', element('span', { textContent: file.name, title: file.url ?? '' })));
  if (message.reactions.length > 0) article.append(reactionsOf(message));
  return article;
}

function head(message) {
  const { author, at, edited, deleted } = message;
  const more = button('☺', () => openMenu(more, message, startEditing), {
    className: 'more',
    title: author.me ? 'Reagér, rediger eller slet' : 'Reagér',
    'aria-label': `${author.me ? 'Reagér, rediger eller slet' : 'Reagér'}: besked fra ${author.name} ${timeOf(at)}`,
    'aria-expanded': 'false',
    'aria-controls': 'menu',
  });
  return element(
    'div',
    { className: 'head' },
    element('strong', { textContent: author.name }),
    author.bot && element('span', { className: 'tag', textContent: 'bot' }),
    author.guest && element('span', { className: 'tag', textContent: 'gæst' }),
    element('time', { dateTime: new Date(at).toISOString(), textContent: timeOf(at), title: longTimeOf(at) }),
    // The bot brings its cards up to date all the time; that is no news.
    edited && !deleted && !author.bot && element('span', { className: 'faint', textContent: 'Redigeret' }),
    !deleted && more,
  );
}

function reactionsOf(message) {
  return element(
    'ul',
    { className: 'reactions', 'aria-label': 'Reaktioner' },
    ...grouped(message.reactions).map(({ type, sign, word, names, mine }) =>
      element(
        'li',
        {},
        button(`${sign} ${names.length}`, () => react(message, type, !mine), {
          className: mine ? 'mine' : '',
          title: `${word}: ${names.join(', ')}`,
          'aria-label': `${word}, ${names.length}: ${names.join(', ')}`,
          'aria-pressed': mine ? 'true' : 'false',
        }),
      ),
    ),
  );
}

function startEditing(message) {
  const field = element('textarea', { rows: 2, value: message.text.replace(/<at>(.*?)<\/at>/g, '@$1'), 'aria-label': 'Rediger beskeden' });
  const { list } = suggestMentions(field, mentionable);
  const done = () => {
    state.edits.delete(message.id);
    replaceMessage(message);
    findMessage(message.id)?.querySelector('.more')?.focus();
  };
  const form = element(
    'form',
    { className: 'editing' },
    element('div', { className: 'field' }, field, list),
    element(
      'div',
      { className: 'compose-row' },
      element('span', { className: 'stretch' }),
      button('Fortryd', done),
      element('button', { type: 'submit', className: 'primary', textContent: 'Gem' }),
    ),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { notice: problem } = await post(state.me, 'edit', { message: message.id, ...wordingOf(field.value.trim()) });
    if (problem) notice(problem);
    else done();
  };
  field.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') done();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  state.edits.set(message.id, form);
  replaceMessage(message);
  field.focus();
}

// Whoever is at a button keeps their place when the message beneath it changes.
export function replaceMessage(outdated) {
  const old = findMessage(outdated.id);
  if (!old) return;
  const message = state.conversations.flatMap(({ messages }) => messages).find(({ id }) => id === outdated.id) ?? outdated;
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
  const fresh = drawMessage(message);
  old.replaceWith(fresh);
  if (!focused) return;
  if (fresh.contains(focused)) return focused.focus({ preventScroll: true });
  const labelOf = (candidate) => candidate.getAttribute('aria-label') ?? candidate.textContent;
  const same = [...fresh.querySelectorAll('button')].find((candidate) => labelOf(candidate) === labelOf(focused));
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
  return element('span', { className: 'avatar', textContent: initials, 'aria-hidden': 'true' });
}
