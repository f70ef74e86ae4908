import { clickAt, turnedBrands } from '../../../cutover/phases.ts';
import type { Migration } from '../../../migration/migration.ts';

export function pathOf(brand: string, { scheduled }: Migration): 'convert' | 'swap' {
  return scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand)?.path ?? 'convert';
}

/** For Zendesk Customer Support, who read English: what happened when, and what is asked. */
export function optOutRequest(migration: Migration): string {
  const subdomain = migration.account?.subdomain ?? '';
  const brands = turnedBrands(migration).filter((brand) => pathOf(brand, migration) === 'convert');
  const lines = brands.map((brand) => `- ${brand}.zendesk.com, converted at ${clickAt(brand, migration) ?? 'a time we do not know'}`);
  return [
    'Subject: Return a converted Web Widget to Web Widget (Classic) / opt out of messaging',
    `Account: ${subdomain}.zendesk.com`,
    'We converted the Web Widget of these brands from Web Widget (Classic) to messaging:',
    ...lines,
    'Please tell us (1) whether these brands can be returned to Web Widget (Classic) with live chat, (2) by when and what is lost,',
    '(3) whether the account can be opted out of messaging, and (4) what happens to open messaging conversations.',
    'Until you answer, please change nothing.',
  ].join('\n');
}
