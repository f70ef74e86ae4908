import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../playground/demo.ts';
import { CHROMIUM, type Hands, handsOn, openChromium } from '../../playground/page/hands.ts';
import { convert, drain, finish, message, prepare, read, schedule } from '../../playground/page/walk.ts';

const isThere = existsSync(CHROMIUM);
if (!isThere) console.warn(`The playground was not looked at: there is no ${CHROMIUM} (apt-get install chromium fonts-nanum).`);

const START = Date.parse('2026-11-24T09:00:00.000Z');
const WIDE = { width: 1280, height: 1000 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(!isThere && process.env['CI'] !== 'true')('the playground in a browser', () => {
  let browser: Browser;
  let demo: Demo;
  const complaints: string[] = [];

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openChromium(), startDemo({ at: START, connect: [] })]);
    await demo.ready;
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), demo?.stop()]);
  }, 30_000);

  /** A fresh page at a size, whose console is kept. */
  async function open(viewport: typeof WIDE): Promise<Hands> {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(demo.url);
    await page.locator('.composer').waitFor();
    await page.locator('[data-test="bot"]', { hasText: 'is connected' }).waitFor({ state: 'attached' });
    return handsOn(page);
  }

  async function seriousFindings(page: Page): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  it.each([
    ['on a wide screen', WIDE],
    ['on a phone', PHONE],
  ])(
    'answers /migrate help %s, accessibly and without a complaint',
    async (_where, size) => {
      const hands = await open(size);
      await hands.type('/migrate help');
      expect(await hands.page.locator('.message').last().textContent()).toContain('/migrate status');
      expect(await seriousFindings(hands.page)).toEqual([]);
      expect(await hands.page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
      expect(complaints).toEqual([]);
      await hands.page.context().close();
    },
    30_000,
  );

  it('refuses a page of another name', async () => {
    const { hostname, port } = new URL(demo.url);
    expect(hostname).toBe('localhost');
    const act = JSON.stringify({ do: 'bot-kill' });
    const asForm = await fetch(`http://127.0.0.1:${port}/api/act`, { method: 'POST', body: act });
    expect(await asForm.json()).toMatchObject({ ok: false });
    expect(demo.bot.isAlive()).toBe(true);
  });

  it('goes from connect to Finish by clicks', async () => {
    const hands = await open(WIDE);
    const { page } = hands;
    await hands.type('/migrate connect harbor harbor');
    await prepare(hands);
    await hands.type('/migrate status harbor');
    await message(hands, 'Preparing for messaging').waitFor();
    await read(hands);
    await schedule(hands);

    // Ferry dies, and comes back where it was.
    await page.getByRole('button', { name: 'Kill Ferry (SIGKILL)' }).click();
    await page.locator('[data-test="bot"]', { hasText: 'does not run' }).waitFor();
    await page.getByRole('button', { name: 'Start Ferry' }).click();
    await page.locator('[data-test="bot"]', { hasText: 'is connected' }).waitFor({ timeout: 15_000 });

    await drain(hands);
    await hands.press('gate_open');
    await hands.fill('phrase', 'convert harbr');
    await hands.submit();
    expect(await page.locator('dialog[open] .error').textContent()).toContain('convert harbor');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });

    await convert(hands);
    await finish(hands);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);
});
