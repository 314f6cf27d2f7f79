import { byId, clockNow, dayNow, element, timeOf } from './dom.js';
import { toPlain } from './markup.js';
import { nameOf, notifications } from './state.js';

// The person's phone, locked: it shows who, where and the first words, and of a card nothing at all.

const FIRST_CHARACTERS = 50;
const FITS = 7;
const panel = byId('phone');
const opener = byId('lock');

export function excerptOf({ text, cards }) {
  const plain = [...toPlain(text)];
  if (plain.length === 0) return cards.length > 0 ? 'har sendt dig et kort' : 'har sendt dig en fil';
  return plain.length > FIRST_CHARACTERS ? `${plain.slice(0, FIRST_CHARACTERS).join('')}…` : plain.join('');
}

export function drawPhone() {
  if (panel.hidden) return;
  byId('phone-clock').textContent = clockNow();
  byId('phone-day').textContent = dayNow();
  const latest = notifications().slice(0, FITS);
  byId('notifications').replaceChildren(
    ...latest.map(({ who, at, message, place }) =>
      element(
        'li',
        {},
        element(
          'span',
          { className: 'notification-head' },
          element('strong', { textContent: who }),
          element('time', { textContent: timeOf(at), dateTime: new Date(at).toISOString() }),
        ),
        element('span', { className: 'faint', textContent: nameOf(place) }),
        element('span', { textContent: excerptOf(message) }),
      ),
    ),
  );
  byId('no-notifications').hidden = latest.length > 0;
}

function lock(locked) {
  panel.hidden = !locked;
  opener.setAttribute('aria-expanded', String(locked));
  document.body.classList.toggle('locked', locked);
  // On a small screen the phone is all there is: what lies beneath must not be reached by keyboard either.
  for (const part of document.querySelectorAll('.top, .places, main')) part.inert = locked && matchMedia('(max-width: 64rem)').matches;
  drawPhone();
  (locked ? byId('unlock') : opener).focus();
}

opener.onclick = () => lock(panel.hidden);
byId('unlock').onclick = () => lock(false);
panel.addEventListener('keydown', ({ key }) => key === 'Escape' && lock(false));
