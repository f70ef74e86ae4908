import { isNight } from '../../migration/decisions.ts';
import { type Facts, type Finding, type Reading, ready, todo, unknown } from '../../migration/finding.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import { keyholders } from '../look/people.ts';
import type { Readings } from '../readings.ts';
import { brandsInScope } from '../scope.ts';

/** Zendesk's recommendation for a help center that can answer. */
export const ARTICLES_WANTED = 10;

export const requirements = [
  {
    id: 'impact-api-credentials',
    find: tokensWork,
  },
  { id: 'req-people-with-rights', find: adminsAtTheKeyboard },
  {
    id: 'req-agent-workspace-enabled',
    find: ({ readings }) =>
      judged(readings.settings, ({ agentWorkspace }, evidence) => {
        if (agentWorkspace === undefined) return unknown('cannot_tell');
        const seen = evidence(`agent_workspace: ${agentWorkspace}`, { of: 'workspace', isOn: agentWorkspace });
        return agentWorkspace ? ready(seen) : todo({}, seen);
      }),
  },
  {
    id: 'req-help-center-recommended',
    find: articlesEnough,
  },
] as const satisfies readonly Check[];

/** Every brand in scope has enough in one locale. One that has not is enough to be open, whatever is not known of the others. */
function articlesEnough({
  migration,
  readings,
}: CheckContext): Finding<{ readonly brand: string; readonly articles: number; readonly wanted: number }> {
  const scope = brandsInScope(migration, readings).map((brand) => ({ brand, reading: readings.articles?.[brand] }));
  const counts = scope.flatMap(({ brand, reading }) =>
    reading?.status === 'seen' ? [{ brand, articles: Math.max(0, ...Object.values(reading.value)), reading }] : [],
  );
  const [first] = counts.toSorted((a, b) => (a.reading.at < b.reading.at ? -1 : 1));
  const fewest = counts.toSorted((a, b) => a.articles - b.articles)[0];
  const evidence = first && {
    asked: first.reading.asked,
    saw: counts.map(({ brand, articles }) => `${brand}: ${articles}`).join(', '),
    at: first.reading.at,
  };
  if (evidence && fewest && fewest.articles < ARTICLES_WANTED)
    return todo({ brand: fewest.brand, articles: fewest.articles, wanted: ARTICLES_WANTED }, evidence);
  const missing = scope.find(({ reading }) => reading?.status !== 'seen')?.reading;
  if (missing?.status === 'unknown') return unknown(missing.why, missing.at);
  if (counts.length < scope.length) return unknown('not_looked');
  return evidence ? ready(evidence) : unknown('cannot_tell');
}

type TokenFinding = Finding<{ readonly of: 'support' | 'chat'; readonly problem: 'refused' | 'scope' | 'another' }>;

/** Both tokens, as far as there are two: what Zendesk said last of each counts, not what it once said. */
function tokensWork({ migration, readings }: CheckContext): TokenFinding {
  const { settings, brands, groups, scopes } = readings;
  const support = newest([settings, brands, groups]);
  if (support?.status !== 'seen') return notWorking('support', support ?? settings);
  const saw = { asked: support.asked, saw: '200', at: support.at };
  if (scopes?.status === 'seen' && !scopes.value.includes('read'))
    return todo({ of: 'support', problem: 'scope' }, { asked: scopes.asked, saw: scopes.value.join(' '), at: scopes.at });
  const own = migration.account?.subdomain;
  if (brands?.status === 'seen' && own !== undefined && !brands.value.some(({ subdomain }) => subdomain === own))
    return todo({ of: 'support', problem: 'another' }, { asked: brands.asked, saw: `${brands.value.length}, ${own}: 0`, at: brands.at });
  const chat = chatToken(readings);
  if (chat?.status === 'seen')
    return ready({ asked: `${saw.asked}, ${chat.asked}`, saw: '200, 200', at: chat.at < saw.at ? chat.at : saw.at });
  // No token of Chat is stored: none is needed.
  return chat?.why === 'no_credential' ? ready(saw) : notWorking('chat', chat);
}

