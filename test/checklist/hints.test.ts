import { describe, expect, it } from 'vitest';
import { type HintId, hintOf } from '../../src/checklist/checks/hints/hints.ts';
import { restsOn } from '../../src/checklist/item-state.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import type { ChatBound } from '../../src/checklist/look/rules.ts';
import { lookThrough } from '../../src/checklist/look-through.ts';
import { nothingRead, type Readings } from '../../src/checklist/readings.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import { digest } from '../../src/migration/plan.ts';
import { itemBlocks } from '../../src/slack/blocks/item.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { type Zendesk, ZendeskRefused } from '../../src/zendesk/port.ts';
import { aScene, NOW, readIn, reportOf, saw } from '../support/scene.ts';
import { blind, context, state, triggers } from './contexts.ts';
import { wellAnswered, zendeskOf } from './documented.ts';

/** What is shown beside the item in one language. */
function hint(id: HintId, readings: Readings, language: 'en' | 'ko' = 'en') {
  const seen = hintOf(id, context(readings));
  // The facts of an item's hint are those that its text takes: `HintTexts` ties one to the other.
  return seen && (textsIn(language).hints[id] as (facts: unknown) => string)(seen.facts);
}

const several = (...first: string[]) => ({ count: first.length, first });
const bound = (change: Partial<ChatBound>): ChatBound => ({ among: several(), tagged: several(), grouped: [], ...change });

describe('ticket triggers that will not fire for messaging', () => {
  const id = 'chat-groups-and-ticket-triggers';
  const departments = saw([{ id: 8, name: 'Returns', enabled: true, groupId: 8 }], 'GET /api/v2/chat/departments');
  const grouped = [{ title: 'Returns first', groupId: 8 }];
  const all = triggers({
    chatOnly: several('Tag chats'),
    chatBound: bound({ among: several('Chat or mail'), tagged: several('From a chat'), grouped }),
  });

  it('are named by what they rest on, with what replaces each', () => {
    expect(hint(id, { triggers: all, departments })).toBe(
      'ticket triggers that will not fire for messaging: for live chats alone “Tag chats” → make a copy with the channel Messaging; ' +
        'with live chat among several conditions “Chat or mail” → add the channel Messaging; ' +
        'with a tag that only live chats get “From a chat” → ask for the channel Messaging instead; ' +
        'with the group of a Chat department “Returns first” → bring messaging tickets to that group',
    );
    const korean = hint(id, { triggers: all, departments }, 'ko');
    for (const name of ['‘Tag chats’', '‘Chat or mail’', '‘From a chat’', '‘Returns first’']) expect(korean).toContain(name);
    expect(korean).toContain('메시징에서는 실행되지 않는 티켓 트리거');
  });

  it('are not those whose group gets messaging tickets, nor those of a group that is no department', () => {
    const only = (groupId: number) => triggers({ chatBound: bound({ grouped: [{ title: 'First line', groupId }] }) });
    expect(
      hint(id, { triggers: only(7), departments: saw([{ id: 7, name: 'Support', enabled: true, groupId: 7 }], 'GET') }),
    ).toBeUndefined();
    expect(hint(id, { triggers: only(9), departments })).toBeUndefined();
    expect(hint(id, { triggers: only(8), departments })).toContain('“First line”');
  });

  it('are counted where there are more than are named', () => {
    const many = { count: 40, first: Array.from({ length: 10 }, (_, index) => `T${index}`) };
    expect(hint(id, { triggers: triggers({ chatOnly: many, chatBound: bound({ among: many, tagged: many }) }) })).toMatch(/and 109 more$/);
  });

  it('are read of a report that was written before they were kept apart', () => {
    expect(hint(id, { triggers: triggers({ chatOnly: several('Tag chats') }) })).toContain('“Tag chats”');
  });
});

