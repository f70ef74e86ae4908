import type { InputBlock, ModalView } from '@slack/types';
import { type Decision, giveRole, grant, may, type Person, refuse, takeRole } from '../../migration/decisions.ts';
import type { Happening } from '../../migration/events.ts';
import { apply, type Migration, replay } from '../../migration/migration.ts';
import { digest, type Fingerprint } from '../../migration/plan.ts';
import { type Role, roles, type Team } from '../../migration/roles.ts';
import type { Clock } from '../../migration/time.ts';
import { refusal } from '../actions/item/change-item.ts';
import { section } from '../blocks/frame.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import type { SlackPerson } from '../web/person.ts';
import { type Message, SlackRefused } from '../web/port.ts';
import { closedWith, fieldError, refusedIn } from './outcome.ts';
import type { View, ViewRequest } from './view.ts';

const CALLBACK = 'edit_team';

/** One choice of people per role; block id and action id are the role. */
export function editTeamModal({
  key,
  migration,
  texts,
  channel,
}: Pick<AccountRequest, 'key' | 'migration' | 'texts' | 'channel'>): ModalView {
  const t = texts.people.team.modal;
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: pressValue({ account: key, of: teamShown(migration.team), channel }),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: t.submit },
    close: { type: 'plain_text', text: t.close },
    blocks: [section(t.intro(key)), ...roles.map((role) => roleInput(role, migration.team[role], texts))],
  };
}

/** The team was sent off. */
export const editTeam: View = { callbackId: CALLBACK, submit };

async function submit(request: ViewRequest, parts: SlackParts): Promise<Readonly<Record<string, string>> | undefined> {
  const { key, person, texts, press } = request;
  const wanted = wantedTeam(request);
  const wrong = await unfit(request, wanted, parts);
  if (wrong !== undefined) return wrong;
  // Filled in while deciding: the decision is made on the newest team, which may not be the one that was shown.
  const outcome = { meanwhile: false };
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (migration) => {
    const decided = changeTeam(migration, person, wanted, parts.clock);
    outcome.meanwhile = decided.ok && decided.happened.length > 0 && teamShown(migration.team) !== press.of;
    return outcome.meanwhile ? grant() : decided;
  });
  if (outcome.meanwhile) return { admin: fieldError(texts.people.team.meanwhile) };
  if (!decision.ok && decision.refusal.because === 'last_admin') return refusedIn('admin', refusal(decision.refusal, request), request);
  if (!decision.ok) return closedWith(request, refusal(decision.refusal, request));
  if (decision.happened.length === 0) return closedWith(request, say(texts.people.team.nothingChanged));
  await request.answer(teamChanged(request, decision.happened, replay(await parts.store.read(key))));
  await parts.settle(key);
  return undefined;
}

/** Takes and gives until every role has these people. Of operators and backups the order counts, too: the first goes into the plan. */
function changeTeam(migration: Migration, person: Person, wanted: Team, clock: Clock): Decision {
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  let now = migration;
  const happened: Happening[] = [];
  for (const { role, user, act } of moves(migration.team, wanted)) {
    const decision = act(now, person, role, user);
    if (!decision.ok) return decision;
    happened.push(...decision.happened);
    now = decision.happened.reduce(
      (before, each) =>
        apply(before, { version: before.version + 1, at: clock(), by: { kind: 'person', slackUserId: person.user }, happened: each }),
      now,
    );
  }
  return grant(...happened);
}

interface MoveOfRole {
  readonly role: Role;
  readonly user: string;
  readonly act: typeof giveRole;
}

