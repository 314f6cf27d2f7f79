/** The embedded store in a process of its own, so that a test can kill it. argv: its folder. */
require('./sources.cjs');
const { startEmbeddedStore } = require('../../src/oevebane/store.ts');
startEmbeddedStore({ folder: process.argv[2], port: 0 }).then(({ connectionString, close }) => {
  process.stdout.write(`${connectionString}\n`);
  process.once('SIGTERM', () => close().then(() => process.exit(0)));
});
