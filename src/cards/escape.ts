/**
 * Text that somebody wrote, made safe for a message: Teams reads a message as markdown with some HTML in it. Shows the
 * same characters, and none of them starts a mention, a link, a list, a heading or emphasis. Line breaks are kept.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\\`*_~[\]|]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2');
}

/** The same for a place within a sentence: one line. */
export function escapeInline(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' ').trim());
}

/** A name as it may stand between `<at>` and `</at>`: Teams compares it with the entity, so nothing may need escaping. */
export function mentionName(name: string): string {
  return (
    name
      .replace(/[<>&\\`*_~[\]|"]/g, '')
      .replace(/\s+/g, ' ')
      .trim() || 'Ukendt'
  );
}
