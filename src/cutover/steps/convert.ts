import { items } from '../../checklist/items/items.ts';
import { look } from '../../checklist/look-through.ts';
import type { Blocker, Happening } from '../../migration/events.ts';
import { between, type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Widget } from '../../zendesk/port.ts';
import { clickAt, GATE_SHOWN_MS } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { clickDeadline, gateDeadline } from './deadlines.ts';
import { after, ask, gateLooked, itemsAtGate, reportForLastGate, signOffBlockers, statusBlockers } from './gate-look.ts';
import { done, itemsReady, late, liveReadings, wasSaid } from './looks.ts';

const perBrand = { per: 'brand', phase: 'T0', reversible: true, everyMs: 30 * SECOND_MS } as const;

/** The phrase is good for this long from T0 or from typing, whichever is later. */
export const PHRASE_GOOD_MS = 10 * MINUTE_MS;
/** Readings of one brand are this far apart while waiting: zendesk-api.md section 5. */
const READING_APART_MS = 30 * SECOND_MS;
const READINGS_WANTED = 3;
/** Claimed, and still Classic: caches can delay, but by then a person should look. */
const NOT_SEEN_AFTER_MS = 10 * MINUTE_MS;

/** G3, the click and its proof, brand by brand. */
export const convert = [
  {
    ...perBrand,
    id: 'rb-15m-final-gate',
    asks: 'operator',
    items: [],
    holds: true,
    look: lastGate,
    deadline: gateDeadline,
    beginsAt: ({ scheduled }) => scheduled && later(scheduled.plan.opensAt, -GATE_SHOWN_MS),
  },
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

/** Looks anew at all that moves; opens only while everything is green, and asks for the click only with a phrase that is good. */
async function lastGate(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { scheduled } = migration;
  if (scheduled === undefined) return [];
  const report = await reportForLastGate(place, scheduled.plan.opensAt);
  const now = clock();
  const read = liveReadings(report.readings, migration);
  const state = after(migration, read, now);
  const widget = report.readings.widgets?.[line.brand];
  if (widget?.status === 'seen' && widget.value === 'messaging') return [...read, ...turnedAlready(place)];
  const blockers: readonly Blocker[] = [
    ...itemsAtGate('G3', state, report, now),
    ...signOffBlockers(['agents_ready', 'plan', 'go'], state, report),
    ...(state.run.present.length === 0 ? [{ kind: 'presence', id: 'operator', why: 'missing' } as const] : []),
    ...statusBlockers(report, state),
    ...(widget?.status === 'seen' && widget.value === 'classic'
      ? []
      : [{ kind: 'widget', id: line.brand, why: widget?.status === 'unknown' ? widget.why : 'cannot_tell' } as const]),
    ...((await place.slackAway()) ? [{ kind: 'slack_away', id: 'slack', why: 'undelivered' } as const] : []),
  ];
  const looked = [...read, ...gateLooked(`G3:${line.brand}`, blockers, migration)];
  return [...looked, ...ask(['agents_ready', 'plan', 'go'], state, report), ...phraseOutcome(place, blockers, scheduled.plan.opensAt, now)];
}

function phraseOutcome({ migration, line }: Place, blockers: readonly Blocker[], opensAt: Instant, now: Instant): readonly Happening[] {
  const phrase = migration.run.phrases[line.brand];
  if (phrase === undefined) return [];
  const brand = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === line.brand)?.subdomain;
  if (brand === undefined) return [];
  // Slack being away holds the click, and says nothing against the phrase.
  if (blockers.some((blocker) => blocker.kind !== 'slack_away' && isHard(blocker)))
    return [{ type: 'phrase_void', brand, because: 'changed' }];
  const from = phrase.at > opensAt ? phrase.at : opensAt;
  if (between(from, now) > PHRASE_GOOD_MS) return [{ type: 'phrase_void', brand, because: 'expired' }];
  return blockers.length === 0 && now >= opensAt ? [{ type: 'step_done', step: line.key, how: 'said', saw: `convert ${brand}` }] : [];
}

/** What is not a waivable item is hard. */
function isHard({ kind, id }: Blocker): boolean {
  return kind !== 'item' || items.find((item) => item.id === id)?.blocking === 'hard';
}

/** Somebody has converted it before it was asked for: that is true now, and the proof goes on from there. */
function turnedAlready({ migration, line }: Place): readonly Happening[] {
  const brand = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === line.brand)?.subdomain;
  const told = brand === undefined || migration.run.unplanned.includes(brand) ? [] : [{ type: 'seen_unplanned', brand } as const];
  return [...told, { type: 'step_done', step: line.key, how: 'seen', saw: 'messaging' }];
}

/** Done when it is claimed or seen; that it is true is the next line's to say. */
async function click(place: Place): Promise<readonly Happening[]> {
  const { read, widget } = await readWidget(place, place.line.brand);
  if (widget === 'messaging') return [...read, done(place, 'seen', 'messaging')];
  return wasSaid(place) ? [...read, done(place, 'said', '')] : read;
}

/** Three readings in a row, from outside; the other brands must be what they were. */
async function proof(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const { read, widget } = await readWidget(place, line.brand);
  const times = after(migration, read, clock()).run.watch.widgets[line.brand]?.times ?? 0;
  if (widget === 'messaging' && times >= READINGS_WANTED)
    return [...read, ...(await othersUnchanged(place)), done(place, 'seen', `messaging ×${times}`)];
  if (widget === 'messaging') return read;
  const claimed = clickAt(line.brand, migration);
  const overdue = claimed !== undefined && between(claimed, clock()) >= NOT_SEEN_AFTER_MS;
  return [...read, ...(overdue ? late(place, widget) : [])];
}

async function othersUnchanged(place: Place): Promise<readonly Happening[]> {
  const { widgets } = (await place.refresh(['widgets'])).readings;
  const { run, scheduled } = place.migration;
  return (scheduled?.plan.brands ?? []).flatMap(({ subdomain }) => {
    const reading = widgets?.[subdomain];
    const expected =
      subdomain === place.line.brand || run.steps[`rb-0-click:${subdomain}`] !== undefined || run.unplanned.includes(subdomain);
    const turned = reading?.status === 'seen' && reading.value === 'messaging';
    return turned && !expected ? [{ type: 'seen_unplanned', brand: subdomain } as const] : [];
  });
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
