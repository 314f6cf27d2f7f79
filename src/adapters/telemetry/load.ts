import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Telemetry } from '../../app/telemetry';

/** The build puts it beside the bot; it is read only when telemetry is on. */
export async function loadTelemetry(connectionString: string): Promise<Telemetry> {
  const { startTelemetry } = (await import(pathToFileURL(path.join(__dirname, 'telemetry.js')).href)) as typeof import('./start');
  return startTelemetry(connectionString);
}
