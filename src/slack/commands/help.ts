import { DAY_MS, later } from '../../migration/time.ts';
import { localParts } from '../../window/local-time.ts';
import { context, divider, fitted, header, section } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import type { Request } from '../request/request.ts';
import { accountWithRole } from '../request/requests.ts';
import type { Message } from '../web/port.ts';
import type { Command } from './command.ts';

/** What there is, in the order in which a migration needs it. */
export const helpGroups = [
  { group: 'look', names: ['status', 'checklist', 'check', 'why', 'accounts'] },
  { group: 'prepare', names: ['share', 'done', 'waive', 'undo', 'assign'] },
  { group: 'cutOver', names: ['signoff', 'windows', 'schedule', 'cutover', 'after', 'report'] },
  { group: 'setUp', names: ['connect', 'team', 'settings', 'use', 'archive', 'help'] },
] as const;
export type HelpGroup = (typeof helpGroups)[number]['group'];
export type HelpName = (typeof helpGroups)[number]['names'][number];

/** Examples lie this far ahead: a window there passes the usual notice. */
const EXAMPLE_DAYS = 7;
const EXAMPLE_ACCOUNT = 'acme';

export const helpCommands = [{ name: 'help', about: 'workspace', run: help }] as const satisfies readonly Command[];

async function help(request: Request, parts: SlackParts): Promise<void> {
  const { texts, answer } = request;
  const account = await exampleFor(request, parts);
  const day = localParts(later(parts.clock(), EXAMPLE_DAYS * DAY_MS), 'UTC').date;
  await answer(helpMessage(texts, account, day));
}

/** Whoever is not of this workspace is shown no account but their own. */
async function exampleFor(request: Request, parts: SlackParts): Promise<string | undefined> {
  if (!request.user.inside) return accountWithRole(request, parts);
  const [own, first] = await Promise.all([parts.store.accountOfChannel(request.channel), parts.store.accounts({ limit: 1 })]);
  return own ?? first[0];
}

/** Every command with one example that can be copied: of the reader's own account, where there is one. */
function helpMessage({ people: { help: t } }: Texts, account: string | undefined, day: string): Message {
  const lead = account === undefined ? t.noAccounts : t.lead;
  const line = (name: HelpName) => `\`/migrate ${`${name} ${t.example[name](account ?? EXAMPLE_ACCOUNT, day)}`.trim()}\`\n${t.does[name]}`;
  const groups = helpGroups.map(({ group, names }) => section([`*${t.groups[group]}*`, ...names.map(line)].join('\n')));
  return {
    text: `${t.header}. ${lead}`,
    blocks: fitted([header(t.header), section(lead), divider, ...groups, context(t.footer)], t.footer),
  };
}
