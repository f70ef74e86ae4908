import type { ItemId } from '../../../checklist/items/items.ts';
import { groupsMissing, openNow } from '../../../checklist/look/drain-words.ts';
import type { Migration } from '../../../migration/migration.ts';
import { cut, plain } from '../../blocks/frame.ts';
import type { Texts } from '../../locales/texts.ts';
import type { Scene } from '../../request/request.ts';

/** To whoever says that it is done: what is seen against it. */
export function againstText(item: ItemId, migration: Migration, { cutover: { told } }: Texts): string | undefined {
  const open = openNow(item, migration);
  if (open === 0) return undefined;
  if (item === 'migrate-close-active-chats') return told.drain.chatsOpen(open);
  return item === 'migrate-agents-offline' ? told.drain.agentsThere(open) : undefined;
}

/** Why a word for the drain does not count yet. */
export function notYetCounted(item: ItemId, { migration, report: { readings }, texts }: Scene): readonly string[] {
  const against = againstText(item, migration, texts);
  if (against !== undefined) return [against];
  const missing = groupsMissing(item, { migration, readings });
  return missing.length > 0 ? [texts.cutover.told.drain.groupsMissing(cut(plain(missing.join(', ')), 1_000))] : [];
}
