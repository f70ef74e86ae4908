import type { ArticleRef } from './item.ts';

const helpCenters = { en: 'https://support.zendesk.com/hc/en-us/articles/', ko: 'https://support.zendesk.com/hc/ko/articles/' } as const;

/** The article's address in the reader's language: both help centers know it by the same id. */
export function linkTo(article: ArticleRef, language: keyof typeof helpCenters): string {
  return helpCenters[language] + article;
}
