import { isIncidentOfOurs } from '../../checklist/checks/incidents.ts';
import { itemBlockers } from '../../checklist/gate.ts';
import { drainTopics, gateTopics, topics } from '../../checklist/look-through.ts';
import type { Report, Topic } from '../../checklist/readings.ts';
import type { Blocker, Happening } from '../../migration/events.ts';
import { apply, type Migration } from '../../migration/migration.ts';
import { nextStatements, type Statement } from '../../migration/sign-offs.ts';
import { between, HOUR_MS, type Instant, later, MINUTE_MS } from '../../migration/time.ts';
import type { Place } from '../step.ts';
import { standingOf, subjectOf } from '../subjects.ts';
import { sameBlockers } from './looks.ts';

/** The blockers as an event, if they are not what was told last. */
export function gateLooked(gate: string, blockers: readonly Blocker[], migration: Migration): readonly Happening[] {
  return sameBlockers(migration.run.gates[gate]?.blockers, blockers) ? [] : [{ type: 'gate_looked', gate, blockers: [...blockers] }];
}

/** Sign-offs among these that have no standing yes. */
export function signOffBlockers(wanted: readonly Statement[], migration: Migration, report: Report): readonly Blocker[] {
  return wanted.flatMap((statement) => {
    const stands = standingOf(statement, { migration, readings: report.readings });
    return stands === 'signed' ? [] : [{ kind: 'sign_off', id: statement, why: stands } as const];
  });
}

/** Asks for each statement whose subject has not been asked for as it stands. */
export function ask(wanted: readonly Statement[], migration: Migration, report: Report): readonly Happening[] {
  return nextStatements(wanted).flatMap((statement) => {
    const context = { migration, readings: report.readings };
    const of = subjectOf(statement, context);
    if (of === undefined || standingOf(statement, context) === 'signed') return [];
    const asked = migration.asked.some((request) => request.statement === statement && request.of === of);
    return asked ? [] : [{ type: 'sign_off_asked', statement, of } as const];
  });
}

export function itemsAtGate(gate: 'G1' | 'G2' | 'G3', migration: Migration, report: Report, now: Instant): readonly Blocker[] {
  return itemBlockers(gate, { migration, readings: report.readings, now });
}

/** Zendesk's own status: an incident of ours blocks, and so does silence unless the operator has said what the page shows. */
export function statusBlockers(report: Pick<Report, 'readings'>, migration: Migration): readonly Blocker[] {
  const { incidents } = report.readings;
  if (incidents?.status === 'seen') {
    const ours = incidents.value.filter(isIncidentOfOurs);
    return ours.map(({ title }) => ({ kind: 'incident', id: title, why: 'active' }));
  }
  const said = (migration.run.steps['rb-1h-status-page']?.said.length ?? 0) > 0;
  return said ? [] : [{ kind: 'status_unknown', id: 'status', why: incidents?.why ?? 'not_looked' }];
}

/** The state after these events, so that a look judges by what it has just recorded. */
export function after(migration: Migration, happened: readonly Happening[], at: Instant): Migration {
  return happened.reduce((state, each) => apply(state, { version: state.version + 1, at, by: { kind: 'bot' }, happened: each }), migration);
}

/** A look that failed is made again after this pause. */
const SECOND_CHANCE_MS = 30_000;

/** The last look is good enough for a gate far from T0 for this long. */
const FAR_GATE_MS = 10 * MINUTE_MS;

/** Looks at everything unless that was done after `since` and a few minutes ago at most. */
export async function freshReport(place: Place, since: Instant): Promise<Report> {
  const { lookedAt } = place.report;
  const fresh = lookedAt !== undefined && lookedAt >= since && between(lookedAt, place.clock()) <= FAR_GATE_MS;
  if (!fresh) return place.refresh();
  const again = missed(place.report, place.clock());
  return again.length > 0 ? place.refresh(again) : place.report;
}

/** What could not be reached a while ago: one request that failed must not hold a gate until everything is looked at again. */
function missed({ readings }: Report, now: Instant): readonly Topic[] {
  return topics.filter((topic) => {
    if (topic === 'chatCopy' && isMissedInPart(readings)) return true;
    const reading = topic === 'widgets' ? undefined : readings[topic];
    return reading?.status === 'unknown' && reading.why === 'unreachable' && between(reading.at, now) >= SECOND_CHANCE_MS;
  });
}

/** The copy of Chat's configuration is many requests: what is there of it was seen. */
function isMissedInPart({ chatCopy }: Report['readings']): boolean {
  return chatCopy?.status === 'seen' && (chatCopy.value.unreached ?? []).length > 0;
}

/** At G3 the rest must have been looked up since T-1h; what moves is looked at each time. */
export async function reportForLastGate(place: Place, opensAt: Instant): Promise<Report> {
  const { lookedAt } = place.report;
  if (lookedAt === undefined || lookedAt < later(opensAt, -HOUR_MS)) return place.refresh();
  const { readings } = place.report;
  return place.refresh([...new Set([...gateTopics, ...drainTopics(readings), ...missed(place.report, place.clock())])]);
}
