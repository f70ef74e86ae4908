import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurns, turnstile } from '../../src/store/turns.ts';
import { memoryStore } from '../support/memory-store.ts';
import { aClock, key } from './places.ts';

it('lets one waiter on in each turn of the event loop, in the order in which they came', async () => {
  const turn = turnstile();
  let loops = 0;
  const count = () => {
    loops += 1;
    if (loops < 20) setImmediate(count);
  };
  setImmediate(count);
  const seen: (readonly [number, number])[] = [];
  await Promise.all(
    [1, 2, 3, 4].map(async (number) => {
      await turn();
      seen.push([number, loops]);
    }),
  );
  expect(seen.map(([number]) => number)).toEqual([1, 2, 3, 4]);
  expect(new Set(seen.map(([, loop]) => loop)).size).toBe(4);
});

it('lets what comes in meanwhile go between two calls to the store', async () => {
  const store = memoryStore(aClock().clock);
  let done = 0;
  const slow = {
    ...store,
    async read(account: Parameters<typeof store.read>[0]) {
      const until = performance.now() + 3;
      while (performance.now() < until);
      done += 1;
      return store.read(account);
    },
  };
  const unhurried = inTurns(slow, turnstile());
  const all = Promise.all(Array.from({ length: 20 }, () => unhurried.read(key('acme'))));
  await pause(1);
  const meanwhile = done;
  await all;
  expect(meanwhile).toBeLessThan(5);
  expect(done).toBe(20);
});
