import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR_MS, type Instant, instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { realTime } from '../../src/ops/clock.ts';
import { type Alarm, startAlarm } from '../../src/ops/rounds/alarm-cron.ts';

const START = instant(new Date('2026-12-06T02:00:01.000Z'));
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
let alarm: Alarm | undefined;

beforeEach(() => void vi.useFakeTimers({ now: new Date(START) }));
afterEach(async () => {
  await alarm?.stop();
  vi.useRealTimers();
});

function ring(parts: {
  tick?: () => Promise<void>;
  nextDue?: () => Promise<Instant | undefined>;
  time?: typeof realTime;
  errors?: string[];
}) {
  const ticks: Instant[] = [];
  const tick = async () => {
    ticks.push(realTime.now());
    await parts.tick?.();
  };
  const log = { ...quiet, error: (_: unknown, message: string) => void parts.errors?.push(message) };
  alarm = startAlarm({ time: parts.time ?? realTime, tick, nextDue: parts.nextDue ?? (async () => undefined), log });
  return ticks;
}

describe('the alarm', () => {
  it('ticks at once and every 15 seconds', async () => {
    const ticks = ring({});
    await vi.advanceTimersByTimeAsync(MINUTE_MS - SECOND_MS);
    expect(ticks).toHaveLength(5);
  });

  it('ticks at the very moment at which an account falls due', async () => {
    const due = later(START, 7_300);
    const ticks = ring({ nextDue: async () => (realTime.now() < due ? due : undefined) });
    await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
    expect(ticks).toEqual([START, due]);
  });

  it('ticks without cron: a timer of its own finds what falls due far ahead, and what others wrote within a minute', async () => {
    vi.useRealTimers();
    // Cron hangs on the machine's timers, this time does not.
    let now = START;
    const wishes: { at: Instant; call: () => void }[] = [];
    const time = {
      now: () => now,
      at: (at: Instant, call: () => void) => {
        const wish = { at, call };
        wishes.push(wish);
        return () => void wishes.splice(wishes.indexOf(wish), 1);
      },
      sleep: async () => {},
    };
    const ticks: Instant[] = [];
    const due = later(START, 90 * SECOND_MS);
    alarm = startAlarm({ time, tick: async () => void ticks.push(now), nextDue: async () => (now < due ? due : undefined), log: quiet });
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      const wish = wishes.shift();
      expect(wishes).toEqual([]);
      now = wish?.at ?? now;
      wish?.call();
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(ticks).toEqual([START, later(START, MINUTE_MS), due, later(due, MINUTE_MS)]);
  });

  it('never lets two ticks overlap, and follows with one more for all nudges meanwhile', async () => {
    let under = 0;
    let most = 0;
    const tick = async () => {
      under += 1;
      most = Math.max(most, under);
      await realTime.sleep(20 * SECOND_MS);
      under -= 1;
    };
    const ticks = ring({ tick });
    await vi.advanceTimersByTimeAsync(SECOND_MS);
    alarm?.nudge();
    alarm?.nudge();
    await vi.advanceTimersByTimeAsync(39 * SECOND_MS);
    expect(most).toBe(1);
    expect(ticks).toEqual([START, later(START, 20 * SECOND_MS)]);
    const stopped = alarm?.stop();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await stopped;
    expect(under).toBe(0);
  });

  it('logs a tick that fails, and goes on', async () => {
    const errors: string[] = [];
    const ticks = ring({
      errors,
      tick: async () => {
        if (realTime.now() === START) throw new Error('disk full');
      },
    });
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(errors).toHaveLength(1);
    expect(ticks.length).toBeGreaterThan(3);
  });

  it('does not spin on an account that stays due', async () => {
    const ticks = ring({ nextDue: async () => later(realTime.now(), -HOUR_MS) });
    await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
    expect(ticks.length).toBeLessThan(13);
  });

  it('stops after the tick under way, and leaves no timer behind', async () => {
    const ticks = ring({});
    await vi.advanceTimersByTimeAsync(SECOND_MS);
    await alarm?.stop();
    alarm?.nudge();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(ticks).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
