import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { readReport, writeReport } from '../../src/checklist/readings.ts';
import { noteAsked } from '../../src/cutover/control/asking.ts';
import { acceptDuty, confirmers, confirmStep, finish, typePhrase } from '../../src/cutover/decisions.ts';
import { advance, type RunnerParts } from '../../src/cutover/runner.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { type Decision, sign } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import type { Fingerprint } from '../../src/migration/plan.ts';
import { type Statement, signerOf } from '../../src/migration/sign-offs.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { deliver, slackAway } from '../../src/slack/posts/deliver.ts';
import { type Slack, SlackUnavailable } from '../../src/slack/web/port.ts';
import type { Store } from '../../src/store/port.ts';
import { record } from '../../src/store/record.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import { type PaperSlack, paperSlack } from './paper-slack.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld, ticket } from './small-world.ts';

/** The process was killed here: nothing of it goes on. */
export class Killed extends Error {}

/** Called before and after everything that lasts or leaves the process; what it throws is what the caller meets. */
export type Point = (name: string, moment: 'before' | 'after') => void;

export interface PaperNight {
  readonly world: SmallWorld;
  readonly slack: PaperSlack;
  /** Every change that Zendesk took: `limit 1`, `tag+ 101`. */
  readonly written: string[];
  readonly restarts: number;
}

const brands = [shop, help] as const;

/** A whole cutover of two brands, from the plan to the last comparison, with willing people who press what Slack shows them. */
export async function paperNight(point: Point): Promise<PaperNight> {
  const world = await smallWorld(brands);
  const slack = paperSlack();
  const written: string[] = [];
  world.zendesk.tickets = [101, 102, 103].map((id) => ticket(id, 'chat', 7001, world.now()));
  await world.say('ADMIN', { type: 'home_channel', channel: 'C1' }, planned(world, brands, 26));
  const port = await world.parts.zendeskOf(key, await world.migration());
  note(port, written);
  let bot = newBot(world, slack, port, point);
  let restarts = 0;
  const people = willing(world, slack);
  const alive = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      restarts += 1;
      bot = newBot(world, slack, port, point);
    }
  };
  const start = world.now();
  const end = later(start, 5 * DAY_MS);
  while (world.now() < end) {
    for (let round = 0; round < 40; round += 1) {
      if (!(await isDue(world))) break;
      await alive(() => bot.settle());
    }
    await alive(() => people(bot));
    world.pass(stepAt(world.now(), start));
  }
  return { world, slack, written, restarts };
}

/** Close steps while the night lasts, long ones when it is over. */
function stepAt(now: Instant, start: Instant): number {
  if (now < later(start, 80 * MINUTE_MS)) return 20 * SECOND_MS;
  return now < later(start, 3 * HOUR_MS) ? 5 * MINUTE_MS : 2 * HOUR_MS;
}

async function isDue(world: SmallWorld): Promise<boolean> {
  const { store } = world.parts;
  return (await store.due(world.now(), 1)).length > 0 || (await store.undelivered(1)).length > 0;
}

interface Bot {
  readonly settle: () => Promise<void>;
  readonly press: (user: string, decide: (migration: Migration) => Decision) => Promise<void>;
}

