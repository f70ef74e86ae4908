import type { WorldName } from './cast.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { accountsOf, CHANNELS, type DemoAccount, PEOPLE, SCOPES, TOKENS } from './scenario.ts';
import { type SlackWorld, startSlack } from './slack/server.ts';
import { startZendesk, type ZendeskWorld } from './zendesk/server.ts';

/** Both simulators on one clock. */
export interface World {
  readonly name: WorldName;
  readonly clock: MovableClock;
  readonly slack: SlackWorld;
  readonly zendesk: ZendeskWorld;
  /** The first is the one that moves. */
  readonly accounts: readonly [DemoAccount, ...DemoAccount[]];
  stop(): Promise<void>;
}

/** How a world begins. */
export interface WorldOptions {
  /** The shop unless told. */
  readonly name?: WorldName;
  /** World time at the start, in milliseconds; the machine's unless told. */
  readonly at?: number;
  /** Whether live chats come and go by themselves; they do unless told. */
  readonly traffic?: boolean;
}

/** Starts both simulators with the people, channels and accounts of `scenario.ts`. */
export async function startWorld({ name = 'shop', at = Date.now(), traffic = true }: WorldOptions = {}): Promise<World> {
  const clock = movableClock(at);
  const accounts = accountsOf(name);
  const { bot: botToken, app: appToken, signingSecret } = TOKENS;
  const [slack, zendesk] = await Promise.all([
    startSlack({ clock, users: PEOPLE, channels: CHANNELS, botToken, appToken, signingSecret, scopes: SCOPES }),
    startZendesk({ clock, traffic, accounts: accounts.map(({ seed }) => seed) }),
  ]);
  return {
    name,
    clock,
    slack,
    zendesk,
    accounts,
    async stop() {
      await Promise.all([slack.stop(), zendesk.stop()]);
    },
  };
}
