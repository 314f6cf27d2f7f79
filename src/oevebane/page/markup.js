// Text becomes HTML in one place only, and everything is escaped before anything is added.

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => escapes[character]);
}

// What the writer escaped is text, whatever stands around it. It spends the time of reading in Unicode's private area,
// where no rule below looks, and comes back at the end.
const ENTITIES = { lt: '<', gt: '>', amp: '&' };
const PRIVATE = 0xe000;
const hide = (character) => String.fromCharCode(PRIVATE + character.charCodeAt(0));
const hideEscaped = (text) =>
  text.replace(/\\([!-/:-@[-`{-~])/g, (_, character) => hide(character)).replace(/&(lt|gt|amp);/g, (_, name) => hide(ENTITIES[name]));
const showEscaped = (html) => html.replace(/[\ue000-\ue07f]/g, (hidden) => escapeHtml(String.fromCharCode(hidden.charCodeAt(0) - PRIVATE)));

// The parts of markdown that Teams shows in messages and cards: bold, italics, links, lists and quotations.
export function toHtml(text, mentions = []) {
  return showEscaped(
    blocksOf(escapeHtml(hideEscaped(text)))
      .map((block) => blockHtml(block, mentions))
      .join(''),
  );
}

function blocksOf(escaped) {
  const blocks = [];
  for (const line of escaped.split(/\r?\n/)) {
    const bullet = /^\s*[-*]\s+(.*)$/.exec(line);
    const numbered = /^\s*(\d+)\.\s+(.*)$/.exec(line);
    const quoted = /^\s*&gt;\s+(.*)$/.exec(line);
    const last = blocks.at(-1);
    if (bullet) {
      if (last?.kind === 'ul') last.items.push(bullet[1]);
      else blocks.push({ kind: 'ul', items: [bullet[1]] });
    } else if (numbered) {
      if (last?.kind === 'ol') last.items.push(numbered[2]);
      else blocks.push({ kind: 'ol', start: numbered[1], items: [numbered[2]] });
    } else if (quoted) {
      if (last?.kind === 'blockquote') last.items.push(quoted[1]);
      else blocks.push({ kind: 'blockquote', items: [quoted[1]] });
    } else if (last?.kind === 'p') last.items.push(line);
    else blocks.push({ kind: 'p', items: [line] });
  }
  return blocks;
}

function blockHtml({ kind, start, items }, mentions) {
  const inner = items.map((item) => inline(item, mentions));
  if (kind === 'p' || kind === 'blockquote') return `<${kind}>${inner.join('<br>')}</${kind}>`;
  const list = inner.map((item) => `<li>${item}</li>`).join('');
  return kind === 'ol' ? `<ol start="${start}">${list}</ol>` : `<ul>${list}</ul>`;
}

function inline(escaped, mentions) {
  return escaped
    .replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, (whole, name) => {
      const mention = mentions.find(({ text }) => escapeHtml(text) === whole);
      return `<span class="mention${mention?.me ? ' me' : ''}">@${name}</span>`;
    })
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+|tel:\+?\d+)\)/g, '<a href="$2" target="_blank" rel="noopener">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])[_*]([^_*\s][^_*]*)[_*](?=$|[\s).,:;!?])/g, '$1<em>$2</em>');
}

// The words alone, as a notification shows them.
export function toPlain(text) {
  return hideEscaped(text)
    .replace(/^\s*[-*>]\s+/gm, '')
    .replace(/<at>(.*?)<\/at>/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[\s(])[_*]([^_*\s][^_*]*)[_*](?=$|[\s).,:;!?])/g, '$1$2')
    .replace(/[\ue000-\ue07f]/g, (hidden) => String.fromCharCode(hidden.charCodeAt(0) - PRIVATE))
    .replace(/\s+/g, ' ')
    .trim();
}
