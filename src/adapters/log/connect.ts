import pino from 'pino';
import type { Logger } from '../../app/logger';
import { requestFacts } from '../../app/request';
import type { Telemetry } from '../../app/telemetry';
import { errorFields } from './errorFields';

/**
 * One JSON object a line, on stderr: stdout's first line is the address. Lines written while a request is answered carry
 * its id. Warnings go to telemetry too, where there is one.
 */
export function createLogger(level: string, telemetry: Telemetry | undefined): Logger {
  const lines = pino(
    { level, base: undefined, mixin: () => ({ ...requestFacts() }), serializers: { cause: (error: unknown) => errorFields(error) } },
    pino.destination(2),
  );
  if (!telemetry) return lines;
  const remark = (severity: 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>>) =>
    telemetry.remark(severity, message, { ...requestFacts(), ...fields, cause: errorFields(fields.cause) });
  return {
    info: (fields, message) => lines.info(fields, message),
    warn(fields, message) {
      lines.warn(fields, message);
      remark('warn', message, fields);
    },
    error(fields, message) {
      lines.error(fields, message);
      remark('error', message, fields);
    },
  };
}

/** Libraries write keys, tokens' errors and whole objects on the console; of that the log says only that it happened. */
export function quietConsole(logger: Logger): void {
  const said = (method: string) => (first: unknown) =>
    logger.warn({ method, cause: first instanceof Error ? first : undefined }, 'a library wrote on the console');
  Object.assign(console, Object.fromEntries(['debug', 'log', 'info', 'warn', 'error'].map((method) => [method, said(method)])));
}

/** What nobody caught ends the process, as it does by default, but without writing out whatever the error carries. */
export function logUncaught(logger: Logger): void {
  process.once('uncaughtException', (cause) => {
    logger.error({ cause }, 'ended by an error that nobody caught');
    process.exit(1);
  });
}
