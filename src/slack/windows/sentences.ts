import type { KeptForecast } from '../../migration/events.ts';
import { assertNever } from '../../migration/never.ts';
import { between, type Instant, MINUTE_MS } from '../../migration/time.ts';
import type { Behind, Offered } from '../../window/choice/choose.ts';
import type { Offer } from '../../window/choice/offer.ts';
import type { Expectation } from '../../window/forecast/expectation.ts';
import type { Forecast, NoForecast } from '../../window/forecast/forecast.ts';
import { TICKET_LENGTH_MS } from '../../window/history/read.ts';
import type { History } from '../../window/history/stored.ts';
import { addLocalDays, DAY_MINUTES } from '../../window/local-time.ts';
import type { Score } from '../../window/score.ts';
import { formatOperatorHours, type WindowRules } from '../../window/settings.ts';
import { zoneName } from '../locales/format.ts';
import type { Texts } from '../locales/texts.ts';

/** A mean as people say it: `0`, `<0.1`, `0.4`, `3`, `21`. Rare is not never. */
export function meanText(mean: number): string {
  if (mean > 0 && mean < 0.05) return '<0.1';
  return mean < 10 ? `${Math.round(mean * 10) / 10}` : `${Math.round(mean)}`;
}

/** What a window costs, in one line. */
export function costText(expected: Expectation | undefined, { windows: t }: Texts): string {
  if (expected === undefined) return t.costUnknown;
  return t.cost(meanText(expected.mean), expected.p90, expected.half[0], expected.half[1]);
}

/** What a plan's window was expected to cost, as it was kept. */
export function keptCostText({ mean, p90 }: KeptForecast, { windows: t }: Texts): string {
  return t.score.expected(meanText(mean), p90);
}

/** A night's forecast beside what was found, line by line. */
export function scoreTexts({ expected, found, ended, verdict }: Score, texts: Texts): readonly string[] {
  const t = texts.windows.score;
  return [
    ...(expected === undefined ? [] : [keptCostText(expected, texts)]),
    found === undefined ? t.foundUnknown : t.found(found),
    ended === undefined ? t.endedUnknown : t.ended(ended),
    t.verdict[verdict],
  ];
}

/** Why the best window is the best. */
export function whyText({ expected }: Offered, { forecast, week }: Offer, { windows: t }: Texts): string {
  if (forecast.kind === 'none' || expected === undefined) return t.why.onlyHours;
  if (expected.regularlyEmpty) return t.why.empty(forecast.weeks);
  return t.why.best(expected.p90, Math.max(0, ...week.map((each) => each?.p90 ?? 0)));
}

/** How far the cost can be relied on: what is shown first of a forecast after the number itself. */
export function sureTexts({ forecast }: Pick<Offer, 'forecast'>, { windows: { sure: t } }: Texts): readonly string[] {
  if (forecast.kind === 'none') return [];
  const held = forecast.tests[forecast.by].inMost;
  return [...(forecast.source === 'tickets' ? [t.tickets] : []), held === undefined ? t.unchecked : t.checked(Math.round(held * 100))];
}

/** Why another one is behind it. */
export function behindText(behind: Behind, { windows: { behind: t }, common }: Texts): string {
  switch (behind.kind) {
    case 'bad_case':
      return t.badCase(behind.chats, behind.best);
    case 'mean':
      return t.mean(meanText(behind.chats), meanText(behind.best));
    case 'farther':
      return t.farther(common.length(behind.minutes * MINUTE_MS));
    case 'nearer_to_work':
      return t.nearerToWork(common.length(behind.minutes * MINUTE_MS));
    case 'later':
      return t.later(behind.days);
    default:
      return assertNever(behind);
  }
}

