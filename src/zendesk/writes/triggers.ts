import { z } from 'zod';
import { errorOf, shapeError } from '../http/errors.ts';
import { jsonOf } from '../http/read.ts';
import type { Writable } from '../http/source.ts';
import type { NewTrigger } from '../port.ts';

const PATH = '/api/v2/triggers';
const made = z.object({ trigger: z.object({ id: z.int().positive(), active: z.boolean() }) });

/**
 * Makes an inactive trigger: it runs for nothing until it is switched on.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#create-trigger
 */
export async function createTrigger(support: Writable, { title, all, actions }: NewTrigger): Promise<void> {
  await send(support, 'POST', PATH, { title, active: false, conditions: { all, any: [] }, actions }, 201);
}

/** A PUT replaces the whole array of conditions or actions that it holds; without them they stay. */
export async function setTriggerActive(support: Writable, id: number, active: boolean): Promise<void> {
  await send(support, 'PUT', `${PATH}/${id}`, { active }, 200);
}

async function send(support: Writable, method: 'POST' | 'PUT', path: string, trigger: object, wanted: number): Promise<void> {
  const answer = await support.send(method, path, { trigger });
  if (answer.status !== wanted) throw errorOf(answer);
  const parsed = made.safeParse(jsonOf(answer));
  if (!parsed.success) throw shapeError(answer.what, parsed.error);
}
