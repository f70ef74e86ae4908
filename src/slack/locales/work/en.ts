import type { TicketState } from '../../../migration/events.ts';
import { common, plural } from '../common/en.ts';
import type { HappenedTexts, ReportText, WorkText } from './text.ts';

const ticketWords: Readonly<Record<TicketState, string>> = {
  open: 'open',
  pending: 'pending',
  solved: 'solved',
  merged: 'merged',
  moved: 'moved',
  missing: 'missing',
};

const report: ReportText = {
  sent: (account, which) =>
    `The record of ${account} is in your direct messages: the report, the tickets and all events.${which === 'no_tickets' ? ' No tickets have been compared yet, so the ticket file has only its first line.' : ''}`,
  titles: {
    report: (account) => `${account}: report`,
    tickets: (account) => `${account}: tickets`,
    events: (account) => `${account}: all events`,
    chat: (account) => `${account}: Chat configuration`,
  },
  title: (account) => `${account}: from live chat to messaging`,
  plan: 'Plan',
  team: 'Team',
  signOffs: 'Sign-offs',
  waivers: 'Waivers',
  steps: 'Runbook',
  items: 'Checklist',
  happened: 'What happened',
  none: 'None.',
  stage: (stage) => `Stage: ${stage}`,
  account: (key, subdomain, kind, zone) => `Account: ${key} (${subdomain}, ${kind}, ${zone})`,
  liveBrands: (brands) => `Brands on messaging: ${brands}`,
  written: (at) => `Written ${at}`,
  solo: 'Set to `solo`: who schedules may also approve.',
  brands: (brands) => `Brands: ${brands}`,
  paths: { convert: 'convert', swap: 'swap' },
  scheduledBy: (who, at) => `Scheduled by ${who}, ${at}`,
  signed: (statement, verdict, who, at, reason, print) =>
    `${statement}: ${verdict === 'yes' ? 'agreed' : 'declined'} by ${who}, ${at}${reason === '' ? '' : ` — “${reason}”`} (${print})`,
  waiver: (title, who, at, reason) => `${title}: waived by ${who}, ${at} — “${reason}”`,
  stepBegun: (at) => `begun ${at}`,
  stepSaid: (who, at) => `said by ${who}, ${at}`,
  stepDone: (how, at, saw) => `${{ seen: 'seen', said: 'done by word', made: 'done by Ferry' }[how]} ${at}${saw === '' ? '' : ` ${saw}`}`,
  words: { ready: 'ready', todo: 'open', unknown: 'unknown', waived: 'waived', not_applicable: 'does not apply', stale: 'too old' },
};

const writeName = { chat_limit: 'Chat’s limit', guard_tag: 'the guard tag', routing_trigger: 'the messaging routing trigger' } as const;

const againstName = { black_out: 'a black-out', hours: 'operator hours' } as const;