describe('Chat departments against groups', () => {
  const id = 'migrate-3a-organize-groups';
  const department = { id: 8, name: 'Returns', enabled: true, settings: { chat_enabled: true, support_group_id: 8 }, members: [1, 2, 3] };
  const agent = (agentId: number, name: string, enabled = true) => ({ id: agentId, enabled, display_name: name });
  const lists = {
    departments: [department] as readonly object[],
    chatAgents: [agent(1, 'Mina'), agent(2, 'Dan'), agent(3, 'Joon', false)],
    groups: { groups: [{ id: 8, name: 'Returns' }], meta: { has_more: false } },
    memberships: { group_memberships: [{ id: 1, user_id: 1, group_id: 8 }], meta: { has_more: false } },
  };

  /** What a look finds where the account's lists are these. */
  async function looked(change: Partial<typeof lists> = {}): Promise<Readings> {
    const { migration } = aScene();
    const zendesk = zendeskOf({ ...wellAnswered, ...lists, ...change }, {});
    const wanted = ['departmentGaps', 'chatAgents', 'departments'] as const;
    return (await lookThrough(migration, nothingRead, { zendesk, clock: () => NOW, shares: async () => [] }, wanted)).readings;
  }

  it('names agents with Chat access who are in the department and not in its group', async () => {
    const readings = await looked();
    expect(hint(id, readings)).toBe('agents of a Chat department who are not in its group: Returns (Dan)');
    expect(hint(id, readings, 'ko')).toBe('Chat 부서에는 있지만 해당 그룹에는 없는 상담사: Returns (Dan)');
    // Whoever is missing nowhere is not kept by name.
    expect(JSON.stringify(readings)).not.toContain('Mina');
  });

  it('takes the group of the same name where the department is no group by its number', async () => {
    const own = { ...department, settings: { chat_enabled: true }, id: 77, name: ' returns' };
    expect(hint(id, await looked({ departments: [own] }))).toContain('returns (Dan)');
    expect(hint(id, await looked({ departments: [{ ...own, name: 'Sales' }] }))).toBe('Chat departments without a group: “Sales”');
  });

  it('says nothing of a department that is off, whose members are not told, or that lacks nobody', async () => {
    expect(hint(id, await looked({ departments: [{ ...department, enabled: false }] }))).toBeUndefined();
    expect(hint(id, await looked({ departments: [{ ...department, members: 'all' }] }))).toBeUndefined();
    expect(hint(id, await looked({ departments: [{ ...department, members: [1, 3] }] }))).toBeUndefined();
  });

  it('counts those that are not named', async () => {
    const chatAgents = Array.from({ length: 9 }, (_, index) => agent(index + 1, `A${index}`));
    const departments = Array.from({ length: 7 }, (_, index) => ({
      ...department,
      id: 80 + index,
      members: chatAgents.map(({ id: one }) => one),
    }));
    const said = hint(id, await looked({ chatAgents, departments })) ?? '';
    expect(said).toContain('Returns (A1, A2, A3, A4, A5 +3)');
    expect(said).toMatch(/and 2 more$/);
  });

  it('is not known where Chat has no departments to ask for', async () => {
    const { migration } = aScene();
    const zendesk = zendeskOf({ ...wellAnswered, ...lists }, { departments: 403 });
    const parts = { zendesk, clock: () => NOW, shares: async () => [] };
    const { readings } = await lookThrough(migration, nothingRead, parts, ['departmentGaps']);
    expect(readings.departmentGaps).toMatchObject({ status: 'unknown', why: 'not_allowed' });
    expect(hint(id, readings)).toBeUndefined();
  });

  it('is shown although every messaging group is staffed, which is all that its item asks', async () => {
    const readings = { ...context().readings, triggers: triggers(), ...(await looked()), chatAgents: context().readings.chatAgents };
    const shown = { ...aScene(), report: reportOf(readings as Readings) };
    const known = state(id, readings as Readings);
    expect(known.status).toBe('ready');
    expect(readIn(itemBlocks(known, shown, 'without')).join('\n')).toContain(
      'Ferry saw: agents of a Chat department who are not in its group',
    );
    expect(readIn(itemBlocks({ ...known, status: 'not_applicable' }, shown, 'without')).join('\n')).not.toContain('Ferry saw');
  });
});

