import type { Blocker } from '../../../migration/events.ts';
import { unknownReasons } from '../../../migration/finding.ts';
import { common, plural } from '../common/en.ts';
import { outside } from '../cutover/outside/en.ts';
import type { StatusText } from './text.ts';

export const status: StatusText = {
  header: (account, stage) => `${account} · ${common.stages[stage]}`,
  blocked: (count) => `*${plural(count, 'thing')} ${count === 1 ? 'blocks' : 'block'} the cutover.*`,
  stillOpen: (count) =>
    `*${plural(count, 'thing')} ${count === 1 ? 'is' : 'are'} still open; the switch no longer waits for ${count === 1 ? 'it' : 'them'}.*`,
  nothingBlocks: '*Nothing blocks the cutover.*',
  next: (move) => `Next: ${move}`,
  moves: {
    connect: (account, subdomain) =>
      `give Ferry its Zendesk access on the server: \`npm run ferry -- connect ${account} --subdomain ${subdomain}\``,
    nameAdmin: (account) => `a Slack workspace admin names the first admin: \`/migrate team ${account} admin add @person\``,
    item: (who, title) => `${who}: ${title}`,
    look: 'have Ferry look everything up with Look again',
    schedule: 'an admin sets the quiet window',
    signOff: (who, statement) => `${who}: sign “${statement}”`,
    step: (who, title) => `${who}: ${title}`,
    declinedBefore: (who, statement) =>
      `an admin changes the plan, or gives ${who} the role again: they said no to “${statement}” and may not sign any more`,
    declined: (who, statement) => `${who} said no to “${statement}”: talk, then ${who} approves after all, or an admin changes the plan`,
    ferry: (title) => `Ferry is looking: ${title}`,
    wait: (what, at) => `${what}, ${at}`,
    finish: (who) => `${who} presses Finish`,
    resume: 'somebody in charge resumes or cancels',
    nothing: 'nothing to do now',
  },
  sectionCount: ({ ready, total, waived, later }) =>
    `${ready} of ${total}${waived > 0 ? ` · ${waived} waived` : ''}${later > 0 ? ` · ${later} later` : ''}`,
  windowLabel: 'Window',
  noWindow: 'not chosen yet',
  signOffsLabel: 'Sign-offs',
  signOffs: (signed, total, waitingFor) => `${signed} of ${total}${waitingFor === '' ? '' : ` · waiting for ${waitingFor}`}`,
  lookedUp: (ago) => (ago === undefined ? 'Nothing looked up yet' : `Looked up ${ago}`),
  duty: (operator, backup) => `operator ${operator}, backup ${backup}`,
  canCancel: 'can still be cancelled by an admin, approver, operator or backup',
  cannotCancel: 'past the point of no return',
  buttons: {
    look: 'Look again',
    share: 'Share agent links',
    blockers: 'Show blockers',
    signOff: 'Ask for sign-off',
    schedule: 'Set the window',
    why: 'Why?',
    cutover: 'Show the runbook',
    questions: 'Answer the 12 questions',
  },
  lastEnd: (because, at) => `The last plan did not happen: ${because} (${at}).`,
  ends: {
    person: 'somebody cancelled it',
    declined: 'an approver said no',
    nobody_decided: 'nobody had decided by the latest moment',
    nobody_present: 'neither operator nor backup was there',
    gate_stayed_red: 'the gates stayed red until it was too late',
    click_not_made: 'the conversion was not seen in time',
    incident: 'Zendesk had an incident',
    rolled_back: 'it was rolled back before anything was converted',
    returned: 'its brands were taken back by the old key',
    not_sandbox: 'the account of the rehearsal is no sandbox any more',
    same_subdomain: 'the account of the rehearsal has the subdomain of production',
    start_missed: 'Ferry was not running when the window began, and a window is never begun late',
  },
  archived: (account) =>
    `${account} is archived: its record stays, its tokens are forgotten. \`/migrate connect ${account} &lt;subdomain&gt;\` takes it up again.`,
  tokensRefused: 'Zendesk refuses the token: an admin renews it on the server. Until then nothing can be looked up.',
  notConnected: (account, subdomain) => `Ferry has no Zendesk access for ${account} (${subdomain}) yet.`,
  noRole: 'Nothing waits for you: you have no role in a migration. `/migrate accounts` lists them all.',
  more: (count) => `and ${plural(count, 'more thing')} — Show blockers lists them all`,
  changed: 'Looked up again: this is what has changed.',
  why: {
    header: (account) => `${account} · what Ferry waits for`,
    nothing: '*Ferry waits for nobody.*',
    waitsFor: (what, who) => `*${what}* — ${who}`,
    since: (at) => `since ${at}`,
    until: (at, then) => `until ${at}; then ${then}`,
    open: 'no latest moment: it stays open',
    can: (who) => `Who can change it: ${who}`,
  },
  afterwards: {
    cancelled: 'the window is cancelled and no brand turns',
    brandLeft: 'what has not turned stays on Classic and needs a window of its own; the rest goes on',
    ends: 'it is over by itself',
    goesOn: 'Ferry goes on',
  },
  blocker: blockerText,
  at: (at, zone) => common.moment(at, zone),
};

function blockerText({ kind, id, why }: Blocker, titleOf: (item: string) => string): string {
  const reason = unknownReasons.find((each) => each === why);
  switch (kind) {
    case 'item':
      return `${titleOf(id)} — ${itemWhy(why) ?? (reason ? `could not be looked up: ${common.unknown[reason]}` : 'not done')}`;
    case 'sign_off':
      return `Sign-off “${statementTitle(id)}” — ${why === 'declined' ? 'somebody said no' : why === 'void' ? 'void, because what was signed has changed' : 'not signed yet'}`;
    case 'presence':
      return 'Operator or backup — nobody has said “I am here”';
    case 'promise':
      return 'Operator or backup — nobody has said “I will be there”';
    case 'operator_missing':
      return why === 'left' ? outside.person.blocker : 'Operator — nobody is named';
    case 'incident':
      return `Zendesk incident — ${id}`;
    case 'status_unknown':
      return "Zendesk's status page — could not be read; the operator looks and says so";
    case 'slack_away':
      return 'Slack — messages have been waiting for a minute or longer';
    case 'window':
      return outside.window.blocker(why);
    case 'widget':
      if (why === 'brand_gone') return outside.brand.blocker(id);
      if (why.startsWith('https://')) return `Pages of ${id} — this one does not show the old key alone: ${why}`;
      return `Widget of ${id} — ${why === 'no_conversation' ? 'no test conversation has arrived yet' : why === 'site_not_opened' ? 'nobody has opened its site yet' : why === 'not_proved' ? 'not proved yet' : why === 'returned' ? 'shows Classic again' : `could not be read: ${reason ? common.unknown[reason] : 'its state is not clear'}`}`;
  }
}

function itemWhy(why: string): string | undefined {
  if (why === 'stale') return 'looked up too long ago';
  if (why === 'todo') return 'not done';
  return why === 'not_compared' ? 'tickets not compared yet' : undefined;
}

function statementTitle(id: string): string {
  return Object.entries(common.statements).find(([statement]) => statement === id)?.[1] ?? id;
}
