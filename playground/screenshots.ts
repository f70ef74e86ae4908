import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { startDemo } from './demo.ts';
import { handsOn, openChromium } from './page/hands.ts';
import { drain, message, prepare, read, schedule } from './page/walk.ts';

/** A morning on which the pictures' dates make sense to a reader of the documents. */
const START = Date.parse('2026-11-24T09:00:00.000Z');
const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Tall enough that no message is cut off by its list. */
const PHONE = { viewport: { width: 390, height: 3000 }, deviceScaleFactor: 2 };

/** `npm run screenshots`: what Ferry looks like on a phone, from the real bot in the playground. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const [browser, demo] = await Promise.all([openChromium(), startDemo({ at: START, connect: [], traffic: false })]);
  try {
    await demo.ready;
    const open = async (options: typeof PHONE | { viewport: { width: number; height: number } }): Promise<Page> => {
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(demo.url);
      await page.locator('[data-test="bot"]', { hasText: 'is connected' }).waitFor({ state: 'attached', timeout: 20_000 });
      return page;
    };
    const hands = handsOn(await open({ viewport: { width: 1280, height: 1000 } }));
    const phone = handsOn(await open(PHONE));
    await prepare(hands);
    for (const [name, file, words] of [
      ['ada', 'status-en.png', 'Preparing for messaging'],
      ['joon', 'status-ko.png', '메시징 전환 준비'],
    ] as const) {
      await phone.be(name);
      await phone.type('/migrate status harbor');
      await keep(message(phone, words), file);
    }
    await read(hands);
    await schedule(hands);
    await drain(hands);
    await phone.be('mina');
    await keep(phone.page.locator('.message:not(.whisper)', { hasText: 'cutting over' }).first(), 'board.png');
  } finally {
    await Promise.all([browser.close(), demo.stop()]);
  }
}

async function keep(shown: Locator, file: string): Promise<void> {
  await shown.waitFor();
  await shown.screenshot({ path: `${FOLDER}${file}` });
  process.stdout.write(`docs/pictures/${file}\n`);
}

if (import.meta.main) await main();
