import { z } from 'zod';
import { isJson, type Json, listOf, objectsOf, parseJson, stringOf } from '../slack/json.ts';
import type { SlackWorld } from '../slack/server.ts';
import type { Scene } from '../stage/scene.ts';
import type { ZendeskWorld } from '../zendesk/server.ts';
import type { Observed, SeenButton, SeenDeed, SeenPost } from './observed.ts';

/** Looks at both simulators and at the bot's process. */
export function observe(scene: Scene): Observed {
  const { world, bot } = scene;
  const [{ key, seed, credentials }] = world.accounts;
  return {
    account: key,
    timeZone: stringOf(credentials['timeZone']) ?? 'UTC',
    now: world.clock.now(),
    bot: !bot.isAlive() ? 'dead' : world.slack.connections() === 0 ? 'lonely' : 'connected',
    connected: scene.accounts().find((one) => one.key === key)?.connected ?? false,
    ...inSlack(world.slack, key),
    ...inZendesk(world.zendesk, seed.subdomain),
  };
}

const channelShape = z.object({ id: z.string(), members: z.array(z.string()), messages: z.array(z.custom<Json>(isJson)) });

function inSlack(slack: SlackWorld, account: string) {
  const { channels, users, modals } = slack.snapshot();
  const held = z.array(channelShape).parse(channels);
  const own = held.flatMap(({ id, messages }) =>
    messages.filter((message) => message['user'] === slack.bot.userId).map((message) => ({ id, message })),
  );
  const posts = own.flatMap(({ id, message }): readonly SeenPost[] => {
    const mark = markOf(message);
    return mark && mark.account === account ? [{ key: mark.key, channel: id }] : [];
  });
  const links = held.find(({ id }) => posts.some(({ key, channel }) => key.startsWith('links:') && channel === id));
  const full = new Set(users.filter((user) => user['isBot'] !== true && user['isRestricted'] !== true).map(({ id }) => id));
  const deeds = slack.deeds().filter(({ ok }) => ok);
  return {
    commands: deeds.filter(({ kind }) => kind === 'command').map(seenDeed),
    presses: deeds.filter(({ kind }) => kind === 'press').map(seenDeed),
    whispered: Object.fromEntries(users.map(({ id }) => [String(id), Number(slack.ephemerals(String(id)).at(-1)?.ts ?? 0) * 1000])),
    posts,
    buttons: own.flatMap(({ id, message }) => buttonsIn(id, message, deeds)),
    modals: Object.entries(modals).flatMap(([person, stack]) => {
      const top = stack.at(-1);
      if (top === undefined) return [];
      const { id, callback_id, private_metadata } = top;
      return [{ person, view: String(id), name: String(callback_id), value: textsOf(stringOf(private_metadata)) }];
    }),
    readers: (links?.members ?? []).filter((id) => full.has(id)),
  };
}

function markOf({ metadata }: Json): { readonly account: string; readonly key: string } | undefined {
  const payload = isJson(metadata) ? metadata['event_payload'] : undefined;
  if (!isJson(payload)) return undefined;
  return { account: stringOf(payload['account']) ?? '', key: stringOf(payload['key']) ?? '' };
}

function seenDeed({ at, user, what, value }: Deeds[number]): SeenDeed {
  return { at, user, what, value: textsOf(value) };
}

function textsOf(value: string | undefined): Readonly<Record<string, string>> {
  const parsed = parseJson(value ?? '');
  return isJson(parsed)
    ? Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    : {};
}

type Deeds = ReturnType<SlackWorld['deeds']>;

/** Buttons in actions and beside sections. */
function buttonsIn(channel: string, message: Json, deeds: Deeds): readonly SeenButton[] {
  const ts = String(message['ts']);
  return objectsOf(message['blocks']).flatMap((block) =>
    objectsOf([...listOf(block['elements']), block['accessory']])
      .filter(({ type }) => type === 'button')
      .map((element) => {
        const { action_id: id, value } = element;
        // The same button may stand on the board and in the post that asks.
        const pressed = deeds.findLast((deed) => deed.what === id && deed.value === value);
        return {
          channel,
          ts,
          blockId: stringOf(block['block_id']) ?? '',
          actionId: stringOf(id) ?? '',
          value: textsOf(stringOf(value)),
          pressedAt: pressed?.at ?? 0,
        };
      }),
  );
}

function inZendesk(zendesk: ZendeskWorld, subdomain: string) {
  const { messagingActivated, chatOpen, liveChats, agents, brands, tickets, triggers } = zendesk.snapshot(subdomain);
  const answered = zendesk.log().findLast(({ account, method, status }) => account === subdomain && method === 'GET' && status === 200);
  const talked = new Set(tickets.latest.filter(({ via }) => via === 'native_messaging').map(({ brandId }) => brandId));
  const routing = triggers.find(({ title }) => /messaging/i.test(title));
  return {
    lookedAt: answered?.at ?? 0,
    messagingActivated,
    chatOpen,
    liveChats: liveChats.length,
    online: agents.chat['online'] ?? 0,
    brands: brands.map(({ name, subdomain: host, widget }) => ({ name, subdomain: host, widget })),
    conversations: brands.filter(({ id }) => talked.has(id)).map(({ subdomain: host }) => host),
    routing: routing && { id: routing.id, isActive: routing.active },
  };
}
