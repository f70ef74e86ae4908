import { keyholders } from '../../checklist/look/people.ts';
import { probeTopics } from '../../checklist/look/probe.ts';
import { topics } from '../../checklist/look-through.ts';
import { partsOf, type Readings, type Report, seenAt, type Topic } from '../../checklist/readings.ts';
import { isNight } from '../../migration/decisions.ts';
import type { Event } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, HOUR_MS, type Instant, later, MINUTE_MS } from '../../migration/time.ts';

/** A widget that turned or a token that was revoked is found within this. */
const CHEAP_EVERY_MS = 5 * MINUTE_MS;
/** What somebody has signed for is read again this often. */
const SIGNED_EVERY_MS = HOUR_MS;
/** What Chat says of its plan. */
const PLAN_EVERY_MS = HOUR_MS;
/** Before what was seen grows too old to pass a gate. */
const WHOLE_EVERY_MS = 23 * HOUR_MS;
const CLOCK_DRIFT_MS = 5 * MINUTE_MS;
/** What could not be reached, when Zendesk as a whole can. */
const AGAIN_EVERY_MS = 7 * MINUTE_MS;
/** Longer ones are no part of a round: they would hold up the other accounts. */
const SHORT = 5;
const CHEAP = ['widgets', 'settings'] as const satisfies readonly Topic[];
const SIGNED = ['groups', 'brands'] as const satisfies readonly Topic[];

/** Whether what is due is done within a round. */
export function isShort(due: readonly Topic[]): boolean {
  return due.length <= SHORT;
}

/** What has to be read again of an account, cheap things often. Pure. Nothing of one that was never looked at, put away, or under its runner's eyes. */
export function dueTopics(
  events: readonly Event[],
  migration: Migration,
  { lookedAt, begunAt, planChangedAt, readings }: Report,
  now: Instant,
): readonly Topic[] {
  if (!migration.connected || migration.archived || migration.stage === 'live' || isUnderWay(migration)) return [];
  // A look that a restart broke off is gone on with.
  if (begunAt !== undefined && (lookedAt === undefined || lookedAt < begunAt)) return topics;
  if (lookedAt === undefined) return [];
  const age = between(lookedAt, now);
  // Looked at by a clock that was ahead: how old that is, nobody knows.
  if (age >= WHOLE_EVERY_MS || age < -CLOCK_DRIFT_MS) return topics;
  if (isOfBeforeTheNight(lookedAt, migration, now)) return topics;
  const connectedAt = events.findLast(({ happened }) => happened.type === 'connected')?.at;
  const tried = readings.settings?.at;
  if (connectedAt !== undefined && tried !== undefined && tried < connectedAt) return probeTopics;
  if (planChangedAt !== undefined && planChangedAt <= now && wasProbedBefore(planChangedAt, readings)) return probeTopics;
  const signed = migration.signOffs.some(({ verdict }) => verdict === 'yes')
    ? SIGNED.filter((topic) => isOld(topic, SIGNED_EVERY_MS, readings, now))
    : [];
  // One request tells whether Chat still takes its token, where it ever did.
  const chat = isOfAToken(readings.departments) ? (['departments'] as const) : [];
  const cheap = [...CHEAP, ...chat].filter((topic) => isOld(topic, CHEAP_EVERY_MS, readings, now));
  const plan = isOfAPlan(readings.chatAccount) && isOld('chatAccount', PLAN_EVERY_MS, readings, now) ? (['chatAccount'] as const) : [];
  // Whoever was named since the last look.
  const { people } = readings;
  const named = people !== undefined && keyholders(migration).some((user) => people[user] === undefined) ? (['people'] as const) : [];
  return [...new Set([...cheap, ...plan, ...signed, ...named, ...again(readings, now)])];
}

function isOfAToken(reading: Readings['departments']): boolean {
  return reading !== undefined && (reading.status === 'seen' || reading.why === 'token_refused');
}

/** Refused for the plan, too: it may be another one by now. */
function isOfAPlan(reading: Readings['chatAccount']): boolean {
  return reading !== undefined && (reading.status === 'seen' || reading.why === 'not_allowed' || reading.why === 'no_interface');
}

function wasProbedBefore(changedAt: Instant, readings: Readings): boolean {
  return probeTopics.some((topic) => partsOf(readings[topic]).some(({ at }) => at < changedAt));
}

/** What did not answer is asked again soon: a look that met a minute's silence is not blind for a day. While nothing answers, the settings alone are tried. */
function again(readings: Readings, now: Instant): readonly Topic[] {
  if (readings.settings?.status !== 'seen') return [];
  return topics.filter((topic) => {
    const failed = partsOf(readings[topic]).filter((part) => part.status === 'unknown' && part.why === 'unreachable');
    return failed.length > 0 && failed.every(({ at }) => later(at, AGAIN_EVERY_MS) <= now || at > now);
  });
}

/** A brand that turned days before its window leaves the others to be looked at until their drain. */
function isUnderWay({ stage, run }: Migration): boolean {
  return stage === 'cutting_over' && run.steps['rb-15m-stop-new'] !== undefined;
}

/**
 * The last gate asks for everything to have been looked up since the hour before T0 began: that is read as soon as it has, in a whole
 * look's pace. At the gate itself so many requests would hold up the night.
 */
function isOfBeforeTheNight(lookedAt: Instant, migration: Migration, now: Instant): boolean {
  const { scheduled } = migration;
  return scheduled !== undefined && isNight(migration, now) && lookedAt < later(scheduled.plan.opensAt, -HOUR_MS);
}

function isOld(topic: Topic, everyMs: number, readings: Readings, now: Instant): boolean {
  const at = seenAt(readings, topic) ?? attempted(topic, readings);
  // What was read by a clock that was ahead is read again by the right one.
  return at === undefined || later(at, everyMs) <= now || at > later(now, everyMs);
}

/** What could not be read is tried again at the same pace, not at every round. */
function attempted(topic: Topic, readings: Readings): Instant | undefined {
  return partsOf(readings[topic])
    .map(({ at }) => at)
    .toSorted()[0];
}