const happened: HappenedTexts = {
  account_added: ({ subdomain, kind }) => `added the account ${subdomain} (${kind})`,
  account_described: ({ kind, timeZone }) => `set the account to ${kind}, ${timeZone}`,
  connected: () => 'stored the Zendesk access',
  disconnected: () => 'removed the Zendesk access',
  archived: () => 'archived the account',
  role_given: ({ role, user }, names) => `made ${names.user(user)} ${common.roles[role]}`,
  role_taken: ({ role, user }, names) => `took the role ${common.roles[role]} from ${names.user(user)}`,
  setting_set: ({ key, value }) => `set ${key} to “${value}”`,
  home_channel: ({ channel }) => `chose <#${channel}> as the account's channel`,
  item_reopened: ({ item }, names) => `“${names.item(item)}” was ready and is open again`,
  word_void: ({ item, user }, names) => `the word of <@${user}> on “${names.item(item)}” became void: what it rests on has changed`,
  item_said: ({ item, note }, names) => `marked “${names.item(item)}” done${note ? ` — “${note}”` : ''}`,
  item_waived: ({ item, reason }, names) => `waived “${names.item(item)}” — “${reason}”`,
  item_taken_back: ({ item }, names) => `took back “${names.item(item)}”`,
  item_assigned: ({ item, user, due }, names) => `assigned “${names.item(item)}” to ${names.user(user)}${due ? `, due ${due}` : ''}`,
  questions_answered: ({ answers }, names) =>
    `answered: ${Object.entries(answers)
      .map(([id, answer]) => `${names.question(id)} ${answer === 'unknown' ? 'not known' : answer}`)
      .join('; ')}`,
  links_shared: ({ channel }) => `shared the three agent links in <#${channel}>`,
  links_read: ({ channel, user }, names) => `${names.user(user)} has read the links in <#${channel}>`,
  scheduled: ({ plan }, names) =>
    `scheduled ${names.window(plan.opensAt, plan.closesAt, plan.timeZone)} for ${plan.brands.map(({ subdomain }) => names.brand(subdomain)).join(', ')}`,
  forecast_kept: ({ forecast: { median, p90, weeks } }) =>
    `kept what its window was expected to cost: ${median} chats cut off, ${p90} in a bad week, from ${weeks} weeks`,
  restaffed: ({ operator, backup }, names) => `operator ${names.user(operator)}, backup ${names.user(backup)}`,
  sign_off_asked: ({ statement }) => `asked for the sign-off “${common.statements[statement]}”`,
  signed: ({ statement, verdict, reason }) =>
    `${verdict === 'yes' ? 'agreed to' : 'declined'} “${common.statements[statement]}”${reason ? ` — “${reason}”` : ''}`,
  promised: ({ user }, names) => `${names.user(user)} will be there`,
  present: ({ user }, names) => `${names.user(user)} is there`,
  t0_reached: () => 'T0 was reached',
  start_missed: () => 'the start was missed: Ferry was not running',
  cancelled: ({ because, reason }, names) => `the plan ended: ${names.because(because)}${reason ? ` — “${reason}”` : ''}`,
  halted: ({ because }) => (because === 'person_asked' ? 'paused' : 'paused: the claimed click was not seen'),
  resumed: () => 'resumed',
  step_begun: ({ step }, names) => `begun: ${names.step(step)}`,
  step_asked: ({ step }, names) => `asked for in Slack: ${names.step(step)}`,
  step_reopened: ({ step }, names) => `open again, by what was seen since: ${names.step(step)}`,
  step_withdrawn: ({ step }, names) => `taken back before it was asked for: ${names.step(step)}`,
  step_said: ({ step, group }, names) => `said done: ${names.step(step)}${group ? ` (${group})` : ''}`,
  step_done: ({ step, how, saw, sight }, names) =>
    `${{ seen: 'seen', said: 'done by word', made: 'done' }[how]}: ${names.step(step)}${saw === '' ? '' : ` (${names.saw(saw, sight)})`}`,
  step_late: ({ step, saw }, names) => `late: ${names.step(step)}${saw === '' ? '' : ` (${names.saw(saw)})`}`,
  gate_looked: ({ gate, blockers }, names) =>
    blockers.length === 0 ? `gate ${gate} looked at: all green` : `gate ${gate} looked at: ${blockers.map(names.blocker).join('; ')}`,
  gate_passed: ({ gate, blockers, chats, reason }, names) =>
    `passed over gate ${gate}: ${blockers.map(names.blocker).join('; ')}${chats === undefined ? '' : ` (${chats} live chats open)`} — “${reason}”`,
  handed_over: ({ from, to }, names) => `the keyboard went from ${names.user(from)} to ${names.user(to)}`,
  rolled_back: ({ reason }) => `asked for what can be undone${reason ? ` — “${reason}”` : ''}`,
  phrase_typed: ({ brand }, names) => `typed the phrase for ${names.brand(brand)}`,
  phrase_void: ({ brand, because }, names) =>
    `the phrase for ${names.brand(brand)} is void: ${{ expired: 'its ten minutes are over', changed: 'a hard item changed', handed_over: 'the keyboard changed hands' }[because]}`,
  live_chats_read: ({ live }) =>
    live.status === 'seen'
      ? `live chats: ${live.incoming} incoming, ${live.assigned} assigned, ${live.active} active`
      : 'live chats could not be looked up',
  live_agents_read: ({ agents }) =>
    agents.status === 'seen'
      ? `agents: ${agents.online} online, ${agents.away} away, ${agents.invisible} invisible`
      : 'agents could not be looked up',
  tickets_previewed: ({ count }) =>
    count === undefined
      ? 'the preview of unsolved chat tickets could not be looked up'
      : `preview: ${plural(count, 'unsolved chat ticket')}`,
  tickets_listed: ({ tickets }) => `kept the list of ${plural(tickets.length, 'unsolved chat ticket')}`,
  tickets_compared: ({ mark, tickets }) => `compared at ${mark}: ${counted(tickets)}`,
  widget_read: ({ brand, widget }, names) =>
    `widget of ${names.brand(brand)}: ${{ messaging: 'messaging', classic: 'Classic', unknown: 'unknown' }[widget]}`,
  keys_read: ({ brand, keys, page }, names) =>
    `pages of ${names.brand(brand)}: ${{ old: 'the old key', new: 'the new key', partly: 'the new key on some', neither: 'neither key', unknown: 'not read' }[keys]}${page ? ` (${page})` : ''}`,
  new_key_gone: ({ brand }, names) => `${names.brand(brand)} does not show its new key alone any more`,
  brand_returned: ({ brand }, names) => `${names.brand(brand)} was taken back: its old key is on every page again`,
  ticket_noticed: ({ step, ticket }, names) => `messaging ticket ${ticket} seen since: ${names.step(step)}`,
  seen_unplanned: ({ brand }, names) => `${names.brand(brand)} was seen on messaging without being asked for`,
  seen_returned: ({ brand }, names) => `${names.brand(brand)} was seen on Classic again without being asked for`,
  brand_left: ({ brand }, names) => `${names.brand(brand)} is left for another window`,
  conversation_seen: ({ brand, ticket, grouped }, names) =>
    `test conversation of ${names.brand(brand)} seen as ticket ${ticket}${grouped ? '' : ', without a group'}`,
  write_intended: ({ write, target, was, want, ids }) =>
    ({
      chat_limit: `Chat's limit is to go from ${was} to ${want}`,
      guard_tag: `the tag \`${want}\` is to go on ${ids.length} tickets`,
      routing_trigger: target.endsWith(':on')
        ? `the trigger “${want}” is to be switched on`
        : was === 'there'
          ? `the trigger “${want}” routes messaging already, and is left so`
          : `the trigger “${want}” is to be made, inactive`,
    })[write],
  write_tried: ({ write }) => `sent to Zendesk: ${writeName[write]}`,
  write_seen: ({ write }) => `read back as wanted: ${writeName[write]}`,
  write_refused: ({ write, why }, names) => `not changed by Ferry: ${writeName[write]} (${names.refused(why)})`,
  undo_tried: ({ write }) => `sent to Zendesk to put it back: ${writeName[write]}`,
  undo_seen: ({ write, how }) =>
    how === 'put_back' ? `read back as it was before: ${writeName[write]}` : `changed by hand meanwhile, and left so: ${writeName[write]}`,
  undo_refused: ({ write, why }, names) => `could not be put back: ${writeName[write]} (${names.refused(why)})`,
  lead_present: ({ user }, names) => `${names.user(user)} is there`,
  first_opening: ({ opensAt, oneOperator }) =>
    `first opening after T0: ${opensAt.slice(0, 16).replace('T', ' ')} UTC${oneOperator ? '; one-operator night' : ''}`,
  incident_seen: ({ title }) => `Zendesk reported an incident: “${title}”`,
  reminded: ({ roles, items, escalated }, names) =>
    `reminded of ${[...roles.map((role) => `the role ${common.roles[role]}`), ...items.map((id) => `“${names.item(id)}”`)].join(', ')}${escalated ? ', to the admins' : ''}`,
  baseline_kept: ({ days, byHour }) =>
    `kept the live-chat baseline: ${plural(
      byHour.reduce((sum, each) => sum + each, 0),
      'chat ticket',
    )} in ${plural(days, 'day')}`,
  first_day_counted: ({ counted: day }) =>
    day.status === 'seen'
      ? `first day: ${plural(
          day.byHour.reduce((sum, each) => sum + each, 0),
          'messaging ticket',
        )}, ${day.unassigned} unassigned`
      : 'the messaging tickets of the first day could not be counted',
  handback_read: ({ closed, solved }) => `first messaging tickets: ${closed} Closed, ${solved} still Solved`,
  rehearsal_refused: ({ why }) =>
    `the rehearsal was refused: ${{ not_sandbox: 'the account is no sandbox', same_subdomain: 'it has the subdomain of production' }[why]}`,
  rehearsed: ({ sandbox, end, measured }, names) =>
    `rehearsed on ${sandbox}: ${end === 'finished' ? 'walked to Finish' : names.because(end)}${measured ? `, ${Math.ceil(measured.toDoorsMs / 60_000)} min from T0 to doors open` : ''}`,
  drill_begun: ({ steps }) => `began a drill of ${plural(steps.length, 'step')}`,
  drill_step_done: ({ step }, names) => `drill: pressed ${names.step(step)}`,
  drill_ended: ({ because }) =>
    `the drill ended: ${{ finished: 'walked to its end', stopped: 'stopped', time: 'after its three hours', night_near: 'the night was near' }[because]}`,
  tokens_refused: () => 'Zendesk refused the tokens',
  post_unseen: ({ channel, why }) => `it could not be seen whether a post to <#${channel}> arrived (\`${why}\`)`,
  post_again: () => 'had a post posted again that may have been missing',
  window_judged: ({ against }) =>
    against === undefined ? 'the window stands again' : `the settings speak against the window (${againstName[against]})`,
  brand_gone: ({ brand }, names) => `Zendesk does not know ${names.brand(brand)} any more`,
  person_left: ({ user, roles }, names) =>
    `${names.user(user)} has left the workspace${roles.length > 0 ? ` (${roles.map((role) => common.roles[role]).join(', ')})` : ''}`,
  finished: ({ remaining }, names) =>
    remaining.length === 0 ? 'finished' : `finished; still Classic: ${remaining.map(names.brand).join(', ')}`,
};

