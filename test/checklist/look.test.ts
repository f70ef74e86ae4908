import { describe, expect, it } from 'vitest';
import { gapsBetween } from '../../src/checklist/look/departments.ts';
import { pageSeen } from '../../src/checklist/look/site/page.ts';
import { PageNotPublic, PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { attributeOf, tagsOf, withoutComments } from '../../src/checklist/look/site/script.ts';
import { type LookParts, look, lookComputed, lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, partsOf, type Readings, seenAt, type Topic } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { DAY_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { UnexpectedShape, ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { eventsOf, HOST, MINA, NOW, saw } from '../support/scene.ts';
import { portOf, quietZendesk, type SmallZendesk, ticket } from '../support/small-world.ts';
import { blind } from './contexts.ts';

const clock = () => NOW;

interface Asked {
  readonly world?: Partial<SmallZendesk>;
  readonly zendesk?: Partial<LookParts['zendesk']>;
  readonly parts?: Partial<LookParts>;
  readonly told?: readonly Happening[];
  readonly before?: Readings;
}

/** One look at these topics of a quiet Zendesk of one brand, but for what a test changes in it. */
async function looked(wanted: readonly Topic[], { world = {}, zendesk = {}, parts = {}, told = [], before = {} }: Asked = {}) {
  const port = { ...portOf({ ...quietZendesk([HOST]), ...world }, [HOST], clock), ...zendesk };
  const all: LookParts = { zendesk: port, clock, shares: async () => [], ...parts };
  return (await lookThrough(replay(eventsOf(...told)), { ...nothingRead, readings: before }, all, wanted)).readings;
}

describe('a look', () => {
  it.each<[Topic, string, unknown]>([
    ['settings', 'GET /api/v2/account/settings', { agentWorkspace: true }],
    ['memberships', 'GET /api/v2/group_memberships', [{ userId: 5, groupId: 1 }]],
    ['chats', 'GET /stream/chats', { incoming: 0, assigned: 0, active: 0 }],
    ['agents', 'GET /stream/agents', { online: 0, away: 0, invisible: 0 }],
    ['messagingAgents', 'GET /api/v2/agent_availabilities', 1],
    ['chatTickets', 'GET /api/v2/search/count', 0],
    ['incidents', 'GET /api/incidents/active', []],
    ['shares', 'conversations.members', []],
  ])('at %s is kept with its request, its moment and what was seen', async (topic, asked, value) => {
    const { [topic]: found } = await looked([topic]);
    expect(found).toMatchObject({ status: 'seen', asked, at: NOW, value });
  });

  it('at the brands asks for what is of each brand', async () => {
    expect(await looked(['brands', 'widgets'])).toMatchObject({
      brands: { asked: 'GET /api/v2/brands', value: [{ subdomain: HOST }] },
      widgets: { [HOST]: { asked: 'GET /embeddable/config', value: 'classic' } },
    });
  });

  it('at the groups keeps their names in order', async () => {
    const groups = async () => [
      { id: 2, name: 'Support' },
      { id: 1, name: 'Sales' },
    ];
    expect((await looked(['groups'], { zendesk: { groups } })).groupNames).toEqual(['Sales', 'Support']);
  });

  it('at the agents keeps no names', async () => {
    const chatAgents = async () => [{ id: 5, enabled: true, name: 'Dan' }];
    expect((await looked(['chatAgents'], { zendesk: { chatAgents } })).chatAgents).toMatchObject({
      asked: 'GET /api/v2/chat/agents',
      value: [{ id: 5, enabled: true }],
    });
    expect(JSON.stringify(await looked(['chatAgents'], { zendesk: { chatAgents } }))).not.toContain('Dan');
  });

  it('at the articles asks no brand without a help center, and each of the others by itself', async () => {
    const seen: string[] = [];
    const articles = async (brand: string) => {
      seen.push(brand);
      throw new ZendeskRefused('GET', 404);
    };
    const brand = (hasHelpCenter: boolean) =>
      saw(
        [{ id: 1, name: 'a', subdomain: HOST, active: true, isDefault: true, hasHelpCenter, helpCenterState: 'enabled' as const }],
        'GET',
      );
    const without = await looked(['articles'], { zendesk: { articles }, before: { brands: brand(false) } });
    expect(without.articles?.[HOST]).toMatchObject({ status: 'seen', asked: 'GET /api/v2/help_center/articles', value: {} });
    const closed = await looked(['articles'], { zendesk: { articles }, before: { brands: brand(true) } });
    expect(closed.articles?.[HOST]).toMatchObject({ status: 'unknown', why: 'no_interface' });
    expect(seen).toEqual([HOST]);
  });

  it('for messaging tickets goes back thirty days', async () => {
    const old = ticket(1, 'native_messaging', 7001, later(NOW, -30 * DAY_MS));
    const older = ticket(2, 'native_messaging', 7001, later(NOW, -30 * DAY_MS - 1));
    const { messagingTickets } = await looked(['messagingTickets'], { world: { tickets: [old, older] } });
    expect(messagingTickets).toMatchObject({ status: 'seen', asked: 'GET /api/v2/search', value: 1 });
  });

  it('at shares that Slack does not show is unknown', async () => {
    const { shares } = await looked(['shares'], { parts: { shares: async () => undefined } });
    expect(shares).toEqual({ status: 'unknown', why: 'not_allowed', asked: 'conversations.members', at: NOW });
  });

  it('that was broken off goes on with what was not seen since then, and tells each as it is read', async () => {
    const before = { settings: saw({ agentWorkspace: true }, 'GET', later(NOW, -MINUTE_MS)), incidents: saw([], 'GET', later(NOW, -9)) };
    const kept: Readings[] = [];
    const parts = { since: later(NOW, -MINUTE_MS + 1), keep: (seen: Readings) => void kept.push(seen) };
    const readings = await looked(['settings', 'incidents', 'brands'], { before: before as Readings, parts });
    expect(readings.settings?.at).toBe(NOW);
    expect(readings.incidents?.at).toBe(later(NOW, -9));
    expect(kept.flatMap((seen) => Object.keys(seen)).toSorted()).toEqual(['brands', 'settings']);
  });

  it('at key pages reads each that was chosen, and none where it cannot', async () => {
    const told: readonly Happening[] = [{ type: 'setting_set', key: 'key-pages', value: 'https://a/,https://b/' }];
    const fetchPage = async (address: string) => {
      if (address === 'https://b/') throw new PageUnreachable(address);
      return { address, status: 200, policies: [], html: '<title>Shop</title>', scripts: [] };
    };
    expect((await looked(['pages'], { told, parts: { fetchPage } })).pages).toMatchObject({
      'https://a/': { status: 'seen', asked: 'GET page', value: { title: 'Shop' } },
      'https://b/': { status: 'unknown', why: 'page_unreachable' },
    });
    expect(await looked(['pages'], { told })).toEqual({});
  });

  it('at people says why a role is not known', async () => {
    const told: readonly Happening[] = [{ type: 'role_given', role: 'backup', user: 'U0DAN0001' }];
    const email = (found: string | undefined) => ({ told, parts: { addressOf: async () => ({ email: found }) } });
    const people = async (asked: Asked) => (await looked(['people'], asked)).people?.[MINA];
    expect(await people(email('mina@acme.example'))).toMatchObject({ status: 'seen', value: { role: 'admin' } });
    expect(await people(email(undefined))).toEqual({ status: 'unknown', why: 'no_address', asked: 'users.info', at: NOW });
    const nobody = { zendesk: { roleOf: async () => undefined } };
    expect(await people({ ...email('x'), ...nobody })).toMatchObject({ status: 'unknown', why: 'no_match' });
    const refused = {
      zendesk: {
        roleOf: async () => {
          throw new ZendeskRefused('GET', 403);
        },
      },
    };
    expect(await people({ ...email('x'), ...refused })).toMatchObject({ status: 'unknown', why: 'not_allowed' });
    expect(await people({ told, parts: { addressOf: async () => undefined } })).toBeUndefined();
    expect(await looked(['people'], { told })).toEqual({});
  });
});

describe('a look that fails', () => {
  it.each<[unknown, string]>([
    [new ZendeskUnavailable('GET'), 'unreachable'],
    [new UnexpectedShape('GET'), 'unexpected_answer'],
    [new PageUnreachable('https://a/'), 'page_unreachable'],
    [new PageNotPublic('https://a/'), 'page_not_public'],
    [new ZendeskRefused('GET', 404), 'no_interface'],
    [new ZendeskRefused('GET', 403), 'not_allowed'],
    [new ZendeskRefused('GET', 401), 'token_refused'],
    [new ZendeskRefused('GET', 0), 'no_credential'],
  ])('says why: %s', async (error, why) => {
    const odd: unknown[] = [];
    const parts = { clock, odd: (each: unknown) => void odd.push(each) };
    const failing = async () => {
      throw error;
    };
    expect(await look('GET', failing, parts)).toEqual({ status: 'unknown', why, asked: 'GET', at: NOW });
    expect(odd).toEqual(error instanceof UnexpectedShape ? [error] : []);
  });

  it('by a fault of Ferry’s own is not hidden', async () => {
    const fault = async () => {
      throw new TypeError('a fault');
    };
    await expect(look('GET', fault, { clock })).rejects.toThrow('a fault');
  });

  it('because Zendesk has not counted is unknown, and never 0', async () => {
    expect(await lookComputed('GET', async () => 'not_computed' as const, { clock })).toEqual({
      status: 'unknown',
      why: 'not_computed',
      asked: 'GET',
      at: NOW,
    });
    expect(await lookComputed('GET', async () => 0, { clock })).toEqual({ status: 'seen', value: 0, asked: 'GET', at: NOW });
  });
});

describe('how old a topic is', () => {
  const old = later(NOW, -DAY_MS);

  it('is told by its oldest part, and not at all while a part was not seen', () => {
    const widgets = (...all: readonly (typeof NOW | undefined)[]): Readings => ({
      widgets: Object.fromEntries(all.map((at, index) => [`${index}`, at ? saw('classic' as const, 'GET', at) : blind('unreachable')])),
    });
    expect(seenAt(widgets(NOW, old), 'widgets')).toBe(old);
    expect(seenAt(widgets(old, NOW), 'widgets')).toBe(old);
    expect(seenAt(widgets(NOW, undefined), 'widgets')).toBeUndefined();
    expect(seenAt(widgets(undefined, NOW), 'widgets')).toBeUndefined();
    expect(seenAt({}, 'widgets')).toBeUndefined();
    expect(seenAt({ incidents: saw([], 'GET', old) }, 'incidents')).toBe(old);
    expect(seenAt({ incidents: blind('unreachable') }, 'incidents')).toBeUndefined();
  });

  it('is not told of what is no reading', () => {
    expect(partsOf('text')).toEqual([]);
    expect(partsOf({ [HOST]: 'text' })).toEqual([]);
  });
});

describe('Chat departments against groups', () => {
  const department = (id: number, name: string, members: readonly number[] = []) => ({
    id,
    name,
    enabled: true,
    groupId: undefined,
    members,
  });
  const agents = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, enabled: true, name: `Agent ${id}` }));

  it('are told apart by their number, then by their name, whatever its case and blanks', () => {
    const groups = [
      { id: 7, name: 'Support' },
      { id: 9, name: ' returns ' },
    ];
    const gaps = gapsBetween([department(7, 'Other'), department(8, 'Returns'), department(10, 'Sales')], {
      groups,
      memberships: [],
      agents,
    });
    expect(gaps.withoutGroup).toEqual({ count: 1, first: ['Sales'] });
  });

  it('name who is missing, where most are missing first', () => {
    const groups = [
      { id: 7, name: 'Support' },
      { id: 8, name: 'Sales' },
    ];
    const memberships = [{ userId: 1, groupId: 7 }];
    const gaps = gapsBetween([department(7, 'Support', [1, 2]), department(8, 'Sales', [1, 2, 3, 4, 5, 6, 7])], {
      groups,
      memberships,
      agents,
    });
    expect(gaps.departments).toBe(2);
    expect(gaps.missing).toEqual([
      { department: 'Sales', count: 7, first: ['Agent 1', 'Agent 2', 'Agent 3', 'Agent 4', 'Agent 5'] },
      { department: 'Support', count: 1, first: ['Agent 2'] },
    ]);
  });
});

