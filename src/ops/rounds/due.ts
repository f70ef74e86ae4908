import { probeTopics } from '../../checklist/look/probe.ts';
import { topics } from '../../checklist/look-through.ts';
import { type Readings, type Report, seenAt, type Topic } from '../../checklist/readings.ts';
import type { Event } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, HOUR_MS, type Instant, later, MINUTE_MS } from '../../migration/time.ts';

/** A widget that turned or a token that was revoked is found within this. */
const CHEAP_EVERY_MS = 5 * MINUTE_MS;
/** What somebody has signed for is read again this often. */
const SIGNED_EVERY_MS = HOUR_MS;
/** Before what was seen grows too old to pass a gate. */
const WHOLE_EVERY_MS = 23 * HOUR_MS;
const CHEAP = ['widgets', 'settings'] as const satisfies readonly Topic[];
const SIGNED = ['groups', 'brands'] as const satisfies readonly Topic[];

/** What has to be read again of an account, cheap things often. Pure. Nothing of one that was never looked at, put away, or under its runner's eyes. */
export function dueTopics(
  events: readonly Event[],
  migration: Migration,
  { lookedAt, begunAt, readings }: Report,
  now: Instant,
): readonly Topic[] {
  if (!migration.connected || migration.archived || migration.stage === 'live' || isUnderWay(migration)) return [];
  // A look that a restart broke off is gone on with.
  if (begunAt !== undefined && (lookedAt === undefined || lookedAt < begunAt)) return topics;
  if (lookedAt === undefined) return [];
  if (Math.abs(between(lookedAt, now)) >= WHOLE_EVERY_MS) return topics;
  const connectedAt = events.findLast(({ happened }) => happened.type === 'connected')?.at;
  const tried = readings.settings?.at;
  if (connectedAt !== undefined && tried !== undefined && tried < connectedAt) return probeTopics;
  const signed = migration.signOffs.some(({ verdict }) => verdict === 'yes')
    ? SIGNED.filter((topic) => isOld(topic, SIGNED_EVERY_MS, readings, now))
    : [];
  return [...CHEAP.filter((topic) => isOld(topic, CHEAP_EVERY_MS, readings, now)), ...signed];
}

/** A brand that turned days before its window leaves the others to be looked at until their drain. */
function isUnderWay({ stage, run }: Migration): boolean {
  return stage === 'cutting_over' && run.steps['rb-15m-stop-new'] !== undefined;
}

function isOld(topic: Topic, everyMs: number, readings: Readings, now: Instant): boolean {
  const at = seenAt(readings, topic) ?? attempted(topic, readings);
  // What was read by a clock that was ahead is read again by the right one.
  return at === undefined || later(at, everyMs) <= now || at > later(now, everyMs);
}

/** What could not be read is tried again at the same pace, not at every round. */
function attempted(topic: Topic, readings: Readings): Instant | undefined {
  if (topic === 'widgets') {
    const all = Object.values(readings.widgets ?? {}).map(({ at }) => at);
    return all.toSorted()[0];
  }
  return topic === 'settings' || topic === 'groups' || topic === 'brands' ? readings[topic]?.at : undefined;
}
