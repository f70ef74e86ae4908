import type { App } from '@slack/bolt';
import type { ActionsBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { SlackWorld } from '../../playground/slack/server.ts';
import { answering, harbour, httpApp, socketApp } from './world.ts';

const button: ActionsBlock = {
  type: 'actions',
  block_id: 'row',
  elements: [{ type: 'button', action_id: 'go', value: 'v1', text: { type: 'plain_text', text: 'Go' } }],
};
const modal: ModalView = {
  type: 'modal',
  callback_id: 'confirm',
  private_metadata: 'acme',
  title: { type: 'plain_text', text: 'Confirm' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'phrase',
      label: { type: 'plain_text', text: 'Phrase' },
      element: { type: 'plain_text_input', action_id: 'phrase' },
    },
  ],
};

/** An app that answers a command, a press, a submission, a mention, a direct message and the home tab. */
function teach(app: App): { heard: string[] } {
  const heard: string[] = [];
  app.command('/migrate', async ({ command, ack, respond, client }) => {
    await ack();
    heard.push(`command ${command.text}`);
    if (command.text === 'modal') await client.views.open({ trigger_id: command.trigger_id, view: modal });
    else await respond({ text: 'status', blocks: [button], response_type: 'in_channel' });
  });
  app.action('go', async ({ ack, action, body, client }) => {
    await ack();
    heard.push(`press ${'value' in action ? action.value : ''} ${body.user.id}`);
    if (body.type === 'block_actions' && body.channel && body.message) {
      await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'done', blocks: [] });
    }
  });
  app.view('confirm', async ({ ack, view }) => {
    const phrase = view.state.values['phrase']?.['phrase']?.value;
    heard.push(`submit ${phrase} ${view.private_metadata}`);
    if (phrase === 'right') await ack();
    else await ack({ response_action: 'errors', errors: { phrase: 'Not the phrase' } });
  });
  app.event('app_mention', async ({ event, say }) => {
    heard.push(`mention ${event.text}`);
    await say({ text: 'hello', thread_ts: event.ts });
  });
  app.message(async ({ message, say }) => {
    heard.push(`dm ${'text' in message ? message.text : ''}`);
    await say('hello you');
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  });
  return { heard };
}

async function until(check: () => boolean): Promise<void> {
  const end = Date.now() + 2000;
  while (!check()) {
    if (Date.now() > end) throw new Error('It did not happen');
    await new Promise((done) => setTimeout(done, 5));
  }
}

async function walk(world: SlackWorld, heard: string[]): Promise<void> {
  expect(await world.slash('U0MIA', 'C0MOVE', 'status @sua #move acme.zendesk.com')).toMatchObject({ ok: true });
  await until(() => world.messages('C0MOVE').length === 1);
  const posted = world.messages('C0MOVE')[0];
  expect(posted).toMatchObject({ text: 'status', user: world.bot.userId });
  expect(await world.press('U0SUA', { channel: 'C0MOVE', ts: posted?.ts ?? '' }, 'go')).toEqual({ ok: true, sent: true });
  await until(() => world.messages('C0MOVE')[0]?.text === 'done');
  expect(world.messages('C0MOVE')[0]).toMatchObject({ edits: 1, edited: { user: world.bot.userId } });

  await world.slash('U0MIA', 'C0MOVE', 'modal');
  await until(() => world.modals('U0MIA').length === 1);
  const open = world.modals('U0MIA')[0]?.id ?? '';
  expect(await world.submit('U0MIA', open, { phrase: 'wrong' })).toEqual({ ok: false, by: 'app', errors: { phrase: 'Not the phrase' } });
  expect(world.modals('U0MIA')[0]?.errors).toEqual({ phrase: 'Not the phrase' });
  expect(await world.submit('U0MIA', open, { phrase: 'right' })).toEqual({ ok: true, action: 'close' });
  expect(world.modals('U0MIA')).toEqual([]);

  await world.mention('U0SUA', 'C0MOVE', 'what is left?');
  await until(() => world.messages('C0MOVE').some((one) => one.replies.some((reply) => reply.text === 'hello')));
  await world.dm('U0SUA', 'hi');
  await until(() => world.messages(world.directChannel('U0SUA')).length === 2);
  await world.openHome('U0SUA');
  await until(() => world.home('U0SUA') !== undefined);
  expect(heard).toEqual([
    'command status <@U0SUA|sua> <#C0MOVE|move> <http://acme.zendesk.com|acme.zendesk.com>',
    'press v1 U0SUA',
    'command modal',
    'submit wrong acme',
    'submit right acme',
    'mention <@U0FERRYBOT> what is left?',
    'dm hi',
  ]);
}

describe('the real Bolt app', () => {
  it('works over Socket Mode', async () => {
    const { world } = await harbour();
    const app = await socketApp(world);
    expect(world.connections()).toBe(1);
    await walk(world, teach(app).heard);
  });

  it('works over signed HTTP requests', async () => {
    const { world } = await harbour();
    const app = await httpApp(world);
    await walk(world, teach(app).heard);
    expect(await world.forge({ command: '/migrate', text: '' }, { secret: 'other' })).toMatchObject({ status: 401 });
    expect(await world.forge({ command: '/migrate', text: '' }, { shiftSeconds: -360 })).toMatchObject({ status: 401 });
    expect(await world.replay()).toMatchObject({ status: 200 });
  });

  it('repeats the word by which Slack proves its address; another server does not', async () => {
    const { world } = await harbour();
    await httpApp(world);
    expect(await world.verifyRequestUrl()).toBe(true);
    await answering(world, (_request, response) => void response.end('hello'));
    expect(await world.verifyRequestUrl()).toBe(false);
  });

  it('gets the same event twice under one id when Slack repeats itself', async () => {
    const { world } = await harbour();
    const app = await socketApp(world);
    const ids: string[] = [];
    app.event('app_home_opened', async ({ body }) => void ids.push(body.event_id));
    const { eventId } = await world.openHome('U0MIA');
    expect(await world.resend()).toMatchObject({ ok: true });
    await until(() => ids.length === 2);
    expect(ids).toEqual([eventId, eventId]);
  });

  it('is told when nobody listens, and in time when nobody acknowledges', async () => {
    const { world } = await harbour({ ackMs: 40 });
    expect(await world.slash('U0MIA', 'C0MOVE', '')).toMatchObject({ ok: false, error: 'dispatch_failed' });
    const app = await socketApp(world);
    app.command('/migrate', async () => {});
    const late = await world.slash('U0MIA', 'C0MOVE', '');
    expect(late).toMatchObject({ ok: false, error: 'operation_timeout', message: '/migrate failed with the error "operation_timeout"' });
  });

  it('loses its sockets when Slack refreshes them or goes away', async () => {
    const { world } = await harbour();
    await socketApp(world);
    world.refreshSockets();
    expect(world.connections()).toBe(0);
    world.away(true);
    await expect(fetch(`${world.apiUrl}auth.test`)).rejects.toThrow();
    world.away(false);
    expect((await fetch(`${world.apiUrl}auth.test`)).status).toBe(200);
  });
});
