import { brandName, brandsToTurn } from '../../checklist/scope.ts';
import { type Offer, offerOf } from '../../window/choice/offer.ts';
import { seriesOf } from '../../window/history/brands.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest } from '../request/request.ts';
import type { Gathered } from './gather.ts';
import { costText } from './sentences.ts';

/** More than these are a list that nobody reads. */
const MOST_BRANDS = 6;

/** What all brands in one window cost, and the best window of each alone; that the history does not tell them apart, where it does not. Nothing of one brand. */
export async function brandTexts(
  { key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>,
  gathered: Gathered,
  together: Offer,
  parts: Pick<SlackParts, 'turn'>,
): Promise<readonly string[]> {
  const { history, report } = gathered;
  const t = texts.windows.brands;
  const brands = brandsToTurn(migration, report.readings);
  if (brands.length < 2 || history === undefined || together.choice.kind === 'none' || together.forecast.kind === 'none') return [];
  const known = report.readings.brands?.status === 'seen' ? report.readings.brands.value : [];
  const lines = [t.together(costText(together.choice.windows[0]?.expected, texts))];
  for (const brand of brands.slice(0, MOST_BRANDS)) {
    const id = known.find(({ subdomain }) => subdomain === brand)?.id;
    const series = id === undefined ? undefined : seriesOf(id, history);
    if (series === undefined) return [t.unknown];
    await parts.turn();
    const { choice } = offerOf({ ...gathered, brands: 1, series, count: 1 });
    const best = choice.kind === 'found' ? choice.windows[0] : undefined;
    if (best === undefined) continue;
    const window = texts.common.window(best.window.opensAt, best.window.closesAt, gathered.zone);
    lines.push(t.apart(brandName(brand, report.readings), window, costText(best.expected, texts)));
  }
  return [...lines, t.how(key, brands[0] ?? '')];
}
