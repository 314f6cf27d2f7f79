/**
 * Teams calls the same reaction "1f440_eyes" in an activity and "👀" when it is asked. Names that carry no sign ("like", or
 * one that a tenant made up) stay as they are.
 */
export function reactionSign(type: string): string {
  const codes = /^([0-9a-f]{4,6}(?:-[0-9a-f]{4,6})*)_/i.exec(type)?.[1]?.split('-').map((code) => parseInt(code, 16));
  const sign = codes?.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : type;
  return sign.replace(/\ufe0f/g, '');
}
