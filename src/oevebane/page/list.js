import { element } from './dom.js';

// A list that is filled again and again. What has not changed stays the same element, so that what is being read does not
// move and what has the focus keeps it.

export const newList = (className) => element('ul', { className: `plain-list ${className}`, role: 'list' });

export function fillList(list, items, keyOf, draw) {
  const drawn = new Map([...list.children].map((entry) => [entry.dataset.key, entry]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const entry = drawn.get(key) ?? element('li', {}, ...draw(item));
    entry.dataset.key = key;
    return entry;
  });
  for (const entry of drawn.values()) if (!wanted.includes(entry)) entry.remove();
  wanted.forEach((entry, index) => {
    if (list.children[index] !== entry) list.insertBefore(entry, list.children[index] ?? null);
  });
}
