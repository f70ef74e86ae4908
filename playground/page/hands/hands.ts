import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import type { HintId, TourStep } from '../../tour/steps.ts';

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
  /** Writes into the composer and waits for the answer. */
  type(text: string): Promise<void>;
  /** The newest button with this action id, or one whose id goes on behind a colon. */
  button(action: string): Locator;
  /** Presses the newest of these; it must be there. */
  press(action: string): Promise<void>;
  /** Fills a field of the open modal by its block id. */
  fill(block: string, text: string): Promise<void>;
  submit(): Promise<void>;
  /** What the tour offers next; `done` after its end. */
  offered(): Promise<HintId | 'done'>;
  step(): Promise<TourStep | 'done'>;
  /** Has the tour do what it offers, if it is still this, and waits until it offers something else or the same anew. */
  next(hint?: HintId | 'done'): Promise<void>;
  /** Lets the tour go on until it offers this, or to its end; with other hands on the same world, in turns. */
  until(hint: HintId | 'done', ...others: readonly Hands[]): Promise<void>;
  /** Waits until this page, too, has seen what another one did. */
  sees(hint: HintId | 'done'): Promise<void>;
}

const ANSWER_MS = 30_000;
const LOOK_MS = 40;
const CLICK_MS = 700;
/** Twice as many as the longest way through the group's world has taken. */
const MOST_ACTS = 140;

/** Puts hands on an open page. */
export function handsOn(page: Page): Hands {
  const messages = page.locator('.message');
  const dialog = page.locator('dialog[open]');
  const button = (action: string) => page.locator(`button[data-action="${action}"], button[data-action^="${action}:"]`).last();
  const composer = page.locator('.composer input');
  const go = page.locator('[data-test="tour-do"]');

  /** Does something and waits until a message has come or changed, or a modal has opened. */
  const answered = async (act: () => Promise<void>) => {
    const seen = async () => `${await dialog.count()} ${(await messages.allTextContents()).join()}`;
    const before = await seen();
    await act();
    for (const end = Date.now() + ANSWER_MS; Date.now() < end && (await seen()) === before; ) await page.waitForTimeout(LOOK_MS);
  };
  /** Read in one breath: what is offered may change between two looks. */
  const standing = () =>
    page.evaluate(() => ({
      step: document.querySelector<HTMLElement>('.tour')?.dataset['step'] ?? '',
      hint: document.querySelector<HTMLElement>('[data-test="tour-hint"]')?.dataset['hint'] ?? '',
      about: document.querySelector('[data-test="tour-hint"]')?.textContent ?? '',
      isFree: document.querySelector('[data-test="tour-do"]:not(:disabled)') !== null,
    }));
  const offered = async () => {
    const { step, hint } = await standing();
    return step === 'done' ? 'done' : (hint as HintId); // the page writes HintIds there
  };
  const next = async (hint?: HintId | 'done') => {
    await go.and(page.locator(':enabled')).waitFor({ timeout: ANSWER_MS });
    const wanted = hint ?? (await offered());
    const offer = `[data-test="tour-do"][data-hint="${wanted}"]:not(:disabled)`;
    // It may be over before the click: then something else is offered, and that is not clicked unseen.
    await page.click(offer, { trial: true, timeout: CLICK_MS }).catch(() => {});
    await page.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.click(), offer);
    await page.waitForTimeout(LOOK_MS);
    for (const end = Date.now() + ANSWER_MS; Date.now() < end; await page.waitForTimeout(LOOK_MS)) {
      const now = await standing();
      if (now.isFree || now.step === 'done') return;
    }
    throw new Error(`The tour stands still at ${JSON.stringify(await standing())}`);
  };

  const sees = async (hint: HintId | 'done') => {
    for (const end = Date.now() + ANSWER_MS; (await offered()) !== hint; await page.waitForTimeout(LOOK_MS))
      if (Date.now() > end) throw new Error(`This page does not see ${hint}: ${JSON.stringify(await standing())}`);
  };

  return {
    page,
    button,
    offered,
    next,
    step: async () => (await standing()).step as TourStep | 'done', // the page writes TourSteps there
    async until(hint, ...others) {
      const all = [{ offered, next }, ...others];
      for (let acts = 0; acts < MOST_ACTS; acts += 1) {
        const actor = all[acts % all.length];
        const now = await actor?.offered();
        // Of two pages one sees it first.
        if (now === hint) return sees(hint);
        if (now === 'done') break;
        await actor?.next(now);
      }
      throw new Error(`The tour never offered ${hint}: ${JSON.stringify(await standing())}`);
    },
    sees,
    async be(name) {
      const select = page.locator('select[data-test="person"]');
      const option = select.locator('option', { hasText: new RegExp(`@${name}\\b`) });
      await select.selectOption(await option.getAttribute('value'));
      await composer.waitFor();
    },
    type: (text) =>
      answered(async () => {
        // A phone shows one column at a time, and the tour may have led it to another.
        if (!(await composer.isVisible())) await page.locator('.tabs button').nth(1).click();
        await composer.fill(text);
        await composer.press('Escape');
        await composer.press('Enter');
      }),
    press: (action) =>
      answered(async () => {
        await button(action).click({ timeout: ANSWER_MS });
        const agree = page.locator('dialog.confirm[open] .bk-button');
        if (await agree.count()) await agree.click();
      }),
    async fill(block, text) {
      await dialog.locator(`[data-block="${block}"]`).locator('input, textarea').fill(text);
    },
    async submit() {
      await dialog.locator('button[type="submit"]').click();
      await dialog.locator('.error').or(page.locator('body:not(:has(dialog[open]))')).first().waitFor({ timeout: ANSWER_MS });
    },
  };
}
