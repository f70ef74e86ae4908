import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import { itemState } from '../../src/checklist/item-state.ts';
import { type ItemId, itemById } from '../../src/checklist/items/items.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { nothingRead } from '../../src/checklist/readings.ts';
import { aScene, HOST, JOON, NOW } from '../support/scene.ts';
import { type Bodies, wellAnswered, zendeskOf } from './documented.ts';
import { documented, documentedNot, OMNICHANNEL, SAID_ALONE } from './documented-conditions.ts';
import { changed, mutationOf, places } from './mutations.ts';

/** Under mutation a few changes are enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;

const PAGE = 'https://help.example/';
const addressOf = async () => ({ email: 'mina@acme.example' });

/** Surveys are on, and their style chosen: only then the one after a session's end is asked for. */
const SURVEYED = [
  { type: 'item_said', item: 'after-csat', note: undefined },
  { type: 'item_said', item: 'style-decide-conversation-style', note: undefined },
] as const;

async function findings(bodies: Bodies, statuses: Readonly<Record<string, number>> = {}, policies: readonly string[] = []) {
  const page = { address: PAGE, status: 200, policies, html: '', scripts: [] };
  const { migration } = aScene({ told: [{ type: 'role_given', role: 'backup', user: JOON }, ...SURVEYED] });
  const report = await lookThrough(
    migration,
    nothingRead,
    {
      zendesk: zendeskOf(bodies, statuses),
      clock: () => NOW,
      shares: async () => [],
      addressOf,
      fetchPage: async () => page,
      helpCenterOf: () => PAGE,
    },
    topics,
  );
  const context = { migration, readings: report.readings, now: NOW };
  // What the gate goes by, not the check alone: an item that does not apply stands in nobody's way either.
  return (id: ItemId) => {
    const item = itemById(id);
    return item && itemState(item, context).status;
  };
}

function expectDocumented(id: ItemId, status: string | undefined, bodies: Bodies, what: string): void {
  if (status === 'ready') expect(documented[id]?.(bodies), what).toBe(true);
  const not = documentedNot[id];
  if (status === 'not_applicable' && not !== undefined) expect(not(bodies), `${what}: does not apply`).toBe(true);
}

const ids = Object.keys(documented).filter((id): id is ItemId => checkOf(id) !== undefined);

const mutation = mutationOf(wellAnswered);

const channel = (value: string, operator = 'is') => ({ field: 'via_id', operator, value });
/** The same account with omnichannel routing: two queues, one for messaging, and no trigger that routes it. */
const byQueues: Bodies = {
  ...wellAnswered,
  settings: { settings: { ...wellAnswered.settings.settings, routing: { enabled: true } } },
  triggers: { ...wellAnswered.triggers, triggers: wellAnswered.triggers.triggers.slice(0, 1) },
  queues: {
    queues: [
      {
        id: '01J',
        name: 'Messaging',
        definition: { all: [channel('29', 'is_not')], any: [channel('75'), channel('4')] },
        primary_groups: { groups: [{ id: 9001, name: 'Web Chat' }] },
      },
      {
        id: '02J',
        name: 'Mail',
        definition: { all: [channel('4')], any: [] },
        primary_groups: { groups: [{ id: 9001, name: 'Web Chat' }] },
      },
    ],
  },
};

/** That account after the switch, with statuses for every channel. */
const turned: Bodies = {
  ...byQueues,
  settings: {
    settings: {
      ...wellAnswered.settings.settings,
      agents: { agent_workspace: true, unified_agent_statuses: true },
      routing: { enabled: true },
    },
  },
  widget: { messenger: { greeting: 'Hello' }, brand: 'Acme' },
};

/** Every address that messaging loads from or talks to at a brand. */
const LOADED = [
  'https://static.zdassets.com',
  'https://ekr.zdassets.com',
  `https://${HOST}.zendesk.com`,
  `wss://${HOST}.zendesk.com`,
  'https://api.smooch.io',
  'wss://api.smooch.io',
  'https://media.smooch.io',
] as const;

