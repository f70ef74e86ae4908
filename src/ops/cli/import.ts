import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type AccountKey, accountKey, accountKinds, type Subdomain, subdomain } from '../../migration/account.ts';
import { type Decision, grant } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { accountAt } from '../../store/account-at.ts';
import type { FileStore } from '../../store/file.ts';
import { DamagedLog } from '../../store/port.ts';
import { record } from '../../store/record.ts';
import { type CliParts, failed, type Outcome, withStorage } from './terminal.ts';

/** What became of one line. */
type Brought = 'added' | 'changed' | 'there already' | { readonly bad: string };

/** Adds the accounts of a list, one JSON object a line. Running it again changes nothing; bad lines are named, and the good ones are taken. */
export function importAccounts(file: string, parts: CliParts): Promise<Outcome> {
  return withStorage(parts, async ({ store }) => {
    const text = await textOf(file, parts);
    if (text === undefined) return failed(parts, `${file} cannot be read. Look at the path, or give - and the list on standard input.`);
    const counts = { added: 0, changed: 0, 'there already': 0, bad: 0 };
    for (const [index, line] of text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .entries()) {
      if (line.trim() === '') continue;
      const brought = await bring(line, store);
      counts[typeof brought === 'string' ? brought : 'bad'] += 1;
      if (typeof brought !== 'string') parts.terminal.err(`Line ${index + 1}: ${brought.bad}`);
    }
    parts.terminal.out(`${counts.added} added, ${counts.changed} changed, ${counts['there already']} there already, ${counts.bad} bad.`);
    return counts.bad === 0 ? 'done' : 'failed';
  });
}

const kinds = accountKinds.map((kind) => `"${kind}"`).join(' or ');
const key = z
  .string()
  .transform(accountKey)
  .pipe(z.custom<AccountKey>((value) => value !== undefined));
const host = z
  .string()
  .transform((text) => subdomain(text.trim()))
  .pipe(z.custom<Subdomain>((value) => value !== undefined));
const lineShape = z.strictObject({
  account: key,
  subdomain: host,
  timeZone: z.string().refine(isTimeZone).optional(),
  kind: z.enum(accountKinds).optional(),
});
type Line = z.infer<typeof lineShape>;

/** What is wrong, by part. What stands there is not repeated: somebody may have put a token into the list. */
const WRONG: Readonly<Record<string, string>> = {
  account: '"account" must be a short word of small letters, digits, - and _, such as "acme".',
  subdomain: '"subdomain" must be the word before .zendesk.com alone, such as "acme".',
  timeZone: '"timeZone" must be a time zone by its IANA name, such as "Asia/Seoul".',
  kind: `"kind" must be ${kinds}.`,
};
const FORM =
  'must be one JSON object such as {"account":"acme","subdomain":"acme","timeZone":"Asia/Seoul","kind":"production"}, and nothing else.';

async function bring(text: string, store: FileStore): Promise<Brought> {
  const read = lineShape.safeParse(json(text));
  if (!read.success) return { bad: [...new Set(read.error.issues.map(({ path }) => WRONG[String(path[0])] ?? FORM))].join(' ') };
  const line = read.data;
  const owner = await accountAt(line.subdomain, store, line.account);
  if (owner !== undefined) return { bad: `The Zendesk account ${line.subdomain} is here already, as ${owner}.` };
  const before = await readable(line.account, store);
  if (typeof before === 'string') return { bad: before };
  const known = before.account;
  if (known !== undefined && known.subdomain !== line.subdomain)
    return { bad: `${line.account} is the Zendesk account ${known.subdomain} already; take another key for ${line.subdomain}.` };
  const decision = await record(store, line.account, { kind: 'server' }, (now) => described(now.account, line));
  if (!decision.ok) return { bad: `${line.account} was being changed by somebody else at the same moment. Run import again.` };
  if (decision.happened.length === 0) return 'there already';
  return known === undefined ? 'added' : 'changed';
}

/** The account as it is, or why it cannot be read. */
async function readable(key: AccountKey, store: FileStore): Promise<Migration | string> {
  try {
    return replay(await store.read(key));
  } catch (error) {
    if (error instanceof DamagedLog) return error.message;
    throw error;
  }
}

/** What a line leaves out stays as it is. */
function described(known: Migration['account'], { subdomain: of, kind, timeZone }: Line): Decision {
  if (known === undefined) return grant({ type: 'account_added', subdomain: of, kind: kind ?? 'production', timeZone: timeZone ?? 'UTC' });
  const wanted = { kind: kind ?? known.kind, timeZone: timeZone ?? known.timeZone };
  const isSame = wanted.kind === known.kind && wanted.timeZone === known.timeZone;
  return isSame ? grant() : grant({ type: 'account_described', ...wanted });
}

/** Undefined for a file that cannot be read. */
async function textOf(file: string, { terminal }: CliParts): Promise<string | undefined> {
  if (file === '-') return terminal.input();
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
