import { saidStands, staffedGroups } from '../../checklist/look/drain-words.ts';
import { drainTopics } from '../../checklist/look-through.ts';
import { type Readings, seenAt } from '../../checklist/readings.ts';
import type { Migration } from '../../migration/migration.ts';
import type { StepState } from '../../migration/run.ts';
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
        ? drainTopics(readings).every((topic) => topic === 'chats' || seenAt(readings, topic) !== undefined)
        : true;
  return step.asks !== 'agents' || bySeen ? [] : staffedGroups(readings);
}

/** The groups that have to be spoken for before the step's word is whole, whether or not each has a button of its own now. */
export function groupsToSpeak({ step }: RunbookLine, readings: Readings): readonly string[] {
  return step.id === 'rb-15m-drain' || step.id === 'rb-15m-agents-offline' ? staffedGroups(readings) : [];
}

/** What was said for the step and still counts: what was seen since has not spoken against it. */
export function standingWords({ step, key }: RunbookLine, { run }: Migration): StepState['said'] {
  const said = run.steps[key]?.said ?? [];
  return said.filter(({ at }) => step.items.every((item) => saidStands(item, at, { run })));
}
