/** Runs what belongs to one key in the order it came, one after the other; different keys do not wait for each other. */
export function queuePerKey(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = tails.get(key);
    const own = before === undefined ? work() : before.then(work);
    // Who comes next waits for the end of this one, however it ends.
    const tail = own.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await own;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
