import type { Action, Condition, Rule } from '../model/types.ts';
import { type Exchange, flatError, member, type Reply, textOf } from './exchange.ts';

function conditionsOf(value: unknown): readonly Condition[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return null;
  const read = value.map((item) => ({
    field: textOf(item, 'field') ?? '',
    operator: textOf(item, 'operator') ?? '',
    value: member(item, 'value'),
  }));
  return read.every((condition) => condition.field !== '' && condition.operator !== '') ? read : null;
}

function actionsOf(value: unknown): readonly Action[] | null {
  if (!Array.isArray(value)) return null;
  const read = value.map((item) => ({ field: textOf(item, 'field') ?? '', value: member(item, 'value') }));
  return read.every((action) => action.field !== '') ? read : null;
}

/** The refusal of a rule that is not well formed. */
export const invalid = (what: string) =>
  flatError(422, 'RecordInvalid', 'Record validation errors', { base: [{ description: `${what} is invalid`, error: 'InvalidValue' }] });

/** Reads the changed parts of a body under `root`; whole arrays are replaced. */
export function changesOf(x: Exchange, root: string): Partial<Rule> | Reply {
  const body = member(x.body, root);
  if (typeof body !== 'object' || body === null) return flatError(400, 'InvalidRequest', `Parameter ${root} is required`);
  const changes: Partial<Rule> = {};
  const title = textOf(body, 'title');
  if (title !== undefined) changes.title = title;
  const active = member(body, 'active');
  if (active !== undefined && typeof active !== 'boolean') return invalid('Active');
  if (active !== undefined) changes.active = active;
  if (member(body, 'conditions') !== undefined) {
    const all = conditionsOf(member(body, 'conditions', 'all'));
    const any = conditionsOf(member(body, 'conditions', 'any'));
    if (!all || !any) return invalid('Conditions');
    Object.assign(changes, { all, any });
  }
  if (member(body, 'actions') === undefined) return changes;
  const actions = actionsOf(member(body, 'actions'));
  return actions ? { ...changes, actions } : invalid('Actions');
}

const OPERATORS = ['is', 'is_not', 'less_than', 'greater_than', 'includes', 'not_includes', 'changed', 'not_changed', 'value', 'not_value'];
const CHANNELS = ['0', '4', '29', '75'];

/** What a rule names has to be there: a group, a brand, a channel, an operator. */
export function refusedNames(x: Exchange, { all = [], any = [], actions = [] }: Partial<Rule>): Reply | null {
  const { groups, brands } = x.account;
  const isGroup = (value: unknown) => groups.some((group) => !group.deleted && String(group.id) === String(value));
  const isBrand = (value: unknown) => brands.some((brand) => String(brand.id) === String(value));
  const bad = [...all, ...any].find(
    ({ field, operator, value }) =>
      !OPERATORS.includes(operator) ||
      (field === 'brand_id' && !isBrand(value)) ||
      (/^(current_)?via_id$/.test(field) && !CHANNELS.includes(String(value))),
  );
  if (bad) return invalid(`Condition ${bad.field}`);
  return actions.some(({ field, value }) => field === 'group_id' && !isGroup(value)) ? invalid('Action group_id') : null;
}

/** Whether reading a body ended in a refusal. */
export const isReply = (value: object): value is Reply => 'status' in value;
