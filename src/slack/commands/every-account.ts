import { blocking } from '../../checklist/progress.ts';
import { readReport } from '../../checklist/readings.ts';
import type { AccountKey } from '../../migration/account.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { DamagedLog, type Store, StoreUnavailable } from '../../store/port.ts';
import { GivenUp } from '../../zendesk/port.ts';
import { context, divider, fitted, header, section, sign } from '../blocks/frame.ts';
import { standingPlan } from '../blocks/window-set.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import type { Message } from '../web/port.ts';

/** What keeps one account from being shown: its record cannot be read, or something else, which the server's log tells. */
export type Fault = 'damaged' | 'faulty';

/** An account in the list. */
export interface Listed {
  readonly key: AccountKey;
  readonly migration: Migration | Fault;
}

/** One page of the list: the accounts on it, of how many in all. */
export interface Page {
  readonly shown: readonly Listed[];
  readonly filter: string;
  readonly page: number;
  readonly last: number;
  readonly first: number;
  readonly all: number;
}

/** Keys are read from the store in portions of this size. */
const PORTION = 1_000;

/** Every account's key, in order: names only, so that thousands cost little. */
export async function allKeys(store: Pick<Store, 'accounts'>): Promise<readonly AccountKey[]> {
  const keys: AccountKey[] = [];
  for (;;) {
    const after = keys.at(-1);
    const portion = await store.accounts({ ...(after === undefined ? {} : { after }), limit: PORTION });
    keys.push(...portion);
    if (portion.length < PORTION) return keys;
  }
}

/** These accounts, in the same order. */
export async function readAll(keys: readonly AccountKey[], parts: Pick<SlackParts, 'store' | 'turn' | 'log'>): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (const key of keys) {
    await parts.turn();
    all.push({ key, migration: await unlessFaulty(key, async () => replay(await parts.store.read(key)), parts) });
  }
  return all;
}

/** One account's fault must not hide the others; what fails for every one of them is thrown. */
export async function unlessFaulty<T>(key: AccountKey, work: () => T | Promise<T>, { log }: Pick<SlackParts, 'log'>): Promise<T | Fault> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedLog) return 'damaged';
    if (error instanceof StoreUnavailable || error instanceof GivenUp) throw error;
    log.error({ account: key, error }, 'an account could not be shown; the others are');
    return 'faulty';
  }
}

/** What stands in the place of an account that cannot be shown. */
export function faultRow(key: AccountKey, fault: Fault, { people: { accounts: t } }: Texts): string {
  return `*${key}*\n${sign.unknown} ${fault === 'damaged' ? t.damaged : t.faulty(key)}`;
}

/** Whether the filter is a part of the account's key or subdomain, or its stage, in the log's words or the reader's. */
export function matches({ key, migration }: Listed, filter: string, { common, people }: Texts): boolean {
  if (key.includes(filter)) return true;
  if (typeof migration === 'string') return false;
  const { archived, stage, account } = migration;
  const stages = archived ? ['archived', people.accounts.archived] : [stage, stage.replace('_', ' '), common.stages[stage]];
  return account?.subdomain.includes(filter) === true || stages.some((word) => word.toLowerCase() === filter);
}

/** One account in two lines: its names, then stage, window and blockers of the stored report. */
export async function listMessage({ shown, filter, page, last, first, all }: Page, texts: Texts, parts: SlackParts): Promise<Message> {
  const t = texts.people.accounts;
  const rows = await Promise.all(shown.map((one) => row(one, texts, parts)));
  const title = t.header(first, first + rows.length - 1, all);
  const next = ['/migrate accounts', filter, String(page + 1)].filter((word) => word !== '').join(' ');
  const foot = page < last ? `${t.more(next)} · ${t.footer}` : t.footer;
  return { text: title, blocks: fitted([header(title), divider, ...rows.map((text) => section(text)), context(foot)], foot) };
}

async function row({ key, migration }: Listed, texts: Texts, parts: SlackParts): Promise<string> {
  if (typeof migration === 'string') return faultRow(key, migration, texts);
  const drawn = await unlessFaulty(key, async () => ({ row: await rowOf(key, migration, texts, parts) }), parts);
  return typeof drawn === 'string' ? faultRow(key, drawn, texts) : drawn.row;
}

async function rowOf(key: AccountKey, migration: Migration, texts: Texts, parts: SlackParts): Promise<string> {
  const t = texts.people.accounts;
  const { account, archived, stage } = migration;
  const kind = account?.kind === 'sandbox' ? ` · ${t.sandbox}` : '';
  const names = `*${key}* · ${account?.subdomain ?? ''}${kind}`;
  if (archived) return `${names}\n${t.archived}`;
  if (stage === 'live') return `${names}\n${texts.common.stages.live}`;
  const plan = standingPlan(migration)?.plan;
  const window = plan ? texts.common.window(plan.opensAt, plan.closesAt, plan.timeZone) : t.noWindow;
  return `${names}\n${texts.common.stages[stage]} · ${window} · ${await blockersOf(key, migration, texts, parts)}`;
}

/** What was never looked up has no number: that is not none. */
async function blockersOf(
  key: AccountKey,
  migration: Migration,
  { people: { accounts: t } }: Texts,
  { store, clock }: SlackParts,
): Promise<string> {
  const { lookedAt, readings } = readReport(await store.report(key));
  if (lookedAt === undefined) return `${sign.unknown} ${t.notLooked}`;
  const open = blocking({ migration, readings, now: clock() }).length;
  return open > 0 ? `${sign.blocks} ${t.blockers(open)}` : `${sign.ready} ${t.nothingBlocks}`;
}
