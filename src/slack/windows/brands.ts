import { brandName, brandsToTurn } from '../../checklist/scope.ts';
import type { Offered } from '../../window/choice/choose.ts';
import { type Offer, offerOf } from '../../window/choice/offer.ts';
import type { Expectation } from '../../window/forecast/expectation.ts';
import { seriesOf } from '../../window/history/brands.ts';
import { cut, plain } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import type { AccountRequest } from '../request/request.ts';
import type { Gathered } from './gather.ts';
import { costText, meanText } from './sentences.ts';

/** More than these are a list that nobody reads. */
const MOST_BRANDS = 6;
/** Two hundred brands have names of more letters than a block takes. */
const MOST_LETTERS = 1_000;

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
  const given: Offered[] = [];
  let unknown = 0;
  for (const brand of brands.slice(0, MOST_BRANDS)) {
    const id = known.find(({ subdomain }) => subdomain === brand)?.id;
    const series = id === undefined ? undefined : seriesOf(id, history);
    if (series === undefined) return [t.unknown];
    unknown = series.unknown;
    await parts.turn();
    // A night that was given to one brand is not offered to the next: nobody sits at two keyboards.
    const taken = [...gathered.taken, ...given.map(({ window }) => window)];
    const { choice } = offerOf({ ...gathered, taken, brands: 1, series: series.names, count: 1 });
    const best = choice.kind === 'found' ? choice.windows[0] : undefined;
    if (best === undefined) continue;
    given.push(best);
    const window = texts.common.window(best.window.opensAt, best.window.closesAt, gathered.zone);
    lines.push(t.apart(plain(brandName(brand, report.readings)), window, costText(best.expected, texts)));
  }
  const others = brands.slice(MOST_BRANDS).map((brand) => plain(brandName(brand, report.readings)));
  return [
    ...lines,
    ...sumTexts(given, texts),
    ...(others.length > 0 ? [t.others(cut(others.join(', '), MOST_LETTERS))] : []),
    ...(unknown > 0 ? [t.unknownShare(Math.max(1, Math.round(unknown * 100)))] : []),
    t.how(key, brands[0] ?? ''),
  ];
}

/** What separate nights cost together; a worst case of all of them at once is the most that it can be. */
function sumTexts(given: readonly Offered[], texts: Texts): readonly string[] {
  if (given.length < 2) return [];
  const sum = (of: (expected: Expectation) => number) =>
    given.reduce((all, { expected }) => all + (expected === undefined ? 0 : of(expected)), 0);
  return [
    texts.windows.brands.sum(
      given.length,
      meanText(sum(({ mean }) => mean)),
      sum(({ p90 }) => p90),
    ),
  ];
}
