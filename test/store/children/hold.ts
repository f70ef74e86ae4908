/** `hold.ts <file> <account>`: works on the account and never ends. */
import { openFileStore } from '../../../src/store/file.ts';
import { aClock, key, sleep } from '../places.ts';

const [file = '', account = ''] = process.argv.slice(2);
const store = await openFileStore({ path: file, clock: aClock().clock, sleep });
await store.exclusively(key(account), async () => {
  process.stdout.write('held\n');
  await sleep(60_000);
});
