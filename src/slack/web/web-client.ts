import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock, Instant } from '../../migration/time.ts';
import { languageOf } from '../locales/texts.ts';
import { called } from './called.ts';
import { channelNamed, membersOf } from './channels.ts';
import { cursorPages } from './cursor-pages.ts';
import type { SlackPerson } from './person.ts';
import { type Found, type Message, type PostMark, type Slack, SlackRefused, SlackUnavailable } from './port.ts';
import { uploadFile } from './upload.ts';

/** Metadata type of Ferry's posts, by which they are found again. */
const EVENT_TYPE = 'ferry_post';
/** What Slack says of a person is asked again after this. */
const PERSON_KEPT_MS = 5 * 60_000;
/** Pages of history that are looked through for one post. */
const HISTORY_PAGES = 10;

export interface WebParts {
  /** Answers people: modals, ephemerals. Never waits behind posts. */
  readonly quick: WebClient;
  /** Posts and files. A 429 here pauses nobody's modal. */
  readonly posts: WebClient;
  readonly clock: Clock;
  /** The workspace's own id: people of another one are strangers. */
  readonly team: () => string;
}

/** Slack's Web API behind the port. */
export function slackWeb({ quick, posts, clock, team }: WebParts): Slack {
  const people = new Map<string, { readonly person: SlackPerson; readonly until: number }>();
  return {
    async person(user) {
      const kept = people.get(user);
      if (kept && kept.until > Date.parse(clock())) return kept.person;
      const answer = await called('users.info', () => quick.users.info({ user, include_locale: true }));
      const person = personOf(userShape.parse(answer).user, team());
      people.set(user, { person, until: Date.parse(clock()) + PERSON_KEPT_MS });
      return person;
    },
    members: (channel) => membersOf(channel, posts),
    channelNamed: (name) => channelNamed(name, quick),
    async post(channel, message, mark, thread) {
      const answer = await called('chat.postMessage', () =>
        posts.chat.postMessage({ ...content(channel, message, mark), ...(thread ? { thread_ts: thread } : {}) }),
      );
      return z.object({ ts: z.string() }).parse(answer).ts;
    },
    async update(channel, ts, message, mark) {
      await called('chat.update', () => posts.chat.update({ ...content(channel, message, mark), ts }));
    },
    find: (channel, mark, since, thread) => findPost(channel, mark, since, thread, posts),
    async hears() {
      try {
        await called('auth.test', () => quick.auth.test());
        return true;
      } catch (error) {
        if (error instanceof SlackUnavailable || error instanceof SlackRefused) return false;
        throw error;
      }
    },
    async whisper(channel, user, message) {
      await called('chat.postEphemeral', () => quick.chat.postEphemeral({ channel, user, text: message.text, blocks: message.blocks }));
    },
    upload: (channel, thread, file) => uploadFile(channel, thread, file, posts),
    async directChannel(user) {
      const answer = await called('conversations.open', () => posts.conversations.open({ users: user }));
      return z.object({ channel: z.object({ id: z.string() }) }).parse(answer).channel.id;
    },
    async openView(trigger, view) {
      const answer = await called('views.open', () => quick.views.open({ trigger_id: trigger, view }));
      return z.object({ view: z.object({ id: z.string() }) }).parse(answer).view.id;
    },
    async updateView(viewId, view) {
      await called('views.update', () => quick.views.update({ view_id: viewId, view }));
    },
    async publishHome(user, blocks) {
      await called('views.publish', () => quick.views.publish({ user_id: user, view: { type: 'home', blocks } }));
    },
  };
}

function content(channel: string, message: Message, { account, key }: PostMark) {
  const mark = key === '' ? {} : { metadata: { event_type: EVENT_TYPE, event_payload: { account, key } } };
  return { channel, text: message.text, blocks: message.blocks, unfurl_links: false, unfurl_media: false, ...mark };
}

const userShape = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    tz: z.string().nullish(),
    locale: z.string().optional(),
    deleted: z.boolean().default(false),
    is_admin: z.boolean().default(false),
    is_owner: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    profile: z.object({ email: z.string().nullish() }).optional(),
  }),
});

function personOf(user: z.infer<typeof userShape>['user'], team: string): SlackPerson {
  const elsewhere = user.is_stranger || (user.team_id !== undefined && user.team_id !== team && team !== '');
  return {
    id: user.id,
    language: languageOf(user.locale),
    timeZone: user.tz ?? undefined,
    email: user.profile?.email ?? undefined,
    inside: !elsewhere && !user.is_restricted && !user.is_ultra_restricted && !user.deleted && !user.is_bot,
    workspaceAdmin: (user.is_admin || user.is_owner) && !elsewhere,
    bot: user.is_bot,
    left: user.deleted,
  };
}

const historyShape = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
        files: z.array(z.object({ name: z.string().nullish() })).optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Looks for our metadata, or for our file by its name. A clock that differs by a minute must not hide a post. */
async function findPost(channel: string, mark: PostMark, since: Instant, thread: string | undefined, client: WebClient): Promise<Found> {
  const oldest = `${Math.floor(Date.parse(since) / 1000) - 60}`;
  const pages = cursorPages(HISTORY_PAGES, async (cursor) => {
    const paging = { channel, oldest, limit: 200, include_all_metadata: true, ...cursor };
    return historyShape.parse(
      await called('conversations.history', () =>
        thread ? client.conversations.replies({ ...paging, ts: thread }) : client.conversations.history(paging),
      ),
    );
  });
  try {
    for await (const { messages } of pages) {
      const found = messages.find(
        ({ metadata, files }) =>
          (metadata?.event_type === EVENT_TYPE &&
            metadata.event_payload['account'] === mark.account &&
            metadata.event_payload['key'] === mark.key) ||
          files?.some(({ name }) => name === mark.key),
      );
      if (found) return { kind: 'found', ts: found.ts };
    }
  } catch (error) {
    if (error instanceof SlackRefused) return { kind: 'cannot_look', why: error.code };
    throw error;
  }
  return { kind: 'absent' };
}
