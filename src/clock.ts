import { readFileSync } from 'node:fs';
import type { Timeline } from './app/ports';
import type { ClockConfig } from './config';

/**
 * Real time, and incident time = start + (real − epoch) × speed (exercises run faster; local mode only). A clock file,
 * when there is one, holds an ISO time to jump to: incident time runs on from there.
 */
export function createClock(config: ClockConfig, real: () => Date = () => new Date()): Timeline {
  const epoch = config.epoch ? Date.parse(config.epoch) : real().getTime();
  const start = config.start ? Date.parse(config.start) : epoch;
  let jump: { readonly text: string; readonly at: number; readonly to: number } | undefined;
  const incidentAt = (at: Date) => {
    const now = real().getTime();
    const text = config.file ? readJump(config.file) : undefined;
    if (text !== undefined && text !== jump?.text) jump = { text, at: now, to: Date.parse(text) };
    const instant = at.getTime();
    // Before the latest jump the time ran as it did from the start; earlier jumps are forgotten.
    return new Date(jump && instant >= jump.at ? jump.to + (instant - jump.at) * config.speed : start + (instant - epoch) * config.speed);
  };
  return { real, incident: () => incidentAt(real()), incidentAt };
}

/** The file may not be there yet, or be half written: then time goes on as before. */
function readJump(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return Number.isNaN(Date.parse(text)) ? undefined : text;
}
