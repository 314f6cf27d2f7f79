// Bundles every program into dist/ and puts beside it what they read at run time: content, the practice page, the demo roster.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const shared = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: true, minifyWhitespace: true, minifySyntax: true, lineLimit: 160, logLevel: 'warning', outdir: 'dist' };

/**
 * botbuilder-dialogs loads 3 MB of date and number recognisers for its prompts, in nine languages. Nothing here prompts
 * (teams-ai pulls the dialogs in for its sign-in), so the bundle has an empty module in their place.
 */
const withoutRecognizers = {
  name: 'without-recognizers',
  setup(bundle) {
    bundle.onResolve({ filter: /^@microsoft\/recognizers-text-(suite|date-time|choice|number)$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    bundle.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'exports.Culture = {};' }));
  },
};

/** The holidays of all countries and the time zones of all continents are 1 MB; the bundle has Denmark's and Europe's. */
const onlyDanishHolidays = {
  name: 'only-danish-holidays',
  setup(bundle) {
    const require = createRequire(import.meta.url);
    bundle.onLoad({ filter: /date-holidays[\\/]lib[\\/]data\.cjs$/ }, ({ path }) => {
      const { data } = require(path);
      return { contents: `exports.data = ${JSON.stringify({ ...data, holidays: { DK: data.holidays.DK } })};` };
    });
    bundle.onLoad({ filter: /moment-timezone[\\/]data[\\/]packed[\\/]latest\.json$/ }, ({ path }) => {
      const { version, zones, links } = require(path);
      const european = (line) => line.startsWith('Europe/');
      return { loader: 'json', contents: JSON.stringify({ version, zones: zones.filter(european), links: links.filter(european), countries: [] }) };
    });
  },
};

await build({
  ...shared,
  plugins: [withoutRecognizers, onlyDanishHolidays],
  // Telemetry is a file of its own, which the bot reads only when it is on.
  entryPoints: { bot: 'src/main.ts', telemetry: 'src/adapters/telemetry/start.ts', log: 'src/cli/log.ts', roster: 'src/cli/roster.ts', cards: 'src/cli/cards.ts' },
  // Optional parts of the libraries that this bot never reaches.
  external: ['adaptivecards', 'dtrace-provider'],
});
// esbuild escapes what is not ASCII, but not in regular expressions and comments; and one "ø" among ten million letters makes
// the engine keep all of the program at two bytes a letter.
const bot = await readFile('dist/bot.js', 'utf8');
await writeFile('dist/bot.js', bot.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`));
// The practice ground is never deployed, so its libraries (Azurite is large) stay where npm put them.
await build({ ...shared, entryPoints: { oevebane: 'src/oevebane/start.ts' }, packages: 'external' });

await cp('src/content', 'dist/content', { recursive: true, filter: (source) => !source.endsWith('.ts') });
await cp('src/oevebane/page', 'dist/oevebane-page', { recursive: true });
await cp('src/oevebane/roster-demo.yaml', 'dist/roster-demo.yaml');
