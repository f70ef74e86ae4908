import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CAST, type WorldName } from '../../playground/cast.ts';
import { startDemo } from '../../playground/demo.ts';
import { perform } from '../../playground/stage/acts.ts';
import { stateFor } from '../../playground/stage/page-state.ts';
import { openStage, type Stage } from '../../playground/stage/stage.ts';
import { observe } from '../../playground/tour/observe.ts';
import type { HintId } from '../../playground/tour/steps.ts';
import { tourOf } from '../../playground/tour/tour.ts';

/** An evening in Vilnius. */
const START = Date.parse('2026-11-24T18:45:00.000Z');

async function begun(name: WorldName, traffic = true): Promise<Stage> {
  const stage = await openStage({ name, at: START, traffic });
  onTestFinished(() => stage.stop());
  await stage.ready;
  return stage;
}

const standing = (stage: Stage) => tourOf(observe(stage.scene())).steps.find(({ isDone }) => !isDone);

/** Has the tour do what it offers until it offers this, or to its end. */
async function until(stage: Stage, hint: HintId | 'done'): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end; await pause(20)) {
    const now = standing(stage);
    if ((now?.hint?.id ?? 'done') === hint) return;
    // Where the world moves on between the two looks, the next round sees it.
    if (now?.hint) await perform(stage, { do: 'tour', step: now.id, hint: now.hint.id }).catch(() => {});
  }
  throw new Error(`The tour never offered ${hint}, but ${standing(stage)?.hint?.id}`);
}

describe('the playground without its page', () => {
  it('goes to the next event in one jump, and stops where Ferry speaks', async () => {
    const stage = await begun('shop', false);
    await until(stage, 'sign-activation');
    const { clock, slack } = stage.scene().world;
    const before = clock.now();
    await until(stage, 'presence');
    expect(await perform(stage, { do: 'next-event' })).toBe('told');
    expect(clock.now()).toBeGreaterThan(before);
    const asked = slack.messages('C0MIGRATION').flatMap(({ replies }) => replies);
    expect(JSON.stringify(asked)).toContain('operator_accept');
    await stage.scene().bot.kill();
    await expect(perform(stage, { do: 'next-event' })).rejects.toThrow('start it first');
  }, 60_000);

  it('refuses what the tour offered before the world moved on', async () => {
    const stage = await begun('shop', false);
    await expect(perform(stage, { do: 'tour', step: 'share', hint: 'convert' })).rejects.toThrow('just changed');
  }, 30_000);

  it('exchanges the world: a bot, a Slack and a Zendesk of its own, from the start', async () => {
    const stage = await begun('shop', false);
    await perform(stage, { do: 'connect', account: 'harbor' });
    const before = stage.scene();
    await perform(stage, { do: 'world', name: 'group' });
    const state = stateFor(stage, CAST.admin, 0);
    expect(state).toMatchObject({ scene: 2, world: 'group' });
    expect(state.accounts.map(({ key, connected }) => [key, connected])).toEqual([
      ['harborgroup', false],
      ['harborgroup-sandbox', false],
    ]);
    expect(state.zendesk[0]).toMatchObject({ plan: 'suite_enterprise', brands: { length: 3 }, agents: { total: 200 } });
    expect(before.bot.isAlive()).toBe(false);
    expect(stage.scene().bot.isAlive()).toBe(true);
    await expect(fetch(before.world.slack.apiUrl)).rejects.toThrow();
  }, 60_000);

  it('tells people of what names them or comes to them directly', async () => {
    const stage = await begun('shop', false);
    await until(stage, 'sign-plan');
    const { notices } = stateFor(stage, CAST.admin, 0);
    expect(notices.some(({ person, text }) => person === CAST.approver && text.includes('plan'))).toBe(true);
    expect(notices.some(({ person }) => person === 'U0GUEST')).toBe(false);
  }, 60_000);

  it('shows what is for one person alone on the page that was open then, and on none that is loaded later', async () => {
    const stage = await begun('shop', false);
    const { clock, slack } = stage.scene().world;
    const loadedAt = clock.now();
    clock.jump(loadedAt + 1_000);
    await expect.poll(() => slack.connections(), { timeout: 20_000 }).toBe(1);
    await perform(stage, { do: 'slash', person: CAST.admin, channel: 'C0MIGRATION', text: 'help' });
    const whispers = (since: number) =>
      stateFor(stage, CAST.admin, since).channels.flatMap(({ messages }) => messages.filter((message) => message.is_ephemeral === true));
    await expect.poll(() => whispers(loadedAt).length, { timeout: 20_000 }).toBe(1);
    expect(whispers(clock.now() + 1)).toEqual([]);
    expect(whispers(Infinity)).toEqual([]);
  }, 60_000);

  it('does nothing for another page than its own', async () => {
    const demo = await startDemo({ at: START, traffic: false });
    onTestFinished(() => demo.stop());
    await demo.ready;
    const { hostname, port } = new URL(demo.url);
    expect(hostname).toBe('localhost');
    const body = JSON.stringify({ do: 'bot-kill' });
    const asForm = await fetch(`http://127.0.0.1:${port}/api/act`, { method: 'POST', body });
    expect(await asForm.json()).toMatchObject({ ok: false });
    expect(demo.bot.isAlive()).toBe(true);
  }, 60_000);

  it.skipIf(!process.env['FERRY_TEST_ALL'])(
    'takes three brands of the group by the tour to the end',
    async () => {
      const stage = await begun('group');
      await until(stage, 'done');
      expect(
        stage
          .scene()
          .world.zendesk.snapshot('harborgroup')
          .brands.map(({ widget }) => widget),
      ).toEqual(Array(3).fill('messaging'));
    },
    150_000,
  );
});
