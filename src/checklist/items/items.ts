import { after } from './after.ts';
import { agents } from './agents.ts';
import { before } from './before.ts';
import type { Item } from './item.ts';
import { migrateArticle } from './migrate/article.ts';
import { migrateChannels } from './migrate/channels.ts';
import { migrateChatSettings } from './migrate/chat-settings.ts';
import { migrateNight } from './migrate/night.ts';
import { migrateRouting } from './migrate/routing.ts';
import { requirements } from './requirements.ts';
import { resources } from './resources.ts';

const migrate = [...migrateArticle, ...migrateNight, ...migrateChatSettings, ...migrateRouting, ...migrateChannels] as const;
const bySection = [...before, ...requirements, ...agents, ...migrate, ...after, ...resources] as const;

export type ItemId = (typeof bySection)[number]['id'];
/** An item whose id the compiler knows. */
export type KnownItem = Item & { readonly id: ItemId };

const known: readonly KnownItem[] = bySection;

/** Every item: those of the article in its order, then the finer ones by section. */
export const items: readonly KnownItem[] = [
  ...known.filter(({ kind }) => kind === 'article'),
  ...known.filter(({ kind }) => kind === 'detail'),
];

const byId: ReadonlyMap<string, KnownItem> = new Map(items.map((item) => [item.id, item]));

export function itemById(id: string): KnownItem | undefined {
  return byId.get(id);
}

/** The items that show under this one, in their order. */
export function childrenOf(id: string): readonly KnownItem[] {
  return items.filter(({ parent }) => parent === id);
}

/** Whether a log line or a button value names an item of today. */
export function isItemId(id: string): id is ItemId {
  return byId.has(id);
}
