import type { Happening } from '../../src/migration/events.ts';
import { between, DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import type { Slack } from '../../src/slack/web/port.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import { memoryStore } from './memory-store.ts';
import { Killed, type PaperBot, type Point, paperBot, type Site, type Value } from './paper-bot.ts';
import { keysOf, paperPages } from './paper-pages.ts';
import { paperSlack } from './paper-slack.ts';
import { beginnings, help, planned, portOf, quietZendesk, START, shop, ticket } from './small-world.ts';

/** What stands outside of the bot's process, and outlives it. */
export interface Outside {
  readonly slack: Slack;
  readonly zendesk: Zendesk & ZendeskWrites;
  readonly site: Site;
  readonly now: () => Instant;
}

/** Starts the bot, each time on what the former one left behind. */
export type Start = (outside: Outside) => Promise<PaperBot>;

/** A Slack and a Zendesk, what people do in Zendesk, and what can be seen of both. */
export interface NightWorld {
  readonly outside: Outside;
  readonly pass: (ms: number) => void;
  readonly convert: (brand: string) => void;
  /** The web developer puts this key on the brand's pages. */
  readonly exchange: (brand: string, key: 'new' | 'old') => void;
  /** A visitor writes where messaging shows. */
  readonly converse: (brand: string) => void;
  readonly posts: () => readonly SeenPost[];
  /** Channel and name. */
  readonly files: () => readonly string[];
  /** Every change that Zendesk took: `limit 1`, `tag+ 101`. */
  readonly written: () => readonly string[];
}

export interface SeenPost {
  readonly key: string;
  readonly text: string;
  readonly blocks: unknown;
}

export interface PaperNight {
  readonly bot: PaperBot;
  readonly world: Pick<NightWorld, 'posts' | 'files' | 'written'>;
  readonly restarts: number;
}

export const brands = [shop, help] as const;

/** The bot in the test's own process, on a store in memory. */
export function inThisProcess(point: Point): Start {
  let store: ReturnType<typeof memoryStore> | undefined;
  return async ({ slack, zendesk, site, now }) => {
    store ??= memoryStore(now);
    return paperBot({ store, slack, zendesk, site, clock: now }, point);
  };
}

/** Both as lists and variables, in this process. */
export function paperWorld(from: Instant = START): NightWorld {
  let now = from;
  const clock = () => now;
  const desk = quietZendesk(brands);
  desk.tickets = [101, 102, 103].map((id) => ticket(id, 'chat', 7001, now));
  const slack = paperSlack();
  const pages = paperPages();
  const written: string[] = [];
  return {
    outside: { slack: slack.port, zendesk: noting(portOf(desk, brands, clock), written), site: pages.site, now: clock },
    pass: (ms) => {
      now = later(now, ms);
    },
    convert: (brand) => {
      desk.widgets[brand] = 'messaging';
    },
    exchange: pages.exchange,
    converse: (brand) => {
      const index = brands.map(String).indexOf(brand);
      if (desk.tickets.some(({ id }) => id === 900 + index)) return;
      desk.tickets.push(ticket(900 + index, 'native_messaging', 7001 + index, now));
    },
    posts: () => slack.posts.map(({ mark, message }) => ({ key: mark.key, ...message })),
    files: () => slack.files,
    written: () => written,
  };
}

/** When the window opens, where, and when the bot is not there. */
export interface Course {
  readonly minutesAhead?: number;
  readonly timeZone?: string;
  /** Brands that turn by the key on their pages. */
  readonly swapped?: readonly string[];
  /** Minutes from T0 after which the approver asks for the way back. */
  readonly backAfter?: number;
  /** Minutes from T0, from the first to the second of which no bot runs. */
  readonly down?: readonly [from: number, to: number];
}

/** A whole cutover of two brands, from the plan to the last comparison, with willing people who press what Slack shows them. */
export async function paperNight(
  start: Start,
  world: NightWorld = paperWorld(),
  { minutesAhead = 26, timeZone = 'UTC', swapped = [], backAfter, down }: Course = {},
): Promise<PaperNight> {
  const { outside } = world;
  const { now } = outside;
  let bot = await start(outside);
  for (const [user, ...happened] of beginnings) await bot.say(user, happened);
  // What was said before the plan was said before what is approved with it.
  world.pass(SECOND_MS);
  const opensAt = later(now(), minutesAhead * MINUTE_MS);
  await bot.say('ADMIN', [
    { type: 'account_described', kind: 'production', timeZone },
    { type: 'home_channel', channel: 'C1' },
    withSwapped(planned({ now }, brands, minutesAhead, timeZone), swapped),
  ]);
  let restarts = 0;
  const alive = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      restarts += 1;
      bot = await start(outside);
    }
  };
  const people = willing(world, () => backAfter !== undefined && now() >= later(opensAt, backAfter * MINUTE_MS));
  while (now() < later(opensAt, 5 * DAY_MS)) {
    if (down && now() >= later(opensAt, down[0] * MINUTE_MS) && now() < later(opensAt, down[1] * MINUTE_MS)) {
      world.pass(between(now(), later(opensAt, down[1] * MINUTE_MS)));
      bot = await start(outside);
    }
    for (let round = 0; round < 40; round += 1) {
      if (!(await bot.isDue())) break;
      await alive(() => bot.settle());
    }
    await alive(() => people(bot));
    world.pass(stepAt(now(), opensAt));
  }
  return { bot, world, restarts };
}

