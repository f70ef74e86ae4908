/** Random numbers that are the same every time: `random(1, 2)()` in 0..1. */
export function random(...seed: readonly number[]): () => number {
  let state = seed.reduce((hash, part) => Math.imul(hash ^ (part + 0x9e3779b9), 0x85ebca6b) ^ (hash >>> 13), 0x2545f491);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many of something that happens `mean` times on average. */
export function poisson(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let left = next(); left > limit; left *= next()) count += 1;
  return count;
}

/** A duration with a long tail: log-normal with the given mean. */
export function longTailed(mean: number, next: () => number): number {
  const spread = 0.7;
  const normal = Math.sqrt(-2 * Math.log(Math.max(next(), 1e-9))) * Math.cos(2 * Math.PI * next());
  return mean * Math.exp(spread * normal - (spread * spread) / 2);
}

/** One of a list, or null of an empty one. */
export function oneOf<T>(list: readonly T[], next: () => number): T | null {
  return list[Math.floor(next() * list.length)] ?? null;
}
