import { plural } from '../../common/en.ts';
import type { ToldText } from './text.ts';

export const told: ToldText = {
  activated: (account, saidBy) =>
    `${saidBy === undefined ? `*Messaging is turned on for the account ${account}.*` : `*${saidBy} says that messaging is turned on for the account ${account}.* Ferry has not seen it yet.`} All admins: do not touch “Turn on messaging for Web Widget (Classic)”, which stands on the same page. It converts the brands, ends their live chats, and cannot be undone. Customers see no change until the window.`,
  preview: (count, address, leads) =>
    `*Preview:* ${plural(count, 'unsolved chat ticket')}${count === 0 ? '.' : ` (<${address}|see them in Zendesk>). ${leads}: name an owner for each.`} The list that counts is taken after the live chats have ended.`,
  previewUnknown: (leads) =>
    `:white_circle: *Preview:* the unsolved chat tickets could not be looked up; their number is unknown. ${leads}: look at the view of chat tickets and name an owner for each. The list taken after the live chats have ended counts.`,
  firstReading: (chats, agents) =>
    [
      chats === undefined
        ? ':white_circle: *Live chats:* unknown.'
        : `*Live chats:* ${chats.incoming} incoming, ${chats.assigned} assigned, ${chats.active} active.`,
      agents === undefined
        ? ':white_circle: *Agents:* unknown.'
        : `*Agents:* ${agents.online} online, ${agents.away} away, ${agents.invisible} invisible.`,
      ...(chats === undefined || agents === undefined ? ['What is unknown takes a named word at the final gate, shown as said.'] : []),
    ].join('\n'),
  presence: {
    leads: (who) => `${who}: please say so too. The window does not wait for a lead, but who is missing is reported.`,
    here: (who) => `:white_check_mark: here: ${who}`,
    missing: (who) =>
      `:white_circle: Not reported present: ${who}. The window goes on; operator or backup calls them if their agents are needed.`,
  },
  drain: {
    chatsAgain: (open, who) =>
      `:red_circle: *${plural(open, 'live chat')} ${open === 1 ? 'is' : 'are'} open again.* What was said before does not count any more. ${who}: have them finished; the gate waits.`,
    agentsAgain: (there, who) =>
      `:red_circle: *${plural(there, 'agent')} ${there === 1 ? 'is' : 'are'} there again in Chat.* What was said before does not count any more. ${who}: have everybody go offline; the gate waits.`,
    silent: (title, who) =>
      `:white_circle: *“${title}” cannot be seen any more.* ${who}: say it for each group with the button; the gate waits for that.`,
    chatsOpen: (open) =>
      `Recorded, but it does not count: ${plural(open, 'live chat')} ${open === 1 ? 'is' : 'are'} open, seen in Zendesk. Have ${open === 1 ? 'it' : 'them'} finished; Ferry keeps looking.`,
    agentsThere: (there) =>
      `Recorded, but it does not count: ${plural(there, 'agent')} ${there === 1 ? 'is' : 'are'} still there in Chat, seen in Zendesk. Ferry keeps looking.`,
    groupsMissing: (names) => `Each group is spoken for by itself, with its button in the thread of the cutover. Missing: ${names}.`,
    onlySaid: (titles) => `:white_circle: Only said, not seen: ${titles}.`,
  },
  oneOperator: (opening) =>
    `*One-operator night:* Chat is closed and nobody has been online since the first reading, so the drain is already met. Only operator and backup need to be awake. Pilots, doors and the leftover tickets wait for the first opening, ${opening}.`,
  oneOperatorAsks: {
    test: 'On the site of {brand} write as a customer and ask for an agent. The ticket is enough tonight: Ferry sees it arrive with its group.',
    doors:
      'Have all agents go Online: Agent Workspace › status menu. Let one of them accept and answer the test conversation of the night, see that the answer arrives, then tell your team that messaging has started.',
  },
  opening: (opening) => `The first opening after T0 is ${opening}. Ferry watches the messaging tickets for two hours again from then on.`,
  incident: (title) =>
    `:red_circle: *Zendesk reports an incident:* ${title}. Before the click it holds the final gate; after it, expect delays and do not repeat a click.`,
  switched: (brand, opening) =>
    `*${brand} has switched to messaging, seen from outside.* Checks are running. ${opening === undefined ? 'Only the pilot agents go online until they are finished.' : `Agents go online at the first opening, ${opening}.`}`,
  doors: (account) =>
    `*Messaging is open to agents of ${account}.* Watch the view of messaging tickets. Write in this thread whatever goes wrong: what the customer saw, the ticket number, the time.`,
  apology: (tickets) =>
    `*Draft for customers whose chat was cut off* (${plural(tickets, 'listed ticket')} still open or pending). A lead sends it by email from the ticket, where it fits:`,
  apologyDraft:
    'We are sorry that your chat was interrupted. We have your request and will go on with it by email: just reply to this message.',
  stray: (lacks, ticket, brand, who) =>
    lacks === 'group'
      ? `:red_circle: *Ticket #${ticket} of ${brand} came without a group,* so it is no proof yet and no agent may see it. ${who}: look at the messaging routing trigger and the handoff, then write once more.`
      : `:red_circle: *Ticket #${ticket} came as another brand's,* not as ${brand}'s. ${who}: write on the site of ${brand}, and look at which channel its page carries.`,
  failure: (brand, minutes, next) =>
    `:red_circle: *No test conversation of ${brand} has reached a group ${minutes} minutes after the switch.* Customers may write without anybody seeing it. Now: web developers hide the widget, the page points to the contact form or email; the admin looks at handoff, triggers and routing. Ferry keeps looking and says so as soon as a ticket arrives; operator and lead write the next message here at ${next}.`,
  agents: {
    nobody:
      ':red_circle: *Nobody has come online for messaging within ten minutes.* Lead and admin look at Chat access and statuses; conversations wait in the queue.',
    unseen: ':white_circle: *Whether agents are online for messaging cannot be looked up.* A lead says so with the button.',
    groups: (names) =>
      `:red_circle: *Nobody is online for messaging in:* ${names}. At least one agent for each group, or a lead says with the button that these are not meant.`,
    gone: (tickets) =>
      `:red_circle: *Nobody is online for messaging any more.*${tickets === '' ? '' : ` Waiting: ${tickets}.`} Lead: bring agents back online, or tell customers in the response text when somebody is there.`,
  },
  flood: (waiting, ungrouped, online) =>
    `:red_circle: *First opening:* ${plural(waiting, 'conversation')} ${waiting === 1 ? 'waits' : 'wait'} unassigned${ungrouped > 0 ? `, ${ungrouped} without a group` : ''}; ${online === undefined ? 'how many agents are online is unknown' : `${plural(online, 'agent')} online`}. What became inactive overnight goes to the first agent beyond their capacity. Lead: bring several agents online at once and assign from the view; admin: look at the setting for inactive conversations.`,
  day: {
    header: (account) => `${account} · the first 24 hours`,
    total: (tickets) => `*${plural(tickets, 'messaging ticket')}* since the switch was seen.`,
    unassigned: (unassigned, ungrouped, looked) =>
      `Of the ${looked} newest: ${unassigned} unassigned and not solved, ${ungrouped} without a group.`,
    byHour: (counts) => `By hour from the switch:\n\`${counts}\``,
    before: (perDay) => `Before: ${plural(perDay, 'chat ticket')} on an average day.`,
    missing: (why) =>
      `:white_circle: The messaging tickets could not be counted (${why}). These numbers are missing, not zero: read them in Explore.`,
    leftovers: (open, listed) => `Tickets listed before the click: ${open} of ${listed} still open, pending or moved.`,
    noLeftovers: 'Tickets listed before the click: all of them solved or merged.',
    leftoversUnknown: ':white_circle: Tickets listed before the click: not compared yet, so their state is unknown.',
    waivers: (count, titles) => `${plural(count, 'waiver')} open: ${titles}`,
    noWaivers: 'No waivers.',
  },
  handback: {
    closed: (closed) =>
      `*Handback:* ${plural(closed, 'solved messaging ticket')} of the first day ${closed === 1 ? 'is' : 'are'} Closed. A customer who returns now begins anew with the AI agent or the first response.`,
    solved: (solved, closed) =>
      `*Handback:* ${plural(solved, 'messaging ticket')} of the first day ${solved === 1 ? 'is' : 'are'} still Solved, ${closed} Closed. Until a ticket is Closed its customer comes back to the same agent; the automation that closes it decides how long (four days in Zendesk's own).`,
    none: '*Handback:* none of the first messaging tickets is solved yet, so nothing can be told of it.',
  },
  closing: {
    header: (account, closed) => `${account} · closing${closed ? ': done' : ''}`,
    counts: ({ ready, waived, open }) => `${ready} ready, ${waived.length} waived, ${open.length} open.`,
    open: (titles) => `*Open:* ${titles}`,
    waived: (titles) => `*Waived:* ${titles}`,
    hard: (titles) => `:red_circle: *Stays open until these are done:* ${titles}`,
    channelsOut: (channels) => `Not in scope: ${channels}.`,
    tags: {
      none: 'No guard tags were set.',
      off: 'Guard tags: taken off.',
      coming_off: 'Guard tags: being taken off.',
      standing: ':red_circle: Guard tags still stand on listed tickets: it stays open until they are off.',
      unknown: ':white_circle: Whether guard tags still stand could not be looked up.',
    },
    cleanUp:
      '*Clean up:* old Classic code and its settings on the pages, Chat triggers and shortcuts that nobody needs any more, the test conversations, the site notice, the freeze.',
    admin: (who) => `${who}: when the list is clean, close the migration.`,
    done: ':white_check_mark: Closed. Thank you, everybody.',
    closeButton: 'Cleaned up: close',
    clean: (who) => `*Nothing holds up the close any more.* ${who}: clean up and close the migration.`,
    stays: (hard, tags) =>
      `*The migration stays open:* ${[
        ...(hard > 0 ? [`${plural(hard, 'hard item')} open`] : []),
        ...(tags === undefined ? ['guard tags could not be looked up'] : tags > 0 ? [`guard tags on ${plural(tags, 'ticket')}`] : []),
      ].join(', ')}. The closing summary in this thread names them.`,
  },
  reminder: {
    roles: (roles) => `:hourglass_flowing_sand: Still nobody named: ${roles}. An admin names them with \`/migrate team\`.`,
    escalated: (who, roles) =>
      `:red_circle: ${who}: two days after the kickoff nobody is named as ${roles}. Name them with \`/migrate team\`, or move the window.`,
    items: '*Due and open:*',
    item: (title, who, due) => `• ${title} — ${who}${due === undefined ? '' : `, due ${due}`}`,
  },
  review: {
    waited: 'What was waited for longest',
    wait: (title, who, length) => `${title}: ${length}, for ${who}`,
    found: 'What was found on the way',
    prediction: 'Prediction and truth',
    nothing: 'Nothing out of the ordinary.',
    noPrediction: 'No prediction was kept for this window.',
    picture: {
      title: (account) => `${account}: planned and actual`,
      planned: 'planned',
      actual: 'actual',
      more: (steps) => `and ${plural(steps, 'more step')} in the review`,
      alt: (steps, late) => `Planned and actual time of ${plural(steps, 'step')} of the night. ${late}`,
      lateBy: (title, minutes) => `${title}: ${minutes} min late`,
      onTime: 'Every step began on time.',
    },
  },
};
