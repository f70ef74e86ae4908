import type { Action } from './action.ts';
import { cutoverActions } from './cutover.ts';
import { itemActions } from './item/item.ts';
import { linkActions } from './links.ts';
import { drillActions } from './practice/drill.ts';
import { signOffActions } from './sign-off.ts';
import { statusActions } from './status.ts';
import { toldActions } from './told.ts';
import { windowActions } from './window.ts';

/** Every kind of button. */
export const actions: readonly Action[] = [
  ...statusActions,
  ...linkActions,
  ...itemActions,
  ...signOffActions,
  ...windowActions,
  ...cutoverActions,
  ...toldActions,
  ...drillActions,
];

/** By the action id up to its first colon. */
export function findAction(actionId: string): Action | undefined {
  const prefix = actionId.split(':')[0];
  return actions.find((action) => action.prefix === prefix);
}
