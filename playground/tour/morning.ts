import { CAST } from '../cast.ts';
import { ahead, beside, button, type Hint, pressing } from './hint.ts';
import { isTurned } from './night.ts';
import type { Observed } from './observed.ts';

/** The steps that somebody else than the lead confirms. */
const CONFIRMED_BY: readonly (readonly [RegExp, string])[] = [
  [/^step_confirm:rb-0-/, CAST.operator],
  [/^step_confirm:rb-(14d|7d|24h)-/, CAST.admin],
];

/** After the proof: agents and a conversation, what people are still asked for, and the approver's last word. */
export function closing(seen: Observed): Hint | undefined {
  if (!isTurned(seen)) return undefined;
  const { account } = seen;
  if (seen.online === 0) return beside('online', { do: 'agents', account, status: 'online' });
  const { routing } = seen;
  if (routing && !routing.isActive) return beside('routing', { do: 'trigger', account, id: routing.id, active: true });
  const silent = seen.brands.find(({ subdomain }) => !seen.conversations.includes(subdomain));
  if (silent) return beside('conversation', { do: 'start-conversation', account, brand: silent.subdomain }, silent.name);
  const asked = button(seen, 'step_confirm');
  if (asked) return pressing('confirm', CONFIRMED_BY.find(([steps]) => steps.test(asked.actionId))?.[1] ?? CAST.lead, asked);
  const finish = button(seen, 'cutover_finish');
  return finish ? pressing('close-window', CAST.approver, finish) : ahead();
}
