import { describe, it } from 'vitest';
import { startDemo } from '../../playground/demo.ts';
import { openChromium } from '../../playground/page/hands/hands.ts';
import { canLook, EVENING, PHONE, WIDE } from '../support/visit.ts';

/** What a person still takes for at once. */
const AT_ONCE_MS = 200;

/** With five hundred messages in a channel, sixty of them Ferry's own with blocks. */
describe.skipIf(!canLook)('the page with five hundred messages', () => {
  it.for([
    { on: 'a wide screen', viewport: WIDE },
    { on: 'a phone', viewport: PHONE },
  ])(
    'answers keys and clicks within a fifth of a second on $on',
    { timeout: 120_000 },
    async ({ viewport }, { onTestFinished, expect }) => {
      const [browser, demo] = await Promise.all([openChromium(), startDemo({ at: EVENING, traffic: false })]);
      onTestFinished(async () => void (await Promise.all([browser.close(), demo.stop()])));
      await demo.ready;
      const { slack } = demo.world;
      await expect.poll(() => slack.connections(), { timeout: 20_000 }).toBe(1);
      for (let count = 0; count < 440; count += 1)
        await slack.mention('U0KIM', 'C0RANDOM', `message *${count}* at 02:00–03:30 with <https://a.example|a link>`);
      const page = await (await browser.newContext({ viewport })).newPage();
      await page.addInitScript(() => localStorage.setItem('place', 'C0RANDOM'));
      await page.goto(demo.url);
      await page.locator('.composer input').waitFor();
      for (let count = 0; count < 60; count += 1) await slack.slash('U0ADA', 'C0RANDOM', 'status');
      await expect.poll(() => page.locator('.message').count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(500);
      // From the press of a key or a button until the page has done all of its part in the same turn. Painting is not counted, which a browser
      // without a graphics card does slowly.
      await page.evaluate(() => {
        const took: number[] = [];
        const measure = (event: Event) => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => took.push(performance.now() - event.timeStamp));
          port1.start();
          port2.postMessage(undefined);
        };
        for (const kind of ['keydown', 'click']) addEventListener(kind, measure, { capture: true });
        Object.assign(globalThis, { took });
      });
      // Loading is not an interaction.
      await page.waitForTimeout(3_000);
      const text = '/migrate status';
      await page.locator('.composer input').click();
      await page.keyboard.type(text.slice(0, 8), { delay: 40 });
      await slack.mention('U0KIM', 'C0RANDOM', 'while somebody types');
      await page.keyboard.type(text.slice(8), { delay: 40 });
      await page.keyboard.press('Escape');
      if (viewport === PHONE) await page.locator('.tabs button').nth(2).click();
      await page.locator('summary', { hasText: 'command line' }).click();
      await page.locator('[data-jump="1"]').click();
      await page.waitForTimeout(600);
      const took = (await page.evaluate('globalThis.took')) as number[]; // put there above
      if (process.env['TEST_LOG']) console.info(`${took.length} interactions, in milliseconds: ${took.map(Math.round).join(' ')}`);
      expect(took.length).toBeGreaterThanOrEqual(text.length + 3);
      expect(Math.max(...took)).toBeLessThan(AT_ONCE_MS);
    },
  );
});
