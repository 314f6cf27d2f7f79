// Azurite's Table service, in memory, in a process of its own (started by azurite.ts): neither its memory nor its work
// is the test worker's, and it outlives whatever a test does to the bot.
const TableConfiguration = require('azurite/dist/src/table/TableConfiguration').default;
const TableServer = require('azurite/dist/src/table/TableServer').default;

const inMemory = true;
// With a certificate: by token instead of by key, which Azurite does over HTTPS only.
const [cert = '', key = ''] = process.argv.slice(2);
const configuration = new TableConfiguration(
  '127.0.0.1', 0, undefined, '', false, false, undefined, undefined, false, false, cert, key, '', cert ? 'basic' : undefined, false, inMemory,
);
const server = new TableServer(configuration);
process.once('disconnect', () => process.exit(0));
server.start().then(() => process.send({ url: server.getHttpServerAddress() }));
