import type { ItemId } from '../../../checklist/items/items.ts';
import { after } from './ko/after.ts';
import { agents } from './ko/agents.ts';
import { before } from './ko/before.ts';
import { migrate } from './ko/migrate.ts';
import { requirements } from './ko/requirements.ts';
import { resources } from './ko/resources.ts';
import type { ItemText } from './text.ts';

/** Every item in Korean. An item without its text does not compile. */
export const itemTexts: Readonly<Record<ItemId, ItemText>> = {
  ...before,
  ...requirements,
  ...agents,
  ...migrate,
  ...after,
  ...resources,
};
