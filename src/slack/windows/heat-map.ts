import type { Expectation } from '../../window/forecast/expectation.ts';
import { clockTime } from '../../window/local-time.ts';
import type { WindowsText } from '../locales/people/windows/text.ts';
import { outlines } from './outlines.ts';

/** What the picture shows: a cost for each quarter of the week, and the windows that are offered. */
export interface HeatMap {
  readonly week: readonly (Expectation | undefined)[];
  /** Slots in which the offered windows begin, best first, and how many quarters each is long. */
  readonly windows: readonly number[];
  readonly quarters: number;
  readonly title: string;
  readonly subtitle: string;
  readonly text: WindowsText['picture'];
}

const [WIDTH, HEIGHT] = [1_200, 560];
const [LEFT, TOP] = [76, 112];
const [QUARTER, ROW] = [11.25, 50];
const DAY = 96;
const INK = '#1d1c1d';
const FAINT = '#616061';
const OUTLINE = '#b5134f';
/** From quiet to busy; told apart in grey and by people who see no red or no green (ColorBrewer YlGnBu, which is print- and colour-blind-safe). */
const SCALE = ['#f7fcf0', '#e0f3db', '#c7e9c0', '#9fdab8', '#6cc5c0', '#41a3c4', '#2b7bba', '#1f54a0', '#0b2f72'] as const;
const UNKNOWN = '#d9d9d9';
/** From here on the scale is dark, and letters on it are white. */
const DARK_FROM = 5;

/** The week as an SVG: a colour for every quarter, the hour's worst as a number, and the offered windows outlined. Pure. */
export function heatMapSvg(map: HeatMap): string {
  const most = Math.max(1, ...map.week.map((each) => each?.p90 ?? 0));
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(LEFT, 44, map.title, { size: 26, weight: 700 }),
    label(LEFT, 74, map.subtitle, { size: 17, fill: FAINT }),
    ...hours(),
    ...map.text.weekdays.map((name, day) => label(LEFT - 12, TOP + day * ROW + 32, name, { size: 18, anchor: 'end' })),
    ...cells(map.week, most),
    ...numbers(map.week, most),
    ...map.windows.map((slot, index) => outline(slot, map.quarters, index + 1)),
    ...legend(map, most),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Noto Sans KR">${letters}${parts.join('')}</svg>`;
}

/** The same in words, for who cannot see it: the quietest and the busiest hours. */
export function heatMapAlt({ week, text }: Pick<HeatMap, 'week' | 'text'>): string {
  const known = week.flatMap((each, slot) => (each === undefined || slot % 4 !== 0 ? [] : [{ slot, p90: each.p90, mean: each.mean }]));
  const ranked = known.toSorted((a, b) => a.p90 - b.p90 || a.mean - b.mean);
  const name = ({ slot, p90 }: (typeof known)[number]) =>
    text.hour(text.weekdays[Math.floor(slot / DAY)] ?? '', clockTime((slot % DAY) * 15), p90);
  return text.alt(ranked.slice(0, 3).map(name).join(', '), ranked.slice(-3).reverse().map(name).join(', '));
}

function place(slot: number): { readonly x: number; readonly y: number } {
  return { x: LEFT + (slot % DAY) * QUARTER, y: TOP + Math.floor(slot / DAY) * ROW };
}

/** Square roots: the difference between none and one matters more than that between thirty and thirty-one. */
function shade(p90: number, most: number): number {
  return Math.min(SCALE.length - 1, Math.round(Math.sqrt(p90 / most) * (SCALE.length - 1)));
}

/** One rectangle for each run of one colour: a fraction of the drawing that one for each quarter takes. */
function cells(week: HeatMap['week'], most: number): readonly string[] {
  const fills = week.map((expected) => (expected === undefined ? UNKNOWN : (SCALE[shade(expected.p90, most)] ?? UNKNOWN)));
  const starts = fills.flatMap((fill, slot) => (slot % DAY === 0 || fill !== fills[slot - 1] ? [slot] : []));
  return starts.map((slot, index) => {
    const { x, y } = place(slot);
    const width = ((starts[index + 1] ?? fills.length) - slot) * QUARTER;
    return `<rect x="${x}" y="${y}" width="${width}" height="${ROW - 3}" fill="${fills[slot]}"/>`;
  });
}