function withSwapped(happened: Happening, swapped: readonly string[]): Happening {
  if (happened.type !== 'scheduled') return happened;
  const turned = happened.plan.brands.map((each) =>
    swapped.includes(each.subdomain) ? { ...each, path: 'swap' as const, keys: keysOf(each.subdomain) } : each,
  );
  return { ...happened, plan: { ...happened.plan, brands: turned } };
}

/** Close steps while the night lasts, long ones before it and when it is over. */
function stepAt(now: Instant, opensAt: Instant): number {
  const since = between(opensAt, now);
  if (since < -75 * MINUTE_MS) return 15 * MINUTE_MS;
  if (since < 54 * MINUTE_MS) return 20 * SECOND_MS;
  return since < 154 * MINUTE_MS ? 5 * MINUTE_MS : 2 * HOUR_MS;
}

/** What Zendesk took is noted, one line a ticket. */
function noting(real: Zendesk & ZendeskWrites, written: string[]): Zendesk & ZendeskWrites {
  return {
    ...real,
    async setChatLimit(limit) {
      await real.setChatLimit(limit);
      written.push(`limit ${limit.limit}`);
    },
    async tagTickets(ids, change) {
      await real.tagTickets(ids, change);
      written.push(...ids.map((id) => `${change.change} ${change.tag} ${id}`));
    },
  };
}

/** Presses what is shown and not yet pressed; who clicks in Zendesk reports it, and a visitor writes where messaging shows. */
function willing(world: NightWorld, wantsBack: () => boolean): (bot: PaperBot) => Promise<void> {
  const pressed = new Set<string>();
  return async (bot) => {
    const all = world.posts().flatMap(({ blocks }) => buttonsOf(blocks));
    const shown = new Set(all.map(({ action, value }) => `${action} ${JSON.stringify(value)}`));
    for (const id of pressed) if (!shown.has(id)) pressed.delete(id);
    for (const { action, value } of all) {
      const id = `${action} ${JSON.stringify(value)}`;
      if (pressed.has(id) || (action === 'cutover_rollback' && !wantsBack())) continue;
      if (action.startsWith('step_confirm')) atHand(value.step ?? '', world);
      await bot.press(action, value);
      pressed.add(id);
    }
  };
}

/** What is done in Zendesk before it is reported in Slack. */
function atHand(step: string, world: NightWorld): void {
  const [id, brand = ''] = step.split(':');
  if (id === 'rb-0-click') world.convert(brand);
  if (id === 'rb-0-swap') world.exchange(brand, 'new');
  if (id === 'rb-0-swap-back') world.exchange(brand, 'old');
  if (id === 'rb-15p-test-conversation') world.converse(brand);
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
