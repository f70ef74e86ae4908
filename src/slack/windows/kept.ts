import type { KeptForecast } from '../../migration/events.ts';
import { between } from '../../migration/time.ts';
import { expectationAt, forecastFor } from '../../window/choice/offer.ts';
import type { QuietWindow } from '../../window/rules.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest } from '../request/request.ts';
import { gather } from './gather.ts';

/** What this window is expected to cost, to be kept with its plan; undefined where nothing is forecast. */
export async function keptForecast(
  { key, migration }: Pick<AccountRequest, 'key' | 'migration'>,
  parts: Pick<SlackParts, 'store' | 'clock' | 'slack' | 'turn'>,
  { opensAt, closesAt }: QuietWindow,
): Promise<KeptForecast | undefined> {
  // Without a history there is nothing to gather for.
  if ((await parts.store.history(key)) === undefined) return undefined;
  const gathered = await gather(key, migration, parts);
  const told = forecastFor(gathered, between(opensAt, closesAt));
  if (told.kind === 'none') return undefined;
  const expected = expectationAt(told, opensAt, gathered.now, gathered.zone);
  if (expected === undefined) return undefined;
  const { mean, median, p90, weeks } = expected;
  return { source: told.source, by: told.by, mean: Math.round(mean * 100) / 100, median, p90, weeks };
}
