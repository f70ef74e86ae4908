import type { SlackParts } from '../parts.ts';
import { postAgain } from '../posts/unseen.ts';
import { decide, say } from '../request/answers.ts';
import type { Action, ActionRequest } from './action.ts';

export const toldActions = [{ prefix: 'post_again', run: again }] as const satisfies readonly Action[];

/** A post that may be missing is posted once more, by an admin's word that it is not there. */
async function again(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { press, person, texts, key } = request;
  if (await decide(request, parts, (migration) => postAgain(migration, person, press.post ?? '')))
    await request.answer(say(texts.cutover.outside.unseen.done));
  await parts.settle(key);
}
