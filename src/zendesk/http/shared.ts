import type { Answer } from './ask.ts';
import type { Writable } from './source.ts';

/** The same source for one look: what two of its topics ask for is asked once. What failed is asked again. */
export function shared(source: Writable): Writable {
  const asked = new Map<string, Promise<Answer>>();
  return {
    ...source,
    get(pathOrLink) {
      const before = asked.get(pathOrLink);
      if (before !== undefined) return before;
      const answer = source.get(pathOrLink);
      asked.set(pathOrLink, answer);
      answer.catch(() => asked.delete(pathOrLink));
      return answer;
    },
  };
}
