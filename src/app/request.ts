import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, as far as the technical log needs to know it. */
export interface RequestFacts {
  /** The activity's id, which is also the id of the event that it leads to. */
  readonly correlation: string;
  /** Of the last command that it gave. */
  incident?: string;
  /** The last line that it added. */
  line?: number;
}

const current = new AsyncLocalStorage<RequestFacts>();

export function inRequest<T>(facts: RequestFacts, work: () => Promise<T>): Promise<T> {
  return current.run(facts, work);
}

/** Undefined outside of requests. */
export function requestFacts(): RequestFacts | undefined {
  return current.getStore();
}

/** For work that one request sets off and that goes on for others. */
export function outsideRequests<T>(work: () => T): T {
  return current.exit(work);
}
