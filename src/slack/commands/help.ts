import { DAY_MS, later } from '../../migration/time.ts';
import { localParts } from '../../window/local-time.ts';
import { context, divider, fitted, header, section } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import type { Request } from '../request/request.ts';
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

async function help({ channel, texts, answer }: Request, { store, clock }: SlackParts): Promise<void> {
  const [own, first] = await Promise.all([store.accountOfChannel(channel), store.accounts({ limit: 1 })]);
  const account = own ?? first[0];
  const day = localParts(later(clock(), EXAMPLE_DAYS * DAY_MS), 'UTC').date;
  await answer(helpMessage(texts, account, day));
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
