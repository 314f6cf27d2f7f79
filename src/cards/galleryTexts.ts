/** Everything that somebody could write to break a card. */
export const HOSTILE =
  '${x} $root <at>Alle</at> **fed** _skrå_ [a](http://x) # `kode` {{DATE(2020-01-01,SHORT)}} {{TIME(2020-01-01T00:00:00Z)}} "\\ \u202e😀 <b>b</b> &amp;';
export const LONG = `Vi har talt med driftsvagten, som siger, at centralen er ude af drift, og at der ikke er noget tidspunkt for, hvornår den virker igen. ${'Æøå 😀 '.repeat(700)}`;
/** Costs the most bytes per code point there is in JSON. */
export const HEAVY = '"😀\\'.repeat(1_600);
