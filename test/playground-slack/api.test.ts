import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { harbour, refusal, SCOPES } from './world.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('tokens and scopes', () => {
  it('tells the bot who it is', async () => {
    const { client, world } = await harbour();
    expect(await client.auth.test()).toMatchObject({ user_id: world.bot.userId, team_id: world.team.id, bot_id: world.bot.botId });
  });

  it.each([
    ['xoxb-other', 'invalid_auth'],
    ['', 'not_authed'],
    ['xapp-1', 'not_allowed_token_type'],
  ])('refuses the token "%s" with %s', async (token, error) => {
    const { world } = await harbour();
    const client = new WebClient(token, { slackApiUrl: world.apiUrl });
    expect(await refusal(client.auth.test())).toMatchObject({ error });
  });

  it('refuses every call once the app is taken out', async () => {
    const { client, world } = await harbour();
    world.revoke('account_inactive');
    expect(await refusal(client.auth.test())).toMatchObject({ error: 'account_inactive' });
  });

  it('names the scope that is missing', async () => {
    const { client } = await harbour({ scopes: SCOPES.filter((scope) => !['chat:write', 'groups:read'].includes(scope)) });
    const provided = expect.stringContaining('users:read');
    expect(await refusal(client.chat.postMessage({ channel: 'C0MOVE', text: 'a' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided,
    });
    expect(await refusal(client.conversations.list({ types: 'private_channel' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:read',
    });
  });

  it.each<[scope: string, call: (client: WebClient) => Promise<unknown>]>([
    ['im:write', (client) => client.conversations.open({ users: 'U0SUA' })],
    ['mpim:write', (client) => client.conversations.open({ users: 'U0SUA,U0MIA' })],
    ['files:write', (client) => client.files.getUploadURLExternal({ filename: 'a.csv', length: 1 })],
    ['files:write', (client) => client.files.completeUploadExternal({ files: [{ id: 'F0NONE' }] })],
    ['files:read', (client) => client.files.info({ file: 'F0NONE' })],
    ['users:read', (client) => client.users.info({ user: 'U0MIA' })],
    ['users:read.email', (client) => client.users.lookupByEmail({ email: 'mia@harbour.test' })],
    ['usergroups:read', (client) => client.usergroups.users.list({ usergroup: 'S0LEADS' })],
    ['channels:read', (client) => client.conversations.info({ channel: 'C0MOVE' })],
    ['channels:history', (client) => client.conversations.history({ channel: 'C0MOVE' })],
    ['channels:history', (client) => client.conversations.replies({ channel: 'C0MOVE', ts: '1.000000' })],
    ['groups:history', (client) => client.conversations.history({ channel: 'C0SECRET' })],
  ])('asks for %s where it is needed, and for nothing else', async (scope, call) => {
    const { client, world } = await harbour();
    await world.invite('C0SECRET', world.bot.userId);
    const every = [...SCOPES, 'mpim:write'];
    world.grant(every.filter((one) => one !== scope));
    expect(await refusal(call(client))).toMatchObject({ error: 'missing_scope', needed: scope });
    world.grant(every);
    const { error } = await call(client).then(
      () => ({ error: '' }),
      () => refusal(call(client)),
    );
    expect(error).not.toBe('missing_scope');
  });

  it('asks for the scopes of direct messages by the conversation, opened or read', async () => {
    const { client, world } = await harbour();
    const { channel } = await client.conversations.open({ users: 'U0SUA' });
    const id = channel?.id ?? '';
    const without = (scope: string) => world.grant(SCOPES.filter((one) => one !== scope));
    without('im:write');
    expect(await refusal(client.conversations.open({ channel: id }))).toMatchObject({ error: 'missing_scope', needed: 'im:write' });
    without('im:history');
    expect(await client.conversations.open({ channel: id })).toMatchObject({ already_open: true });
    expect(await refusal(client.conversations.history({ channel: id }))).toMatchObject({ error: 'missing_scope', needed: 'im:history' });
  });

  it('keeps addresses to itself without users:read.email', async () => {
    const { client, world } = await harbour();
    world.grant(SCOPES.filter((scope) => scope !== 'users:read.email'));
    expect((await client.users.info({ user: 'U0MIA' })).user?.profile?.email).toBeUndefined();
    world.grant(SCOPES);
    expect((await client.users.info({ user: 'U0MIA' })).user?.profile?.email).toBe('mia@harbour.test');
  });

  it('knows no other methods, and no method without its arguments', async () => {
    const { client } = await harbour();
    expect(await refusal(client.reactions.add({ channel: 'C0MOVE', name: 'x', timestamp: '1' }))).toMatchObject({
      error: 'unknown_method',
    });
    const bare = await refusal(client.apiCall('users.info'));
    expect(bare).toMatchObject({ error: 'invalid_arguments', messages: ['[ERROR] missing required field: user'] });
  });

  it('reads JSON bodies only where Slack does', async () => {
    const { world } = await harbour();
    const call = async (method: string, body: object) => {
      const headers = { authorization: 'Bearer xoxb-1', 'content-type': 'application/json' };
      return (await fetch(world.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    };
    expect(await call('chat.postMessage', { channel: 'C0MOVE', text: 'a', blocks: [section('b')] })).toMatchObject({ ok: true });
    expect(await call('users.info', { user: 'U0MIA' })).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});

describe('messages', () => {
  it.each([
    ['C0OPEN', 'not_in_channel'],
    ['C0SECRET', 'channel_not_found'],
    ['C0NONE', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
  ])('cannot be posted to %s: %s', async (channel, error) => {
    const { client } = await harbour();
    expect(await refusal(client.chat.postMessage({ channel, text: 'a' }))).toMatchObject({ error });
  });

  it('can be posted to open channels with chat:write.public, and after an invitation', async () => {
    const { client, world } = await harbour();
    world.grant([...SCOPES, 'chat:write.public']);
    expect(await client.chat.postMessage({ channel: 'C0OPEN', text: 'a' })).toMatchObject({ ok: true });
    await world.invite('C0SECRET', world.bot.userId);
    expect(await client.chat.postMessage({ channel: 'C0SECRET', text: 'a' })).toMatchObject({ ok: true });
    await world.archive('C0SECRET');
    expect(await refusal(client.chat.postMessage({ channel: 'C0SECRET', text: 'a' }))).toMatchObject({ error: 'is_archived' });
  });

  it('must say something, in blocks that are right and not too long', async () => {
    const { client } = await harbour();
    const channel = 'C0MOVE';
    expect(await refusal(client.apiCall('chat.postMessage', { channel }))).toMatchObject({ error: 'no_text' });
    expect(await refusal(client.apiCall('chat.postMessage', { channel, blocks: '[{' }))).toMatchObject({ error: 'invalid_blocks_format' });
    const wrong = await refusal(client.chat.postMessage({ channel, text: 'a', blocks: [section('')] }));
    expect(wrong).toMatchObject({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    });
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    expect(await refusal(client.chat.postMessage({ channel, text: 'a', blocks }))).toMatchObject({ error: 'msg_blocks_too_long' });
  });

  it('can be changed to, and whispered, 4,000 characters of text, and no more', async () => {
    const { client } = await harbour();
    const channel = 'C0MOVE';
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'x'.repeat(40_001) });
    const most = 'x'.repeat(4000);
    await client.chat.update({ channel, ts, text: most });
    await client.chat.postEphemeral({ channel, user: 'U0SUA', text: most });
    expect(await refusal(client.chat.update({ channel, ts, text: `${most}x` }))).toMatchObject({ error: 'msg_too_long' });
    expect(await refusal(client.chat.postEphemeral({ channel, user: 'U0SUA', text: `${most}x` }))).toMatchObject({ error: 'msg_too_long' });
  });

  it('are rewritten, threaded, linked to, found with their metadata and deleted', async () => {
    const { client, world } = await harbour();
    const channel = 'C0MOVE';
    const metadata = { event_type: 'ferry', event_payload: { key: 'acme' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'board', blocks: [section('one')], metadata });
    const reply = await client.chat.postMessage({ channel, text: 'step', thread_ts: ts });
    await client.chat.update({ channel, ts, text: 'board 2' });
    const history = await client.conversations.history({ channel, include_all_metadata: true });
    expect(history.messages).toMatchObject([{ ts, text: 'board 2', reply_count: 1, metadata, blocks: [section('one')] }]);
    expect((await client.conversations.history({ channel })).messages?.[0]?.metadata).toBeUndefined();
    const thread = await client.conversations.replies({ channel, ts });
    expect(thread.messages?.map((message) => message.text)).toEqual(['board 2', 'step']);
    expect((await client.chat.getPermalink({ channel, message_ts: ts })).permalink).toContain(`/archives/C0MOVE/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel, ts: reply.ts ?? '' });
    expect(world.messages(channel)).toMatchObject([{ text: 'board 2', replies: [{ deleted: true }] }]);
    expect((await client.conversations.replies({ channel, ts })).messages).toHaveLength(1);
    expect(await refusal(client.chat.update({ channel, ts: reply.ts ?? '', text: 'a' }))).toMatchObject({ error: 'message_not_found' });
  });

  it('of people are not the bot’s to change', async () => {
    const { client, world } = await harbour();
    const { message } = await world.mention('U0MIA', 'C0MOVE', 'hello');
    const target = { channel: 'C0MOVE', ts: message?.ts ?? '' };
    expect(await refusal(client.chat.update({ ...target, text: 'a' }))).toMatchObject({ error: 'cant_update_message' });
    expect(await refusal(client.chat.delete(target))).toMatchObject({ error: 'cant_delete_message' });
  });

  it('for one person reach only who is in the channel, and cannot be changed by chat.update', async () => {
    const { client, world } = await harbour();
    const channel = 'C0MOVE';
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ channel, user: 'U0SUA', text: 'psst' });
    expect(world.ephemerals('U0SUA')).toMatchObject([{ text: 'psst', channel }]);
    expect(world.messages(channel)).toEqual([]);
    expect(await refusal(client.chat.update({ channel, ts, text: 'a' }))).toMatchObject({ error: 'message_not_found' });
    expect(await refusal(client.chat.postEphemeral({ channel, user: 'U0GONE', text: 'a' }))).toMatchObject({
      error: 'user_not_in_channel',
    });
  });
});

describe('people and conversations', () => {
  it('opens one direct conversation per person, with those who can have one', async () => {
    const { client } = await harbour();
    const first = await client.conversations.open({ users: 'U0SUA' });
    const again = await client.conversations.open({ users: 'U0SUA' });
    expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
    expect(await refusal(client.conversations.open({ users: 'U0GONE' }))).toMatchObject({ error: 'user_disabled' });
    expect(await refusal(client.conversations.open({ users: 'U0NONE' }))).toMatchObject({ error: 'user_not_found' });
  });

  it('shows channels and their members page by page', async () => {
    const { client } = await harbour();
    const pages: string[][] = [];
    let cursor = '';
    do {
      const answer = await client.conversations.members({ channel: 'C0MOVE', limit: 2, cursor });
      pages.push(answer.members ?? []);
      cursor = answer.response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    const list = await client.conversations.list({ exclude_archived: true });
    expect(list.channels?.map((channel) => [channel.name, channel.is_member])).toEqual([
      ['move', true],
      ['open', false],
    ]);
    expect(await refusal(client.conversations.members({ channel: 'C0MOVE', cursor: 'x' }))).toMatchObject({ error: 'invalid_cursor' });
    expect(await refusal(client.conversations.history({ channel: 'C0OPEN' }))).toMatchObject({ error: 'not_in_channel' });
  });

  it('knows people, guests, strangers and groups', async () => {
    const { client } = await harbour();
    const sua = await client.users.info({ user: 'U0SUA', include_locale: true });
    expect(sua.user).toMatchObject({
      locale: 'ko-KR',
      tz: 'Asia/Seoul',
      tz_offset: 32_400,
      is_admin: false,
      profile: { email: 'sua@harbour.test' },
    });
    expect((await client.users.info({ user: 'U0SUA' })).user?.locale).toBeUndefined();
    expect((await client.users.info({ user: 'U0GUEST' })).user).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect((await client.users.info({ user: 'U0ALIEN' })).user).toMatchObject({ team_id: 'T0OTHER', is_stranger: true });
    expect((await client.users.lookupByEmail({ email: 'MIA@harbour.test' })).user?.id).toBe('U0MIA');
    expect(await refusal(client.users.lookupByEmail({ email: 'no@harbour.test' }))).toMatchObject({ error: 'users_not_found' });
    expect((await client.usergroups.users.list({ usergroup: 'S0LEADS' })).users).toEqual(['U0MIA']);
    expect(await refusal(client.usergroups.users.list({ usergroup: 'S0NONE' }))).toMatchObject({ error: 'no_such_subteam' });
  });
});
