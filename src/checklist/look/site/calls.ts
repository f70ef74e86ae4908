import { codeIn } from './script.ts';

/** A call that the messaging widget does not know, and what does the same there; undefined where nothing does. */
export interface ClassicCall {
  readonly call: string;
  readonly instead: string | undefined;
}

/** How many different calls of one page are named. */
const NAMED = 40;

/** The calls of the Classic widget in a page or a piece of code, each once, in the order in which they are first met. */
export function classicCalls(text: string): readonly ClassicCall[] {
  const code = codeIn(text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"'));
  const found = [...commands(code), ...methods(code), ...settings(code), ...zopim(code)].toSorted((a, b) => a.at - b.at);
  const calls = new Map(found.map(({ call, instead }) => [call, { call, instead }]));
  return [...calls.values()].slice(0, NAMED);
}

type Found = ClassicCall & { readonly at: number };

const LOGIN = "zE('messenger', 'loginUser', …)";
const TAGS = "zE('messenger:set', 'conversationTags', …)";
const LOCALE = "zE('messenger:set', 'locale', …)";
const OPEN = "zE('messenger', 'open')";
const SHOW = "zE('messenger', 'show')";
const HIDE = "zE('messenger', 'hide')";

/** https://developer.zendesk.com/api-reference/widget/core/ against https://developer.zendesk.com/api-reference/widget-messaging/web/core/ */
const byCommand: Readonly<Record<string, string>> = {
  open: OPEN,
  close: "zE('messenger', 'close')",
  toggle: `${OPEN}, zE('messenger', 'close')`,
  show: SHOW,
  hide: HIDE,
  identify: LOGIN,
  prefill: "zE('messenger:set', 'conversationFields', …)",
  setLocale: LOCALE,
  logout: "zE('messenger', 'logoutUser')",
  updateSettings: "zE('messenger:set', …)",
  'chat:addTags': TAGS,
  'chat:removeTags': TAGS,
  'chat:send': "zE('messenger', 'sendMessage', …)",
  'chat:reauthenticate': LOGIN,
};
const byEvent: Readonly<Record<string, string>> = {
  open: "zE('messenger:on', 'open', …)",
  close: "zE('messenger:on', 'close', …)",
  'chat:unreadMessages': "zE('messenger:on', 'unreadMessages', …)",
};
const byMethod: Readonly<Record<string, string>> = {
  activate: OPEN,
  show: SHOW,
  hide: HIDE,
  identify: LOGIN,
  setLocale: LOCALE,
  logout: "zE('messenger', 'logoutUser')",
};
const byZopim: Readonly<Record<string, string>> = {
  'window.show': OPEN,
  'window.toggle': OPEN,
  'window.hide': "zE('messenger', 'close')",
  'button.show': SHOW,
  'badge.show': SHOW,
  'button.hide': HIDE,
  'badge.hide': HIDE,
  hideAll: HIDE,
  setName: LOGIN,
  setEmail: LOGIN,
  set: LOGIN,
  authenticate: LOGIN,
  addTags: TAGS,
  removeTags: TAGS,
  setLanguage: LOCALE,
  say: "zE('messenger', 'sendMessage', …)",
  unreadMsgs: "zE('messenger:on', 'unreadMessages', …)",
};

function commands(code: string): readonly Found[] {
  return [...code.matchAll(/\bzE\s*\(\s*(['"`])webWidget(?::(on|get))?\1(?:\s*,\s*(['"`])([\w:]+)\3)?/g)].map((match) => {
    const [, , kind, , name = '…'] = match;
    const instead = kind === 'on' ? byEvent[name] : kind === undefined ? byCommand[name] : undefined;
    return { at: match.index, call: `zE('webWidget${kind ? `:${kind}` : ''}', '${name}')`, instead };
  });
}

function methods(code: string): readonly Found[] {
  return [...code.matchAll(/\bzE\s*\.\s*(activate|show|hide|identify|setLocale|logout|setHelpCenterSuggestions|activateIpm)\s*\(/g)].map(
    (match) => ({
      at: match.index,
      call: `zE.${match[1] ?? ''}()`,
      instead: byMethod[match[1] ?? ''],
    }),
  );
}

function settings(code: string): readonly Found[] {
  const found = /\bzESettings\b/.exec(code);
  return found ? [{ at: found.index, call: 'zESettings', instead: "zE('messenger:set', …)" }] : [];
}

function zopim(code: string): readonly Found[] {
  const named = [
    ...code.matchAll(
      /\$zopim\s*\.\s*livechat\s*\.\s*((?:window|button|badge|bubble|departments|greetings|theme|cookieLaw|prechatForm|offlineForm|concierge)?\.?\w+)/g,
    ),
  ];
  const calls = named.map((match) => ({ at: match.index, call: `$zopim.livechat.${match[1] ?? ''}()`, instead: byZopim[match[1] ?? ''] }));
  const bare = calls.length === 0 ? /\$zopim\b/.exec(code) : null;
  return bare ? [{ at: bare.index, call: '$zopim', instead: undefined }] : calls;
}
