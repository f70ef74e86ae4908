import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY_MS, HOUR_MS, instant, later, SECOND_MS } from '../../src/migration/time.ts';
import { realTime } from '../../src/ops/clock.ts';

const START = instant(new Date('2026-12-06T02:00:00.000Z'));

beforeEach(() => void vi.useFakeTimers({ now: new Date(START) }));
afterEach(() => void vi.useRealTimers());

describe('the real time', () => {
  it('tells the moment', () => {
    expect(realTime.now()).toBe(START);
  });

  it('calls once, at the moment', async () => {
    const calls: string[] = [];
    realTime.at(later(START, HOUR_MS), () => calls.push(realTime.now()));
    await vi.advanceTimersByTimeAsync(HOUR_MS - 1);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(calls).toEqual([later(START, HOUR_MS)]);
  });

  it('calls at once for a moment that has passed, but never within the call', async () => {
    const calls: string[] = [];
    realTime.at(later(START, -1), () => calls.push('called'));
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toEqual(['called']);
  });

  it('waits for longer than a timer of the machine can', async () => {
    const far = later(START, 60 * DAY_MS);
    const calls: string[] = [];
    realTime.at(far, () => calls.push(realTime.now()));
    await vi.advanceTimersByTimeAsync(59 * DAY_MS);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(calls).toEqual([far]);
  });

  it('takes a wish back, in the second turn of a long wait too', async () => {
    const calls: string[] = [];
    const takeBack = realTime.at(later(START, 60 * DAY_MS), () => calls.push('called'));
    await vi.advanceTimersByTimeAsync(40 * DAY_MS);
    takeBack();
    await vi.advanceTimersByTimeAsync(40 * DAY_MS);
    expect(calls).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not call before its time when the clock is set back meanwhile', async () => {
    const calls: string[] = [];
    realTime.at(later(START, HOUR_MS), () => calls.push(realTime.now()));
    vi.setSystemTime(new Date(later(START, -HOUR_MS)));
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(calls).toEqual([later(START, HOUR_MS)]);
  });

  it('sleeps, and wakes early when the signal says so', async () => {
    const stop = new AbortController();
    const slept: string[] = [];
    void realTime.sleep(5 * SECOND_MS).then(() => slept.push('long'));
    void realTime.sleep(HOUR_MS, stop.signal).then(() => slept.push('woken'));
    stop.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(slept).toEqual(['woken']);
    await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
    expect(slept).toEqual(['woken', 'long']);
    expect(vi.getTimerCount()).toBe(0);
    await realTime.sleep(HOUR_MS, stop.signal);
  });
});
