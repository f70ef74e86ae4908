import type { Happening } from '../../migration/events.ts';
import type { Change } from '../../migration/run/changes.ts';
import type { NewTrigger, Rule } from '../../zendesk/port.ts';
import type { WriteParts, Writing } from './carry-out.ts';
import { ABSENT, onTarget, routingAhead, THERE } from './routing-ahead.ts';

/** As long as titles are read back. */
const LONGEST_TITLE = 120;

/** A trigger for each brand of the plan that gives its messaging tickets to the group the plan names: made inactive, on after the proof. */
export const routingTrigger: Writing = {
  async intend(migration, parts) {
    const { make, switchOn } = routingAhead(migration);
    const group = migration.scheduled?.plan.routing;
    if (group === undefined) return [];
    const made = make.length === 0 ? [] : await intendedFor(make, group, parts);
    const rules = switchOn.length === 0 ? [] : await parts.zendesk.triggers();
    return [...made, ...switchOn.map(({ brand, made: change }) => intendedOn(brand, change, rules))];
  },
  async isMade(change, { zendesk }) {
    if (change.was === THERE) return true;
    const rules = await zendesk.triggers();
    return isOn(change) ? byId(change, rules)?.active === true : rules.some((rule) => isOurs(rule, change));
  },
  async isUndone(change, { zendesk }) {
    const rules = await zendesk.triggers();
    const ours = isOn(change) ? byId(change, rules) : rules.find((rule) => isOurs(rule, change));
    if (ours === undefined) return 'changed_by_hand';
    return ours.active ? undefined : 'put_back';
  },
  async make(change, { zendesk }) {
    if (isOn(change)) return setActive(byId(change, await zendesk.triggers()), true, zendesk);
    const { messaging } = await zendesk.channelNumbers();
    const [groupId, brandId] = change.ids;
    const [channel] = messaging;
    if (groupId === undefined || brandId === undefined || channel === undefined) return undefined;
    return zendesk.createTrigger(triggerFor({ title: change.want, channel, brandId, groupId }));
  },
  async undo(change, _migration, { zendesk }) {
    const rules = await zendesk.triggers();
    return setActive(isOn(change) ? byId(change, rules) : rules.find((rule) => isOurs(rule, change)), false, zendesk);
  },
};

/** Looks first at what is active already: a trigger of the same meaning is left as it is, and one to another group is a person's to decide. */
async function intendedFor(brands: readonly string[], group: string, { zendesk }: WriteParts): Promise<readonly Happening[]> {
  const [rules, { messaging }, groups, known] = await Promise.all([
    zendesk.triggers(),
    zendesk.channelNumbers(),
    zendesk.groups(),
    zendesk.brands(),
  ]);
  // Set before the groups were seen, its case is as somebody typed it.
  const groupId = (groups.find(({ name }) => name === group) ?? groups.find(({ name }) => name.toLowerCase() === group.toLowerCase()))?.id;
  return brands.map((brand): Happening => {
    const refused = (why: string) => ({ type: 'write_refused', write: 'routing_trigger', target: brand, why }) as const;
    const brandId = known.find(({ subdomain }) => subdomain === brand)?.id;
    if (messaging.length === 0) return refused('no_channel');
    if (groupId === undefined || brandId === undefined) return refused(groupId === undefined ? 'no_group' : 'no_brand');
    const routes = rules.filter((rule) => rule.active && routesAll(rule, messaging, brandId));
    const ids = [groupId, brandId];
    const intended = { type: 'write_intended', write: 'routing_trigger', target: brand } as const;
    const same = routes.find((rule) => groupOf(rule) === groupId);
    if (same) return { ...intended, was: THERE, want: same.title, ids };
    return routes.length > 0 ? refused('other_group') : { ...intended, was: ABSENT, want: titleFor(brand, group), ids };
  });
}

function intendedOn(brand: string, made: Change, rules: readonly Rule[]): Happening {
  const rule = rules.find((each) => isOurs(each, made));
  const of = { write: 'routing_trigger', target: onTarget(brand) } as const;
  if (rule === undefined) return { type: 'write_refused', ...of, why: 'gone' };
  return { type: 'write_intended', ...of, was: rule.active ? 'active' : 'inactive', want: made.want, ids: [rule.id] };
}

function titleFor(brand: string, group: string): string {
  return `Ferry: messaging of ${brand} to ${group}`.slice(0, LONGEST_TITLE).trim();
}

function triggerFor(wanted: { title: string; channel: string; brandId: number; groupId: number }): NewTrigger {
  return {
    title: wanted.title,
    all: [
      { field: 'via_id', operator: 'is', value: wanted.channel },
      { field: 'brand_id', operator: 'is', value: `${wanted.brandId}` },
      { field: 'update_type', operator: 'is', value: 'Create' },
    ],
    actions: [{ field: 'group_id', value: `${wanted.groupId}` }],
  };
}

function isOn({ target }: Change): boolean {
  return target.endsWith(onTarget(''));
}

function byId({ ids }: Change, rules: readonly Rule[]): Rule | undefined {
  return rules.find(({ id }) => id === ids[0]);
}

/** Of this title, to this group, for this brand: one that somebody has changed since is theirs. */
function isOurs(rule: Rule, { want, ids: [groupId, brandId] }: Change): boolean {
  return (
    rule.title === want && groupOf(rule) === groupId && rule.all.some(({ field, value }) => field === 'brand_id' && value === `${brandId}`)
  );
}

function groupOf({ actions }: Rule): number | undefined {
  const group = actions.find(({ field }) => field === 'group_id')?.value;
  return group === undefined || group === '' ? undefined : Number(group);
}

/** It gives every new messaging ticket of the brand to some group: it asks for nothing but the channel, the brand and that the ticket is new. */
function routesAll(rule: Rule, messaging: readonly string[], brandId: number): boolean {
  const isChannel = ({ field, operator, value }: Rule['all'][number]) =>
    (field === 'via_id' || field === 'current_via_id') && operator === 'is' && messaging.includes(value);
  const isHarmless = ({ field, operator, value }: Rule['all'][number]) =>
    operator === 'is' &&
    ((field === 'brand_id' && value === `${brandId}`) ||
      (field === 'update_type' && value === 'Create') ||
      (field === 'status' && value === 'new'));
  const named = rule.all.some(isChannel) || (rule.any.length > 0 && rule.any.every(isChannel));
  return named && groupOf(rule) !== undefined && rule.all.every((one) => isChannel(one) || isHarmless(one)) && rule.any.every(isChannel);
}

async function setActive(rule: Rule | undefined, active: boolean, zendesk: WriteParts['zendesk']): Promise<void> {
  if (rule !== undefined && rule.active !== active) await zendesk.setTriggerActive(rule.id, active);
}
