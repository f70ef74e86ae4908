import type { z } from 'zod';
import { UnexpectedShape } from '../port.ts';
import type { Answer } from './ask.ts';
import { errorOf, shapeError } from './errors.ts';

/**
 * The answer's body in its documented shape.
 * @throws ZendeskRefused for a final 4xx; UnexpectedShape for a redirect, for HTML, for JSON that breaks off and for any other shape
 */
export function readAs<T>(answer: Answer, shape: z.ZodType<T>): T {
  if (answer.status !== 200) throw errorOf(answer);
  const body = jsonOf(answer);
  if (body === undefined) throw new UnexpectedShape(`${answer.what} answered something that is not JSON`);
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw shapeError(answer.what, parsed.error);
  return parsed.data;
}

/** The body as JSON; undefined where it is none, which JSON itself cannot say. */
export function jsonOf({ text }: Pick<Answer, 'text'>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
