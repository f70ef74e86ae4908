import type { Event } from '../events.ts';
import type { Instant } from '../time.ts';

const SEEN_BY: readonly string[] = ['rb-7d-gate-activate', 'rb-7d-activate', 'rb-2m-config'];

/**
 * When messaging was first seen active for the account. Nobody can undo that, so no plan's end takes it back: what is known of it
 * belongs to the account.
 */
export function activeSince(before: Instant | undefined, { happened, at }: Event): Instant | undefined {
  if (before !== undefined) return before;
  const isSeen = happened.type === 'step_done' && happened.how === 'seen' && SEEN_BY.includes(happened.step.split(':')[0] ?? '');
  return isSeen || happened.type === 'seen_unplanned' ? at : undefined;
}
