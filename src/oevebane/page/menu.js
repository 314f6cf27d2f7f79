import { post } from './api.js';
import { button, byId, element } from './dom.js';
import { notice } from './notices.js';
import { PICKER } from './reactions.js';
import { messageNow, state } from './state.js';

// One small menu for all messages: reactions, and for one's own: edit and delete.

const menu = byId('menu');
let opener;

menu.addEventListener('toggle', ({ newState }) => {
  if (newState !== 'closed') return;
  if (menu.contains(document.activeElement) || document.activeElement === document.body) opener?.focus();
  opener?.setAttribute('aria-expanded', 'false');
});

// Arrow keys walk, as in every menu.
menu.onkeydown = (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll('button')];
  buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
};

export function openMenu(by, message, edit) {
  opener = by;
  const now = messageNow(message);
  const act = (what) => () => {
    menu.hidePopover();
    what();
  };
  menu.replaceChildren(
    element(
      'div',
      { className: 'picker', role: 'group', 'aria-label': 'Reagér' },
      ...PICKER.map(({ type, sign, word }) => {
        const on = now.reactions.some((reaction) => reaction.type === type && reaction.me);
        return button(
          sign,
          act(() => react(now, type, !on)),
          { 'aria-label': word, 'aria-pressed': on ? 'true' : 'false', title: word },
        );
      }),
    ),
  );
  if (now.author.me) {
    menu.append(
      button(
        'Rediger',
        act(() => edit(now)),
      ),
    );
    menu.append(
      button(
        'Slet',
        act(() => change('delete', now)),
      ),
    );
  }
  menu.showPopover();
  by.setAttribute('aria-expanded', 'true');
  const { bottom, right, top } = by.getBoundingClientRect();
  const below = bottom + menu.offsetHeight < window.innerHeight;
  menu.style.top = `${Math.max(8, below ? bottom + 4 : top - menu.offsetHeight - 4)}px`;
  menu.style.left = `${Math.max(8, Math.min(right, window.innerWidth - 8) - menu.offsetWidth)}px`;
  menu.querySelector('button').focus();
}

export const react = (message, type, on) => change('react', message, { type, on });

export async function change(what, message, more = {}) {
  const { notice: problem } = await post(state.me, what, { message: message.id, ...more });
  if (problem) notice(problem);
}
