import { StoreUnavailable } from '../app/ports';
import { ConfigError } from '../config';
import { EXIT, TERMINAL, type ExitCode } from './output';

/**
 * Ends by itself instead of with process.exit: what is still on its way through a pipe must come out.
 * Whatever was not foreseen becomes one sentence.
 */
export async function runMain(command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    TERMINAL.stderr(`${sentence(error)}\n`);
    process.exitCode = error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof StoreUnavailable) return `Lageret svarer ikke. Kører det, og er TABLES_CONNECTION_STRING eller TABLES_ENDPOINT rigtig? (${error.message})`;
  return `Det kunne ikke lade sig gøre: ${error instanceof Error ? error.message : String(error)}`;
}
