import type { KnownBlock } from '@slack/types';
import type { Refusal } from '../../migration/decisions.ts';
import type { Migration, Scheduled } from '../../migration/migration.ts';
import { assertNever } from '../../migration/never.ts';
import { between, DAY_MS, type Instant, later } from '../../migration/time.ts';
import { formatDuration } from '../../window/duration.ts';
import { localParts } from '../../window/local-time.ts';
import { nextWindows } from '../../window/next-windows.ts';
import { type Judging, judgeWindow, type Objection, type QuietWindow } from '../../window/rules.ts';
import { formatOperatorHours } from '../../window/settings.ts';
import type { Texts } from '../locales/texts.ts';
import { needsText } from '../posts/practice/estimate.ts';
import { pressValue } from '../request/press.ts';
import type { Message } from '../web/port.ts';
import { button, buttons, context, fitted, header, plain, section } from './frame.ts';

/** The first steps of the runbook are due this long before the window. */
const FIRST_PHASE_MS = 14 * DAY_MS;
/** Where an account has no zone yet. */
const USUAL_ZONE = 'UTC';

/** A window that was just planned, for the person who planned it. */
export interface PlannedFacts {
  readonly key: string;
  readonly texts: Texts;
  readonly migration: Migration;
  /** Names of the brands that turn. */
  readonly brands: readonly string[];
  /** The account before: an earlier window is named. */
  readonly before: Migration;
  readonly now: Instant;
  /** The reader's. */
  readonly zone: string | undefined;
}

/** The account's zone: the one in which windows are typed. */
export function zoneOf({ account }: Pick<Migration, 'account'>): string {
  return account?.timeZone ?? USUAL_ZONE;
}

/** The plan that is still to come or under way. */
export function standingPlan({ scheduled, run }: Migration): Scheduled | undefined {
  return run.finishedAt === undefined ? scheduled : undefined;
}

/** The window in both zones, whose yes it needs, and who is at the keyboard, or what to type where nobody is. */
export function plannedMessage(facts: PlannedFacts): Message {
  const { key, texts, migration, brands, before, now } = facts;
  const t = texts.people.schedule;
  const plan = migration.scheduled?.plan;
  const earlier = standingPlan(before)?.plan;
  const window = windowText(facts);
  const blocks: KnownBlock[] = [
    header(t.header(key)),
    section([...window, whoseYes(facts)].join('\n')),
    ...buttons([button('signoff_open', t.requestSignOff, pressValue({ account: key }), { style: 'primary' })]),
    section([t.brands(brands.map(plain).join(', ')), ...dutyLines(facts)].join('\n')),
    ...(plan ? [context(needsText(plan.brands.length, plan.estimate, plan.timeZone, texts))] : []),
    ...(earlier ? [section(t.replaced(texts.common.window(earlier.opensAt, earlier.closesAt, earlier.timeZone)))] : []),
    ...(plan && between(now, plan.opensAt) < FIRST_PHASE_MS ? [section(t.shortNotice)] : []),
    context(t.footer(key)),
  ];
  return { text: `${t.header(key)}: ${window.join('. ').replaceAll('*', '')}`, blocks: fitted(blocks, t.footer(key)) };
}

/** The same window a second time. */
export function alreadyMessage({ texts, migration }: PlannedFacts): Message {
  const plan = migration.scheduled?.plan;
  const text = plan ? texts.people.schedule.already(texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone)) : '';
  return { text: text.replaceAll('*', ''), blocks: [section(text)] };
}

function windowText({ texts, migration, zone }: PlannedFacts): readonly string[] {
  const plan = migration.scheduled?.plan;
  if (plan === undefined) return [];
  const own = texts.people.schedule.set(texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone));
  return zone === undefined || zone === plan.timeZone
    ? [own]
    : [own, texts.people.schedule.yours(texts.common.window(plan.opensAt, plan.closesAt, zone))];
}

/** Four eyes: who schedules cannot be the only one who approves. */
function whoseYes({ key, texts, migration }: PlannedFacts): string {
  const { approver } = migration.team;
  const able = migration.settings['approval'] === 'solo' ? approver : approver.filter((user) => user !== migration.scheduled?.by);
  return able.length > 0 ? texts.people.schedule.askApprover(texts.common.people(able)) : texts.people.schedule.noApprover(key);
}

