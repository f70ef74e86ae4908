import { UnexpectedShape } from '../port.ts';
import type { Question } from './ask.ts';

/** What one try brought: an answer, or the word for why there is none (`timed out`, or the code of the network's error). */
export type Outcome = RawAnswer | string;

interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  readonly rateLimit: string | undefined;
  readonly rateLeft: string | undefined;
  readonly rateReset: string | undefined;
  readonly date: string | undefined;
}

// The largest answer that is asked for, a page of a hundred tickets, is well under 1 MB.
const LARGEST_ANSWER_BYTES = 20 * 1_024 * 1_024;

/** Sends the request once: no redirect followed, no status thrown, the body as text. @throws UnexpectedShape for an answer over 20 MB */
export async function send({ what, url, headers, post, change }: Question, timeoutMs: number, ends?: AbortSignal): Promise<Outcome> {
  // Loaded with the first request: its files would hold up the connection to Slack at the start.
  const { default: axios } = await import('axios');
  // A controller of its own: signals that hang on one which lives as long as the process are never quite forgotten.
  const left = new AbortController();
  const leave = () => left.abort();
  // What changes something is seen to its end: cut off, nobody would know what came of it.
  if (change === undefined) ends?.addEventListener('abort', leave, { once: true });
  try {
    const answer = await axios.request<string>({
      url,
      method: change?.method ?? (post === undefined ? 'GET' : 'POST'),
      data: change?.json ?? post,
      headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Ferry)', Accept: 'application/json', ...headers },
      responseType: 'text',
      // JSON is read by ourselves: axios would pass a broken one on as a string.
      transformResponse: (text: string) => text,
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: LARGEST_ANSWER_BYTES,
      // Bounds the whole exchange; `timeout` of axios begins anew with every byte of a dripping answer.
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), left.signal]),
    });
    const header = (name: string) => headerOf(answer.headers[name]);
    return {
      status: answer.status,
      text: answer.data,
      location: header('location'),
      retryAfter: header('retry-after'),
      rateLimit: header('x-rate-limit') ?? header('ratelimit-limit'),
      rateLeft: header('x-rate-limit-remaining') ?? header('ratelimit-remaining'),
      rateReset: header('ratelimit-reset'),
      date: header('date'),
    };
  } catch (error) {
    if (!axios.isAxiosError(error) && !axios.isCancel(error)) throw error;
    if (error.message?.startsWith('maxContentLength')) throw new UnexpectedShape(`${what} answered more than 20 MB`);
    // The error itself is not kept as a cause: it holds the request with its credential.
    return axios.isCancel(error) ? 'timed out' : (error.code ?? 'no connection');
  } finally {
    ends?.removeEventListener('abort', leave);
  }
}

function headerOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
