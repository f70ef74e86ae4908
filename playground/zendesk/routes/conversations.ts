import { type Exchange, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';

const error = (status: number, code: string, title: string) => reply({ errors: [{ code, title }] }, status);

/** Key and secret of the account's app are `app_{subdomain}` and `secret_conversations_{subdomain}`. */
function integrations(x: Exchange): Reply {
  const { subdomain } = x.account.seed;
  const key = Buffer.from(`app_${subdomain}:secret_conversations_${subdomain}`).toString('base64');
  if (x.headers['authorization'] !== `Basic ${key}`) return error(401, 'unauthorized', 'Authorization is required');
  const converted = x.account.brands.filter((brand) => brand.widget === 'messaging');
  return reply({
    integrations: converted.map((brand) => ({ id: `64f0example${brand.id}`, type: 'web', status: 'active', displayName: brand.name })),
    meta: { hasMore: false, afterCursor: null, beforeCursor: null },
    links: {},
  });
}

/** Sunshine Conversations: the one read that is of use. */
export const CONVERSATIONS: readonly Route[] = [{ method: 'GET', path: '/sc/v2/apps/:id/integrations', access: 'none', run: integrations }];
