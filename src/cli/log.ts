import { run } from './logCommand';
import { TERMINAL } from './output';
import { runMain } from './runMain';
import { openLog } from './wiring';

void runMain(() => run(process.argv.slice(2), openLog, TERMINAL));
