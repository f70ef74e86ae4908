import { blocking, type OpenItem, progressOf } from '../../checklist/progress.ts';
import { readReport } from '../../checklist/readings.ts';
import type { AccountKey } from '../../migration/account.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, type Instant } from '../../migration/time.ts';
import { common } from '../../slack/locales/common/en.ts';
import { itemTexts } from '../../slack/locales/items/en.ts';
import { type CliParts, failed, knownAccount, type Outcome, withStorage } from './terminal.ts';

/** How an account stands, from its record and what was last seen of Zendesk; nothing is looked up. */
export function status(account: string, parts: CliParts): Promise<Outcome> {
  return withStorage(parts, async ({ store }) => {
    const found = await knownAccount(store, account);
    if ('not' in found) return failed(parts, found.not);
    const { key, migration } = found;
    const { readings, lookedAt } = readReport(await store.report(key));
    const now = parts.time.now();
    const context = { migration, readings, now };
    const lines = [
      ...headOf(key, migration),
      lookedAt === undefined ? 'Zendesk: not looked at yet' : `Zendesk: looked at ${common.ago(between(lookedAt, now))}`,
      windowOf(migration, now),
      ...progressOf(context)
        .filter(({ total }) => total > 0)
        .map(
          ({ section, ready, waived, total, later }) =>
            `${common.sections[section]}: ${ready} of ${total} ready${waived > 0 ? `, ${waived} waived` : ''}${later > 0 ? `, ${later} not due yet` : ''}`,
        ),
      ...blockersOf(blocking(context)),
    ];
    for (const line of lines) parts.terminal.out(line);
    return 'done';
  });
}

function headOf(key: AccountKey, migration: Migration): readonly string[] {
  const { subdomain = '?', kind = '?', timeZone = '?' } = migration.account ?? {};
  return [
    `Account: ${key} (Zendesk ${subdomain}, ${kind}, ${timeZone})`,
    `Stage: ${migration.archived ? 'Archived' : common.stages[migration.stage]}`,
    `Connected: ${connection(migration)}`,
  ];
}

function connection({ connected, tokensRefused }: Migration): string {
  if (tokensRefused) return 'Zendesk refuses the stored token; connect again';
  return connected ? 'yes' : 'no';
}

function windowOf({ scheduled, run }: Migration, now: Instant): string {
  if (scheduled === undefined) return 'Window: none is scheduled';
  const { opensAt, closesAt, timeZone, brands } = scheduled.plan;
  const names = brands.map(({ subdomain }) => subdomain).join(', ');
  const over = run.finishedAt !== undefined ? ', finished' : closesAt < now ? ', over' : '';
  return `Window: ${common.window(opensAt, closesAt, timeZone)} for ${names}${over}`;
}

function blockersOf(open: readonly OpenItem[]): readonly string[] {
  if (open.length === 0) return ['Nothing on the list blocks.'];
  return [`Blocks: ${open.length}`, ...open.map(({ item, state }) => `- ${itemTexts[item.id].title} (${whyOf(state)})`)];
}

function whyOf({ status: now, stale, why }: OpenItem['state']): string {
  if (stale) return 'seen too long ago';
  if (now !== 'unknown') return 'open';
  return `unknown: ${why === undefined ? common.unknown.cannot_tell : common.unknown[why]}`;
}
