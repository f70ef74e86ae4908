import type { Answer } from '../wire.ts';
import { field, type Shape } from './kit/shapes.ts';

/** What Slack shows where the app did not answer, or nothing. */
export function failureOf(answer: Answer): string {
  if (!answer.ok) return answer.error;
  const { result } = answer;
  if (typeof result !== 'object' || result === null || !('ok' in result) || result.ok !== false) return '';
  const shape: Shape = { ...result };
  return field(shape, 'message') || field(shape, 'error');
}
