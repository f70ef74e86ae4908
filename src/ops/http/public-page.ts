import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { FetchedPage } from '../../checklist/look/site/page.ts';
import { type FetchPage, PageNotPublic, PageUnreachable } from '../../checklist/look/site/port.ts';
import { scriptsOf } from '../../checklist/look/site/script.ts';
import { SECOND_MS } from '../../migration/time.ts';
import { GivenUp } from '../../zendesk/port.ts';
import { isPublicAddress } from './public-address.ts';

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** One answer, its body bounded. */
export interface PublicAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly policies: readonly string[];
  readonly text: string;
}

/** The two ways out; tests give their own. */
export interface WaysOut {
  readonly resolve: (host: string) => Promise<readonly ResolvedAddress[]>;
  /** Asks exactly these addresses, whatever the name says by then. */
  readonly ask: (url: URL, addresses: readonly ResolvedAddress[], mostBytes: number) => Promise<PublicAnswer>;
}

const MOST_REDIRECTS = 5;
const MOST_PAGE_BYTES = 2_000_000;
const MOST_SCRIPT_BYTES = 3_000_000;
/** Of the page's own scripts so many are read: they hold the calls that are not on the page itself. */
const MOST_SCRIPTS = 8;
const TIMEOUT_MS = 10 * SECOND_MS;

/**
 * A page as anybody on the Internet would get it, with the scripts of its own host. Only https, only the standard port, only public
 * addresses: looked at again after every redirect, and the address that was looked at is the one that is asked.
 * @throws PageNotPublic, PageUnreachable
 */
export async function fetchPublicPage(address: string, ways: WaysOut = internet): Promise<FetchedPage> {
  const { url, answer } = await follow(address, ways, MOST_PAGE_BYTES);
  const own = scriptsOf(answer.text)
    .flatMap((src) => URL.parse(src, url) ?? [])
    .filter((script) => script.host === url.host)
    .slice(0, MOST_SCRIPTS);
  const scripts: string[] = [];
  for (const script of own) {
    const read = await follow(script.href, ways, MOST_SCRIPT_BYTES).catch((error: unknown) => {
      if (error instanceof PageUnreachable || error instanceof PageNotPublic) return undefined;
      throw error;
    });
    if (read?.answer.status === 200) scripts.push(read.answer.text);
  }
  return { address: url.href, status: answer.status, policies: answer.policies, html: answer.text, scripts };
}

/** Reads pages as `fetchPublicPage` does; once the process ends nobody waits for one any more. @throws GivenUp as well */
export function readingPages(ends: AbortSignal, ways?: WaysOut): FetchPage {
  return (address) =>
    new Promise((resolve, reject) => {
      const leave = () => reject(new GivenUp('a page'));
      if (ends.aborted) return leave();
      ends.addEventListener('abort', leave, { once: true });
      void fetchPublicPage(address, ways)
        .then(resolve, reject)
        .finally(() => ends.removeEventListener('abort', leave));
    });
}

async function follow(address: string, ways: WaysOut, mostBytes: number): Promise<{ readonly url: URL; readonly answer: PublicAnswer }> {
  let url = parsed(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await ways.ask(url, await publicAddresses(url, ways), mostBytes);
    if (answer.status < 300 || answer.status >= 400 || answer.location === undefined) return { url, answer };
    url = parsed(answer.location, url);
  }
  throw new PageUnreachable(`${url.host} redirects more than ${MOST_REDIRECTS} times`);
}

function parsed(address: string, from?: URL): URL {
  const url = URL.parse(address, from);
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    throw new PageNotPublic('Only https addresses on the standard port, without a name and password, are read');
  return url;
}

/** One address that is not public is enough: the name could lead there the next time. */
async function publicAddresses(url: URL, { resolve }: WaysOut): Promise<readonly ResolvedAddress[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await resolve(host);
  if (found.length === 0) throw new PageUnreachable(`${url.host} has no address`);
  if (found.some(({ address }) => !isPublicAddress(address))) throw new PageNotPublic(`${url.host} is no host of the public Internet`);
  return found;
}

export const internet: WaysOut = {
  resolve: async (host) => {
    try {
      return await lookup(host, { all: true });
    } catch {
      throw new PageUnreachable(`${host} cannot be found`);
    }
  },
  ask: (url, addresses, mostBytes) => askOnce(url, addresses, mostBytes),
};

/** One GET, no redirect followed, at most so many bytes and so long until the last of them. */
function askOnce(url: URL, addresses: readonly ResolvedAddress[], mostBytes: number): Promise<PublicAnswer> {
  // Asked of the resolver already: a name that changes its mind in between would lead inside.
  const pinned: LookupFunction = (_host, options, done) => {
    const [first] = addresses;
    if (options.all) return done(null, [...addresses]);
    return first ? done(null, first.address, first.family) : done(new Error('no address'), '', 4);
  };
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new PageUnreachable(`${url.host} ${why}`));
    const asked = request(
      url,
      {
        lookup: pinned,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Ferry)', Accept: 'text/html,*/*', 'Accept-Encoding': 'identity' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > mostBytes) asked.destroy(new Error('too large'));
          else chunks.push(chunk);
        });
        answer.on('error', () => fail('broke off'));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location,
            policies: policiesIn(answer.headers['content-security-policy']),
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    asked.on('error', (error) => fail(error.message === 'too large' ? `sends more than ${mostBytes} bytes` : 'does not answer'));
    asked.end();
  });
}

function policiesIn(header: string | string[] | undefined): readonly string[] {
  return header === undefined ? [] : [header].flat();
}
