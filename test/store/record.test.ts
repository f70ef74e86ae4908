import { beforeEach, describe, expect, it } from 'vitest';
import { grant, refuse } from '../../src/migration/decisions.ts';
import { type Store, StoreUnavailable } from '../../src/store/port.ts';
import { record } from '../../src/store/record.ts';
import { memoryStore } from '../support/memory-store.ts';
import { aClock, key, SERVER, set } from './places.ts';

const acme = key('acme');
let store: Store;
beforeEach(async () => {
  store = memoryStore(aClock().clock);
  await store.append(acme, 0, SERVER, [set('a')]);
});

/** A store in which somebody else appends between a reading and the next append, that often. */
function busy(times: number): Store {
  let left = times;
  return {
    ...store,
    async append(account, after, by, happened) {
      left -= 1;
      if (left >= 0) await store.append(account, after, SERVER, [set(`other ${left}`)]);
      return store.append(account, after, by, happened);
    },
  };
}

const notes = async () => (await store.read(acme)).map(({ happened }) => (happened.type === 'setting_set' ? happened.value : ''));

describe('record', () => {
  it('decides on what the log says, and records what was granted', async () => {
    const decision = await record(store, acme, SERVER, ({ settings }) => grant(set(`${settings['note']}b`)));
    expect(decision).toEqual(grant(set('ab')));
    expect(await notes()).toEqual(['a', 'ab']);
  });

  it('records nothing of a refusal', async () => {
    const refusal = refuse({ because: 'nothing_planned' });
    expect(await record(store, acme, SERVER, () => refusal)).toBe(refusal);
    expect(await notes()).toEqual(['a']);
  });

  it('decides again, on the newer state, when somebody was quicker', async () => {
    await record(busy(1), acme, SERVER, ({ settings }) => grant(set(`after ${settings['note']}`)));
    expect(await notes()).toEqual(['a', 'other 0', 'after other 0']);
  });

  it('refuses what was overtaken twice', async () => {
    expect(await record(busy(2), acme, SERVER, () => grant(set('b')))).toEqual(refuse({ because: 'somebody_was_quicker' }));
    expect(await notes()).toEqual(['a', 'other 1', 'other 0']);
  });

  it('passes on that nothing could be recorded', async () => {
    const full: Store = { ...store, append: () => Promise.reject(new StoreUnavailable('full')) };
    await expect(record(full, acme, SERVER, () => grant(set('b')))).rejects.toThrow(StoreUnavailable);
  });
});
