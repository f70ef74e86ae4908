import { describe, expect, it } from 'vitest';
import { floors } from '../../bench/assess/floor.ts';
import { between } from '../../src/migration/time.ts';
import { type Family, newPace } from '../../src/zendesk/pace/pace.ts';
import { fakeTime } from '../zendesk/answering.ts';

/** How long the pace takes for so many requests of a whole look, of families that are asked one after the other. */
async function taken(asked: Readonly<Partial<Record<Family, number>>>): Promise<number> {
  const time = fakeTime();
  const pace = newPace(time);
  pace.learn(700);
  pace.learnChat(200);
  const begun = time.clock();
  for (const [family, count] of Object.entries(asked)) {
    for (let index = 0; index < count; index += 1)
      await pace.run({ what: 'GET /', family: family as Family, lane: 'leisure' }, async () => undefined); // the keys of `asked`
  }
  return between(begun, time.clock());
}

describe('the floor of an assessment', () => {
  it.each<[string, Readonly<Partial<Record<Family, number>>>, number]>([
    ['Support alone', { support: 141 }, 60_000],
    ['the Help Center alone', { help_center: 240 }, 60_000],
    ['Chat and its stream, which share a limit', { chat: 30, stream: 11 }, 60_000],
    ['widgets, of which nothing is documented', { widget: 240 }, 300_000],
    ['few of each', { support: 140, help_center: 140, chat: 40, widget: 40, status: 8 }, 0],
  ])('is what the pace takes for %s', async (_, asked, expected) => {
    expect(floors(asked)[0]?.ms).toBe(expected);
    expect(await taken(asked)).toBe(expected);
  });

  it('is that of the slowest limit, for limits go side by side', () => {
    expect(floors({ support: 300, help_center: 240, widget: 240 })).toEqual([
      { limit: 'other', requests: 240, ms: 300_000 },
      { limit: 'support', requests: 300, ms: 120_000 },
      { limit: 'help_center', requests: 240, ms: 60_000 },
    ]);
    expect(floors({})).toEqual([]);
  });
});
