import { z } from 'zod';
import type { Notice, PageChannel, PageMessage, PageState, PageView } from '../page/wire.ts';
import { PEOPLE } from '../scenario.ts';
import { observe } from '../tour/observe.ts';
import { tourOf } from '../tour/tour.ts';
import type { Stage } from './stage.ts';

interface DrawnChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly members: readonly string[];
  readonly messages: readonly PageMessage[];
}

/** The simulator declares its snapshot as plain JSON; its fields are those of `slack/snapshot.ts` and `slack/api/render.ts`. */
function has(field: string): (value: unknown) => boolean {
  return (value) => typeof value === 'object' && value !== null && field in value;
}

/** Everything one person sees, with the world around. What Slack shows to one person alone is gone from a page that was loaded after `loadedAt`. */
export function stateFor(stage: Stage, person: string, loadedAt: number): PageState {
  const scene = stage.scene();
  const { world, bot } = scene;
  const direct = PEOPLE.some(({ id }) => id === person) ? world.slack.directChannel(person) : '';
  const slack = world.slack.snapshot();
  const people = z.array(z.custom<PageState['people'][number]>(has('id'))).parse(slack.users);
  const whispers = (whispersOf(slack.ephemerals)[person] ?? []).filter(({ ts }) => Number(ts) * 1_000 >= loadedAt);
  const isGuest = people.find(({ id }) => id === person)?.isRestricted === true;
  const channels = z.array(z.custom<DrawnChannel>(has('messages'))).parse(slack.channels);
  const seen = channels.filter(({ id, kind, members }) => id === direct || (kind === 'public' && !isGuest) || members.includes(person));
  return {
    scene: stage.number(),
    world: world.name,
    tour: tourOf(observe(scene)),
    notices: noticesFor(people, channels),
    now: world.clock.now(),
    clock: world.clock.state(),
    people,
    channels: seen.map(
      ({ id, name, kind, members, messages }): PageChannel => ({
        id,
        name,
        kind: kind === 'im' ? 'direct' : 'channel',
        hasBot: members.includes(world.slack.bot.userId),
        messages: [...messages, ...whispers.filter((whisper) => whisper.channel === id)].toSorted((a, b) => Number(a.ts) - Number(b.ts)),
      }),
    ),
    modals: z.array(z.custom<PageView>(has('id'))).parse(slack.modals[person] ?? []),
    home: z
      .custom<PageView>(has('id'))
      .nullable()
      .parse(slack.homes[person] ?? null),
    zendesk: world.zendesk.subdomains.map((subdomain) => world.zendesk.snapshot(subdomain)),
    slackAway: scene.isSlackAway(),
    slackFaults: world.slack.faults(),
    bot: { alive: bot.isAlive(), connections: world.slack.connections(), lines: bot.lines().slice(-40) },
    accounts: scene.accounts(),
  };
}

type Whisper = PageMessage & { readonly channel: string };

function whispersOf(ephemerals: unknown): Readonly<Record<string, readonly Whisper[]>> {
  return z.record(z.string(), z.array(z.custom<Whisper>(has('channel')))).parse(ephemerals);
}

/** So many are kept: what a person would still find under their bell. */
const MOST_NOTICES = 40;

/** Messages that name somebody or come to them directly, as Slack notifies of them. */
function noticesFor(people: PageState['people'], channels: readonly DrawnChannel[]): readonly Notice[] {
  const known = people.filter(({ isBot }) => !isBot).map(({ id }) => id);
  const notices = channels.flatMap(({ id: channel, kind, members, messages }) =>
    messages.flatMap(({ ts, text, user, blocks }) => {
      const told = `${text} ${JSON.stringify(blocks ?? [])}`;
      const isFor = (id: string) => id !== user && members.includes(id) && (kind === 'im' || told.includes(`<@${id}>`));
      return known.filter(isFor).map((person): Notice => ({ person, channel, ts, text }));
    }),
  );
  return notices.toSorted((a, b) => Number(a.ts) - Number(b.ts)).slice(-MOST_NOTICES);
}
