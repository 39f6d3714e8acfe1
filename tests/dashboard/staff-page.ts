import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { source } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** The dashboard in one tab. */
export interface StaffPage {
  readonly page: Page;
  signIn(email: string, password: string): Promise<void>;
  /** What went wrong in the browser: errors of scripts, refusals of the page's policy, answers of 500 and more. */
  readonly troubles: readonly string[];
}

export const PASSWORD = 'a long enough password';

/** The machine is shared by many tests. */
const PATIENCE_MS = 90_000;

export async function openDashboard(context: BrowserContext, url: string): Promise<StaffPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) troubles.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await page.goto(url);
  return {
    page,
    troubles,
    async signIn(email, password) {
      await page.getByLabel('E-mail').fill(email);
      await page.locator('input[name=password]').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Your account' }).waitFor();
    },
  };
}

/** Keeps a picture for people to look at: `SCREENSHOTS=docs/images npx jest tests/dashboard`. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'] ?? join(tmpdir(), 'colloquy-pictures');
  await page.screenshot({ path: join(folder, `dashboard-${name}.png`), animations: 'disabled' });
}

/** Rules of WCAG 2.2 AA that the page breaks, each with the first element that does. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Evaluated, not loaded: the page's policy lets no foreign script in.
  await page.evaluate(source);
  return page.evaluate(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200) + ' ' + nodes[0].failureSummary))`);
}
