import type { Answer } from '../http/ask.ts';
import { jsonOf } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type Zendesk, ZendeskRefused } from '../port.ts';
import { articlesPage } from '../shapes/directory.ts';

/**
 * Published articles by locale: those with `draft` false. GET {brand}/api/v2/help_center/articles.json, by offset.
 * A 404 of Zendesk's own (JSON) is a brand without help center. Another 404, or a redirect to a sign-in page, is a closed door.
 * https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/
 */
export async function readArticles(brand: Source): ReturnType<Zendesk['articles']> {
  const first = await brand.get(ARTICLES);
  if (first.status >= 300 && first.status < 400) throw new ZendeskRefused(first.what, first.status);
  if (first.status === 404 && jsonOf(first) !== undefined) return {};
  const published = await allPages(
    pages(startingWith(first, brand), ARTICLES, articlesPage),
    (page) => page.articles,
    (article) => `${article.locale} ${article.id}`,
  );
  const byLocale = Map.groupBy(
    published.filter((article) => !article.draft),
    (article) => article.locale,
  );
  return Object.fromEntries([...byLocale].map(([locale, articles]) => [locale, articles.length]));
}

const ARTICLES = '/api/v2/help_center/articles.json?per_page=100';

/** The same source, its first page already at hand. */
function startingWith(first: Answer, source: Source): Source {
  return { base: source.base, get: async (path) => (path === ARTICLES ? first : source.get(path)) };
}
