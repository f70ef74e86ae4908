import type { FetchPage } from '../../src/checklist/look/site/port.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { readReport, writeReport } from '../../src/checklist/readings.ts';
import { noteAsked } from '../../src/cutover/control/asking.ts';
import { rollBack } from '../../src/cutover/control/roll-back.ts';
import { acceptDuty, confirmers, confirmStep, finish, typePhrase } from '../../src/cutover/decisions.ts';
import { advance, type RunnerParts } from '../../src/cutover/runner.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { type Decision, sign } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import type { Fingerprint } from '../../src/migration/plan.ts';
import { type Statement, signerOf } from '../../src/migration/sign-offs.ts';
import { type Clock, type Instant, later } from '../../src/migration/time.ts';
import { deliver, slackAway } from '../../src/slack/posts/deliver.ts';
import { noteUnseen, type Unseen } from '../../src/slack/posts/outside/unseen.ts';
import { type Slack, SlackUnavailable } from '../../src/slack/web/port.ts';
import type { Store } from '../../src/store/port.ts';
import { record } from '../../src/store/record.ts';
import { againstPlan } from '../../src/window/against.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import { key } from './small-world.ts';

/** The process was killed here: nothing of it goes on. */
export class Killed extends Error {}

/** Called before and after everything that lasts or leaves the process; what it throws is what the caller meets. */
export type Point = (name: string, moment: 'before' | 'after') => void | Promise<void>;

/** What a button carries. */
export interface Value {
  readonly statement?: Statement;
  readonly of?: string;
  readonly asked?: 'promise' | 'presence';
  readonly step?: string;
  readonly brand?: string;
}

/** A process of its own: with it dies all that is not in the store, in Slack or in Zendesk. */
export interface PaperBot {
  /** What somebody says that is no accident's business: no point is passed. */
  readonly say: (user: string, happened: readonly Happening[]) => Promise<void>;
  readonly isDue: () => Promise<boolean>;
  readonly settle: () => Promise<void>;
  /** Somebody with the right role presses it. */
  readonly press: (action: string, value: Value) => Promise<void>;
  readonly events: () => Promise<readonly Happening[]>;
  /** Its night is over. */
  readonly end: () => void;
}

/** The public Internet, as far as it is read. */
export interface Site {
  readonly fetchPage: FetchPage;
}

interface PaperBotParts {
  readonly store: Store;
  readonly slack: Slack;
  readonly zendesk: Zendesk & ZendeskWrites;
  readonly site: Site;
  readonly clock: Clock;
}

/** The runner and the outbox as the app puts them together, with every write and every request passing a point. */
export function paperBot({ store: real, clock, ...ports }: PaperBotParts, point: Point): PaperBot {
  const { at, wrap } = watched(point);
  const zendesk = wrap('zendesk', ports.zendesk);
  const slack = wrap<Slack>('slack', ports.slack);
  const { fetchPage } = wrap('site', ports.site);
  const store: Store = {
    ...wrap<Store>('store', real, ['saveReport', 'savePost', 'delivered', 'rest']),
    async append(account, after, by, happened) {
      const name = `store.append ${happened.map(named).join(' ')}`;
      await at(name, 'before');
      const events = await real.append(account, after, by, happened);
      await at(name, 'after');
      return events;
    },
    // A lease is written twice: as it is taken, and as it is given back.
    async exclusively(account, work) {
      await at('store.take_lease', 'before');
      const done = await real.exclusively(account, async () => {
        await at('store.take_lease', 'after');
        const worked = await work();
        await at('store.give_lease_back', 'before');
        return worked;
      });
      await at('store.give_lease_back', 'after');
      return done;
    },
  };
  const parts: RunnerParts = {
    store,
    clock,
    zendeskOf: async () => zendesk,
    notesOf: () => ({ guard: 'guarded', notSwitched: 'not switched' }),
    windowAgainst: againstPlan,
    hasLeft: async () => false,
    topUp: async () => undefined,
    fetchPage,
    slackAway: async (account) => (await slackAway(account, { store, clock })) || !(await heard(slack)),
    looked: new Map(),
    async lookAgain(account, migration, wanted = topics) {
      const before = readReport(await store.report(account));
      const report = await lookThrough(migration, before, { zendesk, clock, shares: async () => [] }, wanted);
      await store.saveReport(account, writeReport(report));
      return report;
    },
  };
  const asked = async (_account: typeof key, line: string) =>
    void (await record(store, key, { kind: 'bot' }, (migration) => noteAsked(migration, line)));
  const unseen = async (_account: typeof key, post: Unseen) =>
    void (await record(store, key, { kind: 'bot' }, (migration) => noteUnseen(migration, post)));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const begunAt = clock();
  const hear = async (user: string, decide: (migration: Migration) => Decision) =>
    void (await record(store, key, { kind: 'person', slackUserId: user }, decide));
  // As the app: what could not be delivered is tried again after a while, and by whoever starts anew at once.
  let again: Instant | undefined;
  const mayDeliver = () => again === undefined || clock() >= again;
  return {
    async say(user, happened) {
      await real.append(key, (await real.read(key)).length, { kind: 'person', slackUserId: user }, happened);
    },
    isDue: async () => (await real.due(clock(), 1)).length > 0 || (mayDeliver() && (await real.undelivered(1)).length > 0),
    async settle() {
      await advance(key, parts);
      if (!mayDeliver()) return;
      const outcome = await deliver(key, { store, slack, clock, begunAt, log, asked, unseen, turn: async () => {} });
      again = outcome && later(clock(), outcome.retryAfterMs);
    },
    press: (action, value) => react(action, value, real, hear),
    events: async () => (await real.read(key)).map(({ happened }) => happened),
    end: () => {},
  };
}

