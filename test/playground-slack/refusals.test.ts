import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERRORS } from '../../playground/slack/api/errors.ts';
import { METHODS } from '../../playground/slack/api/table.ts';
import type { Json } from '../../playground/slack/json.ts';
import type { SlackWorld } from '../../playground/slack/server.ts';
import { modal } from './blocks.ts';
import { answering, harbour, refusal, SCOPES } from './world.ts';

const long = (length: number) => 'x'.repeat(length);
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: long(length) } });
/** Right one by one, too much together. */
const LONG = [2900, 2900, 2900, 2900].map(section);
const WRONG = [{ type: 'sectoin' }];
const HOME = { type: 'home', blocks: [] };
const METADATA = (length: number) => ({ event_type: 'ferry', event_payload: { text: long(length) } });
const external = (external_id: string) => modal({ external_id });
const HUGE = { type: 'home', blocks: Array.from({ length: 99 }, () => section(2900)) };

/** A message of the bot, a message of a person, a file that has come, open modals of a person. */
async function scenery(triggerMs?: number) {
  const { world, client, clock } = await harbour(triggerMs === undefined ? { rateLimits: false } : { rateLimits: false, triggerMs });
  const channel = 'C0MOVE';
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'ours' });
  const theirs = (await world.mention('U0MIA', channel, 'theirs')).message?.ts ?? '';
  const old = (await client.chat.postMessage({ channel, text: 'soon archived' })).ts ?? '';
  const { upload_url = '', file_id: file = '' } = await client.files.getUploadURLExternal({ filename: 'a.csv', length: 1 });
  await fetch(upload_url, { method: 'POST', body: 'a' });
  return { world, client, clock, channel, ts, theirs, old, file };
}

type Scenery = Awaited<ReturnType<typeof scenery>>;
type Arrange = (scene: Scenery) => Json | Promise<Json>;

/** A trigger of a press that really happened. */
async function trigger(world: SlackWorld): Promise<string> {
  const seen: string[] = [];
  await answering(world, (request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push(new URLSearchParams(body).get('trigger_id') ?? '');
      response.end();
    });
  });
  await world.slash('U0MIA', 'C0MOVE', '');
  return seen[0] ?? '';
}

const opened = async (client: WebClient, world: SlackWorld, view = modal()) =>
  (await client.views.open({ trigger_id: await trigger(world), view })).view?.id ?? '';

const in_ =
  (channel: string): Arrange =>
  () => ({ channel, text: 'a' });
const said =
  (rest: Json): Arrange =>
  ({ channel }) => ({ channel, text: 'a', ...rest });
const whispered =
  (rest: Json): Arrange =>
  ({ channel }) => ({ channel, user: 'U0SUA', text: 'a', ...rest });
const rewritten =
  (rest: Json): Arrange =>
  ({ channel, ts }) => ({ channel, ts, text: 'a', ...rest });
const given =
  (args: Json): Arrange =>
  () =>
    args;

