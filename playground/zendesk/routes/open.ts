import { type Exchange, flatError, page, type Reply, reply } from '../http/exchange.ts';
import { bearer, goodToken, type Route } from '../http/guard.ts';
import { cursorPage, LAST_PAGE, TOO_DEEP } from '../http/pages.ts';
import type { Widget } from '../model/types.ts';
import type { LiveBrand } from '../state.ts';

/** What the public config of a brand shows at `now`: the state before a change until the cache has run out. */
export function shownWidget(brand: LiveBrand, now: number): Widget {
  const cached = brand.turns.find((turn) => turn.at > now - brand.configDelaySeconds * 1000);
  return cached?.from ?? brand.widget;
}

function config(x: Exchange): Reply {
  const brand = x.brand;
  if (!brand?.active) return page(404, 'Not found', '<p>No widget here.</p>');
  const headers = { 'cache-control': `public, max-age=${brand.configDelaySeconds}`, 'access-control-allow-origin': '*' };
  const widget = shownWidget(brand, x.now);
  if (widget === 'none') return reply({ brand: brand.name, locale: 'en-us' }, 200, headers);
  const color = '#1F4E79';
  if (widget === 'messaging') {
    const messenger = { integrationId: `64f0example${brand.id}`, appId: `64f0app${brand.id}`, color, launcher: { shape: 'circle' } };
    return reply({ messenger, brand: brand.name }, 200, headers);
  }
  const embeds = {
    launcher: { embed: 'launcher', props: { color } },
    chat: { embed: 'chat', props: { zopimId: x.account.seed.chat?.accountKey ?? null } },
    ...(brand.hasHelpCenter ? { helpCenterForm: { embed: 'helpCenter', props: {} } } : {}),
  };
  return reply({ embeds, brand: brand.name, locale: 'en-us' }, 200, headers);
}

interface Article {
  readonly id: number;
  readonly locale: string;
  readonly draft: boolean;
  readonly number: number;
}

function articlesOf(brand: LiveBrand): readonly Article[] {
  return Object.entries(brand.articles).flatMap(([locale, { published, drafts }], place) =>
    Array.from({ length: published + drafts }, (_, index) => ({
      id: brand.id * 10_000 + place * 1_000 + index + 1,
      locale,
      draft: index >= published,
      number: index + 1,
    })),
  );
}

function articles(x: Exchange): Reply {
  const { brand } = x;
  if (!brand?.hasHelpCenter || brand.helpCenterState === 'disabled') return flatError(404, 'RecordNotFound', 'Not found');
  const given = bearer(x.headers['authorization']);
  const token = goodToken(x.account, 'support', given);
  if (given && !token)
    return reply(
      {
        error: 'invalid_token',
        error_description: 'The access token provided is expired, revoked, malformed or invalid for other reasons.',
      },
      401,
    );
  if (token && !token.scope.split(' ').some((word) => word === 'read' || word === 'hc:read'))
    return flatError(403, 'Forbidden', 'You are missing the following required scopes: read');
  if (!token && brand.helpCenterState === 'restricted') return { status: 302, headers: { location: `${x.base}/hc/en-us/signin` } };
  const locale = x.params[0]?.toLowerCase();
  const shown = articlesOf(brand).filter((article) => (token || !article.draft) && (locale === undefined || article.locale === locale));
  const show = (article: Article) => ({
    id: article.id,
    title: `${article.draft ? 'Draft: ' : ''}${brand.name} help, part ${article.number}`,
    locale: article.locale,
    draft: article.draft,
    promoted: false,
    outdated: false,
    section_id: 310,
    html_url: `https://${brand.subdomain}.zendesk.com/hc/${article.locale}/articles/${article.id}`,
    created_at: '2024-02-01T10:00:00Z',
    updated_at: '2026-03-01T10:00:00Z',
    url: `${x.base}/api/v2/help_center/${article.locale}/articles/${article.id}.json`,
  });
  return x.query.has('page[size]') || x.query.has('page[after]') ? cursorPage(x, 'articles', shown, show) : articlePage(x, shown, show);
}

function articlePage(x: Exchange, shown: readonly Article[], show: (article: Article) => object): Reply {
  const size = Math.min(100, Math.max(1, Number(x.query.get('per_page') ?? 30) || 30));
  const number = Math.max(1, Number(x.query.get('page') ?? 1) || 1);
  if (number > LAST_PAGE) return TOO_DEEP;
  const pages = Math.max(1, Math.ceil(shown.length / size));
  const link = (to: number) => `${x.base}${x.path}.json?page=${to}&per_page=${size}`;
  return reply({
    articles: shown.slice((number - 1) * size, number * size).map(show),
    count: shown.length,
    page: number,
    page_count: pages,
    per_page: size,
    next_page: number < pages ? link(number + 1) : null,
    previous_page: number > 1 ? link(number - 1) : null,
    sort_by: 'position',
    sort_order: 'asc',
  });
}

/** What is open to everyone: the widget's config and the help center. */
export const OPEN: readonly Route[] = [
  { method: 'GET', path: '/embeddable/config', access: 'none', run: config },
  { method: 'GET', path: '/api/v2/help_center/articles', access: 'none', run: articles },
  { method: 'GET', path: '/api/v2/help_center/:locale/articles', access: 'none', run: articles },
  { method: 'GET', path: '/hc/:locale/signin', access: 'none', run: () => page(200, 'Sign in', '<form></form>') },
];
