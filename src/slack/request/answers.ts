import type { Decision } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { section } from '../blocks/frame.ts';
import { titleIn } from '../blocks/status.ts';
import type { SlackParts } from '../parts.ts';
import type { Message } from '../web/port.ts';
import type { AccountRequest } from './request.ts';

/** A sentence as a message. */
export function say(text: string): Message {
  return { text: text.replaceAll('*', ''), blocks: [section(text)] };
}

/** Records what the person asked for, or tells them why not and who can. @returns whether it was granted */
export async function decide(request: AccountRequest, parts: SlackParts, decision: (migration: Migration) => Decision): Promise<boolean> {
  const outcome = await parts.record(request.key, { kind: 'person', slackUserId: request.user.id }, decision);
  if (outcome.ok) return true;
  await request.answer(say(request.texts.refusals.refused(outcome.refusal, request.key, request.migration.team, titleIn(request.texts))));
  return false;
}
