import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { type Demo, type DemoOptions, startDemo } from '../../playground/demo.ts';
import { CHROMIUM, type Hands, handsOn } from '../../playground/page/hands/hands.ts';
import type { PageLanguage } from '../../playground/page/locales/words.ts';

/** Whether there is a browser to look with; CI fails without one. */
export const canLook = existsSync(CHROMIUM) || process.env['CI'] === 'true';
if (!canLook) console.warn(`The playground was not looked at: there is no ${CHROMIUM} (apt-get install chromium fonts-nanum).`);

/** An evening in Vilnius: the window is the same night. */
export const EVENING = Date.parse('2026-11-24T18:45:00.000Z');
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** One world, seen on a wide screen and on a phone at the same time. */
export interface Visit {
  readonly demo: Demo;
  readonly wide: Hands;
  readonly phone: Hands;
  /** What the browser's console had to complain of. */
  readonly complaints: readonly string[];
}

type Finished = TestContext['onTestFinished'];

/** A fresh world with its two pages; `finished` is the test's own, because tests run side by side. */
export async function visit(browser: Browser, language: PageLanguage, finished: Finished, options: DemoOptions = {}): Promise<Visit> {
  const demo = await startDemo({ at: EVENING, ...options });
  finished(() => demo.stop());
  await demo.ready;
  const complaints: string[] = [];
  const open = async (viewport: typeof WIDE): Promise<Hands> => {
    const context = await browser.newContext({ viewport });
    finished(() => context.close());
    const page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
    await page.goto(demo.url);
    await page.locator('.tour').waitFor();
    await page.locator('[data-test="bot"]', { hasText: '🟢' }).waitFor({ state: 'attached', timeout: 20_000 });
    return handsOn(page);
  };
  return { demo, wide: await open(WIDE), phone: await open(PHONE), complaints };
}

/** How wide the page is, with what would have to be scrolled to. */
export const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** What keeps somebody out, by axe. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
