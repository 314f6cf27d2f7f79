/** Fills the {words} of a content text, in one pass: a {word} that somebody typed into one of the values stays as it is. */
export function fillPlaceholders(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
}
