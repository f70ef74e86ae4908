import { describe, expect, it } from 'vitest';
import { seriesOf } from '../../../src/window/history/brands.ts';
import { chatsOf, hourOfWeek, tallyOf, usual } from '../../support/synthetic-chats.ts';

const world = { perHour: (ms: number) => usual(hourOfWeek(ms), 4), meanMinutes: 10, weeks: 6 };

/** Chats of two brands, of which one in so many names no department. */
function history(oneIn: number) {
  const chats = chatsOf(world, 1).map((chat, index) => ({
    ...chat,
    department: index % oneIn === 0 ? undefined : index % 2 === 0 ? '9001' : '9002',
  }));
  return { tally: tallyOf(chats), brandOf: { '9001': 1, '9002': 2 } };
}

describe('the chats of a brand', () => {
  it('count in full the few that name no department', () => {
    const series = seriesOf(1, history(50));
    expect(series?.names.toSorted()).toEqual(['', '9001']);
    expect(series?.unknown).toBeCloseTo(0.02, 2);
  });

  it('are not told apart where more than one in twenty could belong to it', () => {
    expect(seriesOf(1, history(15))).toBeUndefined();
  });

  it('are not told of a brand that has none', () => {
    expect(seriesOf(3, history(50))).toBeUndefined();
  });
});
