import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, passTo, posted, prepared, throughTheDrain, toTheDrain, typePhrase } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

// The gate is green and the phrase is typed; at T0 the click would be asked for, and Slack does not take the request.
describe('a click whose request Slack does not take', () => {
  let world: TestWorld;
  const asks = () => posted(world).filter((text) => text.startsWith('harbor: Convert the widget'));
  const chatBegins = () => {
    world.zendesk.account('harbor').setAgentStatus(60_001, 'online');
    return world.zendesk.account('harbor').startChat({ brand: 'harbor', group: 9001 });
  };

  beforeEach(async () => {
    world = await prepared();
    await toTheDrain(world);
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:29:50Z');
  });
  afterEach(() => world.stop());

  it('is not asked for afterwards when a chat has begun meanwhile, and is once its gate is green again', async () => {
    world.slack.fail({ method: 'chat.postMessage', mode: '500', times: 1_000 });
    await passTo(world, '2026-11-24T10:30:40Z');
    expect((await world.migration()).run.steps['rb-0-click:harbor']).toMatchObject({ askedAt: undefined });
    expect(await world.type('U0MINA', 'cutover harbor')).not.toContain('step_confirm:rb-0-click');
    const chat = chatBegins();
    await passTo(world, '2026-11-24T10:32:00Z');
    world.slack.clearFaults();
    await passTo(world, '2026-11-24T10:34:00Z');
    expect(asks()).toEqual([]);
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
    expect(posted(world).filter((text) => text.includes('the typed phrase is void'))).toHaveLength(1);

    world.zendesk.account('harbor').endChat(chat.id);
    world.zendesk.account('harbor').allAgents('offline');
    await passTo(world, '2026-11-24T10:37:00Z');
    await typePhrase(world, 'convert harbor');
    await world.pass(MINUTE);
    expect(asks()).toHaveLength(1);
    expect((await world.migration()).run.steps['rb-0-click:harbor']?.askedAt).toBeDefined();
  }, 60_000);

  it('is asked for once when Slack is back and everything is still green', async () => {
    world.slack.fail({ method: 'chat.postMessage', mode: '500', times: 1_000 });
    await passTo(world, '2026-11-24T10:33:00Z');
    world.slack.clearFaults();
    await world.pass(MINUTE);
    expect(asks()).toHaveLength(1);
    const { run } = await world.migration();
    const asked = Date.parse(run.steps['rb-0-click:harbor']?.askedAt ?? '');
    expect(asked - Date.parse(run.gates['G3:harbor']?.at ?? '')).toBeLessThanOrEqual(MINUTE);
  }, 60_000);

  it('is taken back in Slack too, when the request had arrived and only the answer was lost', async () => {
    world.slack.fail({ method: 'chat.postMessage', mode: 'after', times: 1 });
    world.slack.fail({ method: 'conversations.replies', mode: '500', times: 1_000 });
    await passTo(world, '2026-11-24T10:30:20Z');
    expect(asks()).toHaveLength(1);
    chatBegins();
    await passTo(world, '2026-11-24T10:32:00Z');
    world.slack.clearFaults();
    await passTo(world, '2026-11-24T10:33:00Z');
    expect(asks()).toEqual([]);
    expect(posted(world).filter((text) => text.startsWith('Do not click'))).toHaveLength(1);
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
  }, 60_000);
});
