import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, instant } from '../../src/migration/time.ts';
import { openFileStore } from '../../src/store/file.ts';
import type { SlackWorld } from '../slack/server.ts';
import type { Scene } from './scene.ts';

/** How a jump to the next event ended: Ferry said or asked something, nothing is due any more, or it took too long. */
export type Reached = 'told' | 'nothing' | 'quiet';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** The bot looks every half minute while it waits for a person; nobody wants to watch each of these looks. */
const STRIDES = [SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS] as const;
/** Hops without news before the stride grows. */
const PATIENT_HOPS = 4;
const LOOK_MS = 8;
/** Machine time: the bot has this long to do what is due, and the whole way this long. */
const SETTLES_MS = 2_500;
const WHOLE_MS = 12_000;
/** Who keeps Slack's or Zendesk's pace sleeps in world time: after so long without an end, the world goes to where the bot wakes. */
const PACE_MS = 60;

/** Lets the world's time pass, hop by hop as the bot has something to do, until it says or asks something new. */
export async function toNextEvent({ world: { clock, slack }, bot, database }: Scene): Promise<Reached> {
  if (!bot.isAlive()) throw new Error('Ferry does not run: start it first');
  const store = await openFileStore({ path: database, clock: () => instant(new Date(clock.now())), sleep: (ms) => pause(ms) });
  const now = (): Instant => instant(new Date(clock.now()));
  /** Waits until the bot has done all that was due and told all that was to be told. */
  const settled = async () => {
    const end = Date.now() + SETTLES_MS;
    let paced = Date.now() + PACE_MS;
    while (Date.now() < end && bot.isAlive()) {
      const [due, behind] = await Promise.all([store.due(now(), 1), store.undelivered(1)]);
      if (due.length === 0 && behind.length === 0) return;
      const until = bot.waitsUntil() ?? 0;
      if (Date.now() > paced && until > clock.now()) {
        clock.jump(until);
        paced = Date.now() + PACE_MS;
      }
      await pause(LOOK_MS);
    }
  };
  try {
    const before = newsOf(slack);
    await settled();
    const end = Date.now() + WHOLE_MS;
    for (let hops = 0; Date.now() < end; hops += 1) {
      const next = await store.nextDue(now());
      if (newsOf(slack) !== before) return 'told';
      if (next === undefined && (await store.due(now(), 1)).length === 0) return 'nothing';
      const stride = STRIDES[Math.min(STRIDES.length - 1, Math.floor(hops / PATIENT_HOPS))] ?? MINUTE_MS;
      clock.jump(Math.max(next === undefined ? 0 : Date.parse(next), clock.now() + stride));
      await pause(LOOK_MS);
      await settled();
    }
    return newsOf(slack) === before ? 'quiet' : 'told';
  } finally {
    await store.close();
  }
}

/** What people would notice: another message, or other buttons. A board that only counts minutes is no news. */
export function newsOf(slack: SlackWorld): string {
  const { channels } = slack.snapshot();
  const messages = channels.flatMap(({ messages: held }) => (Array.isArray(held) ? held : []));
  return messages
    .map(
      (message) =>
        `${message.ts} ${[...JSON.stringify(message.blocks ?? []).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id).join()}`,
    )
    .join('\n');
}
