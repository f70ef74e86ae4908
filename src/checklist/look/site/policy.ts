import { attributeOf, tagsOf } from './script.ts';

/** What a content security policy keeps from the messaging widget. */
export interface PolicyGap {
  readonly directive: string;
  readonly host: string;
}

/**
 * What Zendesk names for messaging, by directive. https://developer.zendesk.com/documentation/zendesk-web-widget-sdks/sdks/web/csp/
 * Only what carries a conversation: reporting of errors and voice may be kept out.
 */
function wanted(zendeskHosts: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const own = zendeskHosts.map((host) => `https://${host}`);
  return {
    'script-src': ['https://static.zdassets.com'],
    'connect-src': [
      'https://static.zdassets.com',
      'https://ekr.zdassets.com',
      ...own,
      ...zendeskHosts.map((host) => `wss://${host}`),
      'https://api.smooch.io',
      'wss://api.smooch.io',
    ],
    'img-src': ['https://static.zdassets.com', ...own, 'https://media.smooch.io'],
    'media-src': ['https://static.zdassets.com'],
    'frame-src': ['https://static.zdassets.com', ...own],
  };
}

/** Where a directive is not set, the next one of these speaks; nothing set allows everything. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'img-src': ['img-src', 'default-src'],
  'media-src': ['media-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
};

/** What these policies, of which each has to allow it, do not allow on a page at `origin`; a nonce of the snippet lets its own scripts in. */
export function policyGaps(
  policies: readonly string[],
  zendeskHosts: readonly string[],
  origin: string,
  snippetHasNonce: boolean,
): readonly PolicyGap[] {
  const gaps = policies.flatMap((policy) => {
    const directives = parse(policy);
    return Object.entries(wanted(zendeskHosts)).flatMap(([directive, hosts]) => {
      const sources = (FALLBACKS[directive] ?? []).map((name) => directives.get(name)).find((list) => list !== undefined);
      if (sources === undefined) return [];
      if (directive === 'script-src' && snippetHasNonce && sources.some((source) => source.startsWith("'nonce-"))) return [];
      return hosts
        .filter((host) => !sources.some((source) => allows(source, new URL(host), new URL(origin))))
        .map((host) => ({ directive, host }));
    });
  });
  return gaps.filter((gap, index) => gaps.findIndex(({ directive, host }) => directive === gap.directive && host === gap.host) === index);
}

/** Policies of a page: those of its headers and those of its meta tags. */
export function policiesOf(headers: readonly string[], html: string): readonly string[] {
  const metas = tagsOf(html, 'meta')
    .filter((tag) => attributeOf(tag, 'http-equiv')?.toLowerCase() === 'content-security-policy')
    .flatMap((tag) => attributeOf(tag, 'content') ?? []);
  // One header may hold several policies by comma.
  return [...headers.flatMap((header) => header.split(',')), ...metas].map((policy) => policy.trim()).filter((policy) => policy !== '');
}

/** The first of a directive counts, as in the browser. */
function parse(policy: string): ReadonlyMap<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const part of policy.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    const key = name.toLowerCase();
    if (key !== '' && !directives.has(key))
      directives.set(
        key,
        sources.map((source) => source.toLowerCase()),
      );
  }
  return directives;
}

/** https://www.w3.org/TR/CSP3/#match-url-to-source-expression, without paths: a source with a path is no leave for a whole host. */
function allows(source: string, url: URL, page: URL): boolean {
  if (source === '*') return true;
  if (source === "'self'") return url.origin === page.origin;
  if (/^[a-z][a-z0-9+.-]*:$/.test(source)) return schemeMatches(source.slice(0, -1), url);
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/.*)?$/.exec(source);
  if (match === null) return false;
  const [, scheme = page.protocol.slice(0, -1), host = '', port, path = ''] = match;
  if (!schemeMatches(scheme, url) || (path !== '' && path !== '/')) return false;
  if (port !== undefined && port !== '*' && port !== '443') return false;
  return host === '*' || host === url.hostname || (host.startsWith('*.') && url.hostname.endsWith(host.slice(1)));
}

function schemeMatches(scheme: string, url: URL): boolean {
  const wantedScheme = url.protocol.slice(0, -1);
  const also: Readonly<Record<string, readonly string[]>> = { http: ['https'], ws: ['wss', 'http', 'https'], wss: ['https'] };
  return scheme === wantedScheme || (also[scheme] ?? []).includes(wantedScheme);
}
