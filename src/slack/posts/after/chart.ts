import { linesOf } from '../../../cutover/steps/steps.ts';
import { between, type Instant, later, MINUTE_MS } from '../../../migration/time.ts';
import { stepTitle } from '../../blocks/step-title.ts';
import type { Scene } from '../../request/request.ts';
import { plannedAt } from './review.ts';

/** One step of the night: when it was to begin, when it began, when it was done. */
interface Bar {
  readonly title: string;
  readonly planned: Instant | undefined;
  readonly begun: Instant;
  readonly done: Instant | undefined;
}

const NIGHT = ['T-1h', 'T-15m', 'T0', 'T+2m', 'T+15m'];
/** More rows are no picture any more. */
const ROWS = 36;
const LATE_MINUTES = 2;
const [WIDTH, LEFT, RIGHT, TOP, ROW] = [1_200, 420, 40, 100, 26];
const [INK, FAINT, PLANNED, ACTUAL, LATE] = ['#1d1c1d', '#616061', '#9e9e9e', '#2b7bba', '#b5134f'];
const LETTERS = 34;

/** Planned against actual, as an SVG: a mark where a step was to begin, a bar from its begin to its end. Pure. */
export function chartSvg(scene: Scene): string {
  const all = barsOf(scene);
  const bars = all.slice(0, ROWS);
  const { picture: t } = scene.texts.cutover.told.review;
  const zone = scene.migration.scheduled?.plan.timeZone ?? 'UTC';
  const moments = bars.flatMap(({ planned, begun, done }) => [begun, ...(planned ? [planned] : []), ...(done ? [done] : [])]).toSorted();
  const [from, to] = [moments[0] ?? scene.now, moments.at(-1) ?? scene.now];
  const span = Math.max(MINUTE_MS, between(from, to));
  const x = (at: Instant) => LEFT + (between(from, at) / span) * (WIDTH - LEFT - RIGHT);
  const height = TOP + bars.length * ROW + 60;
  const parts = [
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    label(40, 44, t.title(scene.key), 26),
    `<rect x="40" y="62" width="4" height="16" fill="${PLANNED}"/>`,
    label(52, 76, t.planned, 15, FAINT),
    `<rect x="150" y="64" width="24" height="12" fill="${ACTUAL}"/>`,
    label(182, 76, t.actual, 15, FAINT),
    ...hours(from, span, x, height, (at) => scene.texts.common.clock(at, zone)),
    ...bars.flatMap((bar, index) => row(bar, TOP + index * ROW, x)),
    ...(all.length > bars.length ? [label(40, height - 20, t.more(all.length - bars.length), 15, FAINT)] : []),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="Noto Sans KR">${parts.join('')}</svg>`;
}

/** The same in words, for who cannot see it: what began late, worst first. */
export function chartAlt(scene: Scene): string {
  const { picture: t } = scene.texts.cutover.told.review;
  const bars = barsOf(scene);
  const late = bars
    .flatMap((bar) => (lateness(bar) >= LATE_MINUTES ? [{ title: bar.title, minutes: lateness(bar) }] : []))
    .toSorted((a, b) => b.minutes - a.minutes)
    .slice(0, 5);
  return t.alt(bars.length, late.length === 0 ? t.onTime : late.map(({ title, minutes }) => t.lateBy(title, minutes)).join(', '));
}

function barsOf({ migration, texts }: Scene): readonly Bar[] {
  return linesOf(migration).flatMap((line) => {
    const state = migration.run.steps[line.key];
    if (state === undefined || !NIGHT.includes(line.step.phase)) return [];
    return [{ title: stepTitle(line, texts), planned: plannedAt(line, migration), begun: state.begunAt, done: state.done?.at }];
  });
}

function lateness({ planned, begun }: Bar): number {
  return planned === undefined ? 0 : Math.round(between(planned, begun) / MINUTE_MS);
}

function row(bar: Bar, y: number, x: (at: Instant) => number): readonly string[] {
  const { title, planned, begun, done } = bar;
  const width = Math.max(3, done ? x(done) - x(begun) : 3);
  const fill = lateness(bar) >= LATE_MINUTES ? LATE : ACTUAL;
  return [
    label(40, y + 15, title.length > LETTERS ? `${title.slice(0, LETTERS - 1)}…` : title, 15),
    `<rect x="${x(begun).toFixed(1)}" y="${y + 4}" width="${width.toFixed(1)}" height="12" fill="${fill}"/>`,
    ...(planned ? [`<rect x="${(x(planned) - 2).toFixed(1)}" y="${y}" width="4" height="20" fill="${PLANNED}"/>`] : []),
  ];
}

/** Lines across for about eight moments. */
function hours(from: Instant, span: number, x: (at: Instant) => number, height: number, clock: (at: Instant) => string): readonly string[] {
  return Array.from({ length: 8 }, (_, index) => later(from, Math.round((span * index) / 7))).flatMap((at) => [
    `<line x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${TOP - 6}" y2="${height - 50}" stroke="#eeeeee"/>`,
    `<text x="${x(at).toFixed(1)}" y="${height - 34}" font-size="14" fill="${FAINT}" text-anchor="middle">${clock(at)}</text>`,
  ]);
}

function label(x: number, y: number, text: string, size: number, fill = INK): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${safe}</text>`;
}