function dutyLines({ key, texts, migration }: PlannedFacts): readonly string[] {
  const t = texts.people.schedule;
  const plan = migration.scheduled?.plan;
  const named = (user: string | undefined) => (user === undefined ? texts.common.nobody : texts.common.people([user]));
  return [
    t.duty(named(plan?.operator), named(plan?.backup)),
    ...(plan?.operator === undefined ? [t.noOperator(key)] : []),
    ...(plan?.backup === undefined ? [t.noBackup(key)] : []),
  ];
}

/** A clock put back makes two windows of one time: the person chooses. `of` tells an old question from a new one. */
export function whichMessage(
  windows: readonly [QuietWindow, QuietWindow],
  { key, zone, of, texts }: { readonly key: string; readonly zone: string; readonly of: string; readonly texts: Texts },
): Message {
  const t = texts.people.schedule;
  const { date, time } = localParts(windows[0].opensAt, zone);
  const choices = windows.map((window, index) => {
    const label = t.pass(index === 0 ? 'first' : 'second', time, localParts(window.opensAt, 'UTC').time);
    return button(
      `window_choose:${index + 1}`,
      label,
      pressValue({ account: key, of, opensAt: window.opensAt, closesAt: window.closesAt }),
    );
  });
  const text = t.twice(time, date, key);
  return { text: text.replaceAll('*', ''), blocks: [section(text), ...buttons(choices), context(t.twiceFooter)] };
}

const because = {
  past: 'window_past',
  notice: 'window_notice',
  short: 'window_short',
  too_long: 'window_short',
  black_out: 'window_black_out',
  hours: 'window_hours',
} as const satisfies Record<Objection['kind'], Refusal['because']>;

/** All that speaks against a window in one refusal, the gravest first, with the nearest one that nothing speaks against. */
export function objections(
  window: QuietWindow,
  judging: Judging,
  { key, texts }: { readonly key: string; readonly texts: Texts },
): Refusal | undefined {
  const all = judgeWindow(window, judging);
  const [first] = all;
  if (first === undefined) return undefined;
  const isShort = all.some(({ kind }) => kind === 'short');
  const by = isShort && judging.estimate ? [needsText(judging.brands, judging.estimate, judging.zone, texts)] : [];
  const lines = [...all.map((objection) => objectionText(objection, judging, key, texts)), ...by];
  const example = betterThan(withFittingLength(window, all), judging).map((one) =>
    texts.people.schedule.instead(exampleOf(key, one, judging.zone)),
  );
  return { because: because[first.kind], detail: [...lines, ...example].join('\n') };
}

/** The same evening where only the length was wrong, else the nearest window; none where nothing fits. */
function betterThan(fitting: QuietWindow, judging: Judging): readonly QuietWindow[] {
  if (judgeWindow(fitting, judging).length === 0) return [fitting];
  const better = nextWindows(fitting, { ...judging, count: 1 });
  return better.kind === 'found' ? better.windows.slice(0, 1) : [];
}

/** `/migrate schedule acme 2026-11-29 02:00 90m`: to be copied. */
export function exampleOf(key: string, { opensAt, closesAt }: QuietWindow, zone: string): string {
  const { date, time } = localParts(opensAt, zone);
  return `/migrate schedule ${key} ${date} ${time} ${formatDuration(between(opensAt, closesAt))}`;
}

function withFittingLength({ opensAt, closesAt }: QuietWindow, all: readonly Objection[]): QuietWindow {
  const length = all.find((one) => one.kind === 'short' || one.kind === 'too_long');
  if (length === undefined) return { opensAt, closesAt };
  return { opensAt, closesAt: later(opensAt, length.kind === 'short' ? length.neededMs : length.mostMs) };
}

function objectionText(objection: Objection, { brands, zone }: Judging, key: string, { common, people: { schedule: t } }: Texts): string {
  const { length } = common;
  switch (objection.kind) {
    case 'past':
      return t.past(common.moment(objection.earliest, zone));
    case 'notice':
      return t.notice(formatDuration(objection.noticeMs), common.moment(objection.earliest, zone), key);
    case 'short':
      return t.short(length(objection.lengthMs), length(objection.neededMs), brands);
    case 'too_long':
      return t.tooLong(length(objection.lengthMs), length(objection.mostMs));
    case 'black_out':
      return t.blackOut(objection.day, `${objection.range.from}..${objection.range.to}`, key);
    case 'hours':
      return t.hours(formatOperatorHours(objection.hours), objection.outside, key);
    default:
      return assertNever(objection);
  }
}
