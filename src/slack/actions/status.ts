import { whyMessage } from '../blocks/why.ts';
import { refreshed, status } from '../commands/status.ts';
import type { SlackParts } from '../parts.ts';
import { sceneFor } from '../request/scene.ts';
import type { Action, ActionRequest } from './action.ts';
import { holdsRole } from './item/item.ts';

export const statusActions = [
  { prefix: 'status_refresh', run: refresh },
  { prefix: 'status_why', run: why },
] as const satisfies readonly Action[];

/** Whoever has no role is shown what is stored, and it is looked up again only when it is old. */
async function refresh(request: ActionRequest, parts: SlackParts): Promise<void> {
  await (holdsRole(request) ? refreshed(request, parts, undefined) : status(request, parts));
}

async function why(request: ActionRequest, parts: SlackParts): Promise<void> {
  await request.answer(whyMessage(await sceneFor(request, parts)));
}
