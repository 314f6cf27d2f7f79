/** A process that has started a bot, so that a test can kill it. argv: the bot's script and its log. Prints where the bot is. */
require('./sources.cjs');
const { startBot } = require('../../src/oevebane/botProcess.ts');

const [, , script, logFile] = process.argv;
startBot({ script, logFile, env: { PATH: process.env.PATH, PORT: '0' } }).then(({ url }) => process.stdout.write(`${url}\n`));