describe('the tags of a page', () => {
  it('are found outside of comments, by their whole name, also as the last thing on it', () => {
    expect(tagsOf('<script a><scripts b><SCRIPT\nc><!-- <script d> --><script>', 'script')).toEqual([
      '<script a>',
      '<SCRIPT\nc>',
      '<script>',
    ]);
    expect(tagsOf('<!--x--><script/>', 'script')).toEqual(['<script/>']);
    expect(tagsOf('--><!-- <script a> --><script b>', 'script')).toEqual(['<script b>']);
    expect(tagsOf('<script a><!-- <script b>', 'script')).toEqual(['<script a>']);
    expect(tagsOf('<script a><script', 'script')).toEqual(['<script a>']);
    expect(withoutComments('a<!-- b -->c<!-- d')).toBe('ac');
    expect(withoutComments('a<!-- b --><!-- c -->d')).toBe('ad');
  });

  it('have attributes in double quotes, single quotes or none', () => {
    expect(attributeOf('<script src="a &quot;b&quot;" id=c>', 'src')).toBe('a "b"');
    expect(attributeOf("<script src=' a '>", 'src')).toBe('a');
    expect(attributeOf('<script id=ze-snippet src=a>', 'id')).toBe('ze-snippet');
    expect(attributeOf('<script data-id="x">', 'id')).toBeUndefined();
    expect(attributeOf('<script id="&lt;&#39;&#x27;&gt;&amp;">', 'id')).toBe("<''>&");
  });

  it('let a script of the snippet in by its nonce, and only by its own', () => {
    const gaps = (html: string) =>
      pageSeen({ address: 'https://shop.example/', status: 200, policies: ["script-src 'nonce-a'"], html, scripts: [] }, []).gaps?.length;
    expect(gaps('<script id="ze-snippet" nonce="a" src="https://static.zdassets.com/x"></script>')).toBe(0);
    expect(gaps('<script id="ze-snippet" src="https://static.zdassets.com/x"></script>')).toBeGreaterThan(0);
    expect(gaps('<script id="other" nonce="a"></script>')).toBeGreaterThan(0);
  });
});
