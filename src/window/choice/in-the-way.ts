import type { Ranked, Refusals } from './choose.ts';
import type { Against } from './judge.ts';

/** Those that only come sooner or lie nearer to the operator's day are no better: nobody misses them. */
export function passedOver(
  ranked: readonly Ranked[],
  best: Ranked,
  refusalsOf: Refusals,
): { readonly each: Ranked; readonly rule: Against } | undefined {
  for (const each of ranked) {
    if (each.cost === best.cost && each.mean === best.mean) return undefined;
    const [rule, ...more] = refusalsOf(each);
    if (rule !== undefined && more.length === 0 && isRule(rule)) return { each, rule };
  }
  return undefined;
}

/** The rule without which the best window could be had; where no single one stands alone in the way, the two; where more do, the one that refused most. */
export function inTheWay(
  ranked: readonly Ranked[],
  refusalsOf: Refusals,
): { readonly relax: readonly Against[]; readonly gives: Ranked | undefined } {
  const counts = new Map<Against, number>();
  let pair: Ranked | undefined;
  for (const each of ranked) {
    const all = refusalsOf(each);
    if (!all.every(isRule)) continue;
    if (all.length === 1) return { relax: all, gives: each };
    if (all.length === 2) pair ??= each;
    for (const rule of all) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  if (pair !== undefined) return { relax: refusalsOf(pair), gives: pair };
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return { relax: most === undefined ? [] : [most[0]], gives: undefined };
}

/** What is past, skipped by the clock or unknown cannot be relaxed. */
function isRule(rule: Against): boolean {
  return rule !== 'past' && rule !== 'unknown' && rule !== 'skipped_hour';
}
