import { setTimeout as pause } from 'node:timers/promises';
import { replay } from '../../src/migration/migration.ts';
import { type Instant, instant } from '../../src/migration/time.ts';
import { type FileStore, openFileStore } from '../../src/store/file.ts';
import type { SlackWorld } from '../slack/server.ts';
import type { Scene } from './scene.ts';

/** How a jump to the next event ended: Ferry said or asked something, nothing is due any more, or it took too long. */
export type Reached = 'told' | 'nothing' | 'quiet';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** The bot looks every few minutes while it waits; nobody wants to watch each of these looks. */
const STRIDES = [SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS] as const;
/** Hops without news before the stride grows. */
const PATIENT_HOPS = 4;
/** From so long before a window's start on, time goes in small steps: the night's deadlines are minutes apart. */
const NIGHT_MS = 65 * MINUTE_MS;
const NIGHT_STRIDE_MS = MINUTE_MS;
const LOOK_MS = 8;
/** Machine time: the bot has this long to do what is due, and the whole way this long. */
const SETTLES_MS = 4_000;
const WHOLE_MS = 12_000;
/** Who keeps Slack's or Zendesk's pace sleeps in world time: after so long without a request, the world goes to where the bot wakes. */
const ASLEEP_MS = 150;
/** By day nothing is lost where the bot was only slow, and little by a short breath between two requests. */
const BREATH_MS = 5 * SECOND_MS;
const BREATHES_MS = 20;

/** Lets the world's time pass, hop by hop as the bot has something to do, until it says or asks something new. */
export async function toNextEvent(scene: Scene): Promise<Reached> {
  const { world, bot, database } = scene;
  if (!bot.isAlive()) throw new Error('Ferry does not run: start it first');
  const { clock, slack } = world;
  const now = (): Instant => instant(new Date(clock.now()));
  const store = await openFileStore({ path: database, clock: now, sleep: (ms) => pause(ms) });
  try {
    const before = newsOf(slack);
    const night = await nightOf(store);
    await settled(scene, store, night);
    for (let hops = 0, end = Date.now() + WHOLE_MS; Date.now() < end; hops += 1) {
      if (newsOf(slack) !== before) return 'told';
      const next = await store.nextDue(now());
      if (next === undefined && (await store.due(now(), 1)).length === 0) return 'nothing';
      clock.jump(Math.max(next === undefined ? 0 : Date.parse(next), clock.now() + strideAt(hops, clock.now(), night)));
      await pause(LOOK_MS);
      await settled(scene, store, night);
    }
    return newsOf(slack) === before ? 'quiet' : 'told';
  } finally {
    await store.close();
  }
}

/** When the first night that is planned and not over begins. */
async function nightOf(store: FileStore): Promise<number> {
  const accounts = await store.accounts({ limit: 10 });
  const plans = await Promise.all(accounts.map(async (account) => replay(await store.read(account))));
  const starts = plans.flatMap(({ scheduled, run }) => (scheduled && !run.finishedAt ? [Date.parse(scheduled.plan.opensAt)] : []));
  return Math.min(...starts) - NIGHT_MS;
}

/** How far to go at least: further with every hop, but never past a night's beginning, and in small steps in the night. */
function strideAt(hops: number, now: number, night: number): number {
  const wide = STRIDES[Math.min(STRIDES.length - 1, Math.floor(hops / PATIENT_HOPS))] ?? MINUTE_MS;
  return Math.min(wide, Math.max(night - now, NIGHT_STRIDE_MS));
}

/** Waits until the bot has done all that was due and told all that was to be told. */
async function settled({ world: { clock, slack, zendesk }, bot }: Scene, store: FileStore, night: number): Promise<void> {
  const now = (): Instant => instant(new Date(clock.now()));
  const requests = () => slack.log().length + zendesk.log().length;
  let heard = { requests: requests(), at: Date.now() };
  for (const end = Date.now() + SETTLES_MS; Date.now() < end && bot.isAlive(); await pause(LOOK_MS)) {
    const [due, behind] = await Promise.all([store.due(now(), 1), store.undelivered(1)]);
    if (due.length === 0 && behind.length === 0) return;
    if (requests() !== heard.requests) heard = { requests: requests(), at: Date.now() };
    const wakes = bot.waitsUntil() ?? 0;
    const isShort = clock.now() < night || wakes - clock.now() <= BREATH_MS;
    const patience = isShort ? BREATHES_MS : ASLEEP_MS;
    if (Date.now() - heard.at < patience || wakes <= clock.now()) continue;
    clock.jump(wakes);
    heard = { requests: requests(), at: Date.now() };
  }
}

/** What people would notice: another message, or other buttons. A board that only counts minutes is no news. */
export function newsOf(slack: SlackWorld): string {
  const { channels } = slack.snapshot();
  const messages = channels.flatMap(({ messages: held }) => (Array.isArray(held) ? held : []));
  const buttons = (blocks: unknown) => [...JSON.stringify(blocks ?? []).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
  return messages.map(({ ts, blocks }) => `${ts} ${buttons(blocks).join()}`).join('\n');
}
