import { describe, expect, it } from 'vitest';
import { drainTopics } from '../../src/checklist/look-through.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { HOST, NOW, saw } from '../support/scene.ts';
import { blind, find } from './contexts.ts';

const ITEM = 'migrate-agents-offline';
const nobody: Happening = { type: 'live_agents_read', agents: { status: 'seen', online: 0, away: 0, invisible: 0 } };
const unified: Readings = {
  settings: saw({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: true }, 'GET /api/v2/account/settings'),
};
const online = (count: number): Readings => ({ messagingAgents: saw(count, 'GET /api/v2/agent_availabilities', NOW) });

describe('agents who are offline', () => {
  it('are offline for messaging too, where one status is for every channel', () => {
    expect(find(ITEM, online(2), [nobody])).toMatchObject({ status: 'ready', evidence: { saw: '0 / 0 / 0' } });
    expect(find(ITEM, { ...unified, ...online(0) }, [nobody])).toMatchObject({
      status: 'ready',
      evidence: { saw: '0 / 0 / 0, messaging 0' },
    });
    expect(find(ITEM, { ...unified, ...online(2) }, [nobody])).toMatchObject({ status: 'todo', facts: { agents: 2 } });
  });

  it('are not known to be where that could not be read', () => {
    expect(find(ITEM, { ...unified, messagingAgents: blind('unreachable') }, [nobody])).toMatchObject({
      status: 'unknown',
      why: 'unreachable',
    });
    expect(find(ITEM, unified, [nobody])).toMatchObject({ status: 'unknown', why: 'not_looked' });
  });

  it('need not be once a brand has messaging: somebody is there for it', () => {
    const turned: Readings = { widgets: { [HOST]: saw('messaging', 'GET /embeddable/config') } };
    expect(find(ITEM, { ...unified, ...online(2), ...turned }, [nobody])).toMatchObject({ status: 'ready' });
  });

  it('are looked at by what tells of them, each time', () => {
    expect(drainTopics({})).toEqual(['chats', 'agents']);
    expect(drainTopics(unified)).toEqual(['chats', 'agents', 'messagingAgents']);
  });
});
