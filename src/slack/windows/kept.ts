import type { KeptForecast } from '../../migration/events.ts';
import { between } from '../../migration/time.ts';
import { expectationAt, forecastFor } from '../../window/choice/offer.ts';
import type { Expectation } from '../../window/forecast/expectation.ts';
import { BIN_MS } from '../../window/history/bins.ts';
import type { QuietWindow } from '../../window/rules.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest } from '../request/request.ts';
import { gather } from './gather.ts';

/** What this window is expected to cost, to be kept with its plan; undefined where nothing is forecast. */
export async function keptForecast(
  { key, migration }: Pick<AccountRequest, 'key' | 'migration'>,
  parts: Pick<SlackParts, 'store' | 'clock' | 'slack' | 'turn' | 'log'>,
  { opensAt, closesAt }: QuietWindow,
): Promise<KeptForecast | undefined> {
  // Without a history there is nothing to gather for.
  if ((await parts.store.history(key)) === undefined) return undefined;
  const gathered = await gather(key, migration, parts);
  // A window set by hand may begin within a quarter of an hour: it is counted from that quarter's begin.
  const intoQuarterMs = Date.parse(opensAt) % BIN_MS;
  const told = forecastFor(gathered, intoQuarterMs + between(opensAt, closesAt));
  const opening = forecastFor(gathered, 0);
  if (told.kind === 'none' || opening.kind === 'none') return undefined;
  const expected = expectationAt(told, opensAt, gathered.now, gathered.zone);
  const live = expectationAt(opening, opensAt, gathered.now, gathered.zone);
  if (expected === undefined) return undefined;
  return { source: told.source, by: told.by, ...rounded(expected), weeks: expected.weeks, ...(live && { opening: rounded(live) }) };
}

function rounded({ mean, median, p90 }: Expectation): Pick<Expectation, 'mean' | 'median' | 'p90'> {
  return { mean: Math.round(mean * 100) / 100, median, p90 };
}
