import { type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import type { Check, CheckContext } from '../check.ts';

/** What the key pages send and call. */
export const site = [{ id: 'web-csp-allows-messaging', find: policiesAllow }] as const satisfies readonly Check[];

/** How many hosts of one directive are named. */
const NAMED = 4;

/** Every key page was read, and no policy of theirs keeps messaging out. One page with a gap is enough, one that was not read as well. */
function policiesAllow({
  readings,
}: CheckContext): Finding<{ readonly page: string; readonly missing: readonly string[]; readonly more: number }> {
  const pages = Object.entries(readings.pages ?? {});
  for (const [page, reading] of pages) {
    const gaps = reading.status === 'seen' && reading.value.status === 200 ? (reading.value.gaps ?? []) : [];
    if (gaps.length > 0) {
      const missing = gaps.slice(0, NAMED).map(({ directive, host }) => `${directive} ${host}`);
      return todo(
        { page, missing, more: gaps.length - missing.length },
        { asked: reading.asked, saw: `${page}: ${gaps.length}`, at: reading.at },
      );
    }
  }
  for (const [, reading] of pages) {
    if (reading.status === 'unknown') return unknown(reading.why, reading.at);
    // A page that says no to everybody shows the policy of its refusal.
    if (reading.value.status !== 200) return unknown('page_unreachable', reading.at);
  }
  const oldest = pages.map(([, reading]) => reading).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
  return oldest ? ready({ asked: oldest.asked, saw: `${pages.length}`, at: oldest.at }) : unknown('not_looked');
}