function counted(tickets: readonly { readonly now: TicketState }[]): string {
  const counts = new Map<TicketState, number>();
  for (const { now } of tickets) counts.set(now, (counts.get(now) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${ticketWords[state]}`).join(', ') || 'no tickets';
}

export const work: WorkText = {
  item: {
    done: 'done',
    todo: 'not done yet',
    blocks: {
      G1: 'not done, blocks the cutover',
      G3: 'not done, blocks the cutover',
      done: 'not done, blocks Finish',
      omnichannel: 'not done, blocks omnichannel routing',
    },
    waived: 'waived',
    notApplicable: 'does not apply here',
    unknown: (why) =>
      why === 'not_looked' || why === 'not_shared'
        ? common.unknown[why]
        : why === 'cannot_tell'
          ? `unknown: ${common.unknown.cannot_tell}`
          : `could not be looked up: ${common.unknown[why]}`,
    server: "the server's operator",
    due: (day) => `due ${day}`,
    overdue: (day) => `*overdue since ${day}*`,
    phases: {
      'T-14d': 'two weeks before the cutover',
      'T-7d': 'a week before the cutover',
      'T-24h': 'the day before the cutover',
      'T-1h': 'an hour before the cutover',
      'T-15m': '15 minutes before the cutover',
      T0: 'at the cutover',
      'T+2m': 'right after the cutover',
      'T+15m': '15 minutes after the cutover',
      'T+24h': 'the day after the cutover',
      'T+4d': 'four days after the cutover',
    },
    where: { zendesk: 'in Zendesk', slack: 'in Slack', pages: 'on the page itself', team: 'in `/migrate team`' },
    page: '`GET page`',
    hint: (sentence) => `Ferry saw: ${sentence}`,
    seen: (ago) => `seen ${ago}:`,
    stale: '*too long ago to pass a gate: look again*',
    said: (who, ago) => `said by ${who} ${ago}`,
    voided: (who, ago) => `said by ${who} ${ago}, void: what it rests on has changed`,
    wordFallsShort: (mayBeWaived) =>
      `a word does not count here, Ferry has to see it: mend the access and look again${mayBeWaived ? ', or an admin waives it' : ''}`,
    overruled: {
      zendesk: 'but Zendesk shows otherwise, and that counts',
      slack: 'but too few members of the Slack channel have read the links, and that counts',
      pages: 'but the page itself shows otherwise, and that counts',
      team: 'but nobody is named for that duty in `/migrate team`, and that counts',
    },
    waivedBy: (who, ago) => `waived by ${who} ${ago}`,
    standIn: (roles) => `until it can be seen, a person's word counts: ${roles.join(' or ')}`,
    ask: (ask) => `*To do:* ${ask}`,
    risk: (risk) => `*If skipped:* ${risk}`,
    article: (number) => `Zendesk article${number}`,
    buttons: { done: 'Mark done', waive: 'Waive…', look: 'Look again', questions: 'Answer the 12 questions…', share: 'Share agent links' },
  },
  checklist: {
    header: (account, section) => `${account} · checklist${section === undefined ? '' : ` · ${common.sections[section]}`}`,
    page: (account, page, of) => `${account} · checklist, ${page} of ${of}`,
    nothingHere: '*Nothing here blocks the cutover.*',
    ofThese: (unknown) =>
      unknown === 1
        ? 'One of them is unknown, and unknown never counts as ready.'
        : `${unknown} of them are unknown, and unknown never counts as ready.`,
    alsoBlock: 'These block the cutover, too',
    footer: (account, section) =>
      section === undefined
        ? `One section in full: \`/migrate checklist ${account} migrate\` (or \`before\`, \`requirements\`, \`agents\`, \`after\`, \`resources\`) · by hand: \`/migrate done ${account} &lt;item&gt;\``
        : `By hand: \`/migrate done ${account} &lt;item&gt;\`, \`/migrate waive ${account} &lt;item&gt; &lt;reason&gt;\`, \`/migrate assign ${account} &lt;item&gt; @person\``,
    more: (account) => `This is not all. One section at a time: \`/migrate checklist ${account} migrate\``,
    unknownSection: (word, account) =>
      `There is no section “${word}”. Type \`before\`, \`requirements\`, \`agents\`, \`migrate\`, \`after\` or \`resources\`, for example \`/migrate checklist ${account} agents\`.`,
  },
  check: {
    header: (account) => `${account} · looked up again`,
    begun: (account) => `Looking everything up again for ${account}. This can take a minute; the result comes here.`,
    firstLook: 'First look.',
    nothingChanged: 'Nothing has changed.',
    changed: (count) => `${plural(count, 'item')} ${count === 1 ? 'has' : 'have'} changed.`,
    andMore: (count, account) => `and ${count} more: \`/migrate checklist ${account}\``,
    clock: (minutes, by) =>
      `*Ferry’s clock is ${plural(minutes, 'minute')} ${by === 'ahead' ? 'ahead of' : 'behind'} Zendesk’s.* Every time shown here is off by as much, and so is every window. Have the clock of Ferry’s server set (NTP).`,
  },
  usage: {
    done: 'Name the item that is done; a note may follow.',
    waive: 'Name the item and the reason: everybody who signs will read it.',
    undo: 'Name the item whose mark or waiver is to be taken back.',
    assign: 'Name the item, then the person as a mention, then a date if there is one.',
    notADate: (typed) => `“${typed}” is not a date: write year, month and day as \`YYYY-MM-DD\`.`,
    past: (date) => `${date} has passed: give today or a later day.`,
    bot: (who) => `${who} is a bot. Assign the item to a person.`,
  },
  already: (title) => `“${title}” was so already; nothing was changed.`,
  said: (title) => `“${title}”: your word is recorded.`,
  waived: (title) => `“${title}” is waived. The reason is shown to everybody who signs.`,
  undone: (title) => `“${title}”: taken back.`,
  assigned: (title, who) => `“${title}” is assigned to ${who}.`,
  lookedAgain: (title, now) => `Looked again at “${title}”: ${now === 'open' ? 'it is still open.' : 'it is settled.'}`,
  waiveModal: {
    title: 'Waive an item',
    submit: 'Waive',
    close: 'Back',
    label: 'Why may the cutover go on without it?',
    hint: 'Shown with your name wherever the item is shown, and to everybody who signs.',
    empty: 'A waiver needs a reason.',
  },
  site: {
    usage: (account) =>
      `After the account, paste the address of a page (\`/migrate check ${account} https://…\`) or the code that stands on it (\`/migrate check ${account} zE(…)\`), or nothing to look everything up again.`,
    onlyHttps: 'Ferry reads public pages by `https://` only. Paste the code instead.',
    reading: (address) => `Reading ${address} …`,
    notRead: (address, why) => `${address} was not read: ${why}. Paste the code of the page instead.`,
    header: 'Calls of the Classic widget',
    snippet: 'The pasted code',
    status: (status) => `The page answered HTTP ${status}: it may not be the page that customers see.`,
    calls: (count) => `*${plural(count, 'call')} that the messaging widget does not know*, and what does the same there:`,
    noCalls: '*No call of the Classic widget was found in what was read.*',
    nothing: 'nothing does the same: remove it, or look for another way',
    unread: (scripts) =>
      `${plural(scripts, 'script')} of the page ${scripts === 1 ? 'was' : 'were'} not read: of other hosts, or too many. What ${scripts === 1 ? 'it calls' : 'they call'} is not known.`,
    noPolicy: 'The page sends no content security policy: nothing keeps messaging out.',
    policyAllows: 'The content security policy lets messaging in.',
    policyLacks: (hosts) => `*The content security policy keeps messaging out.* It lacks: ${hosts}`,
    guard:
      'The same snippet serves both widgets, so the code has to work before and after the switch: guard every call. Nothing of this is kept.',
  },
  questions: {
    title: 'The 12 questions',
    submit: 'Record',
    close: 'Back',
    intro:
      "Zendesk's evaluation of an account. No answer refuses the migration: a yes means that somebody talks to Zendesk before the date is fixed.",
    ifYes: (remark) => `If yes: ${remark}`,
    seen: 'looked up:',
    choices: { yes: 'Yes', no: 'No', unknown: 'Not known' },
    recorded: (yes, unknown) =>
      yes + unknown === 0
        ? '*Recorded: no question needs the account representative.*'
        : `*Recorded: ${plural(yes, 'yes').replace(/yess$/, 'yes')}, ${unknown} not known.* Talk to your Zendesk account representative about these before you fix a date:`,
    yes: 'yes',
    unknown: 'not known: find out, or ask',
    next: 'The details that follow from your answers are on the checklist now: `/migrate checklist`. Then an admin or lead marks the evaluation done.',
  },
  share: {
    usage: 'Name one channel, or none for this one.',
    pick: (typed, account) =>
      `Ferry finds no channel “${typed}” that it is in. Type \`/invite @Ferry\` there and give the command again, or type \`/migrate share ${account} #\` and pick a channel from the list that Slack shows.`,
    noChannel: (account) =>
      `The links go to a channel of your agents. Name it: \`/migrate share ${account} #agents\`, or type the command there.`,
    invite: (channel, account) =>
      `Ferry is not in <#${channel}>, so nothing was shared. Type \`/invite @Ferry\` there, then give the command once more: \`/migrate share ${account}\` in that channel.`,
    shared: (channel) => `The three links go to <#${channel}> now, with one button for everybody who has read them.`,
    already: (channel, ago, readers, where, account) =>
      `The links were shared in <#${channel}> ${ago}; ${readers} have read them. ${where === undefined ? '' : `<${where}|That post> is the one that counts. `}To post them anew, type \`/migrate share ${account} again\` there.`,
    notMember: (channel) => `Only members of <#${channel}> are counted there. Join the channel and press again.`,
    read: ({ read, members }, which) =>
      `${which === 'first' ? 'Thank you, it is recorded.' : 'You were counted already.'} ${members === undefined ? `${read} have read the links so far.` : `${read} of ${members} have read the links.`}`,
  },
  links: {
    title: (account) => `${account} moves from live chat to messaging: three pages for every agent`,
    intro: 'Please read them before the cutover, then press the button.',
    read: 'I have read these',
    count: (read, members, wanted) =>
      `${members === undefined ? `${read} have read them` : `${read} of ${members} have read them`} · ${wanted}% wanted`,
  },
  after: {
    header: (account) => `${account} · after-care`,
    open: (count) => (count === 0 ? 'Everything after the cutover is settled.' : `${plural(count, 'thing')} left to do after the cutover.`),
    tickets: 'Tickets of live chat',
    noList: 'The list of unsolved chat tickets is made 15 minutes before the cutover.',
    notCompared: (listed) => `${plural(listed, 'ticket')} on the list, not compared yet.`,
    marks: { 'T+2m': '2 minutes after', 'T+15m': '15 minutes after', 'T+24h': 'a day after', 'T+4d': 'four days after' },
    notYet: 'follows the cutover',
    comes: (at) => `comes ${at}`,
    compared: (tickets, at) => `${plural(tickets, 'ticket')} compared ${at}`,
    footer: (account) => `Every ticket, one line each: \`/migrate report ${account}\``,
  },
  report,
  happened,
};
