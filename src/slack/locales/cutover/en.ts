import { plural } from '../common/en.ts';
import { flows } from './flows/en.ts';
import { outside } from './outside/en.ts';
import type { CutoverText } from './text.ts';
import { told } from './told/en.ts';
import { turns } from './turns/en.ts';

const thens = {
  activation: 'Activating the account cannot be undone by ourselves; customers see no change until a brand is converted.',
  brand: 'A converted brand cannot be returned by ourselves, and live chats that are still open then end.',
} as const;

export const cutover: CutoverText = {
  signOff: {
    header: (account, statement) =>
      `${account} · Sign-off: ${{ agents_ready: 'agents are ready', activation: 'activate messaging', plan: 'cutover plan', go: 'go or no-go' }[statement]}`,
    agree: {
      agents_ready: ({ account, groups }) =>
        `*You are asked to agree that:* the agents of ${account} (${groups}) have read the three links, have practised, and know what changes.`,
      activation: ({ account, brands }) =>
        `*You are asked to agree that:* an admin turns on messaging for the account ${account}. The Web Widget of ${brands} stays on Classic.`,
      plan: ({ window, brands, operator, backup }) =>
        `*You are asked to agree that:* on *${window}* the Web Widget of ${brands} turns from Web Widget (Classic) to messaging. ${operator} is at the keyboard, ${backup} stands by.`,
      go: ({ window, brands, operator }) =>
        `*Go or no-go:* everything was looked up again. On *${window}* ${operator} turns the Web Widget of ${brands} to messaging.`,
    },
    noWayBack: { agents_ready: '', activation: thens.activation, plan: thens.brand, go: thens.brand },
    waived: (lines) => `*Open and waived:*\n${lines.join('\n')}`,
    nothingWaived: 'Nothing is waived.',
    yes: (who, at) => `:white_check_mark: ${who} agreed, ${at}`,
    no: (who, at, reason) => `:red_circle: ${who} said no, ${at}${reason === '' ? '' : ` — _${reason}_`}`,
    waiting: (who, role) => `:hourglass_flowing_sand: ${role} — ${who}`,
    notOwn: (who) => `Not ${who}, who scheduled it: four eyes.`,
    approve: 'Approve',
    decline: 'Decline…',
    confirm: {
      title: 'Approve this?',
      text: 'Your name and the time are recorded with exactly what is shown here.',
      yes: 'Approve',
      no: 'Not yet',
    },
    void: 'This request is void: what it asked about has changed. The newest request counts.',
    over: 'The plan that this was asked for is over. Nothing is to be signed here.',
    waivedSince: (lines) => `*Waived since, and not part of what was signed:*\n${lines.join('\n')}`,
    signed: 'Signed: nothing more is needed here.',
    declinedBefore: (who) =>
      `*Declined by ${who}, who may not sign any more: Ferry does not go on.* An admin changes what is asked for, or gives ${who} the role again.`,
    declined: (who) =>
      `*Declined by ${who}: Ferry does not go on.* Approve takes a no of one’s own back; otherwise an admin changes what is asked for.`,
    context: (print) => `Void if what is stated changes · ${print}`,
    nothingToSign: 'There is nothing to sign yet. An admin sets the window with `/migrate schedule`; then the plan is asked for.',
    postedHere: (count, where) => `${plural(count, 'request')} ${count === 1 ? 'is' : 'are'} open in ${where}.`,
    allSigned: 'Everything that can be signed now is signed.',
    thanks: (verdict, statement) =>
      verdict === 'yes'
        ? `Recorded: you agreed to “${statement}”.`
        : `Recorded: you said no to “${statement}”. Ferry does not go on until that changes.`,
    declineTitle: 'Decline',
    declineLabel: 'Why not?',
    declineHint: 'Everybody who reads the request sees it.',
    send: 'Say no',
    close: 'Back',
  },
  board: {
    header: (account, stage, minute) => `${account} · ${stage}${minute ? ` · minute ${minute.at} of ${minute.of}` : ''}`,
    finished: 'window finished',
    ended: 'ended without a cutover',
    takenBack: 'taken back',
    replaced: 'replaced by another plan',
    replacedBy: 'Another plan has taken the place of this one: nothing of it goes on here, and nobody is waited for.',
    live: (account) => `${account} is live on messaging`,
    liveBrands: (brands) => `Turned to messaging and finished: ${brands}.`,
    moreAsked: (count) => `and ${plural(count, 'more request')}: \`/migrate why\` names them all`,
    waitingFor: (who, since, what) => `:point_right: *Waiting for ${who} since ${since}:* ${what}`,
    ferryLooks: (what, since) => `:point_right: *Ferry is looking since ${since}:* ${what}`,
    until: (at, then) => `Until ${at}; then ${then}.`,
    clickAt: (at) => `Ferry asks for the click at ${at}.`,
    reported: (who, at) => `Reported as saved by ${who}, ${at}.`,
    notSeen: (who, at, shown) =>
      `:red_circle: Reported as saved by ${who}, ${at}, and still: ${shown}. ${who}: reload in a private window and look at what is saved.`,
    nextPhase: (title, at) => `:hourglass_flowing_sand: Next: ${title}, ${at}`,
    red: (count) => `${plural(count, 'thing')} ${count === 1 ? 'is' : 'are'} red:`,
    superseded: 'This belongs to a plan that has ended or was replaced. The newest message about the cutover counts.',
    paused: (who, at) => `:red_circle: *Paused* by ${who}, ${at}. Time goes on: what is too late by then is given up.`,
    line: {
      seen: 'seen',
      said: (who) => `said by ${who}`,
      made: 'done',
      asked: 'asked',
      underWay: 'under way',
      until: (at) => `until ${at}`,
      claimed: (who) => `${who} says it is saved; not seen yet`,
    },
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel…',
    cancelConfirm: {
      title: 'Cancel this cutover?',
      text: 'Ferry has seen no brand turn. The window is given up and everybody is told.',
      yes: 'Cancel the cutover',
      no: 'Keep it',
    },
    chatsLeft: (chats) => `${plural(chats, 'live chat')} open`,
    moreLines: (count) => `and ${plural(count, 'more line')} of the list; \`/migrate report\` holds them all`,
    returned: (brand, at) => `:red_circle: *${brand} shows Web Widget (Classic) again* since ${at}; nobody was asked for that.`,
  },
  asks: {
    to: (who, ask) => `${who}: ${ask}`,
    ifNot: (fail) => `If it does not work: ${fail}`,
    phase: (phase) => `What is asked for from ${phase} on`,
    phaseDone: 'Everything of this stretch is done.',
    done: (who, at, how) =>
      how === 'seen'
        ? `:white_check_mark: seen, ${at}`
        : how === 'said'
          ? `:white_check_mark: said by ${who}, ${at}`
          : `:white_check_mark: done, ${at}`,
    claimed: (who, at) =>
      `:hourglass_flowing_sand: ${who} says it is saved, ${at}. Ferry is looking from outside; it counts when it is seen three times.`,
    group: (group) => `for ${group}`,
    promise: {
      ask: (who, window) => `${who}: will you be at the keyboard on ${window}?`,
      button: 'I will be there',
      done: (who) => `:white_check_mark: ${who} will be there`,
    },
    presence: {
      ask: (who, until, then) => `${who}: are you there? If nobody says so by ${until}, ${then}.`,
      button: 'I am here',
      enough: 'Somebody is at the keyboard. Whoever else is asked can still say so until T0.',
      done: (who) => `:white_check_mark: here: ${who}`,
    },
    gate: {
      green: (brand) =>
        `Everything for ${brand} is green. The operator or the backup opens the gate and types the phrase; the click is asked for right after.`,
      red: (brand, count) => `The final gate for ${brand} is red: ${plural(count, 'thing')} left. Ferry keeps looking.`,
      button: 'Open the gate',
      oneMore: 'One more chat can still begin between the last reading and the click.',
      turned: (brand) => `${brand} already shows messaging: there is nothing left to open or to click.`,
      typed: (who, at) => `:white_check_mark: ${who} typed the phrase, ${at}`,
    },
    withdrawn:
      'Do not click: this request was taken back, because what must be green had changed before Slack had taken it. The gate is looked at again.',
    noticed: (what) => `Noticed: ${what}`,
    thanks: (title) => `Recorded: “${title}”. Thank you.`,
    notSeen: (title) => `Recorded: you said “${title}” is done. Ferry has not seen it yet and keeps looking.`,
  },
  gateModal: {
    title: 'Final gate',
    body: (brand, account) =>
      `You are about to be asked to convert *${brand}* (${account}). Live chats that are still open then end, and the brand cannot be returned by ourselves.`,
    label: (phrase) => `Type: ${phrase}`,
    submit: 'Open the gate',
    close: 'Back',
  },
  posts: {
    announce: (account, window, operator, backup) =>
      `*The switch of ${account}:* ${window}. From 15 minutes before: accept no new chat, finish the running ones, then go offline. ${operator} is at the keyboard, ${backup} stands by. Web developers: please show a notice on the site. Triggers, groups, widget and website stay frozen until a day after the switch.`,
    kickoff: (account, window) =>
      `*${account} moves from live chat to messaging.* Window: ${window}. Everybody with a role: \`/migrate status\` shows what is yours.`,
    late: (title, what) => `:red_circle: *${title}*: ${what}`,
    lateClick: (brand, shows, who) =>
      shows === 'unknown'
        ? `:red_circle: *${brand} was reported as saved ten minutes ago, and Ferry cannot read its widget.* What it shows is not known. ${who}: look at the page in a private window and at the saved settings. Ferry keeps looking.`
        : `:red_circle: *${brand} was reported as saved ten minutes ago, and its widget still shows Classic.* ${who}: reload the page in a private window, look at the saved settings, do not click repeatedly. Ferry keeps looking.`,
    unplanned: (brand, as, who, chats) =>
      as === 'again'
        ? `*${brand} shows messaging again,* and Ferry had not asked for it. ${who}: staff messaging for it, and find out who is changing it.`
        : `:red_circle: *${brand} already shows messaging, and Ferry had not asked for it.* ${who}: staff messaging for it now. What is true now: it cannot be returned by ourselves, and the switch ends the brand’s live chats; ${
            chats
              ? `of the account, ${plural(chats.open, 'live chat')} ${chats.open === 1 ? 'was' : 'were'} open when last read, ${chats.at}`
              : 'how many were open, Ferry has not seen'
          }.${
            as === 'planned'
              ? ' For this brand that is T0 now: it counts as turned, its tickets are listed at once and compared from here on. Brands that have not turned stay in the plan; `rollback` leaves them on Classic.'
              : ''
          }`,
    itemReopened: (account, line, where) => `*${account}: what was ready has changed ${where}.*\n${line}`,
    wordVoid: (account, who, line, where) =>
      `*${account}:* ${who}, what your word rests on has changed ${where}, so it does not count any more. Look at it and say it again.\n${line}`,
    returned: (brand, who) =>
      `:red_circle: *${brand} shows Web Widget (Classic) again, and Ferry had not asked for that.* What is true now: customers see live chat, and agents may be waiting in messaging. ${who}: staff live chat for it now, find out in Admin Center who changed its widget, and decide whether it turns again. Messaging conversations that exist go on in the Agent Workspace.`,
    cancelled: (account, because) =>
      `:red_circle: *The cutover of ${account} does not happen:* ${because}. As far as Ferry has seen, no brand of this plan is on messaging.`,
    reason: (reason) => `Reason: _${reason}_`,
    putBack: '*To be put back by people:*',
    nextOffers: 'Next windows at the same hour:',
    choose: 'Choose',
    noOffers: 'An admin sets another window with `/migrate schedule`.',
    phraseVoid: (brand, because) =>
      ({
        expired: `The phrase for ${brand} was good for ten minutes and has run out. It has to be typed again.`,
        changed: `Something that must be green for ${brand} has changed, so the typed phrase is void.`,
        handed_over: `The keyboard has changed hands, so the phrase typed for ${brand} is void: who clicks types it.`,
      })[because],
    halted: (who) => `:red_circle: Paused by ${who}. Nothing begins until it is resumed.`,
    resumed: (who) => `Resumed by ${who}. Everything is looked at again first.`,
    brandLeft: (brand) => `${brand} was not turned in this window and stays on Classic. It needs a window of its own.`,
    compared: (mark, total, counts) =>
      `*Tickets at ${mark}:* ${total} on the list — ${counts.map(([state, count]) => `${count} ${{ open: 'open', pending: 'pending', solved: 'solved', merged: 'merged', moved: 'moved', missing: 'missing' }[state]}`).join(', ') || 'none'}.`,
    missing: (ids, leads) => `:red_circle: *Missing:* ${ids}. They were on the list and cannot be found now. ${leads}: look for them.`,
    fileTitle: (account, mark) => `${account}: tickets at ${mark}`,
    finished: (account, brands, remaining) =>
      `*${account}: ${brands} finished.*${remaining === '' ? '' : ` Still on Classic: ${remaining}.`} The tickets are compared again after a day and after four days.`,
    tokensRefused: (account, who) =>
      `:red_circle: ${who}: Zendesk refuses the token of ${account}. Nothing can be looked up and no cutover begins until it is renewed on the server: \`npm run ferry -- connect ${account}\`.`,
    listed: (count) => `${plural(count, 'unsolved chat ticket')} listed`,
  },
  undo: {
    open: (brands, until, who, command) =>
      `Can still be undone until the click${until === undefined ? '' : `, at the latest ${until}`}: ${brands} — by ${who}, with \`${command}\`.`,
    turned: (brands) =>
      `Nobody can undo, for the conversion was reported or seen: ${brands}. Only Zendesk Customer Support can say whether there is a way back.`,
    activation: 'Nobody can undo: messaging is activated for the account. Brands that have not turned look unchanged to customers.',
    activationSaid: (who, at) =>
      `Nobody can undo: messaging is activated for the account, by word of ${who}, ${at}; Ferry has not seen it. Brands that have not turned look unchanged to customers.`,
  },
  finish: {
    title: 'Finish',
    ask: (who) =>
      `${who}: everything that Finish needs is there, seen, or said by somebody: the first message of this thread tells which. Press Finish to close this window.`,
    button: 'Finish',
    confirm: {
      title: 'Finish this window?',
      text: 'The brands of this window are closed as turned to messaging.',
      yes: 'Finish',
      no: 'Not yet',
    },
  },
  tickets: { open: 'open', pending: 'pending', solved: 'solved', merged: 'merged', moved: 'moved', missing: 'missing' },
  plan: {
    header: (account) => `${account} · the runbook`,
    dryHeader: (account) => `${account} · dry-run`,
    dryNote: 'Nothing was written and nobody was asked: this is the order in which it would run, with the gates as they look now.',
    person: (role, title) => `${role}: ${title}`,
    bot: (title) => `Ferry: ${title}`,
    afterBrand: (brand) => `Once ${brand} is proved`,
    noReturn: 'point of no return',
    waits: 'holds up what follows',
    gate: (name, red) => (red.length === 0 ? `${name}: green now` : `${name}: red now — ${red.join('; ')}`),
    usage:
      'Say what to do with the cutover: `plan`, `dry-run`, `drill`, `rehearse`, `pause`, `resume`, `cancel`, `rollback` or `handover`.',
    more: 'The rest does not fit; `/migrate report` holds everything.',
  },
  flows,
  turns,
  outside,
  told,
  control: {
    paused: 'Paused. Nothing begins until somebody resumes it; what is too late by then is given up.',
    resumed: 'Resumed. Ferry looks at everything first, then goes on.',
    cancelled: 'Cancelled. As far as Ferry has seen, no brand of this plan is on messaging; everybody is told.',
    finished: 'Finished. The comparisons after a day and after four days go on.',
    duty: 'Recorded. Thank you.',
    phraseTaken: 'The phrase is recorded. The click is asked for in the thread as soon as T0 has come and everything is still green.',
  },
};
