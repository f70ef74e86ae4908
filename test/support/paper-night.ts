import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import type { Slack } from '../../src/slack/web/port.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import { memoryStore } from './memory-store.ts';
import { Killed, type PaperBot, type Point, paperBot, type Value } from './paper-bot.ts';
import { type PaperSlack, paperSlack } from './paper-slack.ts';
import { beginnings, help, planned, portOf, quietZendesk, type SmallZendesk, START, shop, ticket } from './small-world.ts';

/** What stands outside of the bot's process, and outlives it. */
export interface Outside {
  readonly slack: Slack;
  readonly zendesk: Zendesk & ZendeskWrites;
  readonly now: () => Instant;
}

/** Starts the bot, each time on what the former one left behind. */
export type Start = (outside: Outside) => Promise<PaperBot>;

export interface PaperNight {
  readonly bot: PaperBot;
  readonly slack: PaperSlack;
  /** Every change that Zendesk took: `limit 1`, `tag+ 101`. */
  readonly written: readonly string[];
  readonly restarts: number;
}

const brands = [shop, help] as const;

/** The bot in the test's own process, on a store in memory. */
export function inThisProcess(point: Point): Start {
  let store: ReturnType<typeof memoryStore> | undefined;
  return async ({ slack, zendesk, now }) => {
    store ??= memoryStore(now);
    return paperBot({ store, slack, zendesk, clock: now }, point);
  };
}

/** A whole cutover of two brands, from the plan to the last comparison, with willing people who press what Slack shows them. */
export async function paperNight(start: Start): Promise<PaperNight> {
  let now = START;
  const clock = () => now;
  const desk = quietZendesk(brands);
  desk.tickets = [101, 102, 103].map((id) => ticket(id, 'chat', 7001, now));
  const slack = paperSlack();
  const written: string[] = [];
  const outside = { slack: slack.port, zendesk: noting(portOf(desk, brands, clock), written), now: clock };
  let bot = await start(outside);
  for (const [user, ...happened] of beginnings) await bot.say(user, happened);
  await bot.say('ADMIN', [{ type: 'home_channel', channel: 'C1' }, planned({ now: clock }, brands, 26)]);
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
  const people = willing(desk, slack, clock);
  while (now < later(START, 5 * DAY_MS)) {
    for (let round = 0; round < 40; round += 1) {
      if (!(await bot.isDue())) break;
      await alive(() => bot.settle());
    }
    await alive(() => people(bot));
    now = later(now, stepAt(now, START));
  }
  return { bot, slack, written, restarts };
}

/** Close steps while the night lasts, long ones when it is over. */
function stepAt(now: Instant, start: Instant): number {
  if (now < later(start, 80 * MINUTE_MS)) return 20 * SECOND_MS;
  return now < later(start, 3 * HOUR_MS) ? 5 * MINUTE_MS : 2 * HOUR_MS;
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
function willing(desk: SmallZendesk, slack: PaperSlack, now: () => Instant): (bot: PaperBot) => Promise<void> {
  const pressed = new Set<string>();
  return async (bot) => {
    const all = slack.posts.flatMap(({ message }) => buttonsOf(message.blocks));
    const shown = new Set(all.map(({ action, value }) => `${action} ${JSON.stringify(value)}`));
    for (const id of pressed) if (!shown.has(id)) pressed.delete(id);
    for (const { action, value } of all) {
      const id = `${action} ${JSON.stringify(value)}`;
      if (pressed.has(id)) continue;
      if (action.startsWith('step_confirm')) atHand(value.step ?? '', desk, now());
      await bot.press(action, value);
      pressed.add(id);
    }
  };
}

/** What is done in Zendesk before it is reported in Slack. */
function atHand(step: string, desk: SmallZendesk, now: Instant): void {
  const [id, brand = ''] = step.split(':');
  const index = brands.map(String).indexOf(brand);
  if (id === 'rb-0-click') desk.widgets[brand] = 'messaging';
  if (id === 'rb-15p-test-conversation' && !desk.tickets.some((each) => each.id === 900 + index))
    desk.tickets.push(ticket(900 + index, 'native_messaging', 7001 + index, now));
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
