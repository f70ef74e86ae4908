import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BIN_MS } from '../../../src/window/history/bins.ts';
import { changedMarks, readHistory, readWhole, writeHistory } from '../../../src/window/history/stored.ts';
import { Tally } from '../../../src/window/history/tally.ts';
import { countInto, dice, NOW, type PastChat, tallyOf, WEEK } from '../../support/synthetic-chats.ts';

const MINUTE = 60_000;
const now = Date.parse(NOW);

const chats = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    beganMs: fc.integer({ min: now - 11 * WEEK, max: now - 5 * 60 * MINUTE }),
    lengthMs: fc.integer({ min: 0, max: 240 * MINUTE }),
    department: fc.constantFrom(undefined, '9001', '9002'),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);

function countsOf({ series, facts }: Tally) {
  const counts = [...series].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { arrivals, alive }]) => [name, [...arrivals], [...alive]]);
  return { counts, facts };
}

describe('a tally of chats', () => {
  it('counts each chat once, in whatever order and however often pages bring it', () => {
    fc.assert(
      fc.property(chats, fc.array(fc.nat(), { maxLength: 40 }), fc.nat(), (all, again, turn) => {
        const twice = [...all, ...again.flatMap((index) => all[index % Math.max(1, all.length)] ?? [])];
        const turned = twice.map((_, index) => twice[(index * 7 + turn) % twice.length] ?? all[0]).filter((each) => each !== undefined);
        const missing = all.filter(({ id }) => !turned.some((each) => each.id === id));
        expect(countsOf(tallyOf([...turned, ...missing]))).toEqual(countsOf(tallyOf(all)));
      }),
      { numRuns: 40 },
    );
  });

  it('counts nothing again in a later pass, and goes on where it was put away', () => {
    fc.assert(
      fc.property(chats, (all) => {
        const first = tallyOf(all);
        const history = { tally: first, cursor: { time: 1, id: 'x' }, reading: false, readAt: NOW, brandOf: {}, closed: undefined };
        const marks = new Map([...changedMarks(history)].flatMap(([day, each]) => (each === undefined ? [] : [[day, each] as const])));
        const kept = readWhole({ history: writeHistory(history), marks });
        if (kept === undefined) throw new Error('what was written cannot be read');
        kept.tally.begin(NOW);
        countInto(kept.tally, all, now);
        kept.tally.settle();
        expect(countsOf(kept.tally)).toEqual(countsOf(first));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps Little’s law: chats under way at the quarters come to arrivals times length', () => {
    const next = dice(3);
    const many: readonly PastChat[] = Array.from({ length: 4_000 }, (_, index) => ({
      id: `${index}`,
      beganMs: now - 5 * WEEK + Math.floor(next() * 4 * WEEK),
      lengthMs: (index % 60) * MINUTE,
      department: undefined,
    }));
    const { series } = tallyOf(many);
    const alive = [...series.values()].reduce((sum, each) => sum + each.alive.reduce((a, b) => a + b, 0), 0);
    const lengths = many.reduce((sum, { lengthMs = 0 }) => sum + lengthMs, 0);
    expect((alive * BIN_MS) / lengths).toBeCloseTo(1, 2);
  });

  it('leaves out what cannot be, and cuts what was forgotten', () => {
    const chat = (id: string, beganMs: number, lengthMs: number | undefined): PastChat => ({
      id,
      beganMs,
      lengthMs,
      department: undefined,
    });
    const tally = tallyOf([
      chat('ends before it begins', now - WEEK, -5 * MINUTE),
      chat('no time', Number.NaN, MINUTE),
      chat('begins tomorrow', now + 24 * 60 * MINUTE, MINUTE),
      chat('ends tomorrow', now - MINUTE, 24 * 60 * MINUTE),
      chat('a week long', now - 2 * WEEK, WEEK),
      chat('length untold', now - WEEK, undefined),
    ]);
    expect(tally.facts).toMatchObject({ odd: 4, cut: 1, counted: 2 });
    expect([...(tally.series.get('')?.alive ?? [])].reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(17);
  });

  it('keeps as many departments apart as it has room for', () => {
    const tally = tallyOf(
      Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, beganMs: now - WEEK, lengthMs: MINUTE, department: `${index}` })),
    );
    expect(tally.series.size).toBe(25);
    expect(tally.facts.counted).toBe(100);
  });

  it('reads nothing that it did not write', () => {
    expect(readHistory(undefined)).toBeUndefined();
    expect(readHistory('{"format":0}')).toBeUndefined();
    expect(
      readHistory(
        writeHistory({
          tally: Tally.empty('tickets', NOW),
          cursor: { time: 0, id: undefined },
          reading: true,
          readAt: undefined,
          brandOf: {},
          closed: 'not_allowed',
        }),
      ),
    ).toMatchObject({
      closed: 'not_allowed',
      readAt: undefined,
    });
  });
});
