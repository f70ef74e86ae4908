import { LogLevel, WebClient } from '@slack/web-api';
import { movableClock, type WorldClock } from '../../playground/clock.ts';
import { startSlack } from '../../playground/slack/server.ts';
import { BOT } from '../../playground/slack/types.ts';
import { brand, tokens } from '../../playground/zendesk/seeds/parts.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../playground/zendesk/server.ts';
import { PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { type Instant, instant } from '../../src/migration/time.ts';
import { slackWeb } from '../../src/slack/web/web-client.ts';
import { zendeskClient } from '../../src/zendesk/client.ts';
import { brands, type NightWorld } from './paper-night.ts';
import { help, START, shop } from './small-world.ts';
import type { Unsteady } from './unsteady.ts';

const people = ['ADMIN', 'LEAD', 'APPROVER', 'OPERATOR', 'BACKUP'];
const GROUP = 9_001;
/** Slack gives each block an id of its own. */
function withoutIds(blocks: unknown): unknown {
  return JSON.parse(JSON.stringify(blocks, (name, value: unknown) => (name === 'block_id' ? undefined : value)));
}

const CAREFUL = { rejectRateLimitedCalls: true, retryConfig: { retries: 0 }, timeout: 10_000, logLevel: LogLevel.ERROR };

export interface ServedNight extends NightWorld {
  readonly close: () => Promise<void>;
}

/** Both simulators on servers of their own, and the product's own clients, on lines that may fail. */
export async function servedWorld(linesOn: (now: () => Instant) => Unsteady): Promise<ServedNight> {
  const clock = movableClock(Date.parse(START), 0);
  const now = () => instant(new Date(clock.now()));
  const lines = linesOn(now);
  let planned = clock.now();
  const { slack, zendesk } = await servers(clock);
  const toSlack = await lines.line(Number(new URL(slack.apiUrl).port));
  const toZendesk = await lines.line(zendesk.port);
  const through = toZendesk.through;
  const desk = zendesk.account(shop);
  desk.allAgents('offline');
  const clients = () => new WebClient('xoxb-test', { slackApiUrl: toSlack.through(slack.apiUrl), ...CAREFUL });
  const messages = () => {
    const channels = ['C1', ...people.map((each) => slack.directChannel(each))];
    return channels.flatMap((id) => slack.messages(id)).flatMap((thread) => [thread, ...thread.replies]);
  };
  const names = () => new Map(slack.files().map(({ id, name }) => [id, name]));
  const conversed = new Set<string>();
  return {
    outside: {
      now,
      site: {
        async fetchPage(address) {
          throw new PageUnreachable(address);
        },
      },
      slack: slackWeb({ quick: clients(), posts: clients(), clock: now, team: () => '' }),
      zendesk: zendeskClient(
        { subdomain: shop, credentials: { support: { token: `zd_${shop}` }, chat: { token: `chat_${shop}` } } },
        {
          zendeskUrl: through(zendesk.urls.zendesk),
          streamUrl: through(zendesk.urls.stream),
          statusUrl: through(zendesk.urls.status),
          clock: now,
          ratePerMinute: 100_000,
          // Whoever waits has the clock go on.
          sleep: async (ms) => {
            const until = clock.now() + ms;
            await new Promise((resolve) => setImmediate(resolve));
            if (clock.now() < until) clock.jump(until);
          },
        },
      ),
    },
    // Whoever had to wait meanwhile has used up some of it: people come at the same moments in every night.
    pass(ms) {
      planned += ms;
      if (clock.now() < planned) clock.jump(planned);
    },
    convert(each) {
      desk.convertWidget([each]);
      if (each === brands.at(-1)) desk.allAgents('online');
    },
    // Its brands are converted, and no page of theirs is read.
    exchange: () => {},
    converse(each) {
      if (conversed.has(each)) return;
      conversed.add(each);
      desk.startConversation({ brand: each, group: GROUP });
    },
    posts: () =>
      messages()
        .filter(({ metadata }) => metadata !== undefined)
        .map(({ text, blocks, metadata }) => ({ key: JSON.stringify(metadata?.['event_payload']), text, blocks: withoutIds(blocks) })),
    files: () => messages().flatMap(({ channel, files = [] }) => files.map((id) => `${channel} ${names().get(id) ?? id}`)),
    written: () =>
      zendesk
        .log()
        .filter(({ method, status }) => method !== 'GET' && status < 300)
        .map(({ method, path }) => `${method} ${path}`),
    async close() {
      await Promise.all([toSlack.close(), toZendesk.close()]);
      await Promise.all([slack.stop(), zendesk.stop()]);
    },
  };
}

async function servers(clock: WorldClock) {
  const seed = harborShop({
    ...rulesReady(GROUP),
    subdomain: shop,
    plan: 'suite_enterprise',
    brands: [brand(7_001, 'Shop', shop), brand(7_002, 'Help', help)],
    tokens: tokens(shop, 60_001),
    historyWeeks: 1,
    unsolvedChats: 3,
  });
  const users = people.map((id) => ({ id, name: id.toLowerCase(), realName: id, locale: 'en-US', tz: 'UTC' }) as const);
  const [slack, zendesk] = await Promise.all([
    startSlack({
      clock,
      users,
      channels: [{ id: 'C1', name: 'migration', members: [...people, BOT.userId] }],
      scopes: ['channels:history', 'channels:read', 'chat:write', 'files:read', 'files:write', 'im:history', 'im:write', 'users:read'],
      botToken: 'xoxb-test',
      appToken: 'xapp-test',
      signingSecret: 'test',
      rateLimits: false,
    }),
    startZendesk({ clock, accounts: [seed], traffic: false, limitFactor: 1_000 }),
  ]);
  return { slack, zendesk };
}
