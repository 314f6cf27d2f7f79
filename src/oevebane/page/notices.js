import { byId, element } from './dom.js';
import { toHtml } from './markup.js';

// Seen and read aloud: answers to what one did.
export function notice(text) {
  const shown = element('p', { innerHTML: toHtml(text) });
  byId('notices').append(shown);
  setTimeout(() => shown.remove(), Math.max(6000, text.length * 80));
}

// Read aloud only: what others do is on the screen already.
export function speak(text) {
  byId('spoken').textContent = text;
}
