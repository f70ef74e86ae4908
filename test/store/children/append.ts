/** `append.ts <file> <account> <events>`: appends one after the other, deciding again when somebody was quicker; prints each acknowledged version. */
import { writeSync } from 'node:fs';
import { openFileStore } from '../../../src/store/file.ts';
import { LogMovedOn, StoreUnavailable } from '../../../src/store/port.ts';
import { aClock, key, SERVER, set, sleep } from '../places.ts';

const [file = '', account = '', events = '0'] = process.argv.slice(2);
const say = (text: string) => writeSync(1, `${text}\n`);
const store = await openFileStore({ path: file, clock: aClock().clock, sleep });
try {
  for (let count = 1; count <= Number(events); count += 1) await append(`${process.pid}-${count}`);
} catch (error) {
  if (!(error instanceof StoreUnavailable)) throw error;
  say(`unavailable ${error.message}`);
}
await store.close().catch(() => undefined);

async function append(text: string): Promise<void> {
  const { length } = await store.read(key(account));
  try {
    await store.append(key(account), length, SERVER, [set(text), set(`${text}+`)]);
    say(`${length + 1} ${text}`);
  } catch (error) {
    if (!(error instanceof LogMovedOn)) throw error;
    await append(text);
  }
}
