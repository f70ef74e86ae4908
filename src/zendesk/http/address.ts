import type { Subdomain } from '../../migration/account.ts';

/** The address below which everything of an account or brand lies, without a slash at its end. `template` holds `{subdomain}`. */
export function baseOf(template: string, subdomain: Subdomain): string {
  return withoutSlash(template.replaceAll('{subdomain}', subdomain));
}

/** An address as it is written before a path. */
export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

/** The path with its query, each value encoded. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query)}`;
}

/** The link, seen from `from`, if it stays at the base's origin and below its path; else undefined. */
export function below(base: string, link: string, from: string): URL | undefined {
  const url = URL.parse(link, from);
  const home = new URL(`${base}/`);
  // A name and password in a link would replace our own credential.
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  return url.origin === home.origin && url.pathname.startsWith(home.pathname) ? url : undefined;
}

/** What is asked, as messages name it: the path below the base, without the query. */
export function pathOf(base: string, url: string): string {
  return new URL(url).pathname.slice(new URL(`${base}/`).pathname.length - 1);
}
