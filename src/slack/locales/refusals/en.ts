import type { Deed, Refusal } from '../../../migration/decisions.ts';
import type { Evidence } from '../../../migration/finding.ts';
import { assertNever } from '../../../migration/never.ts';
import { people, type Role, type Team } from '../../../migration/roles.ts';
import { common } from '../common/en.ts';
import { sightTexts } from '../findings/sights/en.ts';
import { sightText } from '../findings/sights/in-words.ts';
import { readersTime } from '../format.ts';
import type { RefusalText } from './text.ts';

export const refusals: RefusalText = {
  refused,
  outsider:
    'Ferry answers full members of this workspace, and people who have a role in a migration. Ask an admin of the migration to add you.',
  unknownCommand: (word, nearest) =>
    `There is no \`/migrate ${word}\`.${nearest ? ` Did you mean \`/migrate ${nearest}\`?` : ''} \`/migrate help\` lists what there is.`,
  unknownAccount: (word, nearest) =>
    `There is no account \`${word}\`.${nearest.length > 0 ? ` Nearest: ${nearest.map((key) => `\`${key}\``).join(', ')}.` : ''} \`/migrate accounts\` lists them all.`,
  whichAccount: (command, known) =>
    `Which account? Type \`/migrate ${command} ${known[0] ?? 'acme'}\`, or set this channel's default once with \`/migrate use ${known[0] ?? 'acme'}\`.`,
  noAccounts:
    'No account has been added yet. A Slack workspace admin starts with `/migrate connect &lt;account&gt; &lt;subdomain&gt;`, for example `/migrate connect acme acme-support`.',
  unknownItem: (word, nearest) =>
    `There is no item \`${word}\`.${nearest.length > 0 ? ` Nearest: ${nearest.map((id) => `\`${id}\``).join(', ')}.` : ''} \`/migrate checklist\` shows the ids.`,
  usage: (what, example) => `${what} For example: \`${example}\``,
  damaged: (account, version) =>
    `The record of \`${account}\` cannot be read (event ${version}), so this account is read-only: nothing was changed. Restore the event from a backup, or run the newest Ferry. Other accounts go on.`,
  storeDown: "Ferry's database cannot be written right now, so nothing was recorded. The server's log says why; try again in a minute.",
  ending: 'Ferry is restarting, so it did not finish looking. What it has read is kept; ask again in a minute.',
  slackDown: 'Slack did not take a call of Ferry’s just now, so this may not be done. See `/migrate status`, and try again in a minute.',
  slackRefused: (call, error) => `Slack refused Ferry’s \`${call}\`: \`${error}\`, so this may not be done. ${whatToDo(error)}`,
  failed: (reference) =>
    `Something went wrong on Ferry's side and nothing more was done. Give whoever runs the server the reference ${reference}, or try again.`,
  oldButton: 'This message is from an earlier plan, so nothing was done. Type `/migrate status` for what is true now.',
};

function whatToDo(error: string): string {
  switch (error) {
    case 'missing_scope':
    case 'no_permission':
    case 'not_allowed_token_type':
      return 'The app lacks a permission: a Slack admin installs it anew with the manifest (`npm run ferry -- manifest`), and `npm run ferry -- doctor` on the server names what is missing.';
    case 'not_in_channel':
    case 'channel_not_found':
    case 'is_archived':
      return 'Ferry is not in that channel, or it is archived: type `/invite @Ferry` there, or take another channel.';
    case 'expired_trigger_id':
    case 'trigger_expired':
    case 'exchanged_trigger_id':
    case 'trigger_exchanged':
      return 'The form took longer than the three seconds that Slack allows: press or type it once more.';
    default:
      return 'Trying again does not help: `npm run ferry -- doctor` on the server says what Slack allows Ferry.';
  }
}

const deeds: Readonly<Record<Deed, string>> = {
  paused: 'paused it',
  resumed: 'resumed it',
  cancelled: 'cancelled it',
  finished: 'finished it',
  declined: 'said no',
  posted_again: 'had it posted',
};