const [brand] = wellAnswered.brands.brands;
const [, route] = wellAnswered.triggers.triggers;
/** Two brands with a help center each, and two groups that get messaging tickets. */
const ofTwo: Bodies = {
  ...wellAnswered,
  brands: { ...wellAnswered.brands, brands: [brand, { ...brand, id: 7002, name: 'Acme Europe', subdomain: 'acme-eu', default: false }] },
  groups: { ...wellAnswered.groups, groups: [...wellAnswered.groups.groups, { id: 9002, name: 'Returns', deleted: false }] },
  memberships: {
    ...wellAnswered.memberships,
    group_memberships: [...wellAnswered.memberships.group_memberships, { id: 42, user_id: 60002, group_id: 9002 }],
  },
  chatAgents: [...wellAnswered.chatAgents, { id: 60002, enabled: true }],
  triggers: {
    ...wellAnswered.triggers,
    triggers: [...wellAnswered.triggers.triggers, { ...route, id: 3305, actions: [{ field: 'group_id', value: '9002' }] }],
  },
  departments: [
    ...wellAnswered.departments,
    { id: 9002, name: 'Returns', enabled: true, settings: { chat_enabled: true, support_group_id: 9002 } },
  ],
};

/** No change at one place makes anything ready that the documents do not. */
async function holdsAround(whole: Bodies): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutationOf(whole), async ({ name, path, to }) => {
      const bodies = { ...whole, [name]: changed(whole[name], path, to) };
      const status = await findings(bodies);
      for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
    }),
    { numRuns: few ? 100 : 3_000, endOnFailure: few },
  );
}

