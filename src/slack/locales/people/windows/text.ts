import type { UnknownReason } from '../../../../migration/finding.ts';
import type { Against } from '../../../../window/choice/judge.ts';

/** What the choice of windows says. Windows, moments and people come in as they are shown; means with one digit behind the point. */
export interface WindowsText {
  readonly usage: string;
  readonly header: (account: string) => string;
  readonly reading: (chats: number) => string;
  readonly readFailed: (why: UnknownReason) => string;
  /** Nothing has come since that day, where much was due. */
  readonly silentSince: (day: string) => string;
  readonly length: (length: string, brands: number) => string;
  /** What a window costs: the mean, the 90th percentile, and the band that holds nine of ten weeks. */
  readonly cost: (mean: string, p90: number, from: number, to: number) => string;
  readonly costUnknown: string;
  /** How far what is told can be relied on: of a hundred hours of weeks kept aside, how many lay in the range that nine of ten are to lie in. */
  readonly sure: {
    readonly checked: (held: number) => string;
    readonly unchecked: string;
    /** Before either of them, where tickets stand in for chats. */
    readonly tickets: string;
  };
  readonly yours: (window: string) => string;
  readonly awake: (operator: string, time: string) => string;
  readonly backupAwake: (backup: string, time: string) => string;
  readonly nobodyAwake: (account: string) => string;
  /** A quieter window that a rule keeps from being offered. */
  readonly notOffered: (window: string, cost: string, why: string) => string;
  readonly whyNot: Readonly<Record<Against, string>>;
  readonly why: {
    readonly empty: (weeks: number) => string;
    readonly best: (p90: number, busiest: number) => string;
    readonly onlyHours: string;
  };
  readonly behind: {
    readonly badCase: (chats: number, best: number) => string;
    readonly mean: (chats: string, best: string) => string;
    readonly farther: (length: string) => string;
    readonly nearerToWork: (length: string) => string;
    readonly later: (days: number) => string;
  };
  readonly basis: {
    readonly chats: (count: number, weeks: number, ago: string) => string;
    readonly tickets: (count: number, weeks: number, ago: string, minutes: number, why: string) => string;
    /** Why Chat’s own history is closed. */
    readonly closed: Readonly<Record<'no_credential' | 'token_refused' | 'not_allowed', string>>;
    readonly model: (inHalf: number, inMost: number) => string;
    readonly plain: (inHalf: number, inMost: number) => string;
    readonly plainUnproved: string;
    readonly earlier: (worse: number, nights: number, percent: number) => string;
    readonly holes: (days: string) => string;
    readonly holidays: (country: string) => string;
    readonly ownHolidays: (days: number) => string;
    /** Operator hours, and by whose clock they count. */
    readonly hours: (hours: string, zone: string) => string;
    readonly noHolidays: string;
    readonly cut: (count: number) => string;
  };
  readonly noForecast: {
    readonly nothingRead: string;
    readonly tooShort: (weeks: number) => string;
    readonly fewWeeksWithChats: (weeks: number, chats: number) => string;
    readonly oddTimes: (odd: number, chats: number) => string;
    readonly clockOff: (hours: number, by: 'ahead' | 'behind') => string;
    /** The first and the last working day, as the picture names them. */
    readonly instead: (first: string, last: string) => string;
  };
  readonly none: (rule: string) => string;
  readonly gives: (window: string, cost: string, rules: number) => string;
  readonly givesNothing: string;
  readonly relax: Readonly<Record<Against, (account: string) => string>>;
  readonly ordinal: (place: number) => string;
  readonly choose: string;
  readonly more: string;
  readonly noMore: string;
  readonly pictureSent: string;
  readonly footer: (account: string) => string;
  readonly picture: {
    readonly title: (account: string) => string;
    readonly subtitle: (length: string, zone: string) => string;
    readonly weekdays: readonly [string, string, string, string, string, string, string];
    readonly few: string;
    readonly many: string;
    readonly unknown: string;
    readonly offered: string;
    readonly alt: (quietest: string, busiest: string) => string;
    readonly hour: (weekday: string, time: string, chats: number) => string;
  };
  readonly brands: {
    readonly together: (cost: string) => string;
    readonly apart: (brand: string, window: string, cost: string) => string;
    /** What so many separate nights cost together: the mean, and the sum of the bad cases. */
    readonly sum: (nights: number, mean: string, p90: number) => string;
    readonly others: (brands: string) => string;
    readonly unknownShare: (percent: number) => string;
    readonly how: (account: string, brand: string) => string;
    readonly unknown: string;
  };
  readonly calendar: {
    readonly title: (account: string) => string;
    readonly summary: (account: string) => string;
    readonly description: (account: string, brands: string, window: string, cost: string) => string;
    readonly gone: (account: string) => string;
  };
  readonly score: {
    readonly title: string;
    readonly expected: (mean: string, p90: number) => string;
    /** What was to be live at T0, and what the whole window was to cost. */
    readonly opening: (mean: string, p90: number) => string;
    readonly window: (mean: string, p90: number) => string;
    readonly found: (chats: number) => string;
    readonly foundUnknown: string;
    readonly ended: (chats: number) => string;
    readonly endedUnknown: string;
    readonly verdict: Readonly<Record<'as_told' | 'worse' | 'unknown', string>>;
  };
}
