// Azurite's Table service, in memory, in a process of its own (started by azurite.ts): neither its memory nor its work
// is the test worker's, and it outlives whatever a test does to the bot.
const TableConfiguration = require('azurite/dist/src/table/TableConfiguration').default;
const TableServer = require('azurite/dist/src/table/TableServer').default;

const inMemory = true;
const configuration = new TableConfiguration(
  '127.0.0.1', 0, undefined, '', false, false, undefined, undefined, false, false, '', '', '', undefined, false, inMemory,
);
const server = new TableServer(configuration);
process.once('disconnect', () => process.exit(0));
server.start().then(() => process.send({ url: server.getHttpServerAddress() }));
