import type { App, BlockAction } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { option, row } from './blocks.ts';
import { harbour, httpApp } from './world.ts';

/** Keeps every press the app hears of. */
function presses(app: App): BlockAction[] {
  const heard: BlockAction[] = [];
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    if (body.type === 'block_actions') heard.push(body);
  });
  return heard;
}

describe('pressing', () => {
  it('tells the app what was chosen and what else stands in the message', async () => {
    const { world, client } = await harbour();
    const heard = presses(await httpApp(world));
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0MOVE', text: 'a', blocks: [row] });
    const place = { channel: 'C0MOVE', ts };
    await world.press('U0MIA', place, 'pick', 'row', 'b');
    await world.press('U0MIA', place, 'who', 'row', 'U0SUA');
    await world.press('U0MIA', place, 'go');
    expect(heard[0]?.actions[0]).toMatchObject({ type: 'static_select', selected_option: option('b') });
    expect(heard[2]).toMatchObject({
      user: { id: 'U0MIA', username: 'mia', team_id: world.team.id },
      container: { type: 'message', message_ts: ts, channel_id: 'C0MOVE', is_ephemeral: false },
      message: { ts, text: 'a' },
      actions: [{ action_id: 'go', block_id: 'row', value: 'v1' }],
      state: { values: { row: { pick: { selected_option: option('b') }, who: { selected_user: 'U0SUA' } } } },
    });
  });

  it('is refused for controls, messages and people that are not there', async () => {
    const { world, client } = await harbour();
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0MOVE', text: 'a', blocks: [row] });
    await expect(world.press('U0MIA', { channel: 'C0MOVE', ts }, 'stop')).rejects.toThrow('there are: go, pick, who');
    await expect(world.press('U0MIA', { channel: 'C0MOVE', ts }, 'pick', 'row', 'c')).rejects.toThrow('No option "c"');
    await expect(world.press('U0GONE', { channel: 'C0MOVE', ts }, 'go')).rejects.toThrow('deactivated');
    await expect(world.slash('U0SUA', 'C0SECRET', '')).rejects.toThrow('does not see');
    await client.chat.delete({ channel: 'C0MOVE', ts });
    await expect(world.press('U0MIA', { channel: 'C0MOVE', ts }, 'go')).rejects.toThrow('no message');
  });

  it('lets an ephemeral message be replaced and taken away through its response_url', async () => {
    const { world, client } = await harbour();
    const app = await httpApp(world);
    app.action('go', async ({ ack, respond, body }) => {
      await ack();
      expect('message' in body ? body.message : undefined).toBeUndefined();
      await respond({ text: 'second', replace_original: true, blocks: [row] });
    });
    app.action('pick', async ({ ack, respond }) => {
      await ack();
      await respond({ delete_original: true });
    });
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ channel: 'C0MOVE', user: 'U0SUA', text: 'first', blocks: [row] });
    await world.press('U0SUA', { channel: 'C0MOVE', ts }, 'go');
    await expect.poll(() => world.ephemerals('U0SUA')).toMatchObject([{ ts, text: 'second', edits: 1 }]);
    await world.press('U0SUA', { channel: 'C0MOVE', ts }, 'pick', 'row', 'a');
    await expect.poll(() => world.ephemerals('U0SUA')).toEqual([]);
  });
});

describe('response_url', () => {
  it('is good for five uses in half an hour', async () => {
    const { world, clock } = await harbour();
    const app = await httpApp(world);
    const urls: string[] = [];
    app.command('/migrate', async ({ ack, command }) => {
      await ack({ text: 'wait', response_type: 'ephemeral' });
      urls.push(command.response_url);
    });
    expect(await world.slash('U0MIA', 'C0MOVE', 'a')).toMatchObject({ ok: true });
    await world.slash('U0MIA', 'C0MOVE', 'b');
    const post = async (url = '', body: object = { text: 'x' }) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
    const uses = [];
    for (let use = 0; use < 6; use += 1) uses.push(await post(urls[0]));
    expect(uses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(world.ephemerals('U0MIA')).toHaveLength(7);
    expect(await post(urls[1], { blocks: [{ type: 'nothing' }] })).toBe(400);
    clock.jump(clock.now() + 30 * 60_000 + 1);
    expect(await post(urls[1])).toBe(404);
  });
});
