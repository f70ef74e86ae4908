import { App } from '@slack/bolt';
import { expect, it } from 'vitest';
import type { Incoming } from '../../src/slack/listening/incoming.ts';
import { listen } from '../../src/slack/listening/listener.ts';

const slash = { type: 'slash_command', command: '/migrate', text: 'status', user_id: 'U1', team_id: 'T1', channel_id: 'C1' };

it('acknowledges nothing until Ferry is loaded, and then what has waited, once and in full', async () => {
  const { app, loaded } = listening();
  const acked: string[] = [];
  const commands: unknown[] = [];
  const first = app.processEvent({ body: { ...slash, trigger_id: '1' }, ack: async () => void acked.push('first') });
  const again = app.processEvent({ body: { ...slash, trigger_id: '1' }, ack: async () => void acked.push('again') });
  await turns();
  expect(acked).toEqual([]);
  loaded.resolve({ ...silent, command: async ({ trigger_id }: { trigger_id?: unknown }) => void commands.push(trigger_id) });
  await Promise.all([first, again]);
  expect(acked.toSorted()).toEqual(['again', 'first']);
  expect(commands).toEqual(['1']);
});

it('takes nothing that a start which fails would lose', async () => {
  const { app, loaded } = listening();
  const acked: string[] = [];
  const pressed = app.processEvent({
    body: { type: 'block_actions', trigger_id: '2', user: { id: 'U1' }, team: { id: 'T1' }, actions: [{ type: 'button', action_id: 'a' }] },
    ack: async () => void acked.push('pressed'),
  });
  loaded.reject(new Error('the database cannot be opened'));
  await pressed.catch(() => {});
  expect(acked).toEqual([]);
});

const nothing = async () => {};
const silent: Incoming = {
  command: nothing,
  action: nothing,
  view: async () => ({ errors: undefined, afterwards: nothing }),
  home: nothing,
  words: nothing,
};

function listening() {
  const app = new App({
    authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'UBOT' }),
    receiver: { init: () => {}, start: nothing, stop: nothing },
    convoStore: false,
  });
  app.error(nothing);
  const loaded = Promise.withResolvers<Incoming>();
  loaded.promise.catch(() => {});
  listen(app, loaded.promise);
  return { app, loaded };
}

/** Long enough for all that does not wait for anything. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
}
