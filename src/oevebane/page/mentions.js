import { element } from './dom.js';
import { speak } from './notices.js';

const MOST = 6;
let lists = 0;

// Suggests names after an @ in a text field: arrow keys choose, Enter or Tab takes, Escape leaves it.
export function suggestMentions(field, names) {
  const id = `forslag-${++lists}`;
  const list = element('ul', { id, className: 'suggestions', role: 'listbox', 'aria-label': 'Hvem vil du nævne?', hidden: true });
  let chosen = 0;
  let shown = [];

  function typed() {
    const before = field.value.slice(0, field.selectionStart);
    return /(?:^|\s)@([\p{L} .-]{0,30})$/u.exec(before)?.[1];
  }

  function look() {
    const start = typed()?.toLowerCase();
    shown =
      start === undefined
        ? []
        : names()
            .filter((name) => matches(name.toLowerCase(), start))
            .slice(0, MOST);
    chosen = 0;
    draw();
    if (shown.length > 0) speak(`${shown.length} forslag. ${shown[0]}.`);
  }

  function draw() {
    list.hidden = shown.length === 0;
    list.replaceChildren(
      ...shown.map((name, at) => {
        const option = element('li', { id: `${id}-${at}`, role: 'option', 'aria-selected': at === chosen ? 'true' : 'false', textContent: name });
        option.onmousedown = (event) => {
          event.preventDefault();
          take(at);
        };
        return option;
      }),
    );
    if (shown.length > 0) field.setAttribute('aria-activedescendant', `${id}-${chosen}`);
    else field.removeAttribute('aria-activedescendant');
  }

  function take(at) {
    const end = field.selectionStart;
    const start = field.value.slice(0, end).lastIndexOf('@');
    field.setRangeText(`@${shown[at]} `, start, end, 'end');
    shown = [];
    draw();
    field.focus();
  }

  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', id);
  field.addEventListener('input', look);
  field.addEventListener('blur', () => ((shown = []), draw()));
  field.addEventListener('keydown', (event) => {
    if (shown.length === 0 || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + shown.length) % shown.length;
      draw();
      speak(shown[chosen]);
    } else if (event.key === 'Enter' || event.key === 'Tab') take(chosen);
    else if (event.key === 'Escape') ((shown = []), draw());
    else return;
    event.preventDefault();
  });

  return {
    list,
    open() {
      field.focus();
      const space = field.selectionStart > 0 && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? ' ' : '';
      field.setRangeText(`${space}@`, field.selectionStart, field.selectionEnd, 'end');
      look();
    },
  };
}

// "ra" finds "Bent Ravnsborg"; a name that is written out needs no more suggestions.
function matches(name, start) {
  return name !== start.trim() && name.split(' ').some((_, at, words) => words.slice(at).join(' ').startsWith(start));
}
