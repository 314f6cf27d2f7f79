import { post } from './api.js';
import { button, byId, element } from './dom.js';
import { notice } from './notices.js';
import { suggestMentions } from './mentions.js';
import { state } from './state.js';

const BOT = 'DDH Beredskab';
let forms = 0;

// Who is mentioned is read from the text itself: whoever's whole name stands after an @.
export function wordingOf(text) {
  const named = (name) => text.includes(`@${name}`);
  return { text, mentionBot: named(BOT), mentions: state.people.filter(({ name, teamMember }) => teamMember && named(name)).map(({ id }) => id) };
}

export const mentionable = () => [BOT, ...state.people.filter(({ teamMember, inTeams }) => teamMember && inTeams).map(({ name }) => name)];

// A writing box. `where()` says where what is written goes; `close` is there for boxes that can be put away.
export function composeForm({ label, where, withMentions = true, close }) {
  const id = `skriv-${++forms}`;
  const field = element('textarea', { id, rows: close ? 1 : 2, placeholder: label, autocomplete: 'off' });
  const chips = element('ul', { className: 'chips', hidden: true, 'aria-label': 'Vedhæftede filer' });
  const files = [];
  const suggestions = withMentions ? suggestMentions(field, mentionable) : undefined;
  const form = element(
    'form',
    { className: 'compose' },
    element('label', { className: 'visually-hidden', textContent: label, for: id }),
    element('div', { className: 'field' }, field, suggestions?.list),
    chips,
    element(
      'div',
      { className: 'compose-row' },
      suggestions && button('@ Nævn', suggestions.open, { className: 'quiet' }),
      button('📎 Vedhæft', () => askForFile(attach), { className: 'quiet' }),
      element('span', { className: 'stretch' }),
      close && button('Luk', close),
      element('button', { type: 'submit', className: 'primary', textContent: 'Send' }),
    ),
  );

  function attach(name) {
    files.push(name);
    drawChips();
    field.focus();
  }
  function drawChips() {
    chips.hidden = files.length === 0;
    chips.replaceChildren(
      ...files.map((name, at) =>
        element(
          'li',
          {},
          `📎 ${name} `,
          button('✕', () => (files.splice(at, 1), drawChips(), field.focus()), { 'aria-label': `Fjern ${name}` }),
        ),
      ),
    );
  }

  field.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape' && close) return close();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.onsubmit = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    const attached = files.splice(0);
    if (!text && attached.length === 0) return;
    field.value = '';
    drawChips();
    const { notice: problem } = await post(state.me, 'send', { ...where(), ...wordingOf(text), files: attached });
    if (problem) notice(problem);
  };
  return { form, field };
}

// By name only: nothing leaves this machine.
function askForFile(done) {
  const dialog = byId('file-dialog');
  const form = dialog.querySelector('form');
  const field = form.querySelector('input');
  field.value = '';
  form.onsubmit = () => {
    if (field.value.trim()) done(field.value.trim());
  };
  form.querySelector('[data-close]').onclick = () => dialog.close();
  dialog.showModal();
  field.focus();
}
