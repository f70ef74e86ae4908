import { describe, expect, it } from 'vitest';
import { classicCalls } from '../../src/checklist/look/site/calls.ts';
import { keysIn, readKeys } from '../../src/checklist/look/site/keys.ts';
import { pageSeen } from '../../src/checklist/look/site/page.ts';
import { policiesOf, policyGaps } from '../../src/checklist/look/site/policy.ts';
import { PageNotPublic, PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { scriptsOf } from '../../src/checklist/look/site/script.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { saw } from '../support/scene.ts';
import { blind, find, state } from './contexts.ts';

const HOSTS = ['acme.zendesk.com'];
const names = (text: string) => classicCalls(text).map(({ call, instead }) => `${call} → ${instead ?? 'nothing'}`);
const page = (html: string, policies: readonly string[] = [], scripts: readonly string[] = []) =>
  pageSeen({ address: 'https://shop.example/', status: 200, policies, html, scripts }, HOSTS);

describe('calls of the Classic widget', () => {
  it.each<[string, readonly string[]]>([
    ["zE('webWidget', 'open');", ["zE('webWidget', 'open') → zE('messenger', 'open')"]],
    ['window.zE( "webWidget" , "chat:end" )', ["zE('webWidget', 'chat:end') → nothing"]],
    [
      "zE('webWidget:on', 'chat:unreadMessages', f)",
      ["zE('webWidget:on', 'chat:unreadMessages') → zE('messenger:on', 'unreadMessages', …)"],
    ],
    ["zE('webWidget:get', 'chat:isChatting')", ["zE('webWidget:get', 'chat:isChatting') → nothing"]],
    ["zE('webWidget', command)", ["zE('webWidget', '…') → nothing"]],
    ['zE.hide()', ["zE.hide() → zE('messenger', 'hide')"]],
    ['window.zESettings = { webWidget: {} };', ["zESettings → zE('messenger:set', …)"]],
    ['$zopim.livechat.window.show();', ["$zopim.livechat.window.show() → zE('messenger', 'open')"]],
    ["$zopim(function () { $zopim.livechat.setName('x') })", ["$zopim.livechat.setName() → zE('messenger', 'loginUser', …)"]],
    ['if (window.$zopim) {}', ['$zopim → nothing']],
    ['zE(‘webWidget’, ‘hide’)', ["zE('webWidget', 'hide') → zE('messenger', 'hide')"]],
    [
      '<button onclick="zE(&#39;webWidget&#39;, &#39;toggle&#39;)">Chat</button>',
      ["zE('webWidget', 'toggle') → zE('messenger', 'open'), zE('messenger', 'close')"],
    ],
    ["a('http://x');zE('webWidget','show')", ["zE('webWidget', 'show') → zE('messenger', 'show')"]],
    ["zE('messenger', 'open'); zE('messenger:set', 'locale', 'ko');", []],
    ["  // zE('webWidget', 'open')", []],
    ['size(1); resize();', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('are named once each, in the order in which they stand', () => {
    expect(names("zE.show(); zE('webWidget','open'); zE.show(); zESettings")).toHaveLength(3);
    expect(names("zE('webWidget','open'); zE.show()")[0]).toContain("'webWidget'");
  });

  it('are found in a large script within a second', () => {
    const large = `${'<script <!-- $zopim.x zE( '.repeat(60_000)}zE('webWidget','open')`;
    const from = performance.now();
    expect(names(large).some((line) => line.startsWith("zE('webWidget', 'open')"))).toBe(true);
    scriptsOf(large);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

describe('a content security policy', () => {
  const gaps = (policy: string, nonce = false) =>
    policyGaps([policy], HOSTS, 'https://shop.example', nonce).map(({ directive, host }) => `${directive} ${host}`);
  const all =
    "default-src 'self' https://static.zdassets.com https://ekr.zdassets.com https://*.zendesk.com https://api.smooch.io https://media.smooch.io wss://*.zendesk.com wss://api.smooch.io";

  it('as Zendesk writes it lets messaging in', () => {
    expect(gaps(all)).toEqual([]);
    expect(gaps('frame-ancestors https://other.example')).toEqual([]);
    expect(gaps('default-src *')).toEqual([]);
  });

  it('that was made for the Classic widget keeps it out', () => {
    const classic =
      "default-src 'self' https://static.zdassets.com https://ekr.zdassets.com https://acme.zendesk.com https://*.zopim.com wss://acme.zendesk.com wss://*.zopim.com";
    expect(gaps(classic)).toEqual([
      'connect-src https://api.smooch.io',
      'connect-src wss://api.smooch.io',
      'img-src https://media.smooch.io',
    ]);
  });

  it('does not fall back to the default where a directive is set', () => {
    expect(gaps(`${all}; connect-src 'self'`)).toContain('connect-src https://ekr.zdassets.com');
    expect(gaps(`${all}; media-src 'none'`)).toEqual(['media-src https://static.zdassets.com']);
    expect(gaps(`${all}; script-src 'self'; script-src *`)).toEqual(['script-src https://static.zdassets.com']);
  });

  it.each([
    ['connect-src https:', ['connect-src wss://acme.zendesk.com', 'connect-src wss://api.smooch.io']],
    ['connect-src https: wss:', []],
    ['connect-src http: ws:', []],
    ['media-src static.zdassets.com', []],
    ['media-src *.zdassets.com', []],
    ['media-src https://static.zdassets.com:443', []],
    ['media-src https://static.zdassets.com:8443', ['media-src https://static.zdassets.com']],
    ['media-src https://static.zdassets.com/web_widget/', ['media-src https://static.zdassets.com']],
    ['media-src zdassets.com', ['media-src https://static.zdassets.com']],
    ["script-src 'nonce-abc' 'strict-dynamic'", ['script-src https://static.zdassets.com']],
  ])('%s', (policy, expected) => {
    expect(gaps(policy)).toEqual(expected);
  });

  it('lets a snippet with a nonce in', () => {
    expect(gaps("script-src 'nonce-abc'", true)).toEqual([]);
  });

  it('stands in headers and in meta tags, and each has to allow it', () => {
    const meta = '<meta http-equiv="Content-Security-Policy" content="media-src \'self\'">';
    expect(policiesOf(['default-src *, img-src *'], meta)).toEqual(['default-src *', 'img-src *', "media-src 'self'"]);
    expect(policiesOf([], `<!-- ${meta} -->`)).toEqual([]);
    expect(page(meta, ['default-src *']).gaps).toEqual([{ directive: 'media-src', host: 'https://static.zdassets.com' }]);
    expect(page('<p>none</p>').gaps).toBeUndefined();
  });
});

describe('a page', () => {
  it('is kept as what it means, nothing of its content', () => {
    const html =
      '<html><head><title> Shop &amp; more </title><script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=12345678-aaaa"></script>' +
      '<script src="/app.js"></script><script src="https://tags.example/gtm.js"></script></head>';
    expect(page(html, [], ["zE('webWidget', 'open')"])).toEqual({
      status: 200,
      title: 'Shop & more',
      calls: [{ call: "zE('webWidget', 'open')", instead: "zE('messenger', 'open')" }],
      unread: 1,
      gaps: undefined,
      snippetKey: '12345678-aaaa',
    });
  });
});

describe('the items about key pages', () => {
  const readings = (seen: Partial<ReturnType<typeof page>>): Readings => ({
    pages: { 'https://a.example/': saw({ ...page('<p>'), ...seen }, 'GET page') },
  });
  const gap = [{ directive: 'connect-src', host: 'https://api.smooch.io' }];

  it.each<[string, Readings, string]>([
    ['nothing was read', {}, 'unknown'],
    ['the page could not be read', { pages: { 'https://a.example/': blind('page_unreachable') } }, 'unknown'],
    ['the page is not public', { pages: { 'https://a.example/': blind('page_not_public') } }, 'unknown'],
    ['a host is missing', readings({ gaps: gap }), 'todo'],
    ['the policy lets it in', readings({ gaps: [] }), 'ready'],
    ['there is no policy', readings({}), 'not_applicable'],
    ['the page refuses', readings({ status: 403, gaps: gap }), 'unknown'],
    ['one of two was not read', { pages: { ...readings({ gaps: [] }).pages, 'https://b.example/': blind('page_unreachable') } }, 'unknown'],
  ])('know of the policy where %s', (_, seen, status) => {
    expect(state('web-csp-allows-messaging', seen).status).toBe(status);
  });

  it('ask for an audit of the code unless all of it was read and none is Classic', () => {
    expect(state('impact-javascript-audit', readings({})).status).toBe('not_applicable');
    expect(state('impact-javascript-audit', readings({ unread: 1 })).status).toBe('todo');
    expect(state('impact-javascript-audit', readings({ calls: [{ call: '$zopim', instead: undefined }] })).status).toBe('todo');
    expect(state('impact-javascript-audit', {}).status).toBe('todo');
    expect(find('web-csp-allows-messaging', readings({ gaps: gap }))).toMatchObject({
      facts: { missing: ['connect-src https://api.smooch.io'] },
    });
  });
});

describe('the snippet key of a page', () => {
  const OLD = '11111111-2222-4333-8444-555555555555';
  const NEW = '11111111-2222-4333-8444-666666666666';
  const keys = { from: OLD, to: NEW };
  const snippet = (key: string) => `<script id="ze-snippet" src="https://static.zdassets.com/ekr/snippet.js?key=${key}"></script>`;
  const loader = (key: string) => `s.src = 'https://static.zdassets.com/ekr/snippet.js?key=' + '${key}';`;
  const fetched = (html: string, scripts: readonly string[] = [], status = 200) => ({
    address: 'https://shop.example/',
    status,
    policies: [],
    html,
    scripts,
  });

  it.each([
    ['the old one', fetched(snippet(OLD)), 'old'],
    ['the new one', fetched(snippet(NEW)), 'new'],
    ['the new one in capital letters', fetched(snippet(NEW.toUpperCase())), 'new'],
    ['both', fetched(snippet(OLD) + snippet(NEW)), 'both'],
    ['the new one on the page and the old one in a script of its own', fetched(snippet(NEW), [snippet(OLD)]), 'both'],
    ['the new one, and the old one in a loader that builds the address', fetched(`${snippet(NEW)}<script>${loader(OLD)}</script>`), 'both'],
    ['the new one, and the old one in a comment', fetched(`${snippet(NEW)}<!-- ${snippet(OLD)} -->`), 'new'],
    ['the new one in a comment only', fetched(`<!-- ${snippet(NEW)} -->`), 'neither'],
    ['the old one, the new one prepared in a comment', fetched(`${snippet(OLD)}<!-- ${snippet(NEW)} -->`), 'old'],
    ['what follows a comment that never ends', fetched(`<!-- ${snippet(NEW)}`), 'neither'],
    ['a key of somebody else', fetched(snippet('99999999-2222-4333-8444-555555555555')), 'neither'],
    ['the new one on a page that says it is not there', fetched(snippet(NEW), [], 404), 'unknown'],
  ] as const)('is seen: %s', (_, page, shows) => {
    expect(keysIn(page, keys)).toBe(shows);
  });

  it.each([
    ['all old', [OLD, OLD], 'old', undefined, false],
    ['all new', [NEW, NEW], 'new', undefined, false],
    ['one new', [OLD, NEW], 'partly', 'https://b.example/', false],
    ['one with neither', [OLD, ''], 'neither', 'https://b.example/', false],
    ['one that cannot be read', [OLD, 'away'], 'unknown', 'https://b.example/', true],
    ['none that can be read', ['away', 'away'], 'unknown', 'https://a.example/', false],
    ['one new and one that cannot be read', ['away', NEW], 'partly', 'https://a.example/', false],
    ['one that is not public', [OLD, 'inside'], 'unknown', 'https://b.example/', true],
  ] as const)('of several pages, %s', async (_, shown, expected, page, isHalfRead) => {
    const pages = ['https://a.example/', 'https://b.example/'];
    const seen = await readKeys({ ...keys, pages }, expected === 'new' ? 'new' : 'old', async (address) => {
      const key = shown[pages.indexOf(address)];
      if (key === 'away') throw new PageUnreachable(address);
      if (key === 'inside') throw new PageNotPublic(address);
      return fetched(key ? snippet(key) : '');
    });
    expect(seen).toEqual({ keys: expected, page, isHalfRead });
  });

  it('is looked for on a page of two million signs in no time', () => {
    const html = '<!--'.repeat(500_000);
    const began = performance.now();
    expect(keysIn(fetched(html), keys)).toBe('neither');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
