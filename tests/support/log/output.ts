import type { Output } from '../../../src/cli/output';

export function collected(): Output & { readonly text: { stdout: string; stderr: string } } {
  const text = { stdout: '', stderr: '' };
  return { text, stdout: (more) => { text.stdout += more; }, stderr: (more) => { text.stderr += more; } };
}