/** Each refusal of each method, and how one comes by it. */
const PROVOKED: Readonly<Record<string, Readonly<Record<string, Arrange>>>> = {
  'auth.test': {},
  'apps.connections.open': {},
  'blocks.validate': {
    invalid_blocks: given({ blocks: WRONG }),
    invalid_message: given({ message: { colour: 'red' } }),
    invalid_view: given({ view: { type: 'modal', blocks: [] } }),
  },
  'chat.postMessage': {
    no_text: ({ channel }) => ({ channel }),
    invalid_blocks: said({ blocks: WRONG }),
    invalid_blocks_format: said({ blocks: '[{' }),
    invalid_metadata_format: said({ metadata: { event: 'x' } }),
    metadata_too_large: said({ metadata: METADATA(16_000) }),
    cannot_reply_to_message: said({ thread_ts: '1.000000' }),
    channel_not_found: in_('C0NONE'),
    is_archived: in_('C0OLD'),
    not_in_channel: in_('C0OPEN'),
    msg_blocks_too_long: said({ blocks: LONG }),
  },
  'chat.update': {
    no_text: rewritten({ text: '' }),
    invalid_blocks: rewritten({ blocks: WRONG }),
    invalid_blocks_format: rewritten({ blocks: '[{' }),
    invalid_metadata_format: rewritten({ metadata: { event: 'x' } }),
    metadata_too_large: rewritten({ metadata: METADATA(16_000) }),
    cant_update_message: ({ channel, theirs }) => ({ channel, ts: theirs, text: 'a' }),
    channel_not_found: rewritten({ channel: 'C0SECRET' }),
    message_not_found: rewritten({ ts: '1.000000' }),
    async is_inactive({ world, channel, ts }) {
      await world.archive(channel);
      return { channel, ts, text: 'a' };
    },
    msg_too_long: rewritten({ blocks: LONG }),
  },
  'chat.delete': {
    cant_delete_message: ({ channel, theirs }) => ({ channel, ts: theirs }),
    channel_not_found: ({ ts }) => ({ channel: 'C0SECRET', ts }),
    message_not_found: ({ channel }) => ({ channel, ts: '1.000000' }),
  },
  'chat.postEphemeral': {
    no_text: whispered({ text: ' ' }),
    invalid_blocks: whispered({ blocks: WRONG }),
    invalid_blocks_format: whispered({ blocks: '{}' }),
    cannot_reply_to_message: whispered({ thread_ts: '1.000000' }),
    channel_not_found: whispered({ channel: 'C0SECRET' }),
    is_archived: whispered({ channel: 'C0OLD' }),
    not_in_channel: whispered({ channel: 'C0OPEN' }),
    user_not_in_channel: whispered({ user: 'U0GONE' }),
    msg_too_long: whispered({ blocks: LONG }),
  },
  'chat.getPermalink': {
    channel_not_found: ({ ts }) => ({ channel: 'C0SECRET', message_ts: ts }),
    message_not_found: ({ channel }) => ({ channel, message_ts: '1.000000' }),
  },
  'conversations.open': {
    channel_not_found: given({ channel: 'D0NONE' }),
    method_not_supported_for_channel_type: given({ channel: 'C0MOVE' }),
    invalid_user_combination: ({ world }) => ({ users: world.bot.userId }),
    async too_many_users({ world }) {
      world.grant([...SCOPES, 'mpim:write']);
      return { users: Array.from({ length: 9 }, () => 'U0MIA').join(',') };
    },
    user_disabled: given({ users: 'U0GONE' }),
    user_not_found: given({ users: 'U0NONE' }),
    users_list_not_supplied: given({}),
  },
  'conversations.info': { channel_not_found: given({ channel: 'C0SECRET' }) },
  'conversations.list': {
    invalid_cursor: given({ cursor: 'x' }),
    invalid_limit: given({ limit: 1001 }),
    invalid_types: given({ types: 'public' }),
  },
  'conversations.members': {
    invalid_cursor: given({ channel: 'C0MOVE', cursor: 'x' }),
    invalid_limit: given({ channel: 'C0MOVE', limit: 1001 }),
    channel_not_found: given({ channel: 'C0SECRET' }),
  },
  'conversations.history': {
    channel_not_found: given({ channel: 'C0SECRET' }),
    invalid_cursor: given({ channel: 'C0MOVE', cursor: 'x' }),
    not_in_channel: given({ channel: 'C0OPEN' }),
  },
  'conversations.replies': {
    channel_not_found: ({ ts }) => ({ channel: 'C0OPEN', ts }),
    invalid_cursor: ({ channel, ts }) => ({ channel, ts, cursor: 'x' }),
    thread_not_found: ({ channel }) => ({ channel, ts: '1.000000' }),
  },
  'users.conversations': {
    invalid_cursor: given({ cursor: 'x' }),
    invalid_limit: given({ limit: -1 }),
    invalid_types: given({ types: 'x' }),
  },
  'users.info': { user_not_found: given({ user: 'U0NONE' }) },
  'users.list': { invalid_cursor: given({ cursor: 'x' }) },
  'users.lookupByEmail': { users_not_found: given({ email: 'no@harbour.test' }) },
  'usergroups.users.list': { no_such_subteam: given({ usergroup: 'S0NONE' }) },
  'views.open': {
    async exchanged_trigger_id({ world, client }) {
      const trigger_id = await trigger(world);
      await client.views.open({ trigger_id, view: modal() });
      return { trigger_id, view: modal() };
    },
    expired_trigger_id: async ({ world }) => ({ trigger_id: await trigger(world), view: modal() }),
    invalid_trigger_id: given({ trigger_id: 'x', view: modal() }),
    async duplicate_external_id({ world, client }) {
      await opened(client, world, external('one'));
      return { trigger_id: await trigger(world), view: external('one') };
    },
    view_too_large: given({ trigger_id: 'x', view: { ...modal(), blocks: HUGE.blocks } }),
  },
  'views.push': {
    async exchanged_trigger_id({ world, client }) {
      const trigger_id = await trigger(world);
      await client.views.open({ trigger_id, view: modal() });
      return { trigger_id, view: modal() };
    },
    expired_trigger_id: async ({ world }) => ({ trigger_id: await trigger(world), view: modal() }),
    invalid_trigger_id: given({ trigger_id: 'x', view: modal() }),
    async duplicate_external_id({ world, client }) {
      await opened(client, world, external('one'));
      return { trigger_id: 'x', view: external('one') };
    },
    view_too_large: given({ trigger_id: 'x', view: { ...modal(), blocks: HUGE.blocks } }),
    // A command was not given inside of a modal.
    not_found: async ({ world }) => ({ trigger_id: await trigger(world), view: modal() }),
  },
  'views.update': {
    async duplicate_external_id({ world, client }) {
      await client.views.publish({ user_id: 'U0SUA', view: { type: 'home', blocks: [], external_id: 'one' } });
      return { view_id: await opened(client, world), view: external('one') };
    },
    hash_conflict: async ({ world, client }) => ({ view_id: await opened(client, world), hash: '1.old', view: modal() }),
    not_found: given({ view_id: 'V0NONE', view: modal() }),
    view_too_large: async ({ world, client }) => ({ view_id: await opened(client, world), view: { ...modal(), blocks: HUGE.blocks } }),
  },
  'views.publish': {
    async duplicate_external_id({ client }) {
      await client.views.publish({ user_id: 'U0SUA', view: { type: 'home', blocks: [], external_id: 'one' } });
      return { user_id: 'U0MIA', view: { ...HOME, external_id: 'one' } };
    },
    hash_conflict: given({ user_id: 'U0MIA', hash: '1.old', view: HOME }),
    view_too_large: given({ user_id: 'U0MIA', view: HUGE }),
  },
  'files.getUploadURLExternal': {
    alt_txt_too_large: given({ filename: 'a.csv', length: 1, alt_txt: long(1001) }),
    missing_argument: given({ filename: 'a.csv' }),
  },
  'files.completeUploadExternal': {
    channel_not_found: ({ file }) => ({ files: [{ id: file }], channel_id: 'C0NONE' }),
    file_not_found: given({ files: [{ id: 'F0NONE' }] }),
    invalid_blocks: ({ file, channel }) => ({ files: [{ id: file }], channel_id: channel, blocks: LONG }),
    not_in_channel: ({ file }) => ({ files: [{ id: file }], channel_id: 'C0OPEN' }),
    posting_to_channel_denied: ({ file }) => ({ files: [{ id: file }], channel_id: 'C0OLD' }),
  },
  'files.info': { file_not_found: given({ file: 'F0NONE' }) },
};