/**
 * What the account's own Chat says of the stored token. One address of Real-Time Chat answers every account's token: what comes from
 * there shows nobody whose it is.
 */
export function chatToken({ chatAccount, departments, chatAgents }: Readings): Reading<unknown> | undefined {
  // Where the plan has no Chat interface, the account alone is read.
  const isAlone = chatAccount?.status === 'seen' && chatAccount.value.restApi === false;
  const all = [departments, chatAgents, ...(isAlone ? [chatAccount] : [])].filter((one) => one !== undefined);
  const [last] = all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const isStored = last?.status !== 'unknown' || last.why !== 'no_credential';
  return isStored ? (newest(all) ?? all.find((one) => one.status === 'unknown' && one.why === 'not_allowed') ?? last) : last;
}

/** The last answer that says something of the token: a refusal at the same moment counts before an answer. */
function newest(readings: readonly (Reading<unknown> | undefined)[]): Reading<unknown> | undefined {
  const telling = readings.filter((one) => one !== undefined).filter((one) => one.status === 'seen' || one.why === 'token_refused');
  return telling.toSorted((a, b) => (a.at === b.at ? Number(a.status === 'seen') - Number(b.status === 'seen') : a.at < b.at ? 1 : -1))[0];
}

function notWorking(of: 'support' | 'chat', reading: Reading<unknown> | undefined): TokenFinding {
  if (reading?.status !== 'unknown') return unknown('not_looked');
  if (reading.why !== 'token_refused') return unknown(reading.why, reading.at);
  return todo({ of, problem: 'refused' }, { asked: reading.asked, saw: '401', at: reading.at });
}

/** So many are named; of the others the number. */
const NAMED = 5;
const ADMIN = 'admin';

interface Keyholders extends Facts {
  readonly people: readonly string[];
  readonly more: number;
  /** Of `operator` and `backup`, what nobody is named as. */
  readonly nobodyIs: readonly string[];
}

/** One who is no admin, or one who is missing, is enough to be open, whatever is not known of the others. */
function adminsAtTheKeyboard({ migration, readings, now }: CheckContext): Finding<Keyholders> {
  const named = keyholders(migration);
  const nobodyIs = (['operator', 'backup'] as const).filter((role) => migration.team[role].length === 0);
  const each = named.map((user) => ({ user, reading: readings.people?.[user] }));
  const seen = each.flatMap(({ user, reading }) => (reading?.status === 'seen' ? [{ user, reading }] : []));
  const [oldest] = seen.toSorted((a, b) => (a.reading.at < b.reading.at ? -1 : 1));
  const evidence = oldest && {
    asked: oldest.reading.asked,
    saw: seen.map(({ reading }) => reading.value.role).join(', '),
    sight: { of: 'roles', roles: seen.map(({ reading }) => reading.value.role) } as const,
    at: oldest.reading.at,
  };
  const others = seen.filter(({ reading }) => reading.value.role !== ADMIN).map(({ user }) => user);
  if (evidence && others.length > 0)
    return todo({ people: others.slice(0, NAMED), more: Math.max(0, others.length - NAMED), nobodyIs }, evidence);
  // Both are named before the window; in its night, whoever is present decides, and one of the two is enough.
  const isEnough = nobodyIs.length === 1 && isNight(migration, now);
  if (nobodyIs.length > 0 && !isEnough)
    return todo({ people: [], more: 0, nobodyIs }, { asked: '/migrate team', saw: `${named.length}`, at: now });
  const missing = each.find(({ reading }) => reading?.status !== 'seen')?.reading;
  if (missing?.status === 'unknown') return unknown(missing.why, missing.at);
  return evidence === undefined || seen.length < named.length ? unknown('not_looked') : ready(evidence);
}
