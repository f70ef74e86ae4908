import { whyMessage } from '../blocks/why.ts';
import { refreshed } from '../commands/status.ts';
import type { SlackParts } from '../parts.ts';
import { sceneFor } from '../request/scene.ts';
import type { Action, ActionRequest } from './action.ts';

export const statusActions = [
  { prefix: 'status_refresh', run: (request, parts) => refreshed(request, parts, undefined) },
  { prefix: 'status_why', run: why },
] as const satisfies readonly Action[];

async function why(request: ActionRequest, parts: SlackParts): Promise<void> {
  await request.answer(whyMessage(await sceneFor(request, parts)));
}
