import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { called } from './called.ts';
import { cursorPages } from './cursor-pages.ts';

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
  const pages = cursorPages(MEMBER_PAGES, async (cursor) =>
    membersShape.parse(await called('conversations.members', () => client.conversations.members({ channel, limit: A_PAGE, ...cursor }))),
  );
  for await (const { members } of pages) all.push(...members);
  return all;
}

/** The channel of this name among those that Ferry is in. users.conversations: what it is not in it could not post to anyway. */
export async function channelNamed(name: string, client: WebClient): Promise<string | undefined> {
  const wanted = { types: 'public_channel,private_channel', exclude_archived: true, limit: A_PAGE };
  const pages = cursorPages(CHANNEL_PAGES, async (cursor) =>
    channelsShape.parse(await called('users.conversations', () => client.users.conversations({ ...wanted, ...cursor }))),
  );
  for await (const { channels } of pages) {
    const found = channels.find((channel) => channel.name === name);
    if (found) return found.id;
  }
  return undefined;
}
