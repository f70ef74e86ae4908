import { createContext, Fragment, type ReactNode, use } from 'react';
import type { Person } from '../../wire.ts';
import { EMOJI_NAME, emojiOf } from './emoji.ts';

/** Whom and what mentions mean, and how the reader sees times. */
export interface Reading {
  readonly people: readonly Person[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly reader: Person | undefined;
}

/** Set once around everything that draws text. */
export const ReadingContext = createContext<Reading>({ people: [], channels: [], reader: undefined });

/** A text object of Block Kit, or a bare text as mrkdwn. */
export function SlackText({ text }: { readonly text: unknown }) {
  const reading = use(ReadingContext);
  if (typeof text === 'string') return <Mrkdwn text={text} reading={reading} />;
  if (typeof text !== 'object' || text === null) return null;
  const { type, text: words } = text as { readonly type?: unknown; readonly text?: unknown };
  if (typeof words !== 'string') return null;
  return type === 'plain_text' ? plain(words) : <Mrkdwn text={words} reading={reading} />;
}

/** Slack's own mark-up, drawn by hand: the library reads the colons of times as emoji. */
function Mrkdwn({ text, reading }: { readonly text: string; readonly reading: Reading }) {
  const parts = text.split(/(```[\s\S]+?```)/);
  return (
    <>
      {parts.map((part, index) => {
        // The parts of one text never change places.
        const key = `${index}`;
        if (part.startsWith('```') && part.length > 6) return <pre key={key}>{decoded(part.slice(3, -3).replace(/^\n/, ''))}</pre>;
        return <Fragment key={key}>{lines(part, reading)}</Fragment>;
      })}
    </>
  );
}

/** Lines, of which those behind `>` stand apart. */
function lines(text: string, reading: Reading): ReactNode[] {
  const groups: { quoted: boolean; rows: string[] }[] = [];
  for (const row of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(row);
    const quoted = quote !== null;
    const last = groups.at(-1);
    const content = quote?.[1] ?? row;
    if (last && last.quoted === quoted) last.rows.push(content);
    else groups.push({ quoted, rows: [content] });
  }
  return groups.map(({ quoted, rows }, index) => {
    const key = `${index}`;
    const content = inline(rows.join('\n'), reading);
    return quoted ? <blockquote key={key}>{content}</blockquote> : <Fragment key={key}>{content}</Fragment>;
  });
}

const WRAPPERS = { '*': 'strong', _: 'em', '~': 's' } as const;
const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** One run of text with everything that may stand inside a line. */
function inline(text: string, reading: Reading): ReactNode[] {
  const nodes: ReactNode[] = [];
  let words = '';
  const put = (node: ReactNode) => {
    if (words !== '') nodes.push(decoded(words));
    words = '';
    nodes.push(<Fragment key={nodes.length}>{node}</Fragment>);
  };
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at, reading);
    if (found) {
      put(found.node);
      at += found.length;
    } else {
      words += text[at];
      at += 1;
    }
  }
  if (words !== '') nodes.push(decoded(words));
  return nodes;
}

interface Token {
  readonly node: ReactNode;
  readonly length: number;
}

