import { button, byId, element } from './dom.js';
import { toHtml } from './markup.js';

// Seen and read aloud: answers to what one did.
export function notice(text) {
  const shown = element(
    'div',
    { className: 'notice' },
    element('div', { innerHTML: toHtml(text) }),
    button('✕', () => shown.remove(), { 'aria-label': 'Luk beskeden' }),
  );
  // Said again, it takes the place of the first: a stack of the same hides the card beneath.
  const said = [...byId('notices').children].find(({ firstChild }) => firstChild.innerHTML === shown.firstChild.innerHTML);
  said?.remove();
  byId('notices').append(shown);
  // Long enough to be read twice.
  setTimeout(() => shown.remove(), Math.max(6000, text.length * 80));
}

// Read aloud only: what others do is on the screen already.
export function speak(text) {
  byId('spoken').textContent = text;
}
