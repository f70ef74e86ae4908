import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { type Demo, startDemo } from '../../playground/demo.ts';
import { CHROMIUM, type Hands, handsOn, openChromium } from '../../playground/page/hands/hands.ts';
import type { PageLanguage } from '../../playground/page/locales/words.ts';

const isThere = existsSync(CHROMIUM);
if (!isThere) console.warn(`The playground was not looked at: there is no ${CHROMIUM} (apt-get install chromium fonts-nanum).`);

/** An evening in Vilnius: the window is the same night. */
const START = Date.parse('2026-11-24T18:45:00.000Z');
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** One world, seen on a wide screen and on a phone at the same time. */
interface Visit {
  readonly demo: Demo;
  readonly wide: Hands;
  readonly phone: Hands;
  readonly complaints: readonly string[];
}

describe.skipIf(!isThere && process.env['CI'] !== 'true').concurrent('the playground in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, 60_000);
  afterAll(() => browser?.close(), 30_000);

  /** A fresh world with its two pages; `finished` is the test's own, because tests run side by side. */
  async function visit(language: PageLanguage, finished: TestContext['onTestFinished']): Promise<Visit> {
    const demo = await startDemo({ at: START });
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
    const [wide, phone] = [await open(WIDE), await open(PHONE)];
    return { demo, wide, phone, complaints };
  }

  it('takes a newcomer by the tour to the end, with a wrong phrase, an untrue word and a reload in the middle', async ({
    expect,
    onTestFinished,
  }) => {
    const { demo, wide, phone, complaints } = await visit('en', onTestFinished);
    await wide.until('check', phone);
    // Done by hand instead, on a phone that shows the machine at the moment: the tour sees it all the same.
    await phone.page.locator('.tabs button').last().click();
    await phone.type('/migrate check harbor');
    await wide.sees('homework');
    expect(await seriousFindings(wide.page)).toEqual([]);

    await wide.until('drained', phone);
    await phone.page.reload();
    await phone.page.locator('.tour').waitFor();
    expect(await phone.step()).toBe('cut-over');
    expect(await widthOf(phone.page)).toBe(PHONE.width);

    await wide.until('open-gate', phone);
    await wide.next();
    await wide.fill('phrase', 'convert harbr');
    await wide.submit();
    expect(await wide.page.locator('dialog[open] .error').textContent()).toContain('convert harbor');
    expect(await seriousFindings(wide.page)).toEqual([]);
    await wide.fill('phrase', 'Convert Harbor');
    await wide.submit();

    await wide.until('claim', phone);
    await wide.next();
    expect(demo.world.zendesk.snapshot('harbor').brands[0]?.widget).toBe('classic');
    await wide.until('convert', phone);
    expect(JSON.stringify(demo.world.slack.snapshot().channels)).toContain('its widget still shows Classic');
    await wide.until('done', phone);
    await phone.sees('done');
    expect(await wide.page.locator('.messages').textContent()).toContain('harbor is live on messaging');
    expect(demo.world.zendesk.snapshot('harbor').brands[0]).toMatchObject({ widget: 'messaging', shown: 'messaging' });
    for (const { page } of [wide, phone]) expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);

  it('goes on in Korean after a step was skipped, the tour left, and the bot killed twice in the middle', async ({
    expect,
    onTestFinished,
  }) => {
    const { demo, wide, phone, complaints } = await visit('ko', onTestFinished);
    await phone.until('share', wide);
    await phone.page.locator('[data-test="tour-skip"]').click();
    expect(await phone.step()).toBe('window');
    await phone.page.getByRole('button', { name: '건너뛴 단계로 돌아가기' }).click();
    expect(await phone.step()).toBe('share');
    await phone.page.locator('[data-test="tour-leave"]').click();
    expect(await phone.page.locator('.tour').count()).toBe(0);
    expect(await seriousFindings(phone.page)).toEqual([]);
    await phone.page.locator('[data-test="tour-take"]').click();

    for (const moment of ['open-gate', 'claim'] as const) {
      await wide.until(moment, phone);
      await wide.page.getByRole('button', { name: 'Ferry 강제 종료' }).click();
      await wide.sees('start-bot');
      await phone.sees('start-bot');
      expect(demo.bot.isAlive()).toBe(false);
    }
    await wide.until('done', phone);
    await phone.sees('done');
    for (const { page } of [wide, phone]) {
      expect(await page.locator('.tour h2').textContent()).toBe('전환을 마쳤습니다');
      expect(await seriousFindings(page)).toEqual([]);
    }
    expect(await widthOf(phone.page)).toBe(PHONE.width);
    expect(complaints).toEqual([]);
  }, 240_000);
});

/** With five hundred messages in a channel, sixty of them Ferry's own with blocks. */
describe.skipIf(!isThere && process.env['CI'] !== 'true')('the page with five hundred messages', () => {
  it('answers a key and a click within a fifth of a second', async ({ onTestFinished, expect }) => {
    const [browser, demo] = await Promise.all([openChromium(), startDemo({ at: START, traffic: false })]);
    onTestFinished(async () => void (await Promise.all([browser.close(), demo.stop()])));
    await demo.ready;
    const { slack } = demo.world;
    await expect.poll(() => slack.connections(), { timeout: 20_000 }).toBe(1);
    for (let count = 0; count < 440; count += 1)
      await slack.mention('U0KIM', 'C0RANDOM', `message *${count}* at 02:00–03:30 with <https://a.example|a link>`);
    for (let count = 0; count < 60; count += 1) await slack.slash('U0ADA', 'C0RANDOM', 'help');
    const page = await (await browser.newContext({ viewport: WIDE })).newPage();
    await page.addInitScript(() => localStorage.setItem('place', 'C0RANDOM'));
    await page.goto(demo.url);
    await expect.poll(() => page.locator('.message').count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(500);
    await page.evaluate(() => {
      const seen: number[] = [];
      new PerformanceObserver((list) =>
        seen.push(...list.getEntries().map((entry) => (entry as PerformanceEventTiming).processingEnd - entry.startTime)),
      ).observe({
        type: 'event',
        durationThreshold: 16,
      } as PerformanceObserverInit);
      Object.assign(globalThis, { seen });
    });
    // Loading is not an interaction; nor is painting counted, which a browser without a graphics card does slowly.
    await page.waitForTimeout(3_500);
    await page.locator('.composer input').click();
    await page.keyboard.type('/migrate status', { delay: 60 });
    await page.locator('summary', { hasText: 'command line' }).click();
    await page.locator('[data-jump="1"]').click();
    await page.waitForTimeout(600);
    const seen = (await page.evaluate('globalThis.seen')) as number[]; // put there above
    const sorted = seen.toSorted((a, b) => a - b);
    if (process.env['TEST_LOG'])
      console.info(`${seen.length} interactions, in milliseconds until the page had done its part: ${sorted.map(Math.round).join(' ')}`);
    expect(sorted.at(-1) ?? 0).toBeLessThan(200);
  }, 120_000);
});

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
