import type { Report } from '../../checklist/readings.ts';
import { rehearsal } from '../../cutover/control/practice/rehearse.ts';
import { type Decision, grant, may, type Person, refuse } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, type Clock } from '../../migration/time.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { type Slack, SlackRefused } from '../web/port.ts';
import type { Action, ActionRequest } from './action.ts';
import { refusal, sceneNow } from './item/change-item.ts';

/** The buttons around the three agent links. */
export const linkActions = [
  { prefix: 'links_share', run: (request, parts) => shareIn(request, parts, request.press.channel ?? request.channel, 'once') },
  { prefix: 'links_read', run: readLinks },
] as const satisfies readonly Action[];

/** Records that the links belong in this channel; the post is made from the record. `once`: a channel that has them is left as it is. */
export async function shareIn(request: AccountRequest, parts: SlackParts, channel: string, how: 'once' | 'again'): Promise<void> {
  const { key, person, texts, migration } = request;
  const t = texts.work.share;
  const before = shareLinks(migration, person, channel, how);
  if (!before.ok) return request.answer(refusal(before.refusal, request));
  if (!isChannel(channel)) return request.answer(say(t.noChannel(key)));
  if (before.happened.length > 0 && !(await isInside(channel, key, parts))) return request.answer(say(t.invite(channel, key)));
  const decision = await parts.record(key, { kind: 'person', slackUserId: person.user }, (now) => shareLinks(now, person, channel, how));
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  if (decision.happened.length === 0) return request.answer(say(await alreadyShared(channel, request, parts)));
  await request.answer(say(t.shared(channel)));
  await parts.settle(key);
}

/** One post for each channel, unless it is asked for again. */
function shareLinks(migration: Migration, person: Person, channel: string, how: 'once' | 'again'): Decision {
  if (!may(migration, person, 'lead')) return refuse({ because: 'not_your_role', needs: ['admin', 'lead'] });
  if (migration.archived) return refuse({ because: 'archived' });
  if (rehearsal(migration)) return refuse({ because: 'rehearsal_is_silent' });
  const shared = migration.shares.some((share) => share.channel === channel);
  return shared && how === 'once' ? grant() : grant({ type: 'links_shared', channel });
}

/** Somebody in the channel says they have read them. Saying it twice counts once. */
function markRead(migration: Migration, user: string, channel: string): Decision {
  const share = migration.shares.findLast((each) => each.channel === channel);
  if (share === undefined) return refuse({ because: 'plan_changed' });
  return share.readers.includes(user) ? grant() : grant({ type: 'links_read', channel, user });
}

/** Channels, not direct messages: a share is for the agents of a channel. */
function isChannel(channel: string): boolean {
  return /^[CG]/.test(channel);
}

/** Slack tells the members of public channels also to a bot that is not in them, but shows their history only to members. */
async function isInside(
  channel: string,
  account: string,
  { slack, clock }: { readonly slack: Pick<Slack, 'members' | 'find'>; readonly clock: Clock },
): Promise<boolean> {
  try {
    await slack.members(channel);
  } catch (error) {
    if (error instanceof SlackRefused) return false;
    throw error;
  }
  return (await slack.find(channel, { account, key: 'links' }, clock())).kind !== 'cannot_look';
}

/** Points at the post that is there. https://slack.com/archives/<channel>/p<ts> opens a message in every workspace that has it. */
async function alreadyShared(channel: string, request: AccountRequest, parts: SlackParts): Promise<string> {
  const { key, texts } = request;
  const [{ migration, now }, posts] = await Promise.all([sceneNow(request, parts), parts.store.posts(key)]);
  const share = migration.shares.findLast((each) => each.channel === channel);
  const ts = posts.find((post) => post.key === `links:${share?.version}`)?.ts;
  const where = ts === undefined ? undefined : `https://slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return texts.work.share.already(channel, share ? texts.common.ago(between(share.at, now)) : '', share?.readers.length ?? 0, where, key);
}

/** Any full member of the channel may press, with or without a role. */
async function readLinks(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { key, user, texts } = request;
  const channel = request.press.channel ?? request.message?.channel ?? request.channel;
  if (!user.inside || user.bot) return request.answer(say(texts.refusals.outsider));
  if (!request.migration.shares.some((share) => share.channel === channel)) return request.answer(say(texts.refusals.oldButton));
  if (!(await parts.slack.members(channel)).includes(user.id)) return request.answer(say(texts.work.share.notMember(channel)));
  const decision = await parts.record(key, { kind: 'person', slackUserId: user.id }, (migration) => markRead(migration, user.id, channel));
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  const { migration } = await sceneNow(request, parts);
  const report = await parts.lookAgain(key, migration, ['shares']);
  const again = decision.happened.length === 0;
  await request.answer(say(texts.work.share.read(countsOf(report, migration, channel), again ? 'again' : 'first')));
  if (!again) await parts.settle(key);
}

/** How many have read, and of how many where Slack said so: bots and guests apart. */
function countsOf(
  { readings }: Report,
  { shares }: Migration,
  channel: string,
): { readonly read: number; readonly members: number | undefined } {
  const counted = readings.shares?.status === 'seen' ? readings.shares.value.find((each) => each.channel === channel) : undefined;
  return { read: counted?.read ?? shares.findLast((each) => each.channel === channel)?.readers.length ?? 0, members: counted?.members };
}
