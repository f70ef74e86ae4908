import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Hands, openChromium } from '../../playground/page/hands/hands.ts';
import { canLook, seriousFindings, visit } from '../support/visit.ts';

/** Shows a column of the page: on a phone they are behind tabs, and on a wide screen all are there. */
async function turnTo({ page }: Hands, column: 'channels' | 'messages' | 'world'): Promise<void> {
  const tab = page.locator('.tabs button').nth(['channels', 'messages', 'world'].indexOf(column));
  if (await tab.isVisible()) await tab.click();
}

describe.skipIf(!canLook).concurrent('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, 60_000);
  afterAll(() => browser?.close(), 30_000);

  it.for([
    { language: 'en', on: 'wide' },
    { language: 'ko', on: 'phone' },
  ] as const)(
    'completes commands, shows files and pictures, App Home, notices and trouble, to whom they are for ($language, $on)',
    { timeout: 240_000 },
    async ({ language, on }, { expect, onTestFinished }) => {
      const all = await visit(browser, language, onTestFinished);
      const hands = all[on];
      const { page } = hands;
      const accessible = async () => expect(await seriousFindings(page)).toEqual([]);
      const composer = page.locator('.composer input');

      await hands.until('window');
      await turnTo(hands, 'messages');
      await composer.fill('/migrate win');
      await page.locator('.completions [role="option"]').first().waitFor();
      await accessible();
      await composer.press('Tab');
      expect(await composer.inputValue()).toBe('/migrate windows ');
      await composer.press('Enter');
      // The share of Zendesk's requests that the looks before have taken comes back within a minute.
      await page
        .locator('.message.whisper', { hasText: /Reading the chat history|기록/ })
        .last()
        .waitFor({ timeout: 30_000 });
      const { clock } = all.demo.world;
      clock.jump(clock.now() + 61_000);
      await page.locator('.message [data-action^="window_choose"]').first().waitFor({ timeout: 60_000 });
      await accessible();
      await turnTo(hands, 'channels');
      await page.locator('.sidebar button', { hasText: '⛴' }).click();
      const picture = page.locator('.message img').last();
      await picture.waitFor({ timeout: 30_000 });
      expect(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBeGreaterThan(300);
      expect((await picture.getAttribute('alt'))?.length).toBeGreaterThan(20);
      await accessible();

      await hands.until('sign-plan');
      await turnTo(hands, 'messages');
      const file = page.locator('a.file').last();
      await file.waitFor({ timeout: 30_000 });
      const href = (await file.getAttribute('href')) ?? '';
      expect(await (await fetch(new URL(href, page.url()))).text()).toContain('BEGIN:VCALENDAR');

      await page.locator('[data-test="bell"]').click();
      await accessible();
      await page.locator('.bell-list button', { hasText: /Sofia/i }).first().click();
      await page.locator('select[data-test="person"]', { hasText: /sofia/i }).waitFor();
      expect(await page.locator('select[data-test="person"]').inputValue()).toBe('U0SOFIA');
      await turnTo(hands, 'channels');
      await page.locator('.sidebar button', { hasText: '⌂' }).click();
      await page.locator('.messages.home .bk-button').first().waitFor({ timeout: 30_000 });
      await accessible();
      expect(await page.locator('.messages.home').textContent()).toContain('harbor');

      await turnTo(hands, 'channels');
      await page.locator('.sidebar button', { hasText: '#' }).first().click();
      await hands.be('guest');
      await hands.type('/migrate status harbor');
      expect(await page.locator('.message.whisper').last().textContent()).not.toContain('harbor');

      await turnTo(hands, 'world');
      await page.locator('.shop.classic').waitFor();
      await page.locator('[data-test="trouble"] > summary').click();
      await page.locator('[data-test="slack-away"]').click();
      await expect.poll(() => all.demo.world.slack.connections(), { timeout: 20_000 }).toBe(0);
      await accessible();
      await page.locator('[data-test="slack-away"]').click();
      await expect.poll(() => all.demo.world.slack.connections(), { timeout: 30_000 }).toBe(1);
      // It folds when nothing is wrong any more.
      await page.locator('[data-test="trouble"] > summary').click();
      await page.locator('.faults').last().locator('button[type="submit"]').click();
      await expect.poll(() => all.demo.world.zendesk.snapshot('harbor').faults.length, { timeout: 20_000 }).toBe(1);
      await expect.poll(() => page.locator('.faults').last().textContent()).toMatch(/429/);
      await accessible();
    },
  );

  it('exchanges the world for the group, whose brands each have a customer’s page', { timeout: 120_000 }, async ({
    expect,
    onTestFinished,
  }) => {
    const { demo, wide, phone } = await visit(browser, 'en', onTestFinished);
    await wide.page.locator('select[data-test="world"]').selectOption('group');
    await expect.poll(() => demo.world.name, { timeout: 30_000 }).toBe('group');
    await wide.page.locator('select[data-test="customer-brand"] option').nth(2).waitFor({ state: 'attached', timeout: 20_000 });
    await wide.until('check');
    await phone.sees('check');
    await turnTo(phone, 'world');
    for (const { page } of [wide, phone]) expect(await seriousFindings(page)).toEqual([]);
  });
});
