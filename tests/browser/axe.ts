import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Of the whole page, or of what lies over it: the rest is out of reach then, and has been looked at before. */
export async function violations(page: Page, part: string): Promise<string[]> {
  // Run as a script of ours, which the page's own policy does not forbid.
  await page.evaluate(axe);
  return page.evaluate<
    string[]
  >(`axe.run(${JSON.stringify(part)}, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' — ' + failureSummary.slice(0, 300)).join(' | ')))`);
}