function refused(refusal: Refusal, account: string, team: Team, titleOf: (item: string) => string): string {
  switch (refusal.because) {
    case 'not_your_role':
      return `Only ${anyOf(refusal.needs)} may do this. ${whoCan(refusal.needs, account, team)}`;
    case 'own_plan':
      return `You scheduled this plan, so somebody else has to approve it (four eyes). ${refusal.others.length > 0 ? `${common.people(refusal.others)} can.` : `Name another approver with \`/migrate team ${account} approver add @person\`.`}`;
    case 'nothing_planned':
      return `Nothing is scheduled for ${account}. Set a window with \`/migrate schedule ${account}\`.`;
    case 'plan_changed':
      return `What you saw has changed in the meantime, so nothing was done. Look at \`/migrate status ${account}\` and press there.`;
    case 'somebody_was_quicker':
      return 'Somebody else changed this at the same moment, so nothing of yours was recorded. Look again and repeat it if you still want it.';
    case 'already_done':
      return 'This step is done already; nothing was changed.';
    case 'past_return':
      return `${refusal.brands.join(', ')}: conversion saved, key exchanged, or seen on messaging, so this can no longer be paused or cancelled. \`/migrate cutover ${account} rollback\` says what can still be done, and leaves brands that have not turned on Classic.`;
    case 'not_running':
      return `${account} is not running a plan that this could change. \`/migrate status ${account}\` shows where it stands.`;
    case 'not_halted':
      return `${account} is not paused.`;
    case 'archived':
      return `${account} is archived. \`/migrate connect ${account} &lt;subdomain&gt;\` takes it up again.`;
    case 'gate_closed':
      return `The final gate is red at the moment, so it cannot be opened. \`/migrate why ${account}\` names what it waits for.`;
    case 'not_yet':
      return 'Not yet: this belongs to a step of the night that has not begun. Ferry asks for it when it is time.';
    case 'not_finished':
      return `Not everything that Finish needs has been seen. \`/migrate why ${account}\` names what is missing.`;
    case 'last_admin':
      return 'This is the last admin. Name another one first.';
    case 'cutover_runs':
      return `The cutover of ${account} is under way. Cancel it first with \`/migrate cutover ${account} cancel\`.`;
    case 'nothing_to_pass':
      return `No gate of ${account} is red for something that may be passed over. Signatures, presence, the phrase, the window and Slack never may.`;
    case 'nobody_to_take_over':
      return `Nobody else has said “I am here”, so there is nobody to hand over to. The other person can take over with \`/migrate cutover ${account} handover\`.`;
    case 'was_done':
      return `${common.people([refusal.by])} ${deeds[refusal.what]} at ${readersTime(refusal.at, common.moment(refusal.at, 'UTC'))}, so nothing was changed. \`/migrate status ${account}\` shows where it stands.`;
    case 'night_is_near':
      return `The cutover of ${account} is less than an hour away or under way: every button there is real now. A drill is for another day.`;
    case 'drill_runs':
      return `A drill of ${account} is under way already. Go on in its thread, or end it with \`/migrate cutover ${account} drill stop\`.`;
    case 'drill_over':
      return `That drill is over; nothing was recorded. Begin another one with \`/migrate cutover ${account} drill\`.`;
    case 'sandbox_planned':
      return `The sandbox has a plan of its own under way. Cancel that one first, then rehearse.`;
    case 'rehearsal_is_silent':
      return `A rehearsal is planned on ${account}, so nothing is shared with agents from it.`;
    case 'not_sandbox_admin':
      return `The sandbox has admins of its own, and only they may lend it: ${common.people(refusal.who)}. One of them sets the rehearsal, or makes you an admin there.`;
    case 'handed_over':
      return `The keyboard was handed over to ${common.people([refusal.to])}, who alone types the phrase and reports the click. \`/migrate cutover ${account} handover\` takes it back.`;
    case 'not_for_word':
      return `“${titleOf(refusal.item)}” cannot be marked by hand: Ferry sees it, or it follows from its parts.`;
    case 'interface_answers':
      return `“${titleOf(refusal.item)}” is answered by Zendesk itself.`;
    case 'hard_item':
      return `“${titleOf(refusal.item)}” cannot be waived: without it the cutover would lose conversations. Put it right, or cancel the window.`;
    case 'does_not_apply':
      return `“${titleOf(refusal.item)}” does not apply to this account${refusal.seen === undefined ? '' : ` (seen: ${seenText(refusal.seen)})`}, so there is nothing to waive.`;
    case 'wrong_phrase':
      return `Type exactly \`${refusal.wanted}\`.`;
    case 'window_past':
    case 'window_notice':
    case 'window_short':
    case 'window_black_out':
    case 'window_hours':
    case 'no_brands':
    case 'swap_not_ready':
      return refusal.detail;
    default:
      return assertNever(refusal);
  }
}

function anyOf(roles: readonly Role[]): string {
  const names = roles.map((role) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? 'nobody');
}

function whoCan(needs: readonly Role[], account: string, team: Team): string {
  const able = people(team, ...needs, ...(needs.includes('lead') ? (['admin'] as const) : []));
  const add = `\`/migrate team ${account} ${needs[0] ?? 'admin'} add @person\``;
  return able.length > 0
    ? `${common.people(able)} can — ask them, or have an admin add you with ${add}.`
    : `Nobody has that role yet: an admin can give it with ${add}.`;
}

/** Of numbers and of Zendesk's own words: no names. */
function seenText({ saw, sight }: Evidence): string {
  return sight === undefined ? `\`${saw}\`` : sightText(sight, sightTexts);
}
