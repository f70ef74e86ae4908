import { type ClassicCall, classicCalls } from '../../../checklist/look/site/calls.ts';
import { type PageSeen, pageSeen } from '../../../checklist/look/site/page.ts';
import { look } from '../../../checklist/look-through.ts';
import { zendeskHosts } from '../../../checklist/scope.ts';
import { context, cut, fitted, header, plain, section, sign } from '../../blocks/frame.ts';
import type { Texts } from '../../locales/texts.ts';
import type { SlackParts } from '../../parts.ts';
import { say } from '../../request/answers.ts';
import type { AccountRequest } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import { sceneNow } from './change-item.ts';

/** A page's address, or code as it stands on a page: what follows `/migrate check <account>`. */
export function isLikeCode(word: string): boolean {
  return /^<?https?:\/\/|zE\b|zESettings|zopim|webWidget|<script/i.test(word);
}

/** How much of an address, and how many lines, one answer shows. */
const LONGEST_ADDRESS = 250;
const SHOWN = 30;

/** Names the Classic calls of a pasted snippet or of a page, with what does the same in messaging. Nothing of it is kept. */
export async function readSite(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { words, texts, key } = request;
  const { site: t } = texts.work;
  const typed = words.join(' ');
  const address = addressIn(typed);
  if (address === undefined) {
    if (!isLikeCode(typed)) return request.answer(say(t.usage(key)));
    return request.answer(siteMessage(t.snippet, callLines(classicCalls(entities(typed)), texts), texts));
  }
  if (!address.startsWith('https://')) return request.answer(say(t.onlyHttps));
  await request.answer(say(t.reading(plain(cut(address, LONGEST_ADDRESS)))));
  const { migration, report } = await sceneNow(request, parts);
  const reading = await look(
    'GET page',
    async () => pageSeen(await parts.fetchPage(address), zendeskHosts(migration, report.readings)),
    parts,
  );
  if (reading.status === 'unknown')
    return request.answer(say(t.notRead(plain(cut(address, LONGEST_ADDRESS)), texts.common.unknown[reading.why])));
  await request.answer(siteMessage(plain(cut(address, LONGEST_ADDRESS)), pageLines(reading.value, texts), texts));
}

/** The one address that was typed, without what Slack writes around it. */
function addressIn(typed: string): string | undefined {
  return /^<?(https?:\/\/[^\s<>|]+)(?:\|[^>]*)?>?$/.exec(typed.trim())?.[1]?.replaceAll('&amp;', '&');
}

/** Slack writes these three so. */
function entities(typed: string): string {
  return typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function pageLines(page: PageSeen, texts: Texts): readonly string[] {
  const { site: t } = texts.work;
  const gaps = (page.gaps ?? []).map(({ directive, host }) => `\`${directive} ${host}\``);
  return [
    ...(page.status === 200 ? [] : [t.status(page.status)]),
    ...callLines(page.calls, texts),
    ...(page.unread > 0 ? [t.unread(page.unread)] : []),
    page.gaps === undefined ? t.noPolicy : gaps.length === 0 ? t.policyAllows : t.policyLacks(gaps.slice(0, SHOWN).join(', ')),
  ];
}

function callLines(calls: readonly ClassicCall[], { work: { site: t } }: Texts): readonly string[] {
  if (calls.length === 0) return [t.noCalls];
  const code = (text: string) => `\`${plain(text.replaceAll('`', "'"))}\``;
  return [
    t.calls(calls.length),
    ...calls
      .slice(0, SHOWN)
      .map(({ call, instead }) => `${sign.open} ${code(call)} → ${instead === undefined ? t.nothing : code(instead)}`),
  ];
}

function siteMessage(title: string, lines: readonly string[], { work: { site: t } }: Texts): Message {
  const blocks = [header(t.header), section(`*${title}*`), ...lines.map((line) => section(line)), context(t.guard)];
  return { text: `${title}: ${lines[0] ?? ''}`.replaceAll('*', ''), blocks: fitted(blocks, t.guard) };
}
