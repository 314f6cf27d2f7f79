import { button, byId, element, timeOf } from './dom.js';
import { toPlain } from './markup.js';
import { reactionOf } from './reactions.js';
import { activities, nameOf } from './state.js';

const MOST = 100;
const DONE = {
  mention: () => 'nævnte dig',
  reply: () => 'svarede i din tråd',
  reaction: ({ type }) => `reagerede ${reactionOf(type).sign} (${reactionOf(type).word}) på din besked`,
};

// What concerns me, from all places, newest first; each leads to its message.
export function drawActivity(goTo) {
  byId('place-name').textContent = 'Aktivitet';
  byId('compose').replaceChildren();
  byId('jump').hidden = true;
  const entries = activities().slice(0, MOST);
  byId('messages').replaceChildren(
    entries.length === 0
      ? element('p', {
          className: 'empty',
          textContent: 'Her kommer det, der angår dig: når nogen nævner dig, svarer dig eller reagerer på det, du har skrevet.',
        })
      : element('ul', { className: 'activity' }, ...entries.map((entry) => element('li', {}, drawEntry(entry, goTo)))),
  );
  byId('messages').scrollTop = 0;
}

function drawEntry(entry, goTo) {
  const { kind, who, at, message, place } = entry;
  const entryButton = button('', () => goTo(place.id, message));
  entryButton.append(
    element('span', {}, element('strong', { textContent: who }), ` ${DONE[kind](entry)}`),
    element('span', { className: 'faint', textContent: `${nameOf(place)} · ${timeOf(at)}` }),
    element('span', { className: 'excerpt', textContent: toPlain(message.text) || 'et kort' }),
  );
  return entryButton;
}
