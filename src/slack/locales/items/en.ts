import type { ItemId } from '../../../checklist/items/items.ts';
import { after } from './en/after.ts';
import { agents } from './en/agents.ts';
import { before } from './en/before.ts';
import { migrate } from './en/migrate.ts';
import { requirements } from './en/requirements.ts';
import { resources } from './en/resources.ts';
import type { ItemText } from './text.ts';

/** Every item in English. An item without its text does not compile. */
export const itemTexts: Readonly<Record<ItemId, ItemText>> = {
  ...before,
  ...requirements,
  ...agents,
  ...migrate,
  ...after,
  ...resources,
};
