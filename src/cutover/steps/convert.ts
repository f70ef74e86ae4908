import { look } from '../../checklist/look-through.ts';
import type { Happening } from '../../migration/events.ts';
import { between, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Widget } from '../../zendesk/port.ts';
import { behindOurBack } from '../control/outside/behind-our-back.ts';
import { clickAt } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { clickDeadline } from './deadlines.ts';
import { finalGate, stillGreen } from './final-gate.ts';
import { after } from './gate-look.ts';
import { done, itemsReady, late, wasSaid } from './looks.ts';

const perBrand = { per: 'brand', phase: 'T0', reversible: true, everyMs: 30 * SECOND_MS } as const;

/** Readings of one brand are this far apart while waiting: zendesk-api.md section 5. */
const READING_APART_MS = 30 * SECOND_MS;
const READINGS_WANTED = 3;
/** Claimed, and still Classic: caches can delay, but by then a person should look. */
const NOT_SEEN_AFTER_MS = 10 * MINUTE_MS;

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
  const { read, widget } = await readWidget(place, place.line.brand);
  if (widget === 'messaging') return [...read, done(place, 'seen', 'messaging')];
  if (wasSaid(place)) return [...read, done(place, 'said', '')];
  return isAsked(place) ? read : [...read, ...(await stillGreen(place))];
}

function isAsked({ migration, line }: Place): boolean {
  return migration.run.steps[line.key]?.askedAt !== undefined;
}

/** Three readings in a row, from outside; the other brands must be what they were. */
async function proof(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { read, widget } = await readWidget(place, line.brand);
  const times = after(migration, read, clock()).run.watch.widgets[line.brand]?.times ?? 0;
  if (widget === 'messaging' && times >= READINGS_WANTED)
    return [...read, ...behindOurBack((await place.refresh(['widgets'])).readings, migration), done(place, 'seen', `messaging ×${times}`)];
  if (widget === 'messaging') return read;
  const claimed = clickAt(line.brand, migration);
  const overdue = claimed !== undefined && between(claimed, clock()) >= NOT_SEEN_AFTER_MS;
  return [...read, ...(overdue ? late(place, widget) : [])];
}

/** One reading of a brand's widget, recorded when it is news or when it counts towards the three. */
async function readWidget(place: Place, brand: string): Promise<{ readonly read: readonly Happening[]; readonly widget: Widget }> {
  const planned = place.migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand);
  if (planned === undefined) return { read: [], widget: 'unknown' };
  const reading = await look('GET /embeddable/config', () => place.zendesk.widgetOf(planned.subdomain), place);
  const widget = reading.status === 'seen' ? reading.value : 'unknown';
  const before = place.migration.run.watch.widgets[brand];
  const counts =
    before === undefined ||
    before.widget !== widget ||
    (widget === 'messaging' && between(before.at, reading.at) >= READING_APART_MS - SECOND_MS);
  return { read: counts ? [{ type: 'widget_read', brand: planned.subdomain, widget }] : [], widget };
}