describe('no answer of Zendesk’s but the documented one makes a finding ready', () => {
  it('is ready throughout where everything is as documented', async () => {
    const status = await findings(wellAnswered);
    const notReady = ids.filter(
      (id) => ![...SAID_ALONE, ...OMNICHANNEL].includes(id) && id !== 'act-no-visible-change' && status(id) !== 'ready',
    );
    // Classic and already turned cannot both be: with a classic widget, a messaging ticket shows the activation.
    expect(notReady).toEqual([]);
    for (const id of ids) if (![...SAID_ALONE, ...OMNICHANNEL].includes(id)) expect(documented[id]?.(wellAnswered), id).toBe(true);
  });

  it('holds for one change at any place of any answer', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ name, path, to }) => {
        const bodies = { ...wellAnswered, [name]: changed(wellAnswered[name], path, to) };
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
      }),
      { numRuns: few ? 300 : 6_000, endOnFailure: few },
    );
  }, 120_000);

  it('is ready by queues, and holds for one change where they route', async () => {
    const well = await findings(byQueues);
    expect(
      ['migrate-3a-organize-groups', 'migrate-3b-configure-routing', 'chat-groups-and-ticket-triggers'].map((id) => well(id as ItemId)),
    ).toEqual(['ready', 'ready', 'not_applicable']);
    await fc.assert(
      fc.asyncProperty(mutationOf(byQueues), async ({ name, path, to }) => {
        const bodies = { ...byQueues, [name]: changed(byQueues[name], path, to) };
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${name} ${path.join('.')} = ${JSON.stringify(to)}`);
      }),
      { numRuns: few ? 100 : 3_000, endOnFailure: few },
    );
  }, 120_000);

  it('holds for one change where omnichannel routing is on and the widget has turned', async () => {
    const well = await findings(turned);
    expect(OMNICHANNEL.map((id) => well(id))).toEqual(['ready', 'ready', 'ready']);
    await holdsAround(turned);
  }, 120_000);

  it('holds for one change where there are two brands and two groups', async () => {
    const well = await findings(ofTwo);
    expect(
      ['req-help-center-for-ai-agent', 'migrate-3a-organize-groups', 'chat-departments-enabled', 'req-chat-access-per-agent'].map((id) =>
        well(id as ItemId),
      ),
    ).toEqual(['ready', 'ready', 'ready', 'ready']);
    await holdsAround(ofTwo);
  }, 120_000);

  it('holds for a page whose policy lacks any of what messaging loads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...LOADED]), async (words) => {
        const status = await findings(wellAnswered, {}, [`default-src ${words.join(' ')}`]);
        // Leave for `wss:` of a host is leave for its `https:`, by CSP3.
        const allowed = LOADED.every((word) => words.includes(word) || words.some((each) => each === word.replace('https:', 'wss:')));
        expect(status('web-csp-allows-messaging')).toBe(allowed ? 'ready' : 'todo');
      }),
      { numRuns: few ? 20 : 200 },
    );
    expect((await findings(wellAnswered, {}, [`default-src ${LOADED.join(' ')}`, "script-src 'self'"]))('web-csp-allows-messaging')).toBe(
      'todo',
    );
  });

  it('holds for several changes at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 2, maxLength: 6 }), async (mutations) => {
        const bodies: Record<keyof Bodies, unknown> = { ...wellAnswered };
        for (const { name, path, to } of mutations) {
          const there = places(bodies[name]).some((place) => place.join('.') === path.join('.'));
          if (there) bodies[name] = changed(bodies[name], path, to);
        }
        const status = await findings(bodies);
        for (const id of ids) expectDocumented(id, status(id), bodies, `${id}: ${JSON.stringify(mutations)}`);
      }),
      { numRuns: few ? 100 : 2_000, endOnFailure: few },
    );
  }, 120_000);

  it.each<[string, readonly (readonly [keyof Bodies, readonly (string | number)[], unknown])[]]>([
    [
      'the links of the list are none',
      [
        ['brands', ['links'], ''],
        ['brands', ['brands', 0, 'subdomain'], 'pending'],
      ],
    ],
    [
      'one of them says neither that it is deleted nor that it is not',
      [
        ['brands', ['brands', 0, 'is_deleted'], 'pending'],
        ['brands', ['brands', 0, 'subdomain'], '0'],
      ],
    ],
  ])('takes nothing of a list of brands, not even whose token it is, where %s', async (_, mutations) => {
    const bodies: Record<keyof Bodies, unknown> = { ...wellAnswered };
    for (const [name, path, to] of mutations) bodies[name] = changed(bodies[name], path, to);
    const status = await findings(bodies);
    expect(status('impact-api-credentials')).toBe('ready');
    expect(status('req-help-center-for-ai-agent')).toBe('unknown');
    for (const id of ids) expectDocumented(id, status(id), bodies, id);
    // The same list as it is documented shows that the token is another account’s.
    const brands = changed(wellAnswered.brands, ['brands', 0, 'subdomain'], 'pending');
    expect((await findings({ ...wellAnswered, brands }))('impact-api-credentials')).toBe('todo');
  });

  it('holds for any status but 200: nothing that rests on that answer is ready', async () => {
    const rests: Partial<Record<keyof Bodies, readonly ItemId[]>> = {
      settings: ['req-agent-workspace-enabled'],
      users: ['req-people-with-rights'],
      triggers: ['chat-groups-and-ticket-triggers', 'chat-departments-enabled', 'req-chat-access-per-agent', 'pending-automations-guard'],
      definitions: ['chat-groups-and-ticket-triggers', 'route-view-for-messaging', 'pending-automations-guard'],
      automations: ['pending-automations-guard'],
      views: ['route-view-for-messaging'],
      schedules: ['chat-hours-to-schedule'],
      departments: ['chat-departments-enabled'],
      memberships: ['req-chat-access-per-agent', 'migrate-3a-organize-groups'],
      chatAgents: ['req-chat-access-per-agent', 'migrate-3a-organize-groups'],
      brands: ['req-help-center-for-ai-agent'],
      articles: ['req-help-center-recommended'],
      widget: ['act-no-visible-change'],
    };
    for (const [name, items] of Object.entries(rests)) {
      for (const code of [201, 204, 301, 302, 401, 403, 404, 410, 422]) {
        const status = await findings(wellAnswered, { [name]: code });
        for (const id of items) expect(status(id), `${id} at HTTP ${code}`).not.toBe('ready');
      }
    }
  });

  it('knows the account it asked about', () => {
    expect(wellAnswered.brands).toMatchObject({ brands: [{ subdomain: HOST }] });
  });
});
