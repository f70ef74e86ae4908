import { z } from 'zod';
import { type ClassicCall, classicCalls } from './calls.ts';
import { type PolicyGap, policiesOf, policyGaps } from './policy.ts';
import { attributeOf, scriptsOf, snippetKeyIn, tagsOf, titleOf } from './script.ts';

/** A page as it came from its server, with those of its own scripts that could be read. */
export interface FetchedPage {
  /** Where it was found, after redirects. */
  readonly address: string;
  readonly status: number;
  readonly policies: readonly string[];
  readonly html: string;
  readonly scripts: readonly string[];
}

/** What is kept of a page. */
export interface PageSeen {
  readonly status: number;
  readonly title: string;
  readonly calls: readonly ClassicCall[];
  /** Scripts of it that were not read: what they call is not known. */
  readonly unread: number;
  /** Undefined where it sends no policy. */
  readonly gaps: readonly PolicyGap[] | undefined;
  readonly snippetKey: string | undefined;
}

const LONGEST_TITLE = 80;

/** What a page means for the messaging widget of the account at these Zendesk hosts. */
export function pageSeen({ address, status, policies, html, scripts }: FetchedPage, zendeskHosts: readonly string[]): PageSeen {
  const all = policiesOf(policies, html);
  const ofZendesk = (src: string) => /^(https:)?\/\/(static|ekr)\.zdassets\.com\//.test(src);
  const calls = new Map([html, ...scripts].flatMap((text) => classicCalls(text)).map((one) => [one.call, one]));
  return {
    status,
    title: titleOf(html).slice(0, LONGEST_TITLE),
    calls: [...calls.values()],
    unread: Math.max(0, scriptsOf(html).filter((src) => !ofZendesk(src)).length - scripts.length),
    gaps: all.length === 0 ? undefined : policyGaps(all, zendeskHosts, new URL(address).origin, hasNonce(html)),
    snippetKey: snippetKeyIn(html),
  };
}

function hasNonce(html: string): boolean {
  return tagsOf(html, 'script').some((tag) => attributeOf(tag, 'id') === 'ze-snippet' && attributeOf(tag, 'nonce') !== undefined);
}

const optional = <T extends z.ZodType>(value: T) => value.optional().transform((each) => each);

export const pageShape = z.object({
  status: z.number(),
  title: z.string(),
  calls: z.array(z.object({ call: z.string(), instead: optional(z.string()) })),
  unread: z.number(),
  gaps: optional(z.array(z.object({ directive: z.string(), host: z.string() }))),
  snippetKey: optional(z.string()),
});
