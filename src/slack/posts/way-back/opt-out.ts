import { developerOf } from '../../../cutover/control/outside/people.ts';
import { confirmers } from '../../../cutover/decisions.ts';
import { clickAt, isGoingBack, turnedBrands, turnsBy } from '../../../cutover/phases.ts';
import type { Migration } from '../../../migration/migration.ts';
import { people } from '../../../migration/roles.ts';
import { cut } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';

/** Swapped brands that can come back, or are on the way: until when, and who puts the old key back. */
export function wayBackLines({ texts, migration, key }: Pick<Scene, 'texts' | 'migration' | 'key'>): readonly string[] {
  const t = texts.cutover.turns;
  const swapped = turnedBrands(migration).filter((brand) => turnsBy(brand, migration) === 'swap');
  const developer = developerOf(migration);
  const able = developer === undefined ? people(migration.team, ...confirmers('developer')) : [developer];
  const who = able.length > 0 ? texts.common.people(able) : t.developer;
  const back = swapped.filter((brand) => isGoingBack(brand, migration));
  const open = swapped.filter((brand) => !back.includes(brand));
  return [
    ...(open.length > 0 ? [t.swap.undo(cut(open.join(', '), LONGEST), who, key)] : []),
    ...(back.length > 0 ? [t.swap.goingBack(cut(back.join(', '), LONGEST), who)] : []),
  ];
}

/** Names of brands in one line of the board. */
const LONGEST = 240;

/** For Zendesk Customer Support, who read English: what happened when, and what is asked. */
export function optOutRequest(migration: Migration): string {
  const subdomain = migration.account?.subdomain ?? '';
  const brands = turnedBrands(migration).filter((brand) => turnsBy(brand, migration) === 'convert');
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
