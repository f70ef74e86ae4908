import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Demo } from '../../playground/demo.ts';
import { type Hands, openChromium } from '../../playground/page/hands/hands.ts';
import { canLook, PHONE, seriousFindings, visit, widthOf } from '../support/visit.ts';

describe.skipIf(!canLook).concurrent('the tour in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, 60_000);
  afterAll(() => browser?.close(), 30_000);

  it('takes a newcomer to the end, first on a wide screen, then on a phone, with a wrong phrase, an untrue word, a reload and a killed bot', async ({
    expect,
    onTestFinished,
  }) => {
    const { demo, wide, phone, complaints } = await visit(browser, 'en', onTestFinished);
    await wide.until('check');
    // Done by hand instead, on a phone that shows the machine at the moment: the tour sees it all the same.
    await phone.page.locator('.tabs button').last().click();
    await phone.type('/migrate check harbor');
    await wide.sees('homework');
    expect(await seriousFindings(wide.page)).toEqual([]);

    await wide.until('drained');
    await phone.page.reload();
    await phone.page.locator('.tour').waitFor();
    expect(await phone.step()).toBe('cut-over');
    expect(await widthOf(phone.page)).toBe(PHONE.width);

    await phone.until('open-gate');
    await killed(demo, wide, 'Kill Ferry', phone);
    await phone.until('open-gate');
    await phone.next();
    await phone.fill('phrase', 'convert harbr');
    await phone.submit();
    expect(await phone.page.locator('dialog[open] .error').textContent()).toContain('convert harbor');
    for (const { page } of [phone, wide]) expect(await seriousFindings(page)).toEqual([]);
    await phone.fill('phrase', 'Convert Harbor');
    await phone.submit();

    await phone.until('claim');
    await phone.next();
    expect(demo.world.zendesk.snapshot('harbor').brands[0]?.widget).toBe('classic');
    await phone.until('convert');
    expect(JSON.stringify(demo.world.slack.snapshot().channels)).toContain('its widget still shows Classic');
    await phone.until('done');
    await wide.sees('done');
    // The board is redrawn a moment after the record.
    await wide.page.locator('.messages', { hasText: 'harbor is live on messaging' }).waitFor({ timeout: 20_000 });
    expect(demo.world.zendesk.snapshot('harbor').brands[0]).toMatchObject({ widget: 'messaging', shown: 'messaging' });
    for (const { page } of [wide, phone]) expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }, 240_000);

  it('goes on in Korean, first on a phone, then on a wide screen, after a step was skipped, the tour left, a reload and the bot killed twice', async ({
    expect,
    onTestFinished,
  }) => {
    const { demo, wide, phone, complaints } = await visit(browser, 'ko', onTestFinished);
    await phone.until('share');
    await phone.page.locator('[data-test="tour-skip"]').click();
    expect(await phone.step()).toBe('window');
    await phone.page.getByRole('button', { name: '건너뛴 단계로 돌아가기' }).click();
    expect(await phone.step()).toBe('share');
    await phone.page.locator('[data-test="tour-leave"]').click();
    expect(await phone.page.locator('.tour').count()).toBe(0);
    expect(await seriousFindings(phone.page)).toEqual([]);
    await phone.page.locator('[data-test="tour-take"]').click();

    await phone.until('open-gate');
    await killed(demo, wide, 'Ferry 강제 종료', phone);
    await phone.until('open-gate');
    await wide.page.reload();
    await wide.page.locator('.tour').waitFor();
    await wide.until('claim');
    await killed(demo, wide, 'Ferry 강제 종료', phone);
    await wide.until('done');
    await phone.sees('done');
    for (const { page } of [wide, phone]) {
      expect(await page.locator('.tour h2').textContent()).toBe('전환을 마쳤습니다');
      expect(await seriousFindings(page)).toEqual([]);
    }
    // The account's own messages are in the language of whoever took the tour.
    expect(await wide.page.locator('.messages').textContent()).toContain('메시징으로 전환되었습니다');
    expect(await widthOf(phone.page)).toBe(PHONE.width);
    expect(complaints).toEqual([]);
  }, 240_000);
});

/** A real process is really killed, and both pages see it. */
async function killed(demo: Demo, hands: Hands, button: string, other: Hands): Promise<void> {
  await hands.page.getByRole('button', { name: button }).click();
  await hands.sees('start-bot');
  await other.sees('start-bot');
  if (demo.bot.isAlive()) throw new Error('The bot is alive');
}
