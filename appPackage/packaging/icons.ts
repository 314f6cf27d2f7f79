import type { Manifest } from './manifest';
import { readPng, type Png } from './png';
import type { Files } from './files';

/** What Teams asks of the two icons. */
export function iconProblems({ icons }: Manifest, files: Files): readonly string[] {
  return [...problemsOf(icons.color, 192, files, () => []), ...problemsOf(icons.outline, 32, files, outlineProblems)];
}

function problemsOf(name: string, size: number, files: Files, others: (picture: Png) => readonly string[]): readonly string[] {
  const file = files[name];
  if (!file) return [`${name} mangler: manifest.json bruger den som ikon.`];
  const picture = readPng(file);
  if (!picture) return [`${name} kan ikke læses. Den skal være en PNG med 8 bit pr. farve (RGB eller RGBA), uden interlacing.`];
  const { width, height } = picture;
  const wrongSize = width === size && height === size ? [] : [`${name} er ${width} × ${height} pixels. Den skal være ${size} × ${size}.`];
  return [...wrongSize, ...others(picture).map((problem) => `${name} ${problem}`)];
}

/** Teams colours it itself: where it is drawn it is white, everywhere else there is nothing. */
function outlineProblems({ pixels }: Png): readonly string[] {
  const drawn = pixels.filter(([, , , alpha]) => alpha > 0);
  const coloured = drawn.find(([red, green, blue]) => red + green + blue < 3 * 255);
  return [
    ...(coloured ? [`har en anden farve end hvid (${coloured.slice(0, 3).join(', ')}). Den må kun være hvid og gennemsigtig.`] : []),
    ...(drawn.length === pixels.length ? ['har ingen gennemsigtig baggrund.'] : []),
    ...(drawn.length === 0 ? ['er tom.'] : []),
  ];
}
