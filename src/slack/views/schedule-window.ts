import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Report } from '../../checklist/readings.ts';
import { brandsToTurn } from '../../checklist/scope.ts';
import type { Refusal } from '../../migration/decisions.ts';
import { assertNever } from '../../migration/never.ts';
import { lengthNeeded } from '../../migration/plan.ts';
import { estimateOf } from '../../migration/run/practice/estimate.ts';
import { DAY_MS, type Instant, instant, later, MINUTE_MS } from '../../migration/time.ts';
import { formatDuration, parseDuration } from '../../window/duration.ts';
import { clockReaches, isLocalDate, localParts, minuteOf, resolveLocal } from '../../window/local-time.ts';
import type { QuietWindow } from '../../window/rules.ts';
import { windowRules } from '../../window/settings.ts';
import { refusal } from '../actions/item/change-item.ts';
import { planningShown } from '../actions/planning.ts';
import { planWindow } from '../actions/window.ts';
import { context, cut, plain, section } from '../blocks/frame.ts';
import { exampleOf, whichMessage, zoneOf } from '../blocks/window-set.ts';
import type { SlackParts } from '../parts.ts';
import { needsText } from '../posts/practice/estimate.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { closedWith, fieldError } from './outcome.ts';
import type { View, ViewRequest } from './view.ts';

const CALLBACK = 'schedule_window';
/** Block ids and action ids of the form. */
const DATE = 'date';
const TIME = 'time';
const DURATION = 'duration';
type Field = typeof DATE | typeof TIME | typeof DURATION;

/** Lengths to choose from, beside the one that is needed: what fits one night. */
const LENGTHS_MS = [60, 90, 120, 180, 240, 360].map((minutes) => minutes * MINUTE_MS);
const QUARTER_MS = 15 * MINUTE_MS;
/** Examples lie this far ahead. */
const EXAMPLE_MS = 7 * DAY_MS;
/** What examples take where nothing that can be read was typed. */
const USUAL_LENGTH = '90m';
const USUAL_TIME = '02:00';

/** What was typed of a window, each part as text. */
export interface Typed {
  readonly date: string;
  readonly time: string;
  readonly duration: string;
}

/** What it comes to in the account's zone. */
export type TypedWindow =
  | { readonly kind: 'window'; readonly window: QuietWindow }
  | { readonly kind: 'twice'; readonly windows: readonly [QuietWindow, QuietWindow] }
  | { readonly kind: 'wrong'; readonly field: Field; readonly sentence: string };

/** Day, time and length; the earliest day that the notice allows is filled in. */
export function scheduleWindowModal(
  { key, migration, texts, channel }: Pick<AccountRequest, 'key' | 'migration' | 'texts' | 'channel'>,
  report: Report,
  now: Instant,
  typed: Partial<Typed>,
): ModalView {
  const t = texts.people.schedule.modal;
  const zone = zoneOf(migration);
  const brands = Math.max(1, brandsToTurn(migration, report.readings).length);
  const estimate = estimateOf(migration.practice);
  const needed = lengthNeeded(brands, estimate);
  const earliest = quarterAfter(later(now, windowRules(migration.settings).noticeMs));
  const options = [...new Set([needed, ...LENGTHS_MS.filter((length) => length > needed)])].map((length) =>
    lengthOption(length, texts.common.length(length)),
  );
  const label = (text: string) => ({ type: 'plain_text', text }) as const;
  const inputs: readonly InputBlock[] = [
    {
      type: 'input',
      block_id: DATE,
      label: label(t.date),
      element: { type: 'datepicker', action_id: DATE, initial_date: typed.date ?? localParts(earliest, zone).date },
    },
    {
      type: 'input',
      block_id: TIME,
      label: label(t.time),
      hint: label(t.timeHint),
      element: {
        type: 'plain_text_input',
        action_id: TIME,
        max_length: 5,
        placeholder: label(USUAL_TIME),
        ...(typed.time === undefined ? {} : { initial_value: typed.time }),
      },
    },
    {
      type: 'input',
      block_id: DURATION,
      label: label(t.duration),
      element: { type: 'static_select', action_id: DURATION, options, ...(options[0] ? { initial_option: options[0] } : {}) },
    },
  ];
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: pressValue({ account: key, channel }),
    title: label(t.title),
    submit: label(t.submit),
    close: label(t.close),
    blocks: [
      section(t.intro(key, zone, texts.common.moment(earliest, zone), texts.common.length(needed))),
      context(needsText(brands, estimate, zone, texts)),
      ...inputs,
    ],
  };
}

