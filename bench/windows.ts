import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { instant, MINUTE_MS } from '../src/migration/time.ts';
import { windows as texts } from '../src/slack/locales/people/windows/ko.ts';
import { heatMapSvg } from '../src/slack/windows/heat-map.ts';
import { pngOf } from '../src/slack/windows/picture.ts';
import { choose } from '../src/window/choice/choose.ts';
import type { Forecast } from '../src/window/forecast/forecast.ts';
import { slotOf } from '../src/window/forecast/weeks.ts';
import { localParts } from '../src/window/local-time.ts';
import { windowRules } from '../src/window/settings.ts';
import { chatsOf, closedAtNight, forecastOf, hourOfWeek, NOW, usual, WEEK, type World } from '../test/support/synthetic-chats.ts';
import { type Figure, held, seen } from './figure.ts';
import { inFolder } from './measure/folder.ts';
import { median } from './measure/statistics.ts';

const PAGES = 1_000;
const RUNS = 5;
const SEEDS = 200;
/** As `npm start` runs Ferry. */
const FLAGS = ['--max-semi-space-size=8'];
const reading = join(import.meta.dirname, 'bare/reading.ts');

/** The quiet window: from pages to a forecast, from a forecast to windows and a picture, and what forecasts of known worlds were worth. */
export async function windows(): Promise<readonly Figure[]> {
  return [
    ...(await history('narrow', 'a million chats as Ferry asks for them')),
    ...(await history('whole', 'a million chats with every field')),
    ...keeping(),
    ranking(),
    ...(await picture()),
    ...worlds(),
    closed(),
  ];
}

interface Took {
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** In processes of their own, by turns, so that one's garbage is not the other's. */
async function history(fields: 'narrow' | 'whole', name: string): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const run = (mode: string) =>
      JSON.parse(execFileSync(process.execPath, [...FLAGS, reading, mode, folder, `${PAGES}`, fields], { encoding: 'utf8' })) as Took; // the script's own line
    run('write');
    const taken = Array.from({ length: RUNS }, () => ({ parse: run('parse'), forecast: run('forecast') }));
    const [parse, told] = [median(taken.map((each) => each.parse.ms)), median(taken.map((each) => each.forecast.ms))];
    const cpu = median(taken.map((each) => each.forecast.cpuMs)) / median(taken.map((each) => each.parse.cpuMs));
    const from = `${told.toFixed(0)} ms against ${parse.toFixed(0)} ms of JSON.parse alone, ${cpu.toFixed(2)} times its processor time; ${PAGES} pages, median of ${RUNS}`;
    const ratio = { name: `${name}: pages to forecast`, value: told / parse, most: 1.5, unit: ' x', from };
    const peak = Math.max(...taken.map((each) => each.forecast.peakMb));
    const memory = held({ name: `${name}: peak memory`, value: peak, most: 150, unit: ' MB', from: `of ${RUNS} processes` });
    return [held(ratio), memory];
  });
}

interface Kept {
  readonly chats: number;
  readonly saves: number;
  readonly largestMb: number;
  readonly meanMb: number;
  readonly longestMs: number;
  readonly peakMb: number;
}

/** A first pass over twelve weeks of a hundred thousand chats a day: what it writes, and how much of it stays in memory. */
function keeping(): readonly Figure[] {
  const script = join(import.meta.dirname, 'bare/keeping.ts');
  const kept = JSON.parse(execFileSync(process.execPath, [...FLAGS, script, '100000'], { encoding: 'utf8' })) as Kept; // the script's own line
  const from = `${kept.chats} chats, ${kept.saves} saves of ${kept.meanMb.toFixed(2)} MB on average, the longest ${kept.longestMs.toFixed(0)} ms`;
  return [
    held({ name: '100,000 chats a day: the largest save', value: kept.largestMb, most: 2, unit: ' MB', from }),
    held({ name: '100,000 chats a day: peak memory', value: kept.peakMb, most: 300, unit: ' MB', from: 'while the first pass lasts' }),
  ];
}

function known(chats: Parameters<typeof forecastOf>[0]): Forecast {
  const made = forecastOf(chats);
  if (made.kind === 'none') throw new Error(made.why.kind);
  return made;
}

const busy: World = { perHour: (ms) => usual(hourOfWeek(ms), 8), meanMinutes: 12, weeks: 12 };
const asked = {
  now: NOW,
  zone: 'Europe/Vilnius',
  operatorZone: 'Asia/Seoul',
  lengthMs: 45 * MINUTE_MS,
  brands: 1,
  rules: windowRules({ 'black-outs': '2026-12-11..2026-12-31', 'operator-hours': '22:00-06:00' }),
  holidays: new Set(['2026-12-24', '2026-12-25']),
  taken: [],
  count: 9,
  by: 'forecast',
} as const;

function ranking(): Figure {
  const told = known(chatsOf(busy, 1));
  const times = Array.from({ length: 15 }, () => {
    const begun = performance.now();
    choose({ ...asked, expect: told.at });
    return performance.now() - begun;
  });
  return held({
    name: 'ranking 90 days',
    value: median(times),
    most: 100,
    unit: ' ms',
    from: `median of ${times.length}, the first ${times[0]?.toFixed(0)} ms`,
  });
}

async function picture(): Promise<readonly Figure[]> {
  const told = known(chatsOf(busy, 2));
  const week = Array.from({ length: 672 }, (_, slot) => told.at(slot, 1));
  const text = texts.picture;
  const map = { week, windows: [592, 212, 292], quarters: 3, title: text.title('acme'), subtitle: text.subtitle('45분', 'Seoul'), text };
  const begun = performance.now();
  const png = await pngOf(heatMapSvg(map));
  const first = performance.now() - begun;
  return [
    held({ name: 'the first heat map', value: first, most: 500, unit: ' ms', from: 'with its fonts and its renderer loaded' }),
    held({ name: 'size of the heat map', value: png.length / 1_000, most: 300, unit: ' kB', from: 'PNG, 1200 x 560' }),
  ];
}

