import { listed } from '../../checklist/scope.ts';
import type { Write } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { fingerprint } from '../../migration/plan.ts';
import { type Change, isStanding } from '../../migration/run/changes.ts';
import { planView } from '../../migration/run/earlier.ts';
import { earliest, type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { brandsOf, firstClick, phaseStart } from '../phases.ts';
import { brandIn, routingAhead } from './routing-ahead.ts';

/** One thing to do about one change: begin it, bring it about, or put it back. */
export type WriteMove = { readonly does: 'intend'; readonly write: Write } | { readonly does: 'make' | 'undo'; readonly change: Change };

/** The tag that keeps automations away from the listed tickets; undefined where the account wants none. */
export function guardTag({ settings }: Pick<Migration, 'settings'>): string | undefined {
  const [tag = 'messaging_migration_guard'] = listed(settings['guard-tag']);
  return tag === 'none' ? undefined : tag;
}

/** Between two writes or looks of one account: posts and the night's own looks go before. */
const APART_MS = SECOND_MS;
/** A job of Zendesk's takes some seconds. */
const LOOK_AGAIN_MS = 10 * SECOND_MS;
/** One that could not be begun is looked at again after this. */
const BEGIN_AGAIN_MS = MINUTE_MS;

/** What is to be written now, or when. Reads nothing but the record: what was begun is gone on with after a restart. */
export function writesAhead(
  migration: Migration,
  looked: ReadonlyMap<string, Instant>,
  now: Instant,
): { readonly due: WriteMove | undefined; readonly at: Instant | undefined } {
  const ahead = [...undos(migration), ...makes(migration, now), ...intents(migration)];
  const last = looked.get(WRITES);
  const times = ahead.map(({ move, from }) => ({ move, at: laterOf(from, laterOf(again(move, looked), last && later(last, APART_MS))) }));
  const due = times.find(({ at }) => at === undefined || at <= now)?.move;
  return { due, at: earliest(times.map(({ at }) => at)) };
}

/** Under this name the runner remembers when it last wrote anything for the account. */
export const WRITES = 'writes';

/** Under this name it remembers when it last tried this one. */
export function nameOf(move: WriteMove): string {
  return move.does === 'intend' ? `intend:${move.write}` : `${move.does}:${move.change.write}:${move.change.target}`;
}

function again(move: WriteMove, looked: ReadonlyMap<string, Instant>): Instant | undefined {
  const last = looked.get(nameOf(move));
  return last && later(last, move.does === 'intend' ? BEGIN_AGAIN_MS : LOOK_AGAIN_MS);
}

function laterOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

interface Ahead {
  readonly move: WriteMove;
  /** Not before; undefined: at once. */
  readonly from: Instant | undefined;
}

/** What was begun is gone on with after Finish too: the list of tickets grows until then. */
function makes(migration: Migration, now: Instant): readonly Ahead[] {
  if (!isSigned(migration)) return [];
  return Object.values(migration.changes)
    .filter((change) => change.seenAt === undefined && change.refused === undefined && change.plan === migration.scheduled?.version)
    .filter((change) => !isOver(change, migration, now))
    .map((change) => ({ move: { does: 'make', change }, from: undefined }));
}

function undos(migration: Migration): readonly Ahead[] {
  return Object.values(migration.changes)
    .filter(isStanding)
    .flatMap((change): readonly Ahead[] => {
      const from = overFrom(change, migration);
      return from === 'not_yet' ? [] : [{ move: { does: 'undo', change }, from }];
    });
}

function intents(migration: Migration): readonly Ahead[] {
  if (!isApproved(migration) || migration.run.rolledBack) return [];
  const all = Object.values(migration.changes).filter(({ plan }) => plan === migration.scheduled?.version);
  const { run } = migration;
  const limit = run.steps['rb-15m-stop-new'] !== undefined && firstClick(migration) === undefined;
  const wanted: readonly Write[] = [
    ...(limit && !all.some(({ write }) => write === 'chat_limit') ? (['chat_limit'] as const) : []),
    ...(isRoutingDue(migration) ? (['routing_trigger'] as const) : []),
    ...(guardTag(migration) !== undefined && !all.some(isRefusedTag) && untagged(migration).length > 0 ? (['guard_tag'] as const) : []),
  ];
  return wanted.map((write) => ({ move: { does: 'intend', write }, from: undefined }));
}

function isRoutingDue(migration: Migration): boolean {
  const { make, switchOn } = routingAhead(migration);
  return make.length + switchOn.length > 0;
}

function isRefusedTag({ write, refused }: Change): boolean {
  return write === 'guard_tag' && refused !== undefined;
}

/** Listed tickets that no change of this plan is for. */
export function untagged({ run, changes, scheduled }: Migration): readonly number[] {
  const own = Object.values(changes).filter(({ write, plan }) => write === 'guard_tag' && plan === scheduled?.version);
  const known = new Set(own.flatMap(({ ids, was }) => [...ids, ...was.split(',').map(Number)]));
  return (run.listed?.tickets ?? []).map(({ id }) => id).filter((id) => !known.has(id));
}

/** Nothing new is begun once a window is finished. */
function isApproved(migration: Migration): boolean {
  return migration.run.finishedAt === undefined && isSigned(migration);
}

/** Each write is part of what the plan's approver has signed. */
function isSigned({ scheduled, signOffs, stage }: Migration): boolean {
  if (scheduled === undefined || stage === 'halted') return false;
  const of = fingerprint(scheduled.plan);
  const own = signOffs.filter((one) => one.statement === 'plan' && one.of === of);
  return own.some(({ verdict }) => verdict === 'yes') && !own.some(({ verdict }) => verdict === 'no');
}

function isOver(change: Change, migration: Migration, now: Instant): boolean {
  const from = overFrom(change, migration);
  return from === undefined || (from !== 'not_yet' && from <= now);
}

/** From when on a change is to be put back: at once where its plan has ended without a conversion. */
function overFrom({ write, plan, target }: Change, migration: Migration): Instant | undefined | 'not_yet' {
  const own = planView(plan, migration);
  // A trigger is for good: it goes off only where its brand is not on messaging, whatever plans have come since.
  if (write === 'routing_trigger') return isRouted(brandIn(target), own, migration) ? 'not_yet' : undefined;
  if (own === undefined) return undefined;
  switch (write) {
    case 'chat_limit':
      return own.run.rolledBack || own.run.steps['rb-15p-put-back'] ? undefined : 'not_yet';
    case 'guard_tag':
      return phaseStart('T+4d', own) ?? 'not_yet';
  }
}

function isRouted(brand: string, own: Migration | undefined, { liveBrands }: Migration): boolean {
  return liveBrands.some((each) => each === brand) || (own !== undefined && brandsOf(own).includes(brand));
}