function phraseOf(brand: string | undefined, { scheduled }: Migration): string {
  return `${scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand)?.path} ${brand}`;
}

/** `step_said:rb-0-click:shop`: what would be lost with this append. */
function named(happened: Happening): string {
  return 'step' in happened ? `${happened.type}:${happened.step}` : happened.type;
}

/** Which brand, page or post it is about, and whether that was sent; moments and numbers differ from night to night. */
function about(args: readonly unknown[]): string {
  const words = args.flatMap((arg) => {
    if (typeof arg === 'string') return /^[{[]|^\d/.test(arg) ? [] : [arg];
    if (typeof arg !== 'object' || arg === null || !('key' in arg)) return [];
    return [String(arg.key), ...('ts' in arg && arg.ts !== undefined ? ['sent'] : [])];
  });
  return words.map((word) => ` ${word.replaceAll(/\d+/g, '#')}`).join('');
}

/** As the port promises: a Slack that cannot be asked does not hear. */
async function heard(slack: Slack): Promise<boolean> {
  try {
    return await slack.hears();
  } catch (error) {
    if (error instanceof SlackUnavailable) return false;
    throw error;
  }
}

interface Watched {
  readonly at: (name: string, moment: 'before' | 'after') => Promise<void>;
  readonly wrap: <T extends object>(name: string, real: T, only?: readonly (keyof T & string)[]) => T;
}

/** Lets nothing through any more once it was killed. */
function watched(point: Point): Watched {
  let dead = false;
  const at = async (name: string, moment: 'before' | 'after') => {
    if (dead) throw new Killed(name);
    try {
      await point(name, moment);
    } catch (error) {
      dead ||= error instanceof Killed;
      throw error;
    }
  };
  return {
    at,
    wrap<T extends object>(name: string, real: T, only?: readonly (keyof T & string)[]): T {
      return new Proxy(real, {
        get(target, property) {
          const value: unknown = Reflect.get(target, property);
          if (typeof value !== 'function' || typeof property !== 'string') return value;
          if (only && !only.some((each) => each === property)) return value.bind(target);
          return async (...args: unknown[]) => {
            const what = `${name}.${property}${about(args)}`;
            await at(what, 'before');
            const result: unknown = await Reflect.apply(value, target, args);
            await at(what, 'after');
            return result;
          };
        },
      });
    },
  };
}

type Hear = (user: string, decide: (migration: Migration) => Decision) => Promise<void>;

async function react(action: string, value: Value, store: Store, hear: Hear): Promise<void> {
  const as = (user: string) => ({ user, everywhere: false });
  const readings = readReport(await store.report(key)).readings;
  const [kind] = action.split(':');
  switch (kind) {
    case 'signoff_approve': {
      const { statement, of } = value;
      if (statement === undefined || of === undefined) return;
      const user = signerOf[statement].toUpperCase();
      return hear(user, (now) =>
        sign(now, as(user), statement, 'yes', of as Fingerprint, subjectOf(statement, { migration: now, readings })),
      );
    }
    case 'operator_accept':
      return hear('OPERATOR', (now) => acceptDuty(now, as('OPERATOR'), value.asked ?? 'presence'));
    case 'gate_open':
      return hear('OPERATOR', (now) => typePhrase(now, as('OPERATOR'), value.brand ?? '', phraseOf(value.brand, now)));
    case 'cutover_rollback':
      return hear('APPROVER', (now) => rollBack(now, as('APPROVER'), 'the page is broken'));
    case 'cutover_finish':
      return hear('APPROVER', (now) => finish(now, as('APPROVER'), readings));
    case 'step_confirm': {
      const step = value.step ?? '';
      const line = lineOf(step, replay(await store.read(key)));
      const user = (line ? (confirmers(line.step.asks)[0] ?? 'lead') : 'lead').toUpperCase();
      return hear(user, (now) => confirmStep(now, as(user), step, undefined, []));
    }
    default:
  }
}
