import type { IncomingMessage, RequestListener } from 'node:http';

/** Slack's own tolerance for the age of a request, and ours for one from the future. */
const TOLERANCE_S = 5 * 60;
/** Signatures kept to recognise a replay; far above what Slack sends in five minutes. */
const KEPT = 50_000;

/**
 * Bolt checks the signature and the age; it lets requests from the future and the same request twice pass. Those, and
 * what Bolt refuses, are answered 401 and counted.
 */
export function guarded(listener: RequestListener, refused: (why: string) => void): RequestListener {
  const seen = new Map<string, number>();
  return (request, response) => {
    const why = objection(request, seen);
    if (why !== undefined) {
      refused(why);
      request.resume();
      response.writeHead(401, { Connection: 'close' }).end();
      return;
    }
    response.once('finish', () => {
      if (response.statusCode !== 401) return;
      refused('forged');
      // Whoever sent a body of their own under a real signature must not keep the real request out.
      const { 'x-slack-signature': signature } = request.headers;
      if (typeof signature === 'string') seen.delete(signature);
    });
    listener(request, response);
  };
}

function objection({ headers }: IncomingMessage, seen: Map<string, number>): string | undefined {
  const now = Math.floor(Date.now() / 1000);
  const sent = Number(headers['x-slack-request-timestamp']);
  const signature = headers['x-slack-signature'];
  if (!Number.isInteger(sent) || typeof signature !== 'string') return 'unsigned';
  if (sent > now + TOLERANCE_S) return 'future';
  if (sent < now - TOLERANCE_S) return 'old';
  if (seen.has(signature)) return 'replayed';
  for (const [old, at] of seen) {
    if (at >= now - 2 * TOLERANCE_S && seen.size < KEPT) break;
    seen.delete(old);
  }
  seen.set(signature, now);
  return undefined;
}
