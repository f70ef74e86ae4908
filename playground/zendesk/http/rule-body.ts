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

/** Whether reading a body ended in a refusal. */
export const isReply = (value: object): value is Reply => 'status' in value;