/** What other tests provoke: three modals upon each other need a person who presses. */
const ELSEWHERE = ['views.push push_limit_reached'];

const cases = Object.entries(PROVOKED).flatMap(([method, errors]) =>
  Object.entries(errors).map(([error, arrange]) => ({ method, error, arrange })),
);

describe('refusals', () => {
  it.each(cases)('$method: $error', async ({ method, error, arrange }) => {
    const scene = await scenery(error === 'expired_trigger_id' ? -1 : undefined);
    const args = await arrange(scene);
    // A JSON body goes where Slack reads one; other methods get form fields, as Slack's own client sends them.
    expect(await refusal(scene.client.apiCall(method, args))).toMatchObject({ error });
  });

  it('are all provoked here: every name that a method can answer', () => {
    const provoked = new Set([...cases.map(({ method, error }) => `${method} ${error}`), ...ELSEWHERE]);
    const named = Object.entries(ERRORS).flatMap(([method, errors]) => errors.map((error) => `${method} ${error}`));
    expect([...provoked].sort()).toEqual(named.sort());
    expect(Object.keys(ERRORS).sort()).toEqual(Object.keys(METHODS).sort());
  });

  it('are named in the code by no other names than these', () => {
    const folder = join(import.meta.dirname, '../../playground/slack/api');
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('errors.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n');
    const thrown = [...text.matchAll(/(?:Refusal|refusalWith)\(\s*'(\w+)'|need\([^\n]*'(\w+)'\)/g)].map(
      (found) => found[1] ?? found[2] ?? '',
    );
    expect(new Set(thrown).size).toBeGreaterThan(25);
    const names = new Set([
      ...Object.values(ERRORS).flat(),
      'invalid_arguments',
      'invalid_auth',
      'invalid_json',
      'missing_scope',
      'not_allowed_token_type',
      'not_authed',
      'unknown_method',
    ]);
    expect(thrown.filter((name) => !names.has(name))).toEqual([]);
  });

  it('that a method does not have are a mistake that is heard of', async () => {
    const { world, client } = await harbour();
    // A name that Slack never gives: every call is then answered 500, which no test takes for a refusal.
    const answer = fetch(`${world.apiUrl}auth.test`, { method: 'POST', headers: { authorization: 'Bearer xoxb-1' } });
    expect((await answer).status).toBe(200);
    // `revoke` takes the names of the type; a test may put in another to see the guard.
    world.revoke('cannot_dm_bot' as 'token_revoked');
    const guarded = await fetch(`${world.apiUrl}auth.test`, { method: 'POST', headers: { authorization: 'Bearer xoxb-1' } });
    expect([guarded.status, await guarded.text()]).toEqual([500, 'Error: Slack never answers cannot_dm_bot to auth.test']);
    expect(client.token).toBe('xoxb-1');
  });
});

const reference = join(import.meta.dirname, '../../../shared/slack-data/methods.json');
const methods = z.record(
  z.string(),
  z.object({
    errors: z.array(z.string()),
    botScopes: z.array(z.string()).or(z.string()).nullable(),
    rateTier: z.string().nullable(),
    jsonInput: z.boolean().nullable(),
  }),
);

describe.skipIf(!existsSync(reference))('Slack’s own reference, where it is at hand', () => {
  const known = existsSync(reference) ? methods.parse(JSON.parse(readFileSync(reference, 'utf8'))) : {};

  it('lists every refusal of every method', () => {
    const strange = Object.entries(ERRORS).flatMap(([method, errors]) =>
      errors.filter((error) => !known[method]?.errors.includes(error)).map((error) => `${method} ${error}`),
    );
    expect(strange).toEqual([]);
  });

  it.each(Object.keys(METHODS))('has the scopes, the tier and the kind of body of %s', (method) => {
    const facts = METHODS[method];
    const wanted = known[method];
    const tier =
      { t1: 1, t2: 2, t3: 3, t4: 4, t5: method === 'chat.postMessage' ? 'post' : 'special' }[wanted?.rateTier ?? ''] ?? 'special';
    expect(facts?.tier).toBe(tier);
    expect(facts?.json).toBe(wanted?.jsonInput ?? false);
    expect((facts?.scopes ?? []).filter((scope) => !wanted?.botScopes?.includes(scope))).toEqual([]);
  });
});
