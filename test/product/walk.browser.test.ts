import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../playground/demo.ts';
import { CHROMIUM, type Hands, handsOn, openChromium } from '../../playground/page/hands.ts';

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
    const seen = async (text: string) => page.locator('.message', { hasText: text }).last().waitFor({ timeout: 10_000 });

    // Connect, status, check, and the long list of small things.
    await hands.type('/migrate connect harbor harbor');
    await page.getByText('Ferry’s command line').click();
    await page.getByRole('button', { name: 'ferry connect harbor', exact: true }).click();
    await page.locator('[data-test="homework-harbor"]').waitFor({ timeout: 20_000 });
    await hands.type('/migrate status harbor');
    await seen('Preparing for messaging');
    await page.locator('[data-test="homework-harbor"]').click();
    await page.locator('[data-test="homework-harbor"]:enabled').waitFor({ timeout: 60_000 });
    await hands.click('activate');

    // The agents read the links.
    for (const name of ['kim', 'joon', 'mina', 'dan', 'ada']) {
      await hands.be(name);
      await hands.goTo('agents');
      await hands.press('links_read');
    }
    await seen('5 of 6');
    await hands.goTo('acme-migration');

    // The window, and who agrees to it.
    await hands.type('/migrate schedule harbor 2026-11-24 14:30 90m');
    await seen('Window set');
    await agree(hands, 'sofia', 'Sign-off: cutover plan');
    await agree(hands, 'sofia', 'Sign-off: activate messaging');
    await hands.be('joon');
    await hands.type('/migrate signoff harbor');
    await agree(hands, 'joon', 'Sign-off: agents are ready');
    await agree(hands, 'sofia', 'Sign-off: go or no-go');
    await hands.be('mina');
    await hands.until(hands.button('operator_accept'), 10);
    await hands.press('operator_accept');

    // Ferry dies, and comes back where it was.
    await page.getByRole('button', { name: 'Kill Ferry (SIGKILL)' }).click();
    await page.locator('[data-test="bot"]', { hasText: 'does not run' }).waitFor();
    await page.getByRole('button', { name: 'Start Ferry' }).click();
    await page.locator('[data-test="bot"]', { hasText: 'is connected' }).waitFor({ timeout: 15_000 });

    // An hour before, then the drain.
    await hands.until(hands.button('operator_accept'), 180);
    await hands.press('operator_accept');
    await hands.until(hands.button('step_confirm:rb-15m-stop-new'), 60);
    await hands.click('chat-hours');
    await hands.confirm('step_confirm:rb-15m-stop-new');
    if (await page.locator('[data-test="end-chats"]').count()) await hands.click('end-chats');
    await hands.click('agents-offline');
    await hands.be('joon');
    await hands.until(hands.button('step_confirm:rb-15m-drain'), 5);
    await hands.confirm('step_confirm:rb-15m-drain');
    await hands.until(hands.button('step_confirm:rb-15m-agents-offline'), 5);
    await hands.confirm('step_confirm:rb-15m-agents-offline');

    // The gate, the click, the proof.
    await hands.be('mina');
    await hands.until(hands.button('gate_open'), 10);
    await hands.press('gate_open');
    await hands.fill('phrase', 'convert harbr');
    await hands.submit();
    expect(await page.locator('dialog[open] .error').textContent()).toContain('convert harbor');
    await hands.fill('phrase', 'Convert Harbor');
    await hands.submit();
    await hands.until(hands.button('step_confirm:rb-0-click'), 10);
    await page.getByRole('checkbox', { name: 'Harbor Outdoor' }).check();
    await hands.click('convert');
    await hands.press('step_confirm:rb-0-click');
    await hands.until(hands.button('step_confirm:rb-2m-open-site'), 10);
    await hands.click('agents-online');
    await page.getByRole('region', { name: 'Customer’s page' }).getByRole('combobox').selectOption({ label: 'Web Chat' });
    await hands.click('conversation');
    await hands.until(hands.button('step_confirm:rb-15p-leftovers'), 20);

    // What is left is said by whom it falls to, and the approver closes the window.
    for (const name of ['joon', 'ada', 'mina']) {
      await hands.be(name);
      for (const step of await asked(page)) await hands.confirm(step);
    }
    await hands.be('sofia');
    await hands.until(hands.button('cutover_finish'), 20);
    await hands.press('cutover_finish');
    await seen('harbor is live on messaging');
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);
});

/** Signs what a post asks for, once it is asked, and sees it signed. */
async function agree(hands: Hands, name: string, title: string): Promise<void> {
  await hands.be(name);
  const post = hands.page.locator('.message:not(.whisper)', { hasText: title });
  const approve = post.locator('button[data-action^="signoff_approve"]');
  await hands.until(approve, 10);
  await approve.last().click();
  await post.filter({ hasText: `@${name} agreed` }).waitFor({ timeout: 10_000 });
}

/** The steps that somebody is still asked to confirm. */
async function asked(page: Page): Promise<readonly string[]> {
  const ids = await page
    .locator('button[data-action^="step_confirm"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-action')));
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