describe('Chat triggers', () => {
  const id = 'chat-trigger-channel-edits';
  const chatTriggers = saw(
    [
      { name: 'Rescue', enabled: true, event: 'chat_requested' },
      { name: 'Greet', enabled: true, event: 'page_enter' },
      { name: 'Odd', enabled: true, event: undefined },
      { name: 'Old', enabled: false, event: 'page_enter' },
    ],
    'GET /api/v2/chat/triggers',
  );

  it('are named by what makes them run, with what replaces each', () => {
    expect(hint(id, { chatTriggers })).toBe(
      'active Chat triggers, which do not run in messaging: on a requested chat “Rescue” → the channel Messaging, or a messaging trigger; ' +
        'on a loaded page “Greet” → a proactive message; on anything else “Odd” → a messaging trigger or a ticket trigger',
    );
    expect(hint(id, { chatTriggers }, 'ko')).toContain('페이지 로드 시 ‘Greet’ → 사전대응 메시지로 대체');
    expect(hint(id, { chatTriggers: saw([], 'GET') })).toBe('no Chat trigger is active');
  });
});

describe('the inventory of brands', () => {
  const brand = (id: number, host: string) => ({
    id,
    name: host,
    subdomain: host as Subdomain, // a literal of this test, and one
    active: true,
    isDefault: id === 1,
    hasHelpCenter: true,
    helpCenterState: 'enabled' as const,
  });
  const readings: Readings = {
    brands: saw([brand(1, 'acme'), brand(2, 'acme-eu'), brand(3, 'acme-kr'), brand(4, 'acme-jp')], 'GET /api/v2/brands'),
    widgets: {
      acme: saw('classic', 'GET'),
      'acme-eu': saw('messaging', 'GET'),
      'acme-kr': saw('unknown', 'GET'),
      'acme-jp': blind('unreachable'),
    },
  };

  it('tells which widget each brand in scope shows, and of which none was seen', () => {
    expect(hint('eval-inventory', readings)).toBe(
      '4 active brands; in scope: acme, acme-eu, acme-kr, acme-jp; Classic widget: acme; messaging: acme-eu; no widget seen: acme-kr, acme-jp',
    );
    expect(hint('eval-inventory', readings, 'ko')).toContain('클래식 위젯: acme; 메시징: acme-eu; 위젯이 확인되지 않음: acme-kr, acme-jp');
    expect(restsOn('eval-inventory', context(readings))).toBe(
      digest({ active: 4, scope: ['acme', 'acme-eu', 'acme-kr', 'acme-jp'], more: 0 }),
    );
  });
});

describe('the chat limit against the capacity rules', () => {
  const id = 'chat-limits';
  const routing = (limit: number | undefined, limitPer = 'account') =>
    saw(
      { mode: 'assigned', limit, limitEnabled: limit !== undefined, limitPer, skills: false, reassignAfterSeconds: 30 },
      'GET /api/v2/chat/routing_settings/account',
    );
  const rules = (...messaging: readonly number[]) =>
    saw(
      messaging.map((count, index) => ({ name: index === 0 ? 'Default' : `Rule ${index}`, isDefault: index === 0, messaging: count })),
      'GET /api/v2/capacity/rules',
      NOW,
    );

  it.each([
    [5, '“Default” gives an agent 5 messaging conversations, 2 more', '‘Default’의 상담사당 메시징 대화는 5건으로 한도보다 2건 많습니다'],
    [1, '“Default” gives an agent 1 messaging conversation, 2 fewer', '‘Default’의 상담사당 메시징 대화는 1건으로 한도보다 2건 적습니다'],
    [3, '“Default” gives an agent 3 messaging conversations, as many', '‘Default’의 상담사당 메시징 대화는 3건으로 한도와 같습니다'],
  ])('tells the difference to a rule of %i', (capacity, english, korean) => {
    const readings = { chatRouting: routing(3), capacityRules: rules(capacity) };
    expect(hint(id, readings)).toContain(english);
    expect(hint(id, readings, 'ko')).toContain(korean);
    expect(hintOf(id, context(readings))?.evidence).toMatchObject({
      asked: 'GET /api/v2/chat/routing_settings/account, GET /api/v2/capacity/rules',
      saw: `3 / ${capacity}`,
    });
  });

  it('is as old as the older of the two', () => {
    const readings = { chatRouting: routing(3), capacityRules: rules(5) };
    expect(hintOf(id, context(readings))?.evidence.at).toBe(readings.chatRouting.at);
  });

  it('names other rules that give another number', () => {
    expect(hint(id, { chatRouting: routing(3), capacityRules: rules(3, 3, 6, 1) })).toContain(
      'other rules give another number: Rule 2: 6, Rule 3: 1',
    );
  });

  it('says so where the rules could not be read, or none is the account’s own', () => {
    const blindly = { chatRouting: routing(3, 'agent'), capacityRules: blind('not_allowed') };
    expect(hint(id, blindly)).toBe('the limit is 3 chats, set for each agent; the capacity rules of omnichannel routing could not be read');
    expect(hint(id, blindly, 'ko')).toContain('수용 능력 규칙은 조회할 수 없었습니다');
    expect(hint(id, { chatRouting: routing(3), capacityRules: rules() })).toContain('has no capacity rule for everybody');
    expect(hint(id, { chatRouting: routing(undefined), capacityRules: rules(5) })).toBeUndefined();
  });

  it('is shown to whoever watches the first opening as well', () => {
    const readings = { chatRouting: routing(3), capacityRules: rules(5) };
    expect(hint('first-opening-watch', readings)).toBe(hint(id, readings));
  });
});

