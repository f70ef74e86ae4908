import { items } from '../../checklist/items/items.ts';
import type { Report } from '../../checklist/readings.ts';
import type { Blocker, Happening } from '../../migration/events.ts';
import type { Reading } from '../../migration/finding.ts';
import type { Migration } from '../../migration/migration.ts';
import { pathOf } from '../../migration/plan.ts';
import { between, type Instant, later, MINUTE_MS } from '../../migration/time.ts';
import type { Widget } from '../../zendesk/port.ts';
import { brandBlockers, brandsGone, goneBrands, windowBlockers } from '../control/outside/judged.ts';
import { notPassed } from '../control/passed.ts';
import { GATE_SHOWN_MS } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { reopened } from './drain.ts';
import { after, ask, gateLooked, itemsAtGate, reportForLastGate, signOffBlockers, statusBlockers } from './gate-look.ts';
import { liveReadings } from './looks.ts';
import { gateDeadline } from './turn/deadlines.ts';
import { readBrand } from './turn/sight.ts';

/** The phrase is good for this long from T0 or from typing, whichever is later. */
const PHRASE_GOOD_MS = 10 * MINUTE_MS;

/** G3 of one brand: the last automatic look before its click. */
export const finalGate = {
  per: 'brand',
  phase: 'T0',
  reversible: true,
  everyMs: 30_000,
  id: 'rb-15m-final-gate',
  asks: 'operator',
  items: [],
  holds: true,
  look: lastGate,
  deadline: gateDeadline,
  beginsAt: ({ scheduled }) => scheduled && later(scheduled.plan.opensAt, -GATE_SHOWN_MS),
} as const satisfies Step;

/** What a look at G3 saw of one brand at this moment. */
interface GateLook {
  readonly now: Instant;
  readonly opensAt: Instant;
  readonly report: Report;
  readonly state: Migration;
  /** The live readings and a brand that is gone, where they are news. */
  readonly read: readonly Happening[];
  readonly widget: Widget;
  readonly blockers: readonly Blocker[];
}

/** Looks anew at all that moves. Undefined without a plan. */
async function lookAtGate(place: Place): Promise<GateLook | undefined> {
  const { migration, line, clock } = place;
  if (migration.scheduled === undefined) return undefined;
  const { opensAt } = migration.scheduled.plan;
  const report = await reportForLastGate(place, opensAt);
  const now = clock();
  const gone = goneBrands(migration, report.readings).filter((brand) => brand === line.brand);
  const shown = await shownNow(place, report.readings.widgets?.[line.brand]);
  const { widget, why } = shown;
  const seen = [...liveReadings(report.readings, migration), ...brandsGone(gone, migration), ...shown.read];
  const read = [...seen, ...reopened(after(migration, seen, now), report, now)];
  const state = after(migration, read, now);
  const blockers: readonly Blocker[] = [
    ...itemsAtGate('G3', state, report, now),
    ...signOffBlockers(['agents_ready', 'plan', 'go'], state, report),
    ...(state.run.present.length === 0 ? [{ kind: 'presence', id: 'operator', why: 'missing' } as const] : []),
    ...statusBlockers(report, state),
    ...windowBlockers(state),
    ...brandBlockers(gone),
    ...(widget === 'classic' || gone.includes(line.brand) ? [] : [{ kind: 'widget', id: line.brand, why } as const]),
    ...((await place.slackAway()) ? [{ kind: 'slack_away', id: 'slack', why: 'undelivered' } as const] : []),
  ];
  return { now, opensAt, report, state, read, widget, blockers: notPassed(blockers, `G3:${line.brand}`, state) };
}

/** What the brand shows at this moment: its widget's config; for a swap the key on its pages, unless its widget was converted. */
async function shownNow(
  place: Place,
  reading: Reading<Widget> | undefined,
): Promise<Pick<GateLook, 'widget' | 'read'> & { readonly why: string }> {
  const { line, migration } = place;
  const config = reading?.status === 'seen' ? reading.value : 'unknown';
  if (config === 'messaging' || pathOf(line.brand, migration.scheduled?.plan) === 'convert')
    return { read: [], widget: config, why: reading?.status === 'unknown' ? reading.why : 'cannot_tell' };
  const { read, widget, saw } = await readBrand(line.brand, 'classic', place);
  return { read, widget, why: saw === 'unknown' ? 'cannot_tell' : saw };
}

/** Opens only while everything is green, and asks for the click only with a phrase that is good. */
async function lastGate(place: Place): Promise<readonly Happening[]> {
  const look = await lookAtGate(place);
  if (look === undefined) return [];
  const { read, widget, blockers, state, report } = look;
  if (widget === 'messaging') return [...read, ...turnedAlready(place)];
  const outcome = phraseOutcome(place, look);
  const opens = outcome.some(({ type }) => type === 'step_done');
  const looked = opens ? [lookedNow(place, blockers)] : gateLooked(`G3:${place.line.brand}`, blockers, place.migration);
  return [...read, ...looked, ...ask(['agents_ready', 'plan', 'go'], state, report), ...outcome];
}

/**
 * While its request has not reached Slack, the click is as good as not asked for: the gate is read again, and what has
 * turned red takes the click back. Slack being away only holds it.
 */
export async function stillGreen(place: Place): Promise<readonly Happening[]> {
  const look = await lookAtGate({ ...place, migration: notAsked(place) });
  if (look === undefined || look.widget === 'messaging') return look?.read ?? [];
  const back = phraseOutcome(place, look).filter(({ type }) => type === 'phrase_void');
  const { read, blockers } = look;
  if (back.length > 0) return [...read, lookedNow(place, blockers), ...back, { type: 'step_withdrawn', step: place.line.key }];
  return [...read, lookedNow(place, blockers)];
}

/** The account before this click: its brand is still expected to show Classic, and is looked at for that. */
function notAsked({ migration, line }: Place): Migration {
  const { [line.key]: _click, ...steps } = migration.run.steps;
  return { ...migration, run: { ...migration.run, steps } };
}

/** Recorded even where it is what was told last: its moment says how fresh the look is. */
function lookedNow({ line }: Place, blockers: readonly Blocker[]): Happening {
  return { type: 'gate_looked', gate: `G3:${line.brand}`, blockers: [...blockers] };
}

function phraseOutcome({ migration, line }: Place, { blockers, opensAt, now }: GateLook): readonly Happening[] {
  const phrase = migration.run.phrases[line.brand];
  const brand = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === line.brand);
  if (phrase === undefined || brand === undefined) return [];
  const { subdomain, path } = brand;
  if (blockers.some((blocker) => speaksAgainst(blocker, migration.run.gates[`G3:${line.brand}`]?.blockers ?? [])))
    return [{ type: 'phrase_void', brand: subdomain, because: 'changed' }];
  const from = phrase.at > opensAt ? phrase.at : opensAt;
  if (between(from, now) > PHRASE_GOOD_MS) return [{ type: 'phrase_void', brand: subdomain, because: 'expired' }];
  const opens = blockers.length === 0 && now >= opensAt;
  return opens ? [{ type: 'step_done', step: line.key, how: 'said', saw: `${path} ${subdomain}` }] : [];
}

/** Slack being away holds the click, and says nothing against the phrase; nor does one look that failed, until the next one fails too. */
function speaksAgainst(blocker: Blocker, before: readonly Blocker[]): boolean {
  if (blocker.kind === 'slack_away' || !isHard(blocker)) return false;
  return (
    blocker.why !== 'unreachable' || before.some(({ kind, id, why }) => kind === blocker.kind && id === blocker.id && why === blocker.why)
  );
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
