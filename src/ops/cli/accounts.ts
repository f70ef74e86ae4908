import { common } from '../../slack/locales/common/en.ts';
import { allAccounts, type CliParts, type Listed, type Outcome, withStorage } from './terminal.ts';

const COLUMNS = ['ACCOUNT', 'SUBDOMAIN', 'KIND', 'TIME ZONE', 'CONNECTED', 'STAGE'] as const;

/** Every account on one line. */
export function accounts(parts: CliParts): Promise<Outcome> {
  return withStorage(parts, async ({ store }) => {
    const rows: (readonly string[])[] = [];
    for await (const each of allAccounts(store)) rows.push(rowOf(each));
    const { terminal } = parts;
    if (rows.length === 0) terminal.out('There are no accounts yet. Add one: connect <account> --subdomain <subdomain>');
    else for (const line of inColumns([COLUMNS, ...rows])) terminal.out(line);
    return 'done';
  });
}

function rowOf(listed: Listed): readonly string[] {
  if ('damaged' in listed) return [listed.key, '?', '?', '?', '?', `Damaged at event ${listed.damaged.version}: read-only`];
  const { key, migration } = listed;
  const { subdomain = '?', kind = '?', timeZone = '?' } = migration.account ?? {};
  const connected = migration.tokensRefused ? 'refused' : migration.connected ? 'yes' : 'no';
  return [key, subdomain, kind, timeZone, connected, migration.archived ? 'Archived' : common.stages[migration.stage]];
}

function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = COLUMNS.map((_, column) => rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