function numbers(week: HeatMap['week'], most: number): readonly string[] {
  return Array.from({ length: 7 * 24 }, (_, hour) => {
    const costs = week.slice(hour * 4, hour * 4 + 4).flatMap((each) => (each === undefined ? [] : [each.p90]));
    const { x, y } = place(hour * 4);
    if (costs.length === 0) return drawn(x + 2 * QUARTER, y + 30, '–', { size: 15, anchor: 'middle', fill: FAINT });
    const worst = Math.max(...costs);
    const fill = shade(worst, most) >= DARK_FROM ? '#ffffff' : INK;
    return drawn(x + 2 * QUARTER, y + 30, `${worst}`, { size: 15, anchor: 'middle', fill });
  });
}

function hours(): readonly string[] {
  return Array.from({ length: 13 }, (_, index) =>
    drawn(LEFT + index * 8 * QUARTER, TOP - 10, clockTime(index * 120), { size: 15, anchor: index === 12 ? 'end' : 'middle', fill: FAINT }),
  );
}

/** A window that goes past Sunday's midnight is cut at the picture's edge. */
function outline(slot: number, quarters: number, number: number): string {
  const { x, y } = place(slot);
  const width = Math.min(quarters, DAY - (slot % DAY)) * QUARTER;
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${ROW - 3}" fill="none" stroke="${OUTLINE}" stroke-width="4"/>` +
    `<circle cx="${x + width / 2}" cy="${y - 2}" r="13" fill="${OUTLINE}"/>` +
    label(x + width / 2, y + 4, `${number}`, { size: 16, anchor: 'middle', fill: '#ffffff', weight: 700 })
  );
}

function legend({ text }: HeatMap, most: number): readonly string[] {
  const y = TOP + 7 * ROW + 26;
  const swatch = (x: number, fill: string) => `<rect x="${x}" y="${y}" width="30" height="18" fill="${fill}" stroke="#cccccc"/>`;
  const scale = SCALE.map((fill, index) => swatch(LEFT + 90 + index * 30, fill));
  const end = LEFT + 90 + SCALE.length * 30;
  return [
    label(LEFT + 80, y + 15, `${text.few} (0)`, { size: 15, anchor: 'end' }),
    ...scale,
    label(end + 10, y + 15, `${text.many} (${most})`, { size: 15 }),
    swatch(end + 150, UNKNOWN),
    label(end + 190, y + 15, text.unknown, { size: 15 }),
    `<rect x="${end + 320}" y="${y}" width="30" height="18" fill="none" stroke="${OUTLINE}" stroke-width="3"/>`,
    label(end + 360, y + 15, text.offered, { size: 15 }),
  ];
}

interface LabelStyle {
  readonly size: number;
  readonly anchor?: 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: number;
}

function label(x: number, y: number, text: string, { size, anchor, fill = INK, weight = 400 }: LabelStyle): string {
  const where = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" font-weight="${weight}"${where}>${escaped(text)}</text>`;
}

/** The outlines once, to be used by their place in the list. */
const letters = `<defs>${Object.values(outlines)
  .map(({ line }, index) => `<path id="l${index}" d="${line}"/>`)
  .join('')}</defs>`;
const placeOf = new Map(Object.keys(outlines).map((letter, index) => [letter, index]));

/** Digits, colon and dash, drawn from their outlines: the font is asked for the other words only. */
function drawn(x: number, y: number, text: string, { size, anchor, fill = INK }: LabelStyle): string {
  const scale = size / 1_000;
  const written = text.split('');
  const wide = written.reduce((sum, letter) => sum + (outlines[letter]?.advance ?? 0), 0);
  const begin = x - (anchor === undefined ? 0 : anchor === 'end' ? wide * scale : (wide * scale) / 2);
  let at = 0;
  const uses = written.map((letter) => {
    const use = `<use href="#l${placeOf.get(letter)}" x="${at}"/>`;
    at += outlines[letter]?.advance ?? 0;
    return use;
  });
  return `<g transform="translate(${Math.round(begin * 100) / 100} ${y}) scale(${scale})" fill="${fill}">${uses.join('')}</g>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
