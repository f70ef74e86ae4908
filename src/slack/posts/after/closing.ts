import type { KnownBlock } from '@slack/types';
import { isOfTheNight, itemStates } from '../../../checklist/item-state.ts';
import { itemById } from '../../../checklist/items/items.ts';
import { linkTo } from '../../../checklist/items/links.ts';
import { channels, channelsInScope } from '../../../checklist/scope.ts';
import { closingIn, hardOpen, isComingOff, taggedIds } from '../../../cutover/steps/after/close.ts';
import { button, buttons, cut, fitted, header, plain, section } from '../../blocks/frame.ts';
import { titleIn } from '../../blocks/status.ts';
import type { Closing } from '../../locales/cutover/told/text.ts';
import { pressValue } from '../../request/press.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';

const CLOSING_ITEM = 'after-clean-up';

/** What is left after four days, kept up to date until an admin closes: nothing hard may be open, and no guard tag may stand. */
export function closeMessage(scene: Scene): Message {
  const { key, texts, migration } = scene;
  const t = texts.cutover.told.closing;
  const closing = closingOf(scene);
  const admins = migration.team.admin.length > 0 ? texts.common.people(migration.team.admin.slice(0, 10)) : texts.common.roles.admin;
  const list = (titles: readonly string[]) => cut(titles.map(plain).join(', '), 1_500);
  const title = t.header(key, closing.closed);
  const lines = [
    t.counts(closing),
    ...(closing.hard.length > 0 ? [t.hard(list(closing.hard))] : []),
    t.tags[closing.tags],
    ...(closing.channelsOut === '' ? [] : [t.channelsOut(closing.channelsOut)]),
  ];
  const mayClose = closing.hard.length === 0 && closing.tags !== 'standing' && closing.tags !== 'coming_off' && !closing.closed;
  const blocks: KnownBlock[] = [
    header(title),
    section(lines.join('\n')),
    ...(closing.open.length > 0 ? [section(t.open(list(closing.open)))] : []),
    ...(closing.waived.length > 0 ? [section(t.waived(list(closing.waived)))] : []),
    section(`${t.cleanUp}\n${resourceLine(scene)}`),
    section(closing.closed ? t.done : t.admin(admins)),
    ...buttons(
      mayClose ? [button('item_done', t.closeButton, pressValue({ account: key, item: CLOSING_ITEM }), { style: 'primary' })] : [],
    ),
  ];
  return { text: `${title}. ${t.counts(closing)}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}

function closingOf({ migration, report, now, texts }: Scene): Closing {
  const context = { migration, readings: report.readings, now };
  const titleOf = titleIn(texts);
  // The drain is over: what is left of it are waivers.
  const states = itemStates(context).filter(({ id, status }) => {
    const item = itemById(id);
    return status !== 'not_applicable' && item !== undefined && !(isOfTheNight(item) && item.gate === 'G3' && status !== 'waived');
  });
  const inScope = channelsInScope(migration);
  return {
    ready: states.filter(({ status }) => status === 'ready').length,
    waived: states.filter(({ status }) => status === 'waived').map(({ id }) => titleOf(id)),
    open: states.filter(({ status }) => status === 'todo' || status === 'unknown').map(({ id }) => titleOf(id)),
    hard: hardOpen(context).map(titleOf),
    channelsOut: channels
      .filter((channel) => !inScope.includes(channel))
      .map((channel) => texts.common.channels[channel])
      .join(', '),
    tags: tagsOf(migration),
    closed: migration.run.steps['rb-4d-close']?.done !== undefined,
  };
}

/** By the record of the tags, and by what was last read of the tickets. */
function tagsOf(migration: Scene['migration']): Closing['tags'] {
  const any = Object.values(migration.changes).some(({ write, triedAt }) => write === 'guard_tag' && triedAt !== undefined);
  if (!any) return 'none';
  const step = migration.run.steps['rb-4d-close'];
  if (taggedIds(migration).length === 0 || step?.done) return 'off';
  const read = closingIn(step?.late?.saw ?? '');
  if (read === undefined && isComingOff(migration)) return 'coming_off';
  if (read?.tags === undefined) return 'unknown';
  if (read.tags > 0) return 'standing';
  return isComingOff(migration) ? 'coming_off' : 'off';
}

function resourceLine({ texts }: Scene): string {
  const item = itemById('resources-messaging');
  const [article] = item?.articles ?? [];
  return article === undefined ? '' : `<${linkTo(article, texts.language)}|${texts.items['resources-messaging'].title}>`;
}