describe('shortcuts against macros', () => {
  const id = 'chat-shortcuts-to-macros';
  const one = (rest: Partial<Zendesk>) => ({ ...zendeskOf(wellAnswered, {}), macros: async () => 3, ...rest });

  async function looked(shortcuts: readonly string[], macroTitles: () => Promise<readonly string[]>): Promise<Readings> {
    const { migration } = aScene();
    const zendesk = one({ shortcuts: async () => shortcuts, macroTitles });
    const parts = { zendesk, clock: () => NOW, shares: async () => [] };
    return (await lookThrough(migration, nothingRead, parts, ['shortcuts', 'shortcutsLeft', 'macros'])).readings;
  }

  it('names those without a macro of the same name, whatever its category and its capitals', async () => {
    const readings = await looked(['hi', 'Track ', 'refund'], async () => ['Hi', 'Orders::track', 'Refund policy']);
    expect(hint(id, readings)).toBe('3 shortcuts, against 3 active macros; without a macro of the same name: “refund”');
    expect(hintOf(id, context(readings))?.evidence.asked).toBe('GET /api/v2/chat/shortcuts, GET /api/v2/macros/active');
    expect(hint(id, readings, 'ko')).toBe('단축어 3개, 활성 매크로 3개. 같은 이름의 매크로가 없는 단축어: ‘refund’');
  });

  it('says so where each has one', async () => {
    const readings = await looked(['hi'], async () => ['hi']);
    expect(hint(id, readings)).toContain('each has a macro of the same name');
    expect(hint(id, readings, 'ko')).toContain('모두 같은 이름의 매크로가 있습니다');
  });

  it('says nothing of names where the macros could not be read, and reads none where there is no shortcut', async () => {
    const unread = await looked(['hi'], async () => Promise.reject(new ZendeskRefused('GET', 403)));
    expect(hint(id, unread)).toBe('1 shortcut, against 3 active macros');
    let read = false;
    await looked([], async () => {
      read = true;
      return [];
    });
    expect(read).toBe(false);
  });
});

it.each<[ItemId, Readings, Readonly<Record<string, unknown>>]>([
  [
    'chat-trigger-channel-edits',
    { chatTriggers: saw([{ name: 'Rescue', enabled: true, event: 'chat_requested' }], 'GET') },
    { names: ['Rescue'], more: 0 },
  ],
  [
    'chat-limits',
    {
      chatRouting: saw(
        { mode: 'assigned', limit: 3, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 },
        'GET',
      ),
      capacityRules: saw([{ name: 'Default', isDefault: true, messaging: 5 }], 'GET'),
    },
    { limit: 3, per: 'account' },
  ],
  [
    'chat-shortcuts-to-macros',
    { shortcuts: saw(2, 'GET'), macros: saw(9, 'GET'), shortcutsLeft: saw({ count: 1, first: ['hi'] }, 'GET') },
    { shortcuts: 2, macros: 9 },
  ],
])('a word about %s rests on what it rested on before more was shown', (id, readings, ground) => {
  expect(restsOn(id, context(readings))).toBe(digest(ground));
});
