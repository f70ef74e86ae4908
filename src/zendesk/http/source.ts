import type { Lane } from '../pace/budget.ts';
import type { Family } from '../pace/pace.ts';
import { UnexpectedShape, ZendeskRefused } from '../port.ts';
import { below, pathOf } from './address.ts';
import type { Answer, Ask, Question } from './ask.ts';

/** Something that can be asked: one family of interfaces at one address, with its own credential. */
export interface Source {
  readonly base: string;
  /**
   * GET of a path below the base, with its query, or of a link that an answer gave.
   * @throws ZendeskUnavailable, ZendeskRefused (no credential), UnexpectedShape (a link that leads elsewhere)
   */
  get(pathOrLink: string): Promise<Answer>;
}

/** A source that also takes changes. */
export interface Writable extends Source {
  /** Changes something below the base; asked once, whatever comes of it. @throws as `get` */
  send(method: 'POST' | 'PUT' | 'PATCH', path: string, json: unknown): Promise<Answer>;
}

/** A bearer token; `renewed` tells another one after a 401, or undefined where there is only this one. */
export interface Bearer {
  token(): Promise<string>;
  renewed(refused: string): Promise<string | undefined>;
}

export interface SourceParts {
  readonly base: string;
  readonly family: Family;
  readonly lane: Lane;
  /** `missing` where the family needs a credential that this account has not got. */
  readonly bearer: Bearer | 'anonymous' | 'missing';
  readonly headers?: Readonly<Record<string, string>>;
  readonly ask: Ask;
}

/** A source that asks once more with a renewed token where a 401 comes back; a second 401 is the answer. */
export function sourceOf({ base, family, lane, bearer, headers = {}, ask }: SourceParts): Writable {
  async function question(pathOrLink: string, change?: Question['change']): Promise<Answer> {
    const url = below(base, pathOrLink.startsWith('/') ? base + pathOrLink : pathOrLink, base)?.href;
    if (url === undefined) throw new UnexpectedShape(`A link of ${family} leads away from its address`);
    const what = `${change?.method ?? 'GET'} ${pathOf(base, url)}`;
    const asked = { what, family, lane, url, headers, ...(change ? { change } : {}) };
    if (bearer === 'missing') throw new ZendeskRefused(what, 0);
    if (bearer === 'anonymous') return ask(asked);
    const token = await bearer.token();
    const answer = await ask({ ...asked, headers: { ...headers, Authorization: `Bearer ${token}` } });
    if (answer.status !== 401) return answer;
    const other = await bearer.renewed(token);
    return other === undefined ? answer : ask({ ...asked, headers: { ...headers, Authorization: `Bearer ${other}` } });
  }
  return { base, get: (pathOrLink) => question(pathOrLink), send: (method, path, json) => question(path, { method, json }) };
}

/** A token that was given to us and cannot be renewed. */
export function givenToken(token: string): Bearer {
  return { token: async () => token, renewed: async () => undefined };
}