/** The window was sent off. */
export const scheduleWindow: View = { callbackId: CALLBACK, submit };

async function submit(request: ViewRequest, parts: SlackParts): Promise<Readonly<Record<string, string>> | undefined> {
  const { value } = request;
  const typed = typedWindow(
    { date: value(DATE) ?? '', time: value(TIME)?.trim() ?? '', duration: value(DURATION) ?? '' },
    request,
    parts.clock(),
  );
  switch (typed.kind) {
    case 'wrong':
      return { [typed.field]: fieldError(typed.sentence) };
    case 'twice':
      return closedWith(request, whichMessage(typed.windows, whichOf(request)));
    case 'window': {
      const decision = await planWindow(request, parts, typed.window.opensAt, typed.window.closesAt);
      if (decision.ok) return undefined;
      const field = fieldOf(decision.refusal);
      const why = refusal(decision.refusal, request);
      return field === undefined ? closedWith(request, why) : { [field]: fieldError(why.text) };
    }
    default:
      return assertNever(typed);
  }
}

/** What the question for one of two passes is drawn from. */
export function whichOf({ key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>) {
  return { key, texts, zone: zoneOf(migration), of: planningShown(migration) };
}

/** Reads day, time and length as typed, in the account's zone: never a guess. */
export function typedWindow(
  { date, time, duration }: Typed,
  { key, migration, texts }: Pick<AccountRequest, 'key' | 'migration' | 'texts'>,
  now: Instant,
): TypedWindow {
  const t = texts.people.schedule;
  const zone = zoneOf(migration);
  const lengthMs = parseDuration(duration) ?? 0;
  const length = lengthMs > 0 ? formatDuration(lengthMs) : USUAL_LENGTH;
  const day = isLocalDate(date) ? date : localParts(later(now, EXAMPLE_MS), zone).date;
  const example = `/migrate schedule ${key} ${day} ${minuteOf(time) === undefined ? USUAL_TIME : time} ${length}`;
  if (!isLocalDate(date)) return { kind: 'wrong', field: DATE, sentence: t.badDate(plain(cut(date, 40)), example) };
  if (minuteOf(time) === undefined) return { kind: 'wrong', field: TIME, sentence: t.badTime(plain(cut(time, 40)), example) };
  if (lengthMs === 0) return { kind: 'wrong', field: DURATION, sentence: t.badDuration(plain(cut(duration, 40)), example) };
  const resolved = resolveLocal(date, time, zone);
  const from = (opensAt: Instant): QuietWindow => ({ opensAt, closesAt: later(opensAt, lengthMs) });
  if (resolved.kind === 'one') return { kind: 'window', window: from(resolved.at) };
  if (resolved.kind === 'twice') return { kind: 'twice', windows: [from(resolved.first), from(resolved.second)] };
  const jump = clockReaches(date, minuteOf(time) ?? 0, zone, 'first');
  const before = localParts(later(jump, -MINUTE_MS), zone);
  return {
    kind: 'wrong',
    field: TIME,
    sentence: t.gap(time, date, before.time, localParts(jump, zone).time, exampleOf(key, from(jump), zone)),
  };
}

/** The next quarter of an hour: a start that still holds when the form is sent off. */
function quarterAfter(moment: Instant): Instant {
  return instant(new Date((Math.floor(Date.parse(moment) / QUARTER_MS) + 1) * QUARTER_MS));
}

/** Where a refusal is shown; whom to ask for a role is told outside the form, as its errors cannot hold a mention. */
function fieldOf({ because }: Refusal): Field | undefined {
  if (because === 'window_short') return DURATION;
  return because.startsWith('window_') || because === 'no_brands' || because === 'swap_not_ready' ? DATE : undefined;
}

function lengthOption(length: number, text: string): PlainTextOption {
  return { text: { type: 'plain_text', text }, value: formatDuration(length) };
}
