import { z } from 'zod';
import type { Clock } from '../../migration/time.ts';
import { below, withQuery } from '../http/address.ts';
import type { Answer } from '../http/ask.ts';
import { errorOf } from '../http/errors.ts';
import { jsonOf } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import type { Widget } from '../port.ts';

/** Sent along: answers may be kept for minutes on their way. */
export const uncached = { 'Cache-Control': 'no-cache' } as const;

/**
 * What the snippet on a page would start. GET {brand}/embeddable/config, without a credential, past any cache.
 * Undocumented; read as Zendesk's own loader reads it (zendesk-api 5). One redirect is followed, within the brand's address.
 * @throws ZendeskUnavailable, ZendeskRefused for statuses, UnexpectedShape for a redirect that leads away; an odd body is `unknown`
 */
export async function readWidget(brand: Source, clock: Clock): Promise<Widget> {
  const first = await brand.get(withQuery('/embeddable/config', { nocache: String(Date.parse(clock())) }));
  const answer = await redirected(first, brand);
  if (answer.status !== 200) throw errorOf(answer);
  return widgetIn(jsonOf(answer));
}

async function redirected(answer: Answer, brand: Source): Promise<Answer> {
  if (answer.status < 300 || answer.status >= 400 || answer.location === undefined) return answer;
  const to = below(brand.base, answer.location, answer.url);
  return to === undefined ? answer : brand.get(to.href);
}

// z.record takes no array and no null: an object, whatever is in it.
const anyObject = z.record(z.string(), z.unknown());
const messaging = z.object({ messenger: anyObject });
const classic = z.object({ messenger: z.union([z.null(), z.literal(false)]).optional(), embeds: anyObject });

function widgetIn(config: unknown): Widget {
  if (messaging.safeParse(config).success) return 'messaging';
  return classic.safeParse(config).success ? 'classic' : 'unknown';
}
