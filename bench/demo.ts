import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Figure, held, shown } from './figure.ts';
import { median } from './measure/statistics.ts';

const DEMO = join(import.meta.dirname, '../playground/demo.ts');
const STARTS = 3;
const MOST_SECONDS = 5;

/** From `npm run demo`, less npm's own start, to the page's first answer. */
export async function demo(): Promise<readonly Figure[]> {
  const taken: number[] = [];
  for (let start = 0; start < STARTS; start += 1) taken.push(await answeredAfter());
  const from = `${taken.map(shown).join(', ')} s, ${STARTS} starts one after the other`;
  return [held({ name: 'npm run demo to the page answering', value: median(taken), most: MOST_SECONDS, unit: 's', from })];
}

async function answeredAfter(): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [DEMO], { env: { PATH: process.env['PATH'], PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const first: unknown = (await lines.next()).value;
    const page = await fetch(/http:\/\/localhost:\d+/.exec(String(first))?.[0] ?? '');
    await page.text();
    return (performance.now() - begun) / 1_000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
