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
  /** Writes into the composer and waits for the answer. */
  type(text: string): Promise<void>;
  /** The newest button with this action id, or one whose id goes on behind a colon. */
  button(action: string): Locator;
  /** Presses the newest of these; it must be there. */
  press(action: string): Promise<void>;
  /** Presses all of these that are this person's to press: one for each group, say. */
  confirm(action: string): Promise<void>;
  /** Fills a field of the open modal by its block id. */
  fill(block: string, text: string): Promise<void>;
  submit(): Promise<void>;
  /** Clicks something in the panels beside, by its mark. */
  click(mark: string): Promise<void>;
  /** Moves the clock on until this is seen. @throws when it has not come after so many minutes */
  until(what: Locator, minutes: number): Promise<void>;
  /** Lets so many minutes pass. */
  pass(minutes: number): Promise<void>;
}

/** How long Ferry gets for each step of the clock. */
const STEP_TAKES_MS = 400;
const ANSWER_MS = 8_000;
/** A message whose button was pressed is mostly drawn anew within this, else at the clock's next step. */
const REDRAWN_MS = 1_000;

/** How many there are once there are fewer than before, or after a while. */
async function fewer(buttons: Locator, before: number): Promise<number> {
  for (const end = Date.now() + REDRAWN_MS; Date.now() < end && (await buttons.count()) >= before; )
    await buttons.page().waitForTimeout(60);
  return buttons.count();
}

/** Puts hands on an open page. */
export function handsOn(page: Page): Hands {
  const messages = page.locator('.message');
  const dialog = page.locator('dialog[open]');
  const button = (action: string) => page.locator(`button[data-action="${action}"], button[data-action^="${action}:"]`).last();
  const all = (action: string) => page.locator(`button[data-action="${action}"], button[data-action^="${action}:"]`);
  const composer = page.locator('.composer input');

  /** Does something and waits until a message has come or changed, or a modal has opened. */
  const answered = async (act: () => Promise<void>) => {
    const seen = async () => `${await dialog.count()} ${(await messages.allTextContents()).join()}`;
    const before = await seen();
    await act();
    for (const end = Date.now() + ANSWER_MS; Date.now() < end && (await seen()) === before; ) await page.waitForTimeout(60);
    // What follows the first answer, such as the redrawn message, comes right behind it.
    await page.waitForTimeout(STEP_TAKES_MS);
  };
  const pressOne = (target: Locator) =>
    answered(async () => {
      await target.click({ timeout: ANSWER_MS });
      const agree = page.locator('dialog.confirm[open] .bk-button');
      if (await agree.count()) await agree.click();
    });
  const confirm = async (action: string) => {
    let misses = 0;
    for (let count = await all(action).count(); count > misses; ) {
      await pressOne(all(action).nth(count - 1 - misses));
      const left = await fewer(all(action), count);
      // A press that took no button away was not this person's to make: the next older one is tried.
      if (left >= count) misses += 1;
      count = left;
    }
  };
  const step = async (minutes: 1 | 5) => {
    await page.locator(`[data-jump="${minutes}"]`).click();
    await page.waitForTimeout(STEP_TAKES_MS);
  };

  return {
    page,
    button,
    confirm,
    async be(name) {
      const select = page.locator('select[data-test="person"]');
      const option = select.locator('option', { hasText: new RegExp(`@${name}$`) });
      await select.selectOption(await option.getAttribute('value'));
      await composer.waitFor();
      await page.waitForTimeout(STEP_TAKES_MS);
    },
    async goTo(channel) {
      await page.locator('.sidebar button', { hasText: channel }).click();
      await page.locator('.conversation h2', { hasText: channel }).waitFor();
    },
    type: (text) =>
      answered(async () => {
        await composer.fill(text);
        await composer.press('Escape');
        await composer.press('Enter');
      }),
    async press(action) {
      await button(action).waitFor({ timeout: ANSWER_MS });
      await pressOne(button(action));
    },
    async fill(block, text) {
      await dialog.locator(`[data-block="${block}"]`).locator('input, textarea').fill(text);
    },
    async submit() {
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator('button[type="submit"]:enabled').or(page.locator('body:not(:has(dialog[open]))')).first().waitFor();
      await page.waitForTimeout(STEP_TAKES_MS);
    },
    async click(mark) {
      await page.locator(`[data-test="${mark}"]`).first().click();
      await page.locator('.said', { hasText: /./ }).waitFor();
    },
    async until(what, minutes) {
      for (let passed = 0; (await what.count()) === 0; ) {
        if (passed >= minutes) throw new Error(`This did not come in ${minutes} minutes: ${what.toString()}`);
        const length = minutes - passed >= 20 ? 5 : 1;
        await step(length);
        passed += length;
      }
    },
    async pass(minutes) {
      for (let passed = 0; passed < minutes; passed += 1) await step(1);
    },
  };
}
