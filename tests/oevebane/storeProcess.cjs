/** The embedded store in a process of its own, so that a test can kill it. argv: its folder. */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

Module._extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};
const { startEmbeddedStore } = require('../../src/oevebane/store.ts');
startEmbeddedStore({ folder: process.argv[2], port: 0 }).then(({ connectionString, close }) => {
  process.stdout.write(`${connectionString}\n`);
  process.once('SIGTERM', () => close().then(() => process.exit(0)));
});
