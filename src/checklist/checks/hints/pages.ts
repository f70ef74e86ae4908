import type { CheckContext } from '../../check.ts';
import type { ClassicCall } from '../../look/site/calls.ts';
import { type Hint, NAMED } from './sight.ts';

/** How many calls stand in one sentence. */
const CALLS = 10;

/** The calls that the messaging widget does not know, of all key pages, with what does the same there. */
export function classicCallsSeen({
  readings,
}: CheckContext): Hint<{ readonly calls: readonly string[]; readonly more: number; readonly unread: number }> | undefined {
  const pages = Object.values(readings.pages ?? {}).flatMap((reading) => (reading.status === 'seen' ? [reading] : []));
  const [first] = pages;
  if (first === undefined) return undefined;
  const calls = new Map(pages.flatMap(({ value }) => value.calls).map((one) => [one.call, callLine(one)]));
  const unread = pages.reduce((sum, { value }) => sum + value.unread, 0);
  const shown = [...calls.values()].slice(0, CALLS);
  const evidence = { asked: first.asked, saw: `${calls.size}`, at: first.at };
  return { facts: { calls: shown, more: calls.size - shown.length, unread }, evidence };
}

/** Neutral text: code only. */
export function callLine({ call, instead }: ClassicCall): string {
  return `${call} → ${instead ?? '—'}`;
}

/** Each key page with what it answered. */
export function pagesSeen({ readings }: CheckContext): Hint<{ readonly pages: readonly string[] }> | undefined {
  const [first] = Object.values(readings.pages ?? {});
  if (first === undefined) return undefined;
  const pages = Object.entries(readings.pages ?? {}).map(([address, reading]) =>
    reading.status === 'seen'
      ? `${address}: HTTP ${reading.value.status}${reading.value.title === '' ? '' : `, ${reading.value.title}`}`
      : `${address}: —`,
  );
  return { facts: { pages: pages.slice(0, NAMED) }, evidence: { asked: first.asked, saw: `${pages.length}`, at: first.at } };
}
