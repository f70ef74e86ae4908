import { type Finding, ready, todo, unknown } from '../../migration/finding.ts';
import { chatLists } from '../../zendesk/port.ts';
import { type Check, type CheckContext, judged } from '../check.ts';
import type { ChatCopy } from '../look/chat-copy.ts';
import { brandsInScope } from '../scope.ts';

/** What the Chat dashboard and the rules hold that has to fit messaging. */
export const chatSettings = [
  { id: 'pending-automations-guard', find: pendingSpared },
  {
    id: 'chat-export-configuration',
    find: ({ readings }) =>
      judged(readings.chatCopy, ({ lists, letters, tooLong = [], unreached = [], refused = {}, first = {} }, evidence) => {
        const missing = chatLists.filter((list) => lists[list] === undefined);
        const kept = chatLists.length - missing.length;
        const kilobytes = Math.ceil(letters / 1_000);
        const since = firstSeen(first);
        const saw = evidence(`${kept}/${chatLists.length}, ${kilobytes} KB${since === undefined ? '' : `, first ${since}`}`, {
          of: 'copy',
          kept,
          all: chatLists.length,
          kilobytes,
          ...(since === undefined ? {} : { first: since }),
        });
        // What is too long for Ferry to keep is a person's to keep: their word says that it is.
        if (missing.length > 0 && missing.every((list) => tooLong.includes(list))) return unknown('cannot_tell', saw.at);
        // Nobody has anything to do about what could not be reached: it is looked at again.
        if (missing.length > 0 && missing.every((list) => tooLong.includes(list) || unreached.includes(list)))
          return unknown('unreachable', saw.at);
        // What Zendesk does not show was not seen to be missing: a person hands over pictures of those pages, and their word counts.
        const why = missing.map((list) => refused[list]).find((reason) => reason !== undefined);
        if (why !== undefined && missing.every((list) => tooLong.includes(list) || unreached.includes(list) || list in refused))
          return unknown(why, saw.at);
        return missing.length === 0 ? ready(saw) : todo({ missing }, saw);
      }),
  },
  {
    id: 'chat-limits',
    find: ({ readings }) =>
      judged(readings.chatRouting, ({ limit, limitEnabled }, evidence) =>
        // Whether the number is the agreed one is a person's to say; without a limit there is none that could be.
        limitEnabled && limit !== undefined
          ? unknown('cannot_tell')
          : todo({}, evidence(`chat_limit: ${limit ?? 'none'}, enabled: ${limitEnabled}`, { of: 'chat_limit', limit, isOn: limitEnabled })),
      ),
  },
  {
    id: 'chat-hours-to-schedule',
    find: ({ readings }) =>
      judged(readings.schedules, (schedules, evidence) => {
        const open = schedules.filter(({ minutesAWeek }) => minutesAWeek > 0);
        const saw = evidence(
          open
            .slice(0, SHOWN)
            .map((one) => `${one.name}: ${Math.round(one.minutesAWeek / 60)} h, ${one.timeZone ?? '?'}`)
            .join('; ') || '0',
        );
        // Whether one of them holds the agreed hours is a person's to say; without an open one there is none that could.
        return open.length > 0 ? unknown('cannot_tell', saw.at) : todo({}, saw);
      }),
  },
  { id: 'req-help-center-for-ai-agent', find: helpCentersOn },
] as const satisfies readonly Check[];

/** The day from which a copy is kept that reads otherwise now. */
function firstSeen(first: NonNullable<ChatCopy['first']>): string | undefined {
  const [oldest] = Object.values(first)
    .map(({ at }) => at)
    .toSorted();
  return oldest?.slice(0, 'YYYY-MM-DD'.length);
}

const SHOWN = 3;
/** The tag that the account's own rules leave alone, where no other was set. */
const GUARD_TAG = 'messaging_migration_guard';

/** Every active automation or trigger that mails or solves Pending chat tickets leaves the guard tag out. */
function pendingSpared({
  migration,
  readings,
}: CheckContext): Finding<{ readonly rules: readonly string[]; readonly more: number; readonly tag: string }> {
  const tag = migration.settings['guard-tag'] || GUARD_TAG;
  return judged(readings.automations, (automations, evidence) =>
    judged(readings.triggers, ({ pending }, triggered) => {
      const rules = [...automations.rules, ...pending.rules];
      const count = automations.count + pending.count;
      const open = rules.filter(({ spares }) => !spares.includes(tag));
      const one = evidence('');
      const other = triggered('');
      const saw = {
        asked: `${one.asked}, ${other.asked}`,
        saw: `${rules.length - open.length}/${count}: ${tag}`,
        at: one.at < other.at ? one.at : other.at,
      };
      if (open.length > 0) {
        const titles = open.slice(0, SHOWN).map(({ title }) => title);
        return todo({ rules: titles, more: open.length - titles.length, tag }, saw);
      }
      return rules.length === count ? ready(saw) : unknown('cannot_tell', saw.at);
    }),
  );
}

/** Which brands an AI agent is to serve is a person's to say; where every brand in scope has its help center on, it needs not be asked. */
function helpCentersOn(context: CheckContext): Finding<never> {
  const { migration, readings } = context;
  return judged(readings.brands, (brands, evidence) => {
    const scope = brandsInScope(migration, readings);
    const states = scope.map((host) => brands.find(({ subdomain }) => subdomain === host)?.helpCenterState);
    const on = scope.length > 0 && states.every((state) => state === 'enabled');
    return on
      ? ready(evidence(scope.map((host) => `${host}: enabled`).join(', '), { of: 'help_centers_on', brands: scope }))
      : unknown('cannot_tell', evidence('').at);
  });
}
