import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** Where Debian's packages put Chromium. */
export const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Starts Chromium without a window. */
export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS.split(' ') });

/** A person at the page: everything goes through what can be seen and clicked. */
export interface Hands {
  readonly page: Page;
  /** Changes to another person by name, such as `ada`. */
  be(name: string): Promise<void>;
  goTo(channel: string): Promise<void>;
  /** Writes into the composer and waits for something new to appear. */
  type(text: string): Promise<void>;
  /** The newest control with this action id, or one whose id goes on behind a colon. */
  control(action: string): Locator;
  /** Presses it, agrees where it asks again, and waits for something to change. */
  press(action: string): Promise<void>;
  /** Fills a field of the open modal by its block id. */
  fill(block: string, text: string): Promise<void>;
  submit(): Promise<void>;
  /** Clicks something in the panels beside, by its mark. */
  click(mark: string): Promise<void>;
  /** Lets so many minutes pass, a minute at a time, and gives Ferry the time to react to each. */
  pass(minutes: number): Promise<void>;
}

/** How long Ferry gets for each minute that passes. */
const MINUTE_TAKES_MS = 350;

/** Puts hands on an open page. */
export function handsOn(page: Page): Hands {
  const messages = page.locator('.message');
  const newest = async () =>
    `${await messages.count()} ${await messages
      .last()
      .textContent({ timeout: 500 })
      .catch(() => '')}`;
  const changed = async (before: string) => {
    for (let wait = 0; wait < 80 && (await newest()) === before && (await page.locator('dialog[open]').count()) === 0; wait += 1) {
      await page.waitForTimeout(100);
    }
    await page.waitForTimeout(250);
  };
  const control = (action: string) => page.locator(`button[data-action="${action}"], button[data-action^="${action}:"]`).last();
  const composer = page.locator('.composer input');
  return {
    page,
    control,
    async be(name) {
      const value = await page.locator(`select[data-test="person"] option:text-matches("@${name}$")`).getAttribute('value');
      await page.locator('select[data-test="person"]').selectOption(value);
      await page.waitForTimeout(500);
    },
    async goTo(channel) {
      await page.locator('.sidebar button', { hasText: channel }).click();
      await page.waitForTimeout(300);
    },
    async type(text) {
      const before = await newest();
      await composer.fill(text);
      await composer.press('Escape');
      await composer.press('Enter');
      await changed(before);
    },
    async press(action) {
      const before = await newest();
      await control(action).click();
      const agree = page.locator('dialog.confirm[open] .bk-button');
      if (await agree.count()) await agree.click();
      await changed(before);
    },
    async fill(block, text) {
      await page.locator(`dialog[open] [data-block="${block}"]`).locator('input, textarea').fill(text);
    },
    async submit() {
      await page.locator('dialog[open] button[type="submit"]').click();
      await page.waitForTimeout(600);
    },
    async click(mark) {
      await page.locator(`[data-test="${mark}"]`).first().click();
      await page.waitForTimeout(300);
    },
    async pass(minutes) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await page.locator('[data-jump="1"]').click();
        await page.waitForTimeout(MINUTE_TAKES_MS);
      }
    },
  };
}
