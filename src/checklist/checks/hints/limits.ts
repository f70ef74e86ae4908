import type { Facts } from '../../../migration/finding.ts';
import type { Migration } from '../../../migration/migration.ts';
import { mayShow } from '../../../migration/run/changes.ts';
import type { Instant } from '../../../migration/time.ts';
import type { CheckContext } from '../../check.ts';
import { older } from '../messaging-groups.ts';
import { type Hint, sight } from './sight.ts';

interface Limits extends Facts {
  readonly limit: number;
  /** `agent` or `account`. */
  readonly per: string;
  /** What the account's own capacity rule gives an agent; `-1` where the rules could not be read, `-2` where none is the account's own. */
  readonly capacity: number;
  readonly rule: string;
  /** Other rules that give another number. */
  readonly others: readonly string[];
}

const NOT_READ = -1;
const NONE = -2;
/** How many other rules are named. */
const OTHERS = 3;

/** The chat limit, and how many conversations a capacity rule would give an agent instead: the rule takes its place. */
export function limitAndCapacity({ migration, readings: { chatRouting, capacityRules } }: CheckContext): Hint<Limits> | undefined {
  const hint = sight(
    chatRouting,
    ({ limit, limitPer }): Limits | undefined =>
      limit === undefined
        ? undefined
        : { limit, per: limitPer === 'agent' ? 'agent' : 'account', capacity: NOT_READ, rule: '', others: [] },
    ({ limit }) => `${limit}`,
    ({ limit = 0, limitPer }) => ({
      limit: setByPeople(limit, chatRouting?.at, migration),
      per: limitPer === 'agent' ? 'agent' : 'account',
    }),
  );
  if (hint === undefined || capacityRules?.status !== 'seen') return hint;
  const { value: rules, asked, at } = capacityRules;
  const own = rules.find(({ isDefault }) => isDefault);
  const others = rules.filter((rule) => rule !== own && rule.messaging !== hint.facts.limit);
  const facts = {
    ...hint.facts,
    capacity: own?.messaging ?? NONE,
    rule: own?.name ?? '',
    others: others.slice(0, OTHERS).map(({ name, messaging }) => `${name}: ${messaging}`),
  };
  const saw = `${facts.limit} / ${rules.map(({ messaging }) => messaging).join(', ')}`;
  return { ...hint, facts, evidence: older({ ...hint.evidence, asked: `${hint.evidence.asked}, ${asked}`, saw }, { asked, saw, at }) };
}

/** What Ferry itself has lowered for the drain is not what a person spoke of: their word rests on what stood there before. */
function setByPeople(limit: number, readAt: Instant | undefined, { changes }: Migration): number {
  const own = Object.values(changes).find(
    (change) => change.write === 'chat_limit' && change.want === `${limit}` && readAt !== undefined && mayShow(change, readAt),
  );
  const [before] = /\d+/.exec(own?.was ?? '') ?? [];
  return before === undefined ? limit : Number(before);
}
