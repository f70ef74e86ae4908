import { type Exchange, iso, NOT_FOUND, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { cursorPage, listPage } from '../http/pages.ts';
import { changesOf, invalid, isReply, refusedNames } from '../http/rule-body.ts';
import type { Rule } from '../model/types.ts';
import type { RuleKind } from '../state.ts';

/** The numbers of channels in conditions. */
const VIA = [
  ['0', 'Web form'],
  ['4', 'Email'],
  ['29', 'Chat'],
  ['75', 'Messaging'],
] as const;

function show(x: Exchange, kind: RuleKind, rule: Rule): object {
  const conditions = { all: rule.all, any: rule.any };
  const body: Record<RuleKind, object> = {
    triggers: { category_id: '77', description: null, default: false, raw_title: rule.title, conditions, actions: rule.actions },
    automations: { default: false, raw_title: rule.title, conditions, actions: rule.actions },
    macros: { description: null, restriction: rule.restriction, default: false, raw_title: rule.title, actions: rule.actions },
    views: {
      description: null,
      restriction: rule.restriction,
      default: false,
      raw_title: rule.title,
      conditions,
      execution: { group_by: null, sort_by: 'created', sort_order: 'desc', columns: [] },
    },
  };
  return {
    id: rule.id,
    title: rule.title,
    active: rule.active,
    position: rule.position,
    ...body[kind],
    created_at: iso(rule.createdAt),
    updated_at: iso(rule.updatedAt),
    url: `${x.base}/api/v2/${kind}/${rule.id}.json`,
  };
}

function list(kind: RuleKind, onlyActive = false): (x: Exchange) => Reply {
  return (x) => {
    const active = onlyActive ? 'true' : x.query.get('active');
    const shown = x.account.rules[kind].filter((rule) => active === null || String(rule.active) === active);
    return listPage(x, kind, shown, (rule) => show(x, kind, rule));
  };
}

const find = (x: Exchange, kind: RuleKind) => x.account.rules[kind].find(({ id }) => id === Number(x.params[0]));

function one(kind: RuleKind): (x: Exchange) => Reply {
  return (x) => {
    const rule = find(x, kind);
    return rule ? reply({ [kind.slice(0, -1)]: show(x, kind, rule) }) : NOT_FOUND;
  };
}

function create(kind: RuleKind): (x: Exchange) => Reply {
  return (x) => {
    const root = kind.slice(0, -1);
    const changes = changesOf(x, root);
    if (isReply(changes)) return changes;
    if (!changes.title || !changes.actions?.length) return invalid(changes.title ? 'Actions' : 'Title');
    // A trigger without a condition would run for every ticket: it is not taken.
    if (kind === 'triggers' && !changes.all?.length && !changes.any?.length) return invalid('Conditions');
    const refused = refusedNames(x, changes);
    if (refused) return refused;
    const rules = x.account.rules[kind];
    const id = Math.max(3_000, ...rules.map((rule) => rule.id)) + 1;
    const position = rules.length + 1;
    const rule: Rule = {
      id,
      title: '',
      active: true,
      position,
      all: [],
      any: [],
      actions: [],
      createdAt: x.now,
      restriction: null,
      updatedAt: x.now,
      ...changes,
    };
    rules.push(rule);
    x.account.revisions.set(id, [{ ...rule }]);
    x.account.changed();
    return reply({ [root]: show(x, kind, rule) }, 201);
  };
}

function update(kind: RuleKind): (x: Exchange) => Reply {
  return (x) => {
    const rule = find(x, kind);
    if (!rule) return NOT_FOUND;
    const changes = changesOf(x, kind.slice(0, -1));
    if (isReply(changes)) return changes;
    const refused = refusedNames(x, changes);
    if (refused) return refused;
    const before = x.account.revisions.get(rule.id) ?? [{ ...rule }];
    Object.assign(rule, changes, { updatedAt: x.now });
    x.account.revisions.set(rule.id, [...before, { ...rule }]);
    x.account.changed();
    return reply({ [kind.slice(0, -1)]: show(x, kind, rule) });
  };
}

function revisions(x: Exchange): Reply {
  const rule = find(x, 'triggers');
  if (!rule) return NOT_FOUND;
  const held = (x.account.revisions.get(rule.id) ?? [rule]).map((state, index) => ({ state, index })).reverse();
  return cursorPage(x, 'trigger_revisions', held, ({ state, index }) => ({
    id: rule.id * 1_000 + index,
    author_id: x.token?.userId ?? null,
    created_at: iso(state.updatedAt),
    snapshot: {
      title: state.title,
      active: state.active,
      conditions: { all: state.all, any: state.any },
      actions: state.actions,
      description: null,
    },
    url: `${x.base}/api/v2/triggers/${rule.id}/revisions/${rule.id * 1_000 + index}.json`,
  }));
}

function definitions(x: Exchange): Reply {
  const operators = ['is', 'is_not'].map((value) => ({ value, title: value === 'is' ? 'Is' : 'Is not', terminal: false }));
  const listed = (title: string, subject: string, values: readonly (readonly [string, string])[]) => ({
    title,
    subject,
    type: 'list',
    group: 'ticket',
    nullable: false,
    repeatable: false,
    operators,
    values: values.map(([value, name]) => ({ value, title: name, enabled: true })),
  });
  const groups = x.account.groups.filter((group) => !group.deleted).map((group) => [String(group.id), group.name] as const);
  const brands = x.account.brands.map((brand) => [String(brand.id), brand.name] as const);
  const all = [
    listed('Channel', 'via_id', VIA),
    listed('Update via', 'current_via_id', VIA),
    listed('Brand', 'brand_id', brands),
    listed('Group', 'group_id', groups),
  ];
  return reply({ definitions: { conditions_all: all, conditions_any: all, actions: [listed('Group', 'group_id', groups)] } });
}

/** Triggers, automations, macros and views. */
export const RULES: readonly Route[] = [
  { method: 'GET', path: '/api/v2/triggers/definitions', access: 'support', run: definitions },
  { method: 'GET', path: '/api/v2/triggers/:id/revisions', access: 'support', run: revisions },
  { method: 'GET', path: '/api/v2/triggers/active', access: 'support', run: list('triggers', true) },
  { method: 'GET', path: '/api/v2/triggers/:id', access: 'support', run: one('triggers') },
  { method: 'GET', path: '/api/v2/triggers', access: 'support', run: list('triggers') },
  { method: 'POST', path: '/api/v2/triggers', access: 'admin', run: create('triggers') },
  { method: 'PUT', path: '/api/v2/triggers/:id', access: 'admin', run: update('triggers') },
  { method: 'GET', path: '/api/v2/automations/active', access: 'support', run: list('automations', true) },
  { method: 'GET', path: '/api/v2/automations', access: 'support', run: list('automations') },
  { method: 'GET', path: '/api/v2/automations/:id', access: 'support', run: one('automations') },
  { method: 'GET', path: '/api/v2/macros/active', access: 'support', run: list('macros', true) },
  { method: 'GET', path: '/api/v2/macros', access: 'support', run: list('macros') },
  { method: 'POST', path: '/api/v2/macros', access: 'support', run: create('macros') },
  { method: 'GET', path: '/api/v2/views/active', access: 'support', run: list('views', true) },
  { method: 'GET', path: '/api/v2/views', access: 'support', run: list('views') },
];
