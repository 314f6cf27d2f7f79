// Teams sends a reaction's type as a free string; these are the ones that the picker offers.
export const PICKER = [
  { type: 'like', sign: '👍', word: 'Synes om' },
  { type: 'heart', sign: '❤️', word: 'Hjerte' },
  { type: 'laugh', sign: '😄', word: 'Griner' },
  { type: 'surprised', sign: '😮', word: 'Overrasket' },
  { type: '1f440_eyes', sign: '👀', word: 'Øjne' },
];

// Any other type is shown as well as it can be: its sign when the type names one, otherwise its name.
export function reactionOf(type) {
  const known = PICKER.find((candidate) => candidate.type === type);
  if (known) return known;
  const [, codes, word] = /^([0-9a-f]{4,6}(?:-[0-9a-f]{4,6})*)_(.+)$/i.exec(type) ?? [];
  if (codes === undefined) return { type, sign: type, word: type };
  return { type, sign: String.fromCodePoint(...codes.split('-').map((code) => parseInt(code, 16))), word };
}

// One entry per type, in the order in which they first came.
export function grouped(reactions) {
  const byType = new Map();
  for (const reaction of reactions) byType.set(reaction.type, [...(byType.get(reaction.type) ?? []), reaction]);
  return [...byType].map(([type, given]) => ({ ...reactionOf(type), names: given.map(({ name }) => name), mine: given.some(({ me }) => me) }));
}
