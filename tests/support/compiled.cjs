// Loaded by a program before its bundle (`--require`, see botProcess.ts), which knows nothing of it: compiling 9 MB is half of
// what a bot's start costs, and the tests start some two hundred. What one process has compiled is kept in COMPILED_FOLDER
// when it ends of its own accord, and taken from there by those that start later. Node itself can from version 22 on
// (NODE_COMPILE_CACHE).
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const folder = process.env.COMPILED_FOLDER;
const bundle = path.resolve(process.argv[1] ?? '');
const compile = Module.prototype._compile;

Module.prototype._compile = function (content, filename) {
  if (filename !== bundle) return compile.call(this, content, filename);
  // V8 looks at the length of the source only: what has been built anew is another file.
  const kept = path.join(folder, `${path.basename(filename)}-${fs.statSync(filename).mtimeMs}`);
  const cachedData = fs.existsSync(kept) ? fs.readFileSync(kept) : undefined;
  const script = new vm.Script(Module.wrap(content), { filename, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) process.once('exit', () => keep(kept, script));
  const run = script.runInThisContext();
  return run.call(this.exports, this.exports, Module.createRequire(filename), this, filename, path.dirname(filename));
};

/** Nobody reads half a file: it gets its name when it is whole. */
function keep(file, script) {
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, script.createCachedData());
  fs.renameSync(unfinished, file);
}
