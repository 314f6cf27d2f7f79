/**
 * The time that people practise in: start + (now − epoch) × speed, as the bot reckons it (CLOCK_START, CLOCK_SPEED). Teams
 * itself knows nothing of it; the page shows it, so that messages and cards tell the same time. Milliseconds since 1970.
 */
export interface PracticeClock {
  epoch: number;
  start: number;
  speed: number;
}

/** What the bot is given: one epoch for all of its lives, so that a new process does not begin at the start again. */
export function clockEnvironment(env: NodeJS.ProcessEnv, now: Date): NodeJS.ProcessEnv {
  const practised = env.CLOCK_START || env.CLOCK_SPEED;
  return practised && !env.CLOCK_EPOCH ? { CLOCK_EPOCH: now.toISOString() } : {};
}

/** The bot refuses to start with values that make no sense, and says so. */
export function practiceClock({ CLOCK_EPOCH, CLOCK_START, CLOCK_SPEED }: NodeJS.ProcessEnv): PracticeClock {
  const epoch = CLOCK_EPOCH ? Date.parse(CLOCK_EPOCH) : 0;
  return { epoch, start: CLOCK_START ? Date.parse(CLOCK_START) : epoch, speed: CLOCK_SPEED ? Number(CLOCK_SPEED) : 1 };
}
