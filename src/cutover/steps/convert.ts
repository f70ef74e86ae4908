import type { Happening } from '../../migration/events.ts';
import { between, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { behindOurBack } from '../control/outside/behind-our-back.ts';
import { clickAt } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { finalGate, stillGreen } from './final-gate.ts';
import { done, itemsReady, late, wasSaid } from './looks.ts';
import { clickDeadline } from './turn/deadlines.ts';
import { READING_APART_MS, READINGS_WANTED, readBrand } from './turn/sight.ts';

const perBrand = { per: 'brand', phase: 'T0', reversible: true, everyMs: 30 * SECOND_MS } as const;

/** Claimed, and still Classic: caches can delay, but by then a person should look. */
const NOT_SEEN_AFTER_MS = 10 * MINUTE_MS;

/** Instead of the click, for a brand that turns by its pages' key: not from the article, and with a way back. */
export const exchange = {
  ...perBrand,
  id: 'rb-0-swap',
  asks: 'developer',
  items: [],
  holds: true,
  look: click,
  deadline: clickDeadline,
} as const satisfies Step;

/** G3, the click and its proof, brand by brand. */
export const convert = [
  finalGate,
  {
    ...perBrand,
    id: 'rb-0-click',
    asks: 'operator',
    items: [],
    holds: true,
    reversible: false,
    look: click,
    deadline: clickDeadline,
  },
  { ...perBrand, id: 'rb-2m-config', phase: 'T0', asks: 'bot', items: [], holds: true, everyMs: READING_APART_MS, look: proof },
] as const satisfies readonly Step[];

/** Said at once with the click of each brand; nothing waits for it. */
export const responses = {
  ...perBrand,
  id: 'rb-0-responses',
  asks: 'operator',
  items: ['chat-forms-to-response', 'chat-hours-to-schedule'],
  needsWord: true,
  holds: false,
  look: itemsReady,
} as const satisfies Step;

/** Done when it is claimed or seen; that it is true is the next line's to say. */
async function click(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { read, widget, saw } = await readBrand(line.brand, 'messaging', place);
  if (widget === 'messaging') return [...read, done(place, 'seen', 'messaging')];
  if (wasSaid(place)) return [...read, done(place, 'said', '')];
  // Begun on some page and claimed by nobody: it is not left half done in silence.
  const begunAt = migration.run.watch.keys[line.brand]?.begunAt;
  if (begunAt !== undefined) return [...read, ...(between(begunAt, clock()) >= NOT_SEEN_AFTER_MS ? late(place, saw) : [])];
  return isAsked(place) ? read : [...read, ...(await stillGreen(place))];
}

function isAsked({ migration, line }: Place): boolean {
  return migration.run.steps[line.key]?.askedAt !== undefined;
}

/** Three readings in a row, from outside; the other brands must be what they were. */
async function proof(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { read, widget, times, saw } = await readBrand(line.brand, 'messaging', place);
  if (widget === 'messaging' && times >= READINGS_WANTED) {
    const others = behindOurBack((await place.refresh(['widgets'])).readings, migration);
    return [...read, ...others, done(place, 'seen', `messaging ×${times}`, { of: 'turned', times })];
  }
  if (widget === 'messaging') return read;
  const claimed = clickAt(line.brand, migration);
  const overdue = claimed !== undefined && between(claimed, clock()) >= NOT_SEEN_AFTER_MS;
  return [...read, ...(overdue ? late(place, saw) : [])];
}