function tokenAt(text: string, at: number, reading: Reading): Token | undefined {
  const sign = text[at];
  const rest = text.slice(at);
  if (sign === '`') {
    const code = /^`([^`\n]+)`/.exec(rest);
    return code ? { node: <code>{decoded(code[1] ?? '')}</code>, length: code[0].length } : undefined;
  }
  if (sign === '<') {
    const special = /^<([^<>]+)>/.exec(rest);
    return special ? { node: angled(special[1] ?? '', reading), length: special[0].length } : undefined;
  }
  if (sign === ':') return isWordSign(text[at - 1]) ? undefined : emojiToken(rest);
  if (sign === '*' || sign === '_' || sign === '~') return isWordSign(text[at - 1]) ? undefined : wrapped(rest, sign, reading);
  return undefined;
}

function emojiToken(rest: string): Token | undefined {
  const name = EMOJI_NAME.exec(rest);
  const emoji = emojiOf(name?.[1] ?? '');
  if (!name || !emoji) return undefined;
  return { node: <Emoji name={name[1] ?? ''} sign={emoji} />, length: name[0].length };
}

function Emoji({ name, sign }: { readonly name: string; readonly sign: string }) {
  return (
    <span className="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {sign}
    </span>
  );
}

/** `*bold*`: no space just inside the signs, no letter just outside. */
function wrapped(rest: string, sign: keyof typeof WRAPPERS, reading: Reading): Token | undefined {
  for (let end = rest.indexOf(sign, 1); end > 0; end = rest.indexOf(sign, end + 1)) {
    const inner = rest.slice(1, end);
    if (inner.includes('\n')) return undefined;
    const fits = inner !== '' && !/^\s|\s$/.test(inner) && !isWordSign(rest[end + 1]);
    if (!fits) continue;
    const Tag = WRAPPERS[sign];
    return { node: <Tag>{inline(inner, reading)}</Tag>, length: end + 1 };
  }
  return undefined;
}

/** What stands between `<` and `>`: a mention, a date or a link. */
function angled(inside: string, reading: Reading): ReactNode {
  const [target, label] = splitOnce(inside, '|');
  if (target.startsWith('@')) {
    const person = reading.people.find(({ id }) => id === target.slice(1));
    return <span className="mention">@{person?.name ?? label ?? target.slice(1)}</span>;
  }
  if (target.startsWith('#')) {
    const channel = reading.channels.find(({ id }) => id === target.slice(1));
    return <span className="mention">#{channel?.name ?? label ?? target.slice(1)}</span>;
  }
  if (target.startsWith('!date^')) return <SlackDate code={target} fallback={label ?? ''} reader={reading.reader} />;
  if (target.startsWith('!')) return <span className="mention">@{label ?? target.slice(1).split('^')[0]}</span>;
  return (
    <a href={decoded(target)} target="_blank" rel="noreferrer">
      {decoded(label ?? target.replace(/^mailto:/, ''))}
    </a>
  );
}

function splitOnce(text: string, sign: string): readonly [string, string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Nearer than this Slack leaves the year out. */
const HALF_YEAR_MS = 183 * 86_400_000;

/** `!date^seconds^format`: Slack shows it in the reader's own zone. */
function SlackDate({ code, fallback, reader }: { readonly code: string; readonly fallback: string; readonly reader: Person | undefined }) {
  const [, seconds = '', format = ''] = code.split('^');
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime())) return <>{fallback}</>;
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(reader?.locale ?? 'en-US', { timeZone: reader?.tz ?? 'UTC', hourCycle: 'h23', ...options }).format(at);
  const year = Math.abs(at.getTime() - Date.now()) < HALF_YEAR_MS ? {} : ({ year: 'numeric' } as const);
  const text = format.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name.startsWith('time_secs')) return show({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    if (name.startsWith('time')) return show({ hour: '2-digit', minute: '2-digit' });
    if (name.startsWith('date_num')) return at.toISOString().slice(0, 10);
    if (name.startsWith('date_long')) return show({ weekday: 'long', month: 'long', day: 'numeric', ...year });
    if (name.startsWith('date')) return show({ month: 'short', day: 'numeric', ...year });
    return whole;
  });
  return <time dateTime={at.toISOString()}>{text}</time>;
}

/** Plain text: emoji names and nothing else. */
function plain(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let words = '';
  for (let at = 0; at < text.length; ) {
    const emoji = text[at] === ':' && !isWordSign(text[at - 1]) ? emojiToken(text.slice(at)) : undefined;
    if (emoji) {
      nodes.push(words, <Fragment key={at}>{emoji.node}</Fragment>);
      words = '';
      at += emoji.length;
    } else {
      words += text[at];
      at += 1;
    }
  }
  return [...nodes, words];
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
