import type { SlackViewAction } from '@slack/bolt';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { modal, option, plain, row } from './blocks.ts';
import { harbour, httpApp, refusal } from './world.ts';

describe('modals', () => {
  /** An app that opens a modal at a press and answers submissions as told. */
  async function dialogue(answer: unknown, options: Parameters<typeof harbour>[0] = {}) {
    const { world, client } = await harbour(options);
    const app = await httpApp(world);
    const submitted: SlackViewAction[] = [];
    const triggers: string[] = [];
    app.command('/migrate', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
    app.action(/.*/, async ({ ack, body }) => {
      if (body.type === 'block_actions') triggers.push(body.trigger_id);
      await ack();
    });
    app.view({ callback_id: 'form', type: 'view_submission' }, async ({ ack, body }) => {
      submitted.push(body);
      // The test hands in answers of every kind, wrong ones too.
      await ack(answer as undefined);
    });
    const trigger = async () => {
      await world.slash('U0MIA', 'C0MOVE', '');
      return triggers.at(-1) ?? '';
    };
    return { world, client, submitted, trigger, triggers };
  }

  it('hold a form back until it is complete, then send what was entered', async () => {
    const { world, client, submitted, trigger } = await dialogue(undefined);
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal({ private_metadata: 'm' }) });
    const id = view?.id ?? '';
    expect(await world.submit('U0MIA', id, {})).toEqual({
      ok: false,
      by: 'client',
      errors: { reason: 'Please complete this required field.' },
    });
    expect(await world.submit('U0MIA', id, { reason: 'no' })).toMatchObject({
      by: 'client',
      errors: { reason: 'Please enter at least 3 characters.' },
    });
    expect(submitted).toEqual([]);
    expect(await world.submit('U0MIA', id, { reason: 'because', kinds: ['b'] })).toEqual({ ok: true, action: 'close' });
    expect(submitted[0]).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0MIA' },
      view: {
        id,
        callback_id: 'form',
        private_metadata: 'm',
        hash: view?.hash,
        state: {
          values: {
            reason: { reason: { type: 'plain_text_input', value: 'because' } },
            day: { day: { type: 'datepicker', selected_date: null } },
            kinds: { kinds: { selected_options: [option('b')] } },
          },
        },
      },
    });
  });

  it('show another view, lie upon each other three deep, and are cleared', async () => {
    const next = { ...modal(), blocks: [row] };
    const { world, client, trigger, triggers } = await dialogue({ response_action: 'update', view: next });
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() });
    const id = view?.id ?? '';
    expect(await world.submit('U0MIA', id, { reason: 'because' })).toMatchObject({ ok: true, action: 'update' });
    for (const depth of [2, 3]) {
      await world.press('U0MIA', { view: world.modals('U0MIA').at(-1)?.id ?? '' }, 'go');
      await client.views.push({ trigger_id: triggers.at(-1) ?? '', view: next });
      expect(world.modals('U0MIA')).toHaveLength(depth);
    }
    await world.press('U0MIA', { view: world.modals('U0MIA').at(-1)?.id ?? '' }, 'go');
    expect(await refusal(client.views.push({ trigger_id: triggers.at(-1) ?? '', view: next }))).toMatchObject({
      error: 'push_limit_reached',
    });
    await world.close('U0MIA', world.modals('U0MIA').at(-1)?.id ?? '');
    expect(world.modals('U0MIA')).toHaveLength(2);
  });

  it.each([
    [{ response_action: 'update', view: { type: 'modal', blocks: [] } }, 'invalid_view'],
    [{ response_action: 'errors', errors: { nowhere: 'x' } }, 'invalid_errors'],
    [{ response_action: 'dance' }, 'invalid_response_action'],
  ])('show trouble where the answer is wrong: %j', async (answer, error) => {
    const { world, client, trigger } = await dialogue(answer);
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal() });
    expect(await world.submit('U0MIA', view?.id ?? '', { reason: 'because' })).toMatchObject({ ok: false, by: 'slack', error });
  });

  it('need a trigger that is real and new', async () => {
    const { client, trigger } = await dialogue(undefined);
    const trigger_id = await trigger();
    await client.views.open({ trigger_id, view: modal() });
    expect(await refusal(client.views.open({ trigger_id, view: modal() }))).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(await refusal(client.views.open({ trigger_id: 'x', view: modal() }))).toMatchObject({ error: 'invalid_trigger_id' });
  });

  it('need a trigger that has not run out', async () => {
    const { client, trigger } = await dialogue(undefined, { triggerMs: -1 });
    expect(await refusal(client.views.open({ trigger_id: await trigger(), view: modal() }))).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('need a trigger that is three seconds old at most, unless told otherwise', async () => {
    const { client, trigger } = await dialogue(undefined);
    const [early, late] = [await trigger(), await trigger()];
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    vi.setSystemTime(Date.now() + 2_500);
    expect(await client.views.open({ trigger_id: early, view: modal() })).toMatchObject({ ok: true });
    vi.setSystemTime(Date.now() + 501);
    expect(await refusal(client.views.open({ trigger_id: late, view: modal() }))).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('are changed by whoever knows the newest hash, and found by a name of the app’s own', async () => {
    const { client, world, trigger } = await dialogue(undefined);
    const { view } = await client.views.open({ trigger_id: await trigger(), view: modal({ external_id: 'form-1' }) });
    const [view_id, hash] = [view?.id ?? '', view?.hash ?? ''];
    const next = await client.views.update({ external_id: 'form-1', hash, view: modal({ title: plain('Second'), external_id: 'form-1' }) });
    expect(await refusal(client.views.update({ view_id, hash, view: modal() }))).toMatchObject({ error: 'hash_conflict' });
    expect(world.modals('U0MIA')[0]?.view['title']).toEqual(plain('Second'));
    await client.views.update({ view_id, hash: next.view?.hash ?? '', view: modal() });
    expect(await refusal(client.views.update({ external_id: 'form-1', view: modal() }))).toMatchObject({ error: 'not_found' });
  });

  it('are pushed by a press inside of the topmost one alone', async () => {
    const { client, world, trigger, triggers } = await dialogue(undefined);
    const next = { ...modal(), blocks: [row] };
    expect(await refusal(client.views.push({ trigger_id: await trigger(), view: next }))).toMatchObject({ error: 'not_found' });
    await client.views.open({ trigger_id: await trigger(), view: next });
    expect(await refusal(client.views.push({ trigger_id: await trigger(), view: next }))).toMatchObject({ error: 'not_found' });
    await world.press('U0MIA', { view: world.modals('U0MIA')[0]?.id ?? '' }, 'go');
    expect(await client.views.push({ trigger_id: triggers.at(-1) ?? '', view: next })).toMatchObject({ ok: true });
    expect(await refusal(client.views.push({ trigger_id: triggers.at(-1) ?? '', view: next }))).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  it('are refused when wrong, too large or of another hash', async () => {
    const { client, trigger } = await dialogue(undefined);
    const wrong = await refusal(client.views.open({ trigger_id: await trigger(), view: modal({ title: plain('x'.repeat(25)) }) }));
    expect(wrong.error).toBe('invalid_arguments');
    expect(wrong.messages).toContain('[ERROR] must be less than 25 characters [json-pointer:/view/title/text]');
    const blocks = Array.from({ length: 99 }, () => ({ type: 'section' as const, text: plain('x'.repeat(2900)) }));
    expect(await refusal(client.views.publish({ user_id: 'U0MIA', view: { type: 'home', blocks } }))).toMatchObject({
      error: 'view_too_large',
    });
    const { view } = await client.views.publish({ user_id: 'U0MIA', view: { type: 'home', blocks: [row] } });
    await client.views.publish({ user_id: 'U0MIA', view: { type: 'home', blocks: [row] }, hash: view?.hash ?? '' });
    const late = client.views.publish({ user_id: 'U0MIA', view: { type: 'home', blocks: [] }, hash: view?.hash ?? '' });
    expect(await refusal(late)).toMatchObject({ error: 'hash_conflict' });
    expect(await refusal(client.views.update({ view_id: 'V0NONE', view: modal() }))).toMatchObject({ error: 'not_found' });
  });
});
