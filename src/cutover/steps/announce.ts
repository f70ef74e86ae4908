import { look } from '../../checklist/look-through.ts';
import type { Blocker, Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, type Instant, later, MINUTE_MS } from '../../migration/time.ts';
import { newIncidents } from '../control/outside/incidents.ts';
import { brandBlockers, brandsGone, goneBrands, windowBlockers } from '../control/outside/judged.ts';
import { gonePeople, keyboardBlockers, peopleLeft } from '../control/outside/people.ts';
import { notPassed } from '../control/passed.ts';
import { notAfter } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { standingOf } from '../subjects.ts';
import { ask, freshReport, gateLooked, itemsAtGate, signOffBlockers } from './gate-look.ts';
import { done, itemsReady, late, liveReadings, told, wasSaid } from './looks.ts';

const once = { everyMs: MINUTE_MS, holds: false, per: 'account', reversible: true, items: [] } as const;

/** The preview may be missing, so it is not waited for longer than this. */
const PREVIEW_PATIENCE_MS = 5 * MINUTE_MS;
/** Presence is asked again this long before it is too late. */
const ASK_AGAIN_MS = 15 * MINUTE_MS;

/** T-24h and T-1h: go or no-go, the announcement, and who is there. */
export const announce = [
  { ...once, id: 'rb-24h-recheck', phase: 'T-24h', asks: 'bot', look: recheck },
  {
    ...once,
    id: 'rb-24h-gate',
    phase: 'T-24h',
    asks: 'approver',
    items: ['migrate-test-first', 'before-evaluate-account'],
    holds: true,
    everyMs: 30_000,
    look: secondGate,
    deadline: (migration) => {
      const at = decidedBy(migration);
      return at && { at, because: waitsForPeople(migration.run.gates['G2']?.blockers) ? 'nobody_decided' : 'gate_stayed_red' };
    },
  },
  {
    ...once,
    id: 'rb-24h-announce',
    phase: 'T-24h',
    asks: 'bot',
    items: ['migrate-low-traffic-window', 'web-key-pages-opened', 'first-opening-watch'],
    look: told(),
    putBack: true,
  },
  { ...once, id: 'rb-24h-freeze', phase: 'T-24h', asks: 'admin', needsWord: true, look: itemsReady, putBack: true },
  {
    ...once,
    id: 'rb-1h-presence',
    phase: 'T-1h',
    asks: 'operator',
    everyMs: MINUTE_MS,
    look: presence,
    deadline: (migration) => {
      const at = notAfter('T-15m', migration);
      return at && { at, because: 'nobody_present' };
    },
  },
  { ...once, id: 'rb-1h-ticket-list', phase: 'T-1h', asks: 'bot', look: preview },
  { ...once, id: 'rb-1h-first-reading', phase: 'T-1h', asks: 'bot', look: firstReading },
  { ...once, id: 'rb-1h-status-page', phase: 'T-1h', asks: 'operator', everyMs: 2 * MINUTE_MS, look: statusPage },
] as const satisfies readonly Step[];

/** Whether nothing but a decision or a promise was missing. */
function waitsForPeople(blockers: readonly Blocker[] = []): boolean {
  return blockers.every(({ kind }) => kind === 'sign_off' || kind === 'promise' || kind === 'operator_missing');
}

async function recheck(place: Place): Promise<readonly Happening[]> {
  await place.refresh();
  return [done(place, 'made', '')];
}

