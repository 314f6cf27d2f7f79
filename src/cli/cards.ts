import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gallery, type GalleryCard } from '../cards/gallery';
import { cardBytes } from '../cards/render';
import { loadContent } from '../content/loader';

/**
 * `npm run cards -- --out DIR`: every card in every state as JSON, and one page that shows them all at desktop and
 * phone width, drawn with Microsoft's own renderer and the øvebane's host config. The build puts content and page beside the command.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    content: { type: 'string', default: join(__dirname, 'content') },
    'host-config': { type: 'string', default: join(__dirname, 'oevebane-page/hostConfig.json') },
  },
});
if (!values.out) {
  process.stderr.write('Skriv, hvor galleriet skal ligge: npm run cards -- --out MAPPE\n');
  process.exit(2);
}

const out = resolve(values.out);
const cards = gallery(loadContent(resolve(values.content)).current);
mkdirSync(out, { recursive: true });
for (const { name, card } of cards) writeFileSync(join(out, `${name}.json`), `${JSON.stringify(card, null, 2)}\n`);
const hostConfig: unknown = JSON.parse(readFileSync(resolve(values['host-config']), 'utf8'));
copyFileSync(join(dirname(require.resolve('adaptivecards/package.json')), 'dist', 'adaptivecards.min.js'), join(out, 'adaptivecards.min.js'));
writeFileSync(join(out, 'index.html'), page(cards, hostConfig));
process.stdout.write(`${cards.length} kort i ${join(out, 'index.html')}\n`);

function page(shown: readonly GalleryCard[], config: unknown): string {
  const data = shown.map(({ name, titel, card }) => ({ name, titel, card, bytes: cardBytes(card) }));
  return `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>DDH Beredskab – alle kort</title>
<style>
  body { margin: 24px; background: #f5f5f5; color: #242424; font: 14px/1.4 'Segoe UI', system-ui, sans-serif; }
  h2 { margin: 40px 0 8px; font-size: 16px; }
  h2 small { font-weight: 400; color: #5c5c5c; }
  .pair { display: flex; gap: 24px; align-items: flex-start; }
  .card { background: #fff; border: 1px solid #d1d1d1; border-radius: 6px; overflow: hidden; }
  .desktop { width: 720px; }
  .phone { width: 320px; }
  button.ac-pushButton { min-height: 32px; padding: 4px 12px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; font: inherit; font-weight: 600; }
  button.ac-pushButton.style-positive { background: #4f52b2; border-color: #4f52b2; color: #fff; }
  input.ac-input, textarea.ac-input, select.ac-input { box-sizing: border-box; width: 100%; padding: 6px 8px; border: 1px solid #d1d1d1; border-radius: 4px; font: inherit; }
  input[type=checkbox].ac-input, input[type=radio].ac-input { width: auto; }
  textarea.ac-input { min-height: 64px; }
  .ac-selectable { cursor: pointer; }
</style>
<h1>DDH Beredskab – alle kort</h1>
<main></main>
<script src="adaptivecards.min.js"></script>
<script>
  const cards = ${inScript(data)};
  const hostConfig = new AdaptiveCards.HostConfig(${inScript(config)});
  const main = document.querySelector('main');
  for (const { name, titel, card, bytes } of cards) {
    const section = document.createElement('section');
    section.id = name;
    const heading = document.createElement('h2');
    const note = document.createElement('small');
    note.textContent = ' · ' + name + ' · ' + bytes + ' byte';
    heading.append(titel, note);
    const pair = document.createElement('div');
    pair.className = 'pair';
    for (const width of ['desktop', 'phone']) {
      // A form keeps the radio buttons of the two drawings apart.
      const frame = document.createElement('form');
      frame.onsubmit = () => false;
      frame.className = 'card ' + width;
      const drawn = new AdaptiveCards.AdaptiveCard();
      drawn.hostConfig = hostConfig;
      drawn.parse(card);
      frame.append(drawn.render());
      pair.append(frame);
    }
    section.append(heading, pair);
    main.append(section);
  }
</script>
`;
}

/** JSON that may stand inside a script element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