/** Why nothing is forecast. */
export function noForecastText(why: NoForecast, { windows: { noForecast: t } }: Texts): string {
  switch (why.kind) {
    case 'nothing_read':
      return t.nothingRead;
    case 'too_short':
      return t.tooShort(why.weeks);
    case 'few_weeks_with_chats':
      return t.fewWeeksWithChats(why.weeks, why.chats);
    case 'odd_times':
      return t.oddTimes(why.odd, why.chats);
    case 'clock_off':
      return t.clockOff(why.hours, why.by);
    default:
      return assertNever(why);
  }
}

export interface BasisFacts {
  readonly history: History | undefined;
  readonly country: string | undefined;
  readonly ownHolidays: number;
  readonly rules: WindowRules;
  readonly zone: string;
  readonly now: Instant;
}

/** What the offer rests on: how much was read and when, which way of telling spoke, and what was left out. */
export function basisTexts(
  { forecast }: Offer,
  { history, country, ownHolidays, rules, zone, now }: BasisFacts,
  { windows: { basis: t }, common, language }: Texts,
): readonly string[] {
  const isAllDay = rules.operatorHours.toMinute - rules.operatorHours.fromMinute === DAY_MINUTES;
  const leftOut = [
    country === undefined ? t.noHolidays : t.holidays(country),
    ...(ownHolidays > 0 ? [t.ownHolidays(ownHolidays)] : []),
    ...(isAllDay ? [] : [t.hours(formatOperatorHours(rules.operatorHours), zoneName(zone, language))]),
  ];
  if (forecast.kind === 'none' || history === undefined) return leftOut;
  const ago = common.ago(history.readAt === undefined ? 0 : between(history.readAt, now));
  const { weeks, chats, by, tests, holes, nights } = forecast;
  const from =
    forecast.source === 'chats'
      ? t.chats(chats, weeks, ago)
      : t.tickets(chats, weeks, ago, TICKET_LENGTH_MS / MINUTE_MS, t.closed[history.closed ?? 'not_allowed']);
  const percent = (share: number | undefined) => Math.round((share ?? 0) * 100);
  const spoke = by === 'model' ? t.model(percent(tests.model.inHalf), percent(tests.model.inMost)) : plainText(forecast, t);
  const { cut } = history.tally.facts;
  const earlier = nights.worse > 0 ? [t.earlier(nights.worse, nights.told, Math.round(nights.badCase * 100))] : [];
  return [
    `${from}; ${spoke}`,
    ...earlier,
    ...leftOut,
    ...(holes.days.length > 0 ? [t.holes(rangesText(holes.days))] : []),
    ...(cut > 0 ? [t.cut(cut)] : []),
  ];
}

function plainText({ tests: { plain } }: Forecast, t: Texts['windows']['basis']): string {
  const { inHalf, inMost } = plain;
  return inHalf === undefined || inMost === undefined ? t.plainUnproved : t.plain(Math.round(inHalf * 100), Math.round(inMost * 100));
}

/** What the windows keep away from where nothing is forecast: working days by the account's weekend. */
export function insteadText({ weekend }: WindowRules, { windows: t }: Texts): string {
  const isFree = (weekday: number) => weekend.includes(((weekday - 1) % 7) + 1);
  const days = t.picture.weekdays.map((name, index) => ({ name, weekday: index + 1 })).filter(({ weekday }) => !isFree(weekday));
  const first = days.find(({ weekday }) => isFree(weekday + 6)) ?? days[0];
  const last = days.findLast(({ weekday }) => isFree(weekday + 1)) ?? days.at(-1);
  return t.noForecast.instead(first?.name ?? '', last?.name ?? '');
}

/** `2026-11-02..2026-11-22, 2026-11-25`: days that follow each other as one range. */
export function rangesText(days: readonly string[]): string {
  const starts = days.filter((day, index) => days[index - 1] !== addLocalDays(day, -1));
  const ends = days.filter((day, index) => days[index + 1] !== addLocalDays(day, 1));
  return starts.map((start, index) => (start === ends[index] ? start : `${start}..${ends[index]}`)).join(', ');
}
