import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { called } from './called.ts';

const MEMBER_PAGES = 100;
/** An app is in hundreds of channels at most; Slack advises 200 a page. */
const CHANNEL_PAGES = 10;
const A_PAGE = 200;

const paged = { response_metadata: z.object({ next_cursor: z.string().optional() }).optional() };
const membersShape = z.object({ members: z.array(z.string()), ...paged });
const channelsShape = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string().optional() })), ...paged });

/** Everybody in a channel. conversations.members, all pages. */
export async function membersOf(channel: string, client: WebClient): Promise<readonly string[]> {
  const all: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MEMBER_PAGES; page += 1) {
    const answer = membersShape.parse(
      await called('conversations.members', () => client.conversations.members({ channel, limit: A_PAGE, ...(cursor ? { cursor } : {}) })),
    );
    all.push(...answer.members);
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return all;
  }
  return all;
}

/** The channel of this name among those that Ferry is in. users.conversations: what it is not in it could not post to anyway. */
export async function channelNamed(name: string, client: WebClient): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < CHANNEL_PAGES; page += 1) {
    const options = { types: 'public_channel,private_channel', exclude_archived: true, limit: A_PAGE, ...(cursor ? { cursor } : {}) };
    const answer = channelsShape.parse(await called('users.conversations', () => client.users.conversations(options)));
    const found = answer.channels.find((channel) => channel.name === name);
    if (found) return found.id;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}
