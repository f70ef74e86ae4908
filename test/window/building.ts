import { HOUR_MS, type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { resolveLocal } from '../../src/window/local-time.ts';
import type { Judging, QuietWindow } from '../../src/window/rules.ts';
import { windowRules } from '../../src/window/settings.ts';

/** A moment from any writing of it. */
export function at(text: string): Instant {
  return instant(new Date(text));
}

/** A window of `minutes` from a local time; where that comes twice, from the first. */
export function windowFrom(local: string, minutes: number, zone = 'Asia/Seoul'): QuietWindow {
  const [date = '', time = ''] = local.split(' ');
  const resolved = resolveLocal(date, time, zone);
  if (resolved.kind !== 'one' && resolved.kind !== 'twice') throw new Error(`${local} in ${zone}: ${resolved.kind}`);
  const opensAt = resolved.kind === 'one' ? resolved.at : resolved.first;
  return { opensAt, closesAt: later(opensAt, minutes * MINUTE_MS) };
}

/** One brand in Seoul on 1 December 2026, noon, under these settings. */
export function judging(settings: Readonly<Record<string, string>> = {}, change: Partial<Omit<Judging, 'rules'>> = {}): Judging {
  return { brands: 1, zone: 'Asia/Seoul', now: at('2026-12-01T12:00+09:00'), ...change, rules: windowRules(settings) };
}

export const twelveHoursMs = 12 * HOUR_MS;
