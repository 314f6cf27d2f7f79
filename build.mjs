// Bundles every program into dist/ and puts beside it what they read at run time: content, the practice page, the demo roster.
import { cp } from 'node:fs/promises';
import { build } from 'esbuild';

const shared = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: true, logLevel: 'warning', outdir: 'dist' };

await build({
  ...shared,
  entryPoints: { bot: 'src/main.ts', log: 'src/cli/log.ts', roster: 'src/cli/roster.ts', cards: 'src/cli/cards.ts' },
  // Optional parts of the libraries that this bot never reaches.
  external: ['adaptivecards', 'dtrace-provider'],
});
// The practice ground is never deployed, so its libraries (Azurite is large) stay where npm put them.
await build({ ...shared, entryPoints: { oevebane: 'src/oevebane/start.ts' }, packages: 'external' });

await cp('src/content', 'dist/content', { recursive: true, filter: (source) => !source.endsWith('.ts') });
await cp('src/oevebane/page', 'dist/oevebane-page', { recursive: true });
await cp('src/oevebane/roster-demo.yaml', 'dist/roster-demo.yaml');