/** G2. A no ends the plan; until then the items, the sign-offs and a promise to be there are waited for. */
async function secondGate(place: Place): Promise<readonly Happening[]> {
  const begunAt = place.migration.run.steps[place.line.key]?.begunAt ?? place.clock();
  const report = await freshReport(place, begunAt);
  const { migration } = place;
  const context = { migration, readings: report.readings };
  if (standingOf('go', context) === 'declined') return [{ type: 'cancelled', because: 'declined', reason: reasonOfNo(migration.signOffs) }];
  const items = notPassed(itemsAtGate('G2', migration, report, place.clock()), 'G2', migration);
  const prior = signOffBlockers(['agents_ready', 'plan'], migration, report);
  const asked = ask(items.length === 0 ? ['agents_ready', 'plan', 'go'] : ['agents_ready', 'plan'], migration, report);
  // What has not been asked for is not waited for: the go is asked for once no item stands in its way.
  const go = items.length === 0 ? signOffBlockers(['go'], migration, report) : [];
  const gone = goneBrands(migration, report.readings);
  const left = await gonePeople(migration, place.hasLeft);
  const nobody = keyboardBlockers(left, migration);
  const promise = nobody.length > 0 ? nobody : promiseBlockers(place, left);
  const blockers = [...items, ...windowBlockers(migration), ...brandBlockers(gone), ...prior, ...go, ...promise];
  const looked = [...brandsGone(gone, migration), ...peopleLeft(left, migration), ...gateLooked('G2', blockers, migration)];
  return blockers.length === 0 ? [...looked, done(place, 'said', 'go')] : [...looked, ...asked];
}

/** T-1h. Where Ferry was not there to ask before then, people have until T-15m, as in a plan made at short notice. */
function decidedBy(migration: Migration): Instant | undefined {
  const { steps } = migration.run;
  const at = notAfter('T-1h', migration);
  const begunAt = steps['rb-24h-gate']?.begunAt;
  const isHeldUp = steps['rb-7d-gate-activate']?.done === undefined;
  const wasAway = begunAt === undefined ? !isHeldUp : at !== undefined && begunAt > at;
  return wasAway ? notAfter('T-15m', migration) : at;
}

function reasonOfNo(signOffs: Place['migration']['signOffs']): string | undefined {
  return signOffs.findLast(({ statement, verdict }) => statement === 'go' && verdict === 'no')?.reason;
}

function promiseBlockers({ migration }: Place, left: readonly string[]): readonly Blocker[] {
  const plan = migration.scheduled?.plan;
  if (plan?.operator === undefined && plan?.backup === undefined) return [{ kind: 'operator_missing', id: 'operator', why: 'missing' }];
  return migration.run.promised.some((user) => !left.includes(user)) ? [] : [{ kind: 'promise', id: 'operator', why: 'missing' }];
}

/** One of operator and backup is enough; who is missing is reported. */
async function presence(place: Place): Promise<readonly Happening[]> {
  const { migration } = place;
  const left = await gonePeople(migration, place.hasLeft);
  const told = peopleLeft(left, migration);
  const present = migration.run.present.filter((user) => !left.includes(user));
  if (present.length > 0) return [...told, done(place, 'said', present.join(','))];
  const deadline = notAfter('T-15m', migration);
  const again = deadline !== undefined && between(place.clock(), deadline) <= ASK_AGAIN_MS;
  return again ? [...told, ...late(place, 'asked_again')] : told;
}

async function preview(place: Place): Promise<readonly Happening[]> {
  const reading = await look('GET /api/v2/search/export', () => place.zendesk.exportUnsolvedChatTickets(), place);
  if (reading.status === 'seen') {
    const { length } = reading.value;
    return [{ type: 'tickets_previewed', count: length }, done(place, 'seen', `${length}`)];
  }
  const begunAt = place.migration.run.steps[place.line.key]?.begunAt ?? place.clock();
  if (place.clock() < later(begunAt, PREVIEW_PATIENCE_MS)) return [];
  return [{ type: 'tickets_previewed' }, done(place, 'made', reading.why)];
}

async function firstReading(place: Place): Promise<readonly Happening[]> {
  const { readings } = await place.refresh(['chats', 'agents']);
  return [...liveReadings(readings, place.migration), done(place, 'seen', '')];
}

async function statusPage(place: Place): Promise<readonly Happening[]> {
  const { readings } = await place.refresh(['incidents']);
  const { incidents } = readings;
  if (incidents?.status !== 'seen') return wasSaid(place) ? [done(place, 'said', '')] : late(place, incidents?.why ?? 'not_looked');
  const titles = incidents.value.map(({ title }) => title);
  if (titles.length === 0) return [done(place, 'seen', 'no_incident')];
  return [...newIncidents(readings, place.migration), ...late(place, titles.join(', '))];
}
