import type { Readings } from '../../checklist/readings.ts';
import type { RunbookLine } from '../step.ts';

/** More groups than this are spoken for in several rounds: Slack takes 25 buttons in a row. */
export const GATE_GROUPS = 20;

/**
 * The groups a lead speaks for in a step of agents: those with a member. None where the groups could not be looked up, or
 * where the interface counts agents and chats itself, so that no word is needed for each.
 */
export function groupsFor({ step }: RunbookLine, readings: Readings): readonly string[] {
  const bySeen =
    step.id === 'rb-15m-drain'
      ? readings.chats?.status === 'seen'
      : step.id === 'rb-15m-agents-offline'
        ? readings.agents?.status === 'seen'
        : true;
  if (step.asks !== 'agents' || bySeen || readings.groups?.status !== 'seen' || readings.memberships?.status !== 'seen') return [];
  const staffed = new Set(readings.memberships.value.map(({ groupId }) => groupId));
  return readings.groups.value.filter(({ id }) => staffed.has(id)).map(({ name }) => name);
}
