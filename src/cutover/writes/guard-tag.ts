import type { Change } from '../../migration/run/changes.ts';
import type { WriteParts, Writing } from './carry-out.ts';
import { guardTag, untagged } from './writes-ahead.ts';

/** The most ids that one bulk update takes. */
const A_TIME = 100;

/** The guard tag and the note beside it, on the listed tickets that lack it, a hundred at a time. Off it comes where Ferry put it. */
export const guardTagWrite: Writing = {
  async intend(migration, { zendesk }) {
    const tag = guardTag(migration);
    const ids = untagged(migration).slice(0, A_TIME);
    if (tag === undefined || ids.length === 0) return [];
    const tickets = await zendesk.ticketsById(ids);
    const lacking = new Set(tickets.filter(({ tags, status }) => !tags.includes(tag) && status !== 'closed').map(({ id }) => id));
    const target = `${ids[0]}-${ids.at(-1)}`;
    // Those that have it already, are closed or gone are not Ferry's to change, nor to undo.
    const was = ids.filter((id) => !lacking.has(id)).join(',');
    return [{ type: 'write_intended', write: 'guard_tag', target, was, want: tag, ids: ids.filter((id) => lacking.has(id)) }];
  },
  async isMade(change, parts) {
    const { tagged, there } = await countTags(change, parts);
    return tagged === there;
  },
  isUndone: async (change, parts) => ((await countTags(change, parts)).tagged === 0 ? 'put_back' : undefined),
  async make(change, { zendesk, notes }) {
    const tickets = await zendesk.ticketsById(change.ids);
    const lacking = tickets.filter(({ tags, status }) => !tags.includes(change.want) && status !== 'closed').map(({ id }) => id);
    if (lacking.length > 0) await zendesk.tagTickets(lacking, { tag: change.want, change: 'add', note: notes.guard });
  },
  async undo(change, migration, { zendesk, notes }) {
    const tickets = await zendesk.ticketsById(change.ids);
    const tagged = tickets.filter(({ tags, status }) => tags.includes(change.want) && status !== 'closed').map(({ id }) => id);
    const note = migration.scheduled === undefined ? notes.notSwitched : undefined;
    if (tagged.length > 0) await zendesk.tagTickets(tagged, { tag: change.want, change: 'remove', note });
  },
};

async function countTags({ ids, want }: Change, { zendesk }: WriteParts) {
  const open = (await zendesk.ticketsById(ids)).filter(({ status }) => status !== 'closed');
  return { there: open.length, tagged: open.filter(({ tags }) => tags.includes(want)).length };
}
