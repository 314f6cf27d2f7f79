import { element } from './dom.js';

// A mail is plain text from anybody: it becomes text, and addresses in it become links. Nothing in it becomes anything else.

const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g;
// The address of a meeting in Teams fills five lines of a phone.
const LONGEST_SHOWN = 90;

export function withLinks(text) {
  const parts = [];
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, index), link(address, address.length > LONGEST_SHOWN ? `${address.slice(0, LONGEST_SHOWN)}…` : address));
    from = index + address.length;
  }
  return [...parts, text.slice(from)];
}

export function link(href, textContent) {
  return element('a', { href, textContent, target: '_blank', rel: 'noopener noreferrer' });
}
