import { dropBrand } from '../../cutover/control/outside/judged.ts';
import type { SlackParts } from '../parts.ts';
import { postAgain } from '../posts/outside/unseen.ts';
import { decide, say } from '../request/answers.ts';
import type { Action, ActionRequest } from './action.ts';

/** Buttons of what Ferry tells of its own accord. */
export const toldActions = [
  { prefix: 'post_again', run: again },
  { prefix: 'brand_drop', run: withoutBrand },
] as const satisfies readonly Action[];

/** A post that may be missing is posted once more, by an admin's word that it is not there. */
async function again(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { press, person, texts, key } = request;
  if (await decide(request, parts, (migration) => postAgain(migration, person, press.post ?? '')))
    await request.answer(say(texts.cutover.outside.unseen.done));
  await parts.settle(key);
}

/** The plan once more, without a brand that Zendesk does not know any more. */
async function withoutBrand(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { press, person, texts, key, migration } = request;
  const { brand = '', plan } = press;
  const t = texts.cutover.outside.brand;
  if (plan !== migration.scheduled?.version) await request.answer(say(texts.refusals.oldButton));
  else if (await decide(request, parts, (now) => dropBrand(now, person, brand, t.last(key)))) await request.answer(say(t.dropped(brand)));
  await parts.settle(key);
}
