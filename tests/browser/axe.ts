import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** axe only asks people to look at these; here they are faults. */
const FAULTS_WHEN_DOUBTED = ['duplicate-id-aria'];

/** By all of axe's rules: of the whole page, or of what lies over it, when the rest has been looked at before. */
export async function violations(page: Page, part: string): Promise<string[]> {
  // Run as a script of ours, which the page's own policy does not forbid.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(part)}, { resultTypes: ['violations', 'incomplete'] }).then(({ violations, incomplete }) =>
    [...violations, ...incomplete.filter(({ id }) => ${JSON.stringify(FAULTS_WHEN_DOUBTED)}.includes(id))].map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' — ' + failureSummary.slice(0, 300)).join(' | ')))`);
}