/** A process of its own: with it dies all that is not in the store, in Slack or in Zendesk. */
function newBot(world: SmallWorld, slack: PaperSlack, port: Zendesk & ZendeskWrites, point: Point): Bot {
  const gate = watched(point);
  const store = gate.wrap<Store>('store', world.parts.store, ['append', 'saveReport', 'savePost', 'delivered', 'rest']);
  const zendesk = gate.wrap('zendesk', port);
  const talking = gate.wrap<Slack>('slack', slack.port);
  const clock = () => world.now();
  const parts: RunnerParts = {
    store,
    clock,
    zendeskOf: async () => zendesk,
    notesOf: (migration) => world.parts.notesOf(migration),
    topUp: async () => undefined,
    slackAway: async (account) => (await slackAway(account, { store, clock })) || !(await heard(talking)),
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
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return {
    async settle() {
      await advance(key, parts);
      await deliver(key, { store, slack: talking, clock, log, asked, turn: async () => {} });
    },
    press: async (user, decide) => void (await record(store, key, { kind: 'person', slackUserId: user }, decide)),
  };
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

/** Lets nothing through any more once it was killed. */
function watched(point: Point) {
  let dead = false;
  const at = (name: string, moment: 'before' | 'after') => {
    if (dead) throw new Killed(name);
    try {
      point(name, moment);
    } catch (error) {
      dead ||= error instanceof Killed;
      throw error;
    }
  };
  return {
    wrap<T extends object>(name: string, real: T, only?: readonly (keyof T & string)[]): T {
      return new Proxy(real, {
        get(target, property) {
          const value: unknown = Reflect.get(target, property);
          if (typeof value !== 'function' || typeof property !== 'string') return value;
          if (only && !only.some((each) => each === property)) return value.bind(target);
          return async (...args: unknown[]) => {
            at(`${name}.${property}`, 'before');
            const result: unknown = await Reflect.apply(value, target, args);
            at(`${name}.${property}`, 'after');
            return result;
          };
        },
      });
    },
  };
}

/** What Zendesk took, one line a ticket. */
function note(port: Zendesk & ZendeskWrites, written: string[]): void {
  const real = { ...port };
  port.setChatLimit = async (limit) => {
    await real.setChatLimit(limit);
    written.push(`limit ${limit.limit}`);
  };
  port.tagTickets = async (ids, change) => {
    await real.tagTickets(ids, change);
    written.push(...ids.map((id) => `${change.change} ${change.tag} ${id}`));
  };
}

/** Presses what is shown and not yet pressed; who clicks in Zendesk reports it, and a visitor writes where messaging shows. */
function willing(world: SmallWorld, slack: PaperSlack): (bot: Bot) => Promise<void> {
  const pressed = new Set<string>();
  return async (bot) => {
    const all = slack.posts.flatMap(({ message }) => buttonsOf(message.blocks));
    const shown = new Set(all.map(({ action, value }) => `${action} ${JSON.stringify(value)}`));
    for (const id of pressed) if (!shown.has(id)) pressed.delete(id);
    for (const { action, value } of all) {
      const id = `${action} ${JSON.stringify(value)}`;
      if (pressed.has(id)) continue;
      await react(action, value, world, bot);
      pressed.add(id);
    }
  };
}

interface Value {
  readonly statement?: Statement;
  readonly of?: string;
  readonly asked?: 'promise' | 'presence';
  readonly step?: string;
  readonly brand?: string;
}

function buttonsOf(blocks: unknown): readonly { readonly action: string; readonly value: Value }[] {
  const found: { action: string; value: Value }[] = [];
  JSON.stringify(blocks, (_key, each: unknown) => {
    if (typeof each === 'object' && each !== null && 'action_id' in each && 'value' in each)
      found.push({ action: String(each.action_id), value: JSON.parse(String(each.value)) as Value }); // written by pressValue
    return each;
  });
  return found;
}

async function react(action: string, value: Value, world: SmallWorld, bot: Bot): Promise<void> {
  const as = (user: string) => ({ user, everywhere: false });
  const readings = readReport(await world.parts.store.report(key)).readings;
  const [kind] = action.split(':');
  switch (kind) {
    case 'signoff_approve': {
      const { statement, of } = value;
      if (statement === undefined || of === undefined) return;
      const user = signerOf[statement].toUpperCase();
      return bot.press(user, (now) =>
        sign(now, as(user), statement, 'yes', of as Fingerprint, subjectOf(statement, { migration: now, readings })),
      );
    }
    case 'operator_accept':
      return bot.press('OPERATOR', (now) => acceptDuty(now, as('OPERATOR'), value.asked ?? 'presence'));
    case 'gate_open':
      return bot.press('OPERATOR', (now) => typePhrase(now, as('OPERATOR'), value.brand ?? '', `convert ${value.brand}`));
    case 'cutover_finish':
      return bot.press('APPROVER', (now) => finish(now, as('APPROVER'), readings));
    case 'step_confirm':
      return confirm(value.step ?? '', world, bot);
    default:
  }
}

async function confirm(step: string, world: SmallWorld, bot: Bot): Promise<void> {
  const [id, brand = ''] = step.split(':');
  const index = brands.map(String).indexOf(brand);
  if (id === 'rb-0-click') world.zendesk.widgets[brand] = 'messaging';
  const written = world.zendesk.tickets.some((each) => each.id === 900 + index);
  if (id === 'rb-15p-test-conversation' && !written)
    world.zendesk.tickets.push(ticket(900 + index, 'native_messaging', 7001 + index, world.now()));
  const line = lineOf(step, await world.migration());
  const user = (line ? (confirmers(line.step.asks)[0] ?? 'lead') : 'lead').toUpperCase();
  await bot.press(user, (now) => confirmStep(now, { user, everywhere: false }, step, undefined, []));
}

/** What has to be the same however often the bot was killed: everything but moments and readings that come again. */
export function factsOf(happened: readonly Happening[]): readonly string[] {
  const comesAgain = ['live_chats_read', 'live_agents_read', 'widget_read', 'gate_looked', 'write_tried', 'undo_tried'];
  return happened
    .filter(({ type }) => !comesAgain.includes(type))
    .map((each) => JSON.stringify(each, (name, value: unknown) => (name === 'saw' || name === 'opensAt' ? undefined : value)))
    .toSorted();
}
