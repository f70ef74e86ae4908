import type { KnownBlock } from '@slack/types';
import type { AccountKey } from '../../migration/account.ts';
import type { UnknownReason } from '../../migration/finding.ts';
import type { Migration } from '../../migration/migration.ts';
import { A_SCREEN, type Offered } from '../../window/choice/choose.ts';
import type { Offer } from '../../window/choice/offer.ts';
import { planningShown } from '../actions/planning.ts';
import { button, buttons, context, divider, fitted, header, section, sign } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import { needsText } from '../posts/practice/estimate.ts';
import { pressValue } from '../request/press.ts';
import type { Message } from '../web/port.ts';
import type { Gathered } from './gather.ts';
import { basisTexts, behindText, costText, insteadText, noForecastText, sureTexts, whyText } from './sentences.ts';

/** What the choice of windows is drawn from. */
export interface WindowsFacts {
  readonly key: AccountKey;
  readonly migration: Migration;
  readonly texts: Texts;
  readonly gathered: Gathered;
  readonly offer: Offer;
  /** How many windows were on the screens before. */
  readonly from: number;
  /** The reader's zone. */
  readonly zone: string | undefined;
  /** What the brands cost together and alone. */
  readonly brands: readonly string[];
  /** Why the history could not be read just now. */
  readonly failed?: UnknownReason | undefined;
}

/** Three windows, the best first, each with its cost and why, and a button to choose it; what they rest on comes last. */
export function windowsMessage(facts: WindowsFacts): Message {
  const { key, texts, offer, from, failed, brands } = facts;
  const t = texts.windows;
  const warned = [
    ...(failed === undefined ? [] : [`${sign.unknown} ${t.readFailed(failed)}`]),
    ...(offer.forecast.kind === 'none'
      ? [`${sign.open} *${noForecastText(offer.forecast.why, texts)}* ${insteadText(facts.gathered.rules, texts)}`]
      : []),
    ...(offer.forecast.holes.silentSince === undefined ? [] : [`${sign.open} ${t.silentSince(offer.forecast.holes.silentSince)}`]),
  ].join('\n');
  const rows =
    offer.choice.kind === 'none' ? [section(noneText(facts))] : windowRows(offer.choice.windows.slice(from, from + A_SCREEN), facts);
  const title = t.header(key);
  const blocks: KnownBlock[] = [
    header(title),
    ...(warned === '' ? [] : [section(warned)]),
    ...(rows.length === 0 ? [section(t.noMore)] : rows),
    ...moreButton(facts),
    ...(brands.length > 0 ? [section(brands.join('\n'))] : []),
    divider,
    ...(from === 0 ? notOffered(facts) : []),
    context(
      [t.length(texts.common.length(offer.lengthMs), facts.gathered.brands), ...basisTexts(offer, facts.gathered, texts)].join(' · '),
    ),
    context(needsText(facts.gathered.brands, facts.gathered.estimate, facts.gathered.zone, texts)),
    context(t.footer(key)),
  ];
  return { text: `${title}: ${warned}${firstLine(facts)}`.replaceAll(/[*`]/g, ''), blocks: fitted(blocks, t.footer(key)) };
}

function windowRows(windows: readonly Offered[], facts: WindowsFacts): readonly KnownBlock[] {
  return windows.map((offered, index) => {
    const place = facts.from + index + 1;
    const value = { account: facts.key, of: planningShown(facts.migration), ...offered.window };
    const choose = button(`window_choose:${place}`, facts.texts.windows.choose, pressValue(value), place === 1 ? { style: 'primary' } : {});
    return section(windowLines(offered, place, facts).join('\n'), choose);
  });
}

function windowLines(offered: Offered, place: number, facts: WindowsFacts): readonly string[] {
  const { texts, gathered, offer, zone, key } = facts;
  const t = texts.windows;
  const { opensAt, closesAt } = offered.window;
  const shown = texts.common.window(opensAt, closesAt, gathered.zone);
  const operator = gathered.operator;
  return [
    `*${t.ordinal(place)}: ${shown}*`,
    `*${costText(offered.expected, texts)}*`,
    ...(place === 1 ? sureTexts(offer, texts) : []),
    ...(zone === undefined || zone === gathered.zone ? [] : [t.yours(texts.common.window(opensAt, closesAt, zone))]),
    ...(place === 1
      ? [
          operator === undefined
            ? t.nobodyAwake(key)
            : t.awake(texts.common.people([operator]), texts.common.clock(opensAt, gathered.operatorZone)),
          ...(gathered.backup === undefined
            ? []
            : [t.backupAwake(texts.common.people([gathered.backup.user]), texts.common.clock(opensAt, gathered.backup.zone))]),
        ]
      : []),
    offered.behind === undefined ? whyText(offered, offer, texts) : behindText(offered.behind, texts),
  ];
}

/** Which rule stands in the way, what to type, and what that would give. */
function noneText({ offer: { choice }, texts, gathered, key }: WindowsFacts): string {
  if (choice.kind === 'found') return '';
  const t = texts.windows;
  const { relax, gives } = choice;
  const window = gives && texts.common.window(gives.window.opensAt, gives.window.closesAt, gathered.zone);
  const stands = relax.length === 0 ? t.relax.unknown(key) : relax.map((rule) => t.relax[rule](key)).join(' ');
  if (window !== undefined) return `${t.none(stands)}\n${t.gives(window, costText(gives?.expected, texts), relax.length)}`;
  return relax.length === 0 ? t.none(stands) : `${t.none(stands)}\n${t.givesNothing}`;
}

/** The quieter window that only one rule keeps from being the best. */
function notOffered({ offer: { choice }, texts, gathered }: WindowsFacts): readonly KnownBlock[] {
  if (choice.kind === 'none' || choice.passedOver === undefined) return [];
  const { offered, rule } = choice.passedOver;
  const window = texts.common.window(offered.window.opensAt, offered.window.closesAt, gathered.zone);
  return [context(texts.windows.notOffered(window, costText(offered.expected, texts), texts.windows.whyNot[rule]))];
}

/** The best window for notifications and screen readers. */
function firstLine({ offer: { choice }, texts, gathered, from }: WindowsFacts): string {
  const first = choice.kind === 'found' ? choice.windows[from] : undefined;
  if (first === undefined) return '';
  const window = texts.common.window(first.window.opensAt, first.window.closesAt, gathered.zone);
  return ` ${texts.windows.ordinal(from + 1)}: ${window}. ${costText(first.expected, texts)}`;
}

function moreButton({ key, texts, offer: { choice }, from }: WindowsFacts): readonly KnownBlock[] {
  const isMore = choice.kind === 'found' && choice.windows.length > from + A_SCREEN;
  return isMore ? buttons([button('windows_more', texts.windows.more, pressValue({ account: key, from: from + A_SCREEN }))]) : [];
}
