import type { Counting } from '../http/counting.ts';

/** `fetch`, with every call to Slack counted by what HTTP says of it: Slack's own refusals come with a 200 and are answers. */
export function countedFetch({ slackAnswered }: Pick<Counting, 'slackAnswered'>): typeof fetch {
  return async (...asked) => {
    try {
      const response = await fetch(...asked);
      if (response.status === 429) slackAnswered('limited');
      else slackAnswered(response.ok ? 'answered' : 'unavailable');
      return response;
    } catch (error) {
      slackAnswered('unavailable');
      throw error;
    }
  };
}
