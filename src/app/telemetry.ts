/** One answered request. Ids and numbers only, as in the technical log. */
export interface AnsweredRequest {
  readonly activity: string;
  readonly invoke: string | undefined;
  readonly status: number;
  /** Real milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly correlation: string;
  readonly incident?: string | undefined;
}

/** What operators look at from afar: requests, and the technical log's warnings. Absent unless it is configured. */
export interface Telemetry {
  request(answered: AnsweredRequest): void;
  /** A line of the technical log as it stands there. */
  remark(severity: 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>): void;
  /** Sends what is left. */
  stop(): Promise<void>;
}
