import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { startDemo } from './demo.ts';
import { type Hands, handsOn, openChromium } from './page/hands/hands.ts';
import type { PageLanguage } from './page/locales/words.ts';

/** An afternoon on which the pictures' dates make sense to a reader of the documents. */
const START = Date.parse('2026-11-24T15:00:00.000Z');
const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Tall enough that no message is cut off by its list. */
const TALL_PHONE = { viewport: { width: 390, height: 3000 }, deviceScaleFactor: 2 };
const WIDE = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** `npm run screenshots`: what Ferry and its playground look like, from the real bot on the tour. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const [browser, demo] = await Promise.all([openChromium(), startDemo({ at: START })]);
  try {
    await demo.ready;
    const open = async (options: typeof TALL_PHONE | typeof WIDE, language: PageLanguage): Promise<Page> => {
      const page = await (await browser.newContext(options)).newPage();
      await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
      await page.goto(demo.url);
      await page.locator('[data-test="bot"]', { hasText: '🟢' }).waitFor({ state: 'attached', timeout: 20_000 });
      return page;
    };
    const hands = handsOn(await open(WIDE, 'en'));
    const tall = handsOn(await open(TALL_PHONE, 'en'));
    const small = handsOn(await open(PHONE, 'ko'));
    await hands.until('window');
    for (const [name, file, words] of [
      ['ada', 'status-en.png', 'Preparing for messaging'],
      ['joon', 'status-ko.png', '메시징 전환 준비'],
    ] as const) {
      await tall.be(name);
      await tall.type('/migrate status harbor');
      await keep(tall.page.locator('.message', { hasText: words }).last(), file);
    }
    await hands.until('sign-plan');
    await whole(hands, 'sofia', 'tour-en.png');
    await speak(tall, 'ko');
    await whole(small, 'joon', 'tour-ko.png');
    await speak(tall, 'en');
    await hands.until('open-gate');
    await tall.be('mina');
    await keep(tall.page.locator('.message:not(.whisper)', { hasText: 'cutting over' }).first(), 'board.png');
  } finally {
    await Promise.all([browser.close(), demo.stop()]);
  }
}

async function keep(shown: Locator, file: string): Promise<void> {
  await shown.waitFor();
  await shown.screenshot({ path: `${FOLDER}${file}` });
  process.stdout.write(`docs/pictures/${file}\n`);
}

/** The account's own messages in another language. */
async function speak(hands: Hands, language: PageLanguage): Promise<void> {
  await hands.be('ada');
  await hands.type(`/migrate settings harbor language ${language}`);
  await hands.page
    .locator('.message', { hasText: { en: 'Sign-off: cutover plan', ko: '승인 요청: 전환 계획' }[language] })
    .first()
    .waitFor();
}

/** The page as this person sees it. */
async function whole(hands: Hands, name: string, file: string): Promise<void> {
  await hands.be(name);
  await hands.page.waitForTimeout(800);
  await hands.page.screenshot({ path: `${FOLDER}${file}` });
  process.stdout.write(`docs/pictures/${file}\n`);
}

if (import.meta.main) await main();
