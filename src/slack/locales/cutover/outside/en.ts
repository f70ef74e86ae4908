import { common } from '../../common/en.ts';
import type { OutsideText } from './text.ts';

const against = {
  black_out: 'now lies in a black-out',
  hours: 'is now outside the hours in which an operator can be awake',
} as const;

export const outside: OutsideText = {
  movedHere: (account, channel) =>
    channel === ''
      ? `:warning: ${account} has no channel, so this is told here. \`/migrate settings ${account} channel #channel\` gives it one.`
      : `:warning: <#${channel}> takes no posts of Ferry's, so this is told here. \`/migrate settings ${account} channel #channel\` names another one.`,
  endedBy: (who, at) => `By ${who}, ${at}.`,
  unseen: {
    told: (account, channel, post, why) =>
      `:warning: *A post of ${account} may be missing in <#${channel}>.* Ferry was stopped while it sent it, and Slack does not let it look whether it arrived (\`${why}\`). Look there for:\n>${post}\nIf it is missing, have it posted.`,
    button: 'Post it',
    again: (who, at) => `:white_check_mark: ${who} had it posted again, ${at}`,
    done: 'Ferry posts it again now.',
  },
  window: {
    closed: (account, window, why) =>
      `:red_circle: *The window of ${account} ${against[why]}:* ${window}. Nothing begins in it. An admin chooses another window, or changes the setting back.`,
    open: (account, window) => `:white_check_mark: The window of ${account} stands again: ${window}.`,
    blocker: (why) => `Window — ${why === 'hours' ? against.hours : against.black_out}`,
  },
  brand: {
    gone: (account, brand) =>
      `:red_circle: *Zendesk does not know the brand ${brand} any more*, and the plan of ${account} has it. Nothing begins until an admin plans without it; the new plan is signed anew.`,
    last: (account) => `It is the only brand of this plan. \`/migrate cutover ${account} cancel\` calls the window off.`,
    button: (brand) => `Plan without ${brand}`,
    dropped: (brand) => `Planned without ${brand}. The plan has to be signed anew.`,
    blocker: (brand) => `Brand ${brand} — Zendesk does not know it any more; plan without it`,
  },
  person: {
    left: (account, who, roles, admins) =>
      `:red_circle: *${who} has left this workspace*, and ${roles.length > 0 ? `is ${roles.map((role) => common.roles[role]).join(' and ')} of ${account}` : `the cutover of ${account} counts on them`}. ${admins}: name somebody else.`,
    standIn: (account, who) =>
      `Until then ${who} can stand in; once the drain has begun, \`/migrate cutover ${account} handover\` takes the keyboard over.`,
    nobody: (account, role) => `Nobody else is ${common.roles[role]}: \`/migrate team ${account} ${role} add @person\`.`,
    assigned: (account, title, item) => `“${title}” is assigned to them: \`/migrate assign ${account} ${item} @person\`.`,
    blocker: 'Operator and backup — whoever is named has left the workspace',
  },
};
