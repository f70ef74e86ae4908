import type { ChatTrigger } from '../../../zendesk/port.ts';
import type { CheckContext } from '../../check.ts';
import type { GroupRule } from '../../look/rule-channels.ts';
import { inUse } from '../../look/set-up.ts';
import { messagingGroups } from '../messaging-groups.ts';
import { named, sight, total } from './sight.ts';

/** How many of one kind are named, where one sentence tells of several kinds. */
const OF_ONE_KIND = 3;

/** The names of active Chat triggers. */
export function chatTriggersOn({ readings }: CheckContext) {
  return sight(readings.chatTriggers, namesOn, total);
}

function namesOn(list: readonly ChatTrigger[]) {
  const on = inUse(list);
  return named({ count: on.length, first: on });
}

/** Active Chat triggers by what makes them run: that decides what does the same in messaging. */
export function chatTriggersByEvent({ readings }: CheckContext) {
  return sight(
    readings.chatTriggers,
    (list) => {
      const on = list.filter(({ enabled }) => enabled);
      const of = (wanted: (event: string) => boolean) => on.filter(({ event = '' }) => wanted(event)).map(({ name }) => name);
      const asked = of((event) => event === 'chat_requested').slice(0, OF_ONE_KIND);
      const loaded = of((event) => event === 'page_enter').slice(0, OF_ONE_KIND);
      const others = of((event) => event !== 'chat_requested' && event !== 'page_enter').slice(0, OF_ONE_KIND);
      return { asked, loaded, others, more: on.length - asked.length - loaded.length - others.length };
    },
    ({ asked, loaded, others, more }) => `${asked.length + loaded.length + others.length + more}`,
    namesOn,
  );
}

/** Ticket triggers that will not do for messaging what they do for live chats, by what they rest on. */
export function willNotFire(context: CheckContext) {
  return sight(
    context.readings.triggers,
    ({ chatOnly, chatBound }) => {
      const { among = NONE, tagged = NONE } = chatBound ?? {};
      const grouped = boundToDepartments(chatBound?.grouped ?? [], context);
      const count = chatOnly.count + among.count + tagged.count + grouped.length;
      const only = named(chatOnly);
      const first = (names: readonly string[]) => names.slice(0, OF_ONE_KIND);
      const facts = { names: only.names, among: first(among.first), tagged: first(tagged.first), grouped: first(grouped) };
      const shown = Object.values(facts).reduce((sum, { length }) => sum + length, 0);
      return count === 0 ? undefined : { ...facts, more: count - shown };
    },
    ({ names: only, among, tagged, grouped, more }) => `${only.length + among.length + tagged.length + grouped.length + more}`,
  );
}

const NONE = { count: 0, first: [] } as const;

/** They ask for a group that is a Chat department, and that no rule brings messaging tickets to. */
function boundToDepartments(rules: readonly GroupRule[], context: CheckContext): readonly string[] {
  const { departments } = context.readings;
  const ofChat = new Set(departments?.status === 'seen' ? departments.value.map(({ id, groupId }) => groupId ?? id) : []);
  const reached = messagingGroups(context) ?? [];
  const bound = rules.filter(({ groupId }) => ofChat.has(groupId) && !reached.includes(groupId));
  return [...new Set(bound.map(({ title }) => title))];
}
