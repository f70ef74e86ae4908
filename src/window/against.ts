import type { Migration } from '../migration/migration.ts';
import { judgeWindow } from './rules.ts';
import { windowRules } from './settings.ts';

/**
 * What the settings as they are now have against the planned window. That it was near when it was chosen is past; its length was
 * judged then, and no setting changes it.
 */
export function againstPlan({ scheduled, settings }: Migration): 'black_out' | 'hours' | undefined {
  if (scheduled === undefined) return undefined;
  const { plan } = scheduled;
  const judging = { brands: plan.brands.length, zone: plan.timeZone, rules: windowRules(settings), now: plan.opensAt };
  for (const { kind } of judgeWindow(plan, judging)) if (kind === 'black_out' || kind === 'hours') return kind;
  return undefined;
}