/** First who comes, then who goes: so that no role is empty in between. Then those who are to stand further back. */
function moves(team: Team, wanted: Team): readonly MoveOfRole[] {
  return roles.flatMap((role) => {
    const come = wanted[role].filter((user) => !team[role].includes(user));
    const go = team[role].filter((user) => !wanted[role].includes(user));
    const after = [...team[role], ...come].filter((user) => !go.includes(user));
    const back = role === 'operator' || role === 'backup' ? outOfOrder(after, wanted[role]) : [];
    return [
      ...come.map((user) => ({ role, user, act: giveRole })),
      ...go.map((user) => ({ role, user, act: takeRole })),
      ...back.flatMap((user) => [
        { role, user, act: takeRole },
        { role, user, act: giveRole },
      ]),
    ];
  });
}

/** Who has to go to the end, in this order, so that `now` becomes `wanted`. Both hold the same people. */
function outOfOrder(now: readonly string[], wanted: readonly string[]): readonly string[] {
  let kept = 0;
  for (const user of now) if (user === wanted[kept]) kept += 1;
  return wanted.slice(kept);
}

/** Nobody is given a role who cannot answer. Only those who come are asked for. */
async function unfit(request: ViewRequest, wanted: Team, { slack }: SlackParts): Promise<Readonly<Record<string, string>> | undefined> {
  const { migration, texts } = request;
  const coming = roles.flatMap((role) =>
    wanted[role].filter((user) => !migration.team[role].includes(user)).map((user) => ({ role, user })),
  );
  const looked = await Promise.all(coming.map(async ({ role, user }) => [role, await cannotHold(user, slack, texts)] as const));
  // An error at a field cannot hold a mention, so it says what is wrong and not with whom.
  const wrong = looked.flatMap(([role, why]) => (why === undefined ? [] : [[role, texts.people.team.unfit] as const]));
  return wrong.length === 0 ? undefined : Object.fromEntries(wrong);
}

/** Why this person cannot hold a role, in a sentence: a bot, or nobody that Slack knows. */
export async function cannotHold(
  user: string,
  slack: SlackParts['slack'],
  { people: { team: t }, common }: Texts,
): Promise<string | undefined> {
  const person = await known(user, slack);
  if (person === undefined) return t.stranger(common.people([user]));
  return person.bot ? t.bot(common.people([user])) : undefined;
}

async function known(user: string, slack: SlackParts['slack']): Promise<SlackPerson | undefined> {
  try {
    return await slack.person(user);
  } catch (error) {
    if (error instanceof SlackRefused) return undefined;
    throw error;
  }
}

/** What became of the team, one line a role and person, and what that means for the plan. */
export function teamChanged({ texts }: Pick<AccountRequest, 'texts'>, happened: readonly Happening[], after: Migration): Message {
  const t = texts.people.team;
  const who = (user: string | undefined) => (user === undefined ? texts.common.nobody : texts.common.people([user]));
  const lines = happened.flatMap((each) => {
    if (each.type === 'role_given') return [t.given(each.role, who(each.user))];
    return each.type === 'role_taken' && !after.team[each.role].includes(each.user) ? [t.taken(each.role, who(each.user))] : [];
  });
  const plan = happened.some(({ type }) => type === 'restaffed') ? after.scheduled?.plan : undefined;
  return say([...lines, ...(plan ? [t.restaffed(who(plan.operator), who(plan.backup))] : [])].join('\n'));
}

function wantedTeam({ users }: ViewRequest): Team {
  const of = (role: Role) => [...new Set(users(role))];
  return { admin: of('admin'), lead: of('lead'), approver: of('approver'), operator: of('operator'), backup: of('backup') };
}

/** What the form showed: two admins at once shall not undo each other's work. */
function teamShown(team: Team): Fingerprint {
  return digest(roles.map((role) => team[role]));
}

function roleInput(role: Role, users: readonly string[], { common, people }: Texts): InputBlock {
  return {
    type: 'input',
    block_id: role,
    optional: true,
    label: { type: 'plain_text', text: common.roles[role] },
    hint: { type: 'plain_text', text: people.team.may[role] },
    element: { type: 'multi_users_select', action_id: role, ...(users.length > 0 ? { initial_users: [...users] } : {}) },
  };
}
