import type { OutsideEffect } from './effects';
import type { PostFailed } from './messenger';

/** Carries out what is not a post in Teams, and writes down in the log what came of it. Both may be called again after any outcome. */
export interface Outside {
  /**
   * `stillOurs` turns false when somebody else may be at it, or the process ends: nothing new is begun then.
   * @throws PostFailed
   */
  carryOut(incident: string, effect: OutsideEffect, stillOurs: () => boolean): Promise<void>;
  /** It will not be tried again by itself. */
  givenUp(incident: string, effect: OutsideEffect, why: PostFailed): Promise<void>;
}

/** Each kind to the one who can do it. */
export function outsideOf(workers: Readonly<Record<OutsideEffect['kind'], Outside>>): Outside {
  return {
    carryOut: (incident, effect, stillOurs) => workers[effect.kind].carryOut(incident, effect, stillOurs),
    givenUp: (incident, effect, why) => workers[effect.kind].givenUp(incident, effect, why),
  };
}
