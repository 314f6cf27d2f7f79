/** Something in the store was written by a newer build (after a rollback): what rests on it is left alone. */
export class FromNewerBuild extends Error {
  constructor(what: string) {
    super(`${what} is not known to this build: a newer one wrote it`);
    this.name = 'FromNewerBuild';
  }
}
