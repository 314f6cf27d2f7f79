import { CannotStart, filesBeside, startOevebane } from './oevebane';

const BAD_START = 2;

async function main(): Promise<void> {
  // Listened to from the first moment, so that an impatient Ctrl-C during the start still closes everything in order.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const oevebane = await startOevebane(filesBeside(__dirname), process.env);
  process.stdout.write(`Øvebanen er klar: åbn ${oevebane.url}  (Ctrl-C stopper det hele)\n`);
  try {
    await Promise.race([stopped, oevebane.lost]);
  } finally {
    await oevebane.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const known = error instanceof CannotStart;
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(BAD_START);
  },
);