/** The quietest two hours are planted on a Tuesday from three in the morning on. */
const PLANTED = 27;
const planted = (hour: number) => hour === PLANTED || hour === PLANTED + 1;
const NIGHT = 0.8;
const now = Date.parse(NOW);

const known3 = {
  steady: (scale: number, ms: number) => at(scale, ms),
  growing: (scale: number, ms: number) => at(scale, ms) * Math.exp((0.04 * (ms - now)) / WEEK),
  'holidays and an outage': (scale: number, ms: number) => (isHoliday(ms) ? 0.2 : 1) * (isOutage(ms) ? 0 : 1) * at(scale, ms),
} as const;

function at(scale: number, ms: number): number {
  return planted(hourOfWeek(ms)) ? 0.15 * scale : usual(hourOfWeek(ms), scale, NIGHT);
}

const holidays = [now - 3 * WEEK, now - 6 * WEEK].map((ms) => instant(new Date(ms)).slice(0, 10));
const isHoliday = (ms: number) => holidays.includes(instant(new Date(ms)).slice(0, 10));
/** From Saturday noon to Sunday noon, five weeks ago. */
const isOutage = (ms: number) => ms > now - 5 * WEEK - 48 * 3_600_000 && ms < now - 5 * WEEK - 24 * 3_600_000;

/** Shares of the truth inside the bands, of held-back weeks: by the even spread of counts, which is what a randomised one averages to. */
function worlds(): readonly Figure[] {
  return Object.entries(known3).flatMap(([name, perHour]) => [8, 2].flatMap((scale) => world(name, scale, (ms) => perHour(scale, ms))));
}

function world(name: string, scale: number, perHour: World['perHour']): readonly Figure[] {
  const all = Array.from({ length: SEEDS }, (_, seed) => {
    const told = forecastOf(chatsOf({ perHour, meanMinutes: 12, weeks: 12 }, seed), { leftOut: holidays });
    if (told.kind === 'none') throw new Error(told.why.kind);
    const first = bestSlot(told);
    return {
      first,
      dearer: trueCost(first, perHour) - trueCost(PLANTED * 4, perHour),
      half: told.tests.model.inHalf ?? 0,
      most: told.tests.model.inMost ?? 0,
      model: told.by === 'model',
      chats: told.chats,
    };
  });
  const share = (holds: (each: (typeof all)[number]) => boolean) => (100 * all.filter(holds).length) / SEEDS;
  const mean = (of: (each: (typeof all)[number]) => number) => (100 * all.reduce((sum, each) => sum + of(each), 0)) / SEEDS;
  const weekly = Math.round(all.reduce((sum, each) => sum + each.chats, 0) / SEEDS / 12);
  // The whole window has to lie in the planted two hours.
  const missed = share(({ first }) => first < PLANTED * 4 || first > (PLANTED + 2) * 4 - QUARTERS);
  const from = `${SEEDS} seeds, ${weekly} chats a week, the model spoke in ${share(({ model }) => model).toFixed(0)} %`;
  const band = mean(({ most }) => most);
  const title = `${name}, ${weekly} chats a week`;
  return [
    // Where an hour brings two chats at its busiest, chance alone hides a quiet hour of the night: shown, and held to nothing.
    scale > 2
      ? held({ name: `${title}: planted window not first`, value: missed, most: 5, unit: ' %', from })
      : seen(`${title}: planted window not first`, `${missed.toFixed(1)} %`, from),
    held({
      name: `${title}: dearer than the planted window by`,
      value: mean(({ dearer }) => dearer) / 100,
      most: 0.5,
      unit: ' chats',
      from: 'on average, in truth',
    }),
    held({
      name: `${title}: 90 % band off by`,
      value: Math.abs(band - 90),
      most: 5,
      unit: ' points',
      from: `${band.toFixed(1)} % inside, ${mean(({ half }) => half).toFixed(1)} % in the 50 % band`,
    }),
  ];
}

/** What 45 minutes from a slot of the last week really cost on average: arrivals, and Little's law for those under way. */
function trueCost(slot: number, perHour: World['perHour']): number {
  const monday = now - 12 * 3_600_000 - WEEK;
  return perHour(monday + slot * 15 * MINUTE_MS) * (0.75 + 12 / 60);
}

const QUARTERS = 3;
const unruled = { ...asked, zone: 'UTC', operatorZone: 'UTC', rules: windowRules({}), holidays: new Set<string>(), count: 1 } as const;

/** The slot of the window that Ferry offers first, under no rule but its own. */
function bestSlot(told: Forecast): number {
  const choice = choose({ ...unruled, expect: told.at });
  const best = choice.kind === 'found' ? choice.windows[0] : undefined;
  return best === undefined ? -1 : slotOf(localParts(best.window.opensAt, 'UTC'));
}

/** The fourth world: how often the first offer is not the last closed hour before the operator's day, on a day that is no Friday. */
function closed(): Figure {
  const slots = Array.from({ length: SEEDS }, (_, seed) => bestSlot(known(chatsOf(closedAtNight, seed))));
  const other = slots.filter((slot) => slot % 96 !== 7 * 4 + 1 || Math.floor(slot / 96) === 4).length;
  return held({
    name: 'Chat closes at night: another offer than a sensible one',
    value: (100 * other) / SEEDS,
    most: 5,
    unit: ' %',
    from: `${SEEDS} seeds, ${closedAtNight.weeks} weeks; sensible is 07:15, closed and next to the operator's day`,
  });
}
