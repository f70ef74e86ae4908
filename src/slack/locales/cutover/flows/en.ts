import { plural } from '../../common/en.ts';
import type { FlowText } from './text.ts';

const open = (chats: number | undefined) =>
  chats ? ` ${plural(chats, 'live chat')} ${chats === 1 ? 'is' : 'are'} open and will be cut off.` : '';

export const flows: FlowText = {
  pass: {
    button: 'Pass over…',
    title: 'Pass over a gate',
    body: (gate, red, chats) => `*${gate} is red.* You go on over exactly this, in your name:\n${red.join('\n')}${open(chats)}`,
    notPassed:
      'Signatures, somebody at the keyboard, the typed phrase, the window, Slack and a readable widget cannot be passed over. What turns red later is not passed over either.',
    nameLabel: (account) => `Type the account's name: ${account}`,
    reasonLabel: 'Why go on all the same?',
    reasonHint: 'Stands on the board, in the thread and in every report.',
    empty: 'A reason is needed: everybody who reads the report sees it.',
    submit: 'Pass over',
    close: 'Back',
    done: 'Recorded: the gate is passed over in your name. Everybody is told.',
    mark: (gate, who, red, chats, reason) =>
      `:warning: *${gate} passed over* by ${who}: ${red.join('; ')}.${chats === undefined ? '' : ` ${plural(chats, 'live chat')} open.`} Reason: _${reason}_`,
    header: 'Passed over',
  },
  handOver: {
    button: 'Hand over',
    done: (to) => `Recorded: ${to} is at the keyboard now.`,
    post: (from, to) =>
      `*${to} has taken over the keyboard from ${from}.* Only ${to} types the phrase and reports the click from here on; a phrase that was waiting has to be typed again.`,
    line: (who, from, at) => `At the keyboard: ${who}, handed over from ${from}, ${at}.`,
  },
  notes: {
    guard:
      'Ferry (migration to messaging): this chat ticket was unsolved before the switch. The tag beside this note keeps automations away from it; it comes off four days after the switch.',
    notSwitched: 'Ferry (migration to messaging): the switch did not take place, so the guard tag is taken off again.',
  },
  writes: {
    approved: (tag) =>
      `*Ferry itself changes in Zendesk:* Chat's limit goes down to 1 for the drain and is put back afterwards${tag ? `; the listed tickets get the tag \`${tag}\` and an internal note (the tag comes off after four days, the note stays)` : ''}. Where its token may not write, nothing is changed and a person is told.`,
    header: 'Changed by Ferry in Zendesk',
    limit: ({ was, want, is }) =>
      ({
        under_way: `Chat limit: being lowered from ${was} to ${want}.`,
        made: `Chat limit: lowered from ${was} to ${want}; put back when the doors open, or when the plan ends.`,
        refused: 'Chat limit: not changed by Ferry.',
        put_back: `Chat limit: put back to ${was}.`,
        changed_by_hand: `Chat limit: changed by hand meanwhile, and left so (it was ${was}).`,
        stuck: `:red_circle: Chat limit: could not be put back. Set it to ${was} by hand.`,
      })[is],
    tag: (tag, { underWay, on, off, refused }) =>
      `Tag \`${tag}\`: ${[
        ...(on > 0 ? [`on ${plural(on, 'ticket')}`] : []),
        ...(underWay > 0 ? [`going on ${plural(underWay, 'ticket')}`] : []),
        ...(off > 0 ? [`taken off ${plural(off, 'ticket')}`] : []),
        ...(refused > 0 ? [`not on ${plural(refused, 'ticket')}`] : []),
      ].join(', ')}.`,
    refused: (write, why) =>
      write === 'chat_limit'
        ? `:warning: Ferry does not lower Chat's limit: ${why}. Closing Chat by its hours or limit stays the operator's.`
        : `:warning: Ferry does not tag the listed tickets: ${why}. An admin puts the guard tag on them by hand, or watches the automations on Pending.`,
    undoRefused: (write, was, why) =>
      write === 'chat_limit'
        ? `:red_circle: Ferry could not put Chat's limit back: ${why}. An admin sets it to ${was} by hand: Chat dashboard › Settings › Routing.`
        : `:red_circle: Ferry could not take the guard tag off some tickets: ${why}. An admin takes it off by hand.`,
    why: (why) =>
      ({
        not_allowed: 'its token may not write',
        no_credential: 'it has no credential for that',
        not_seen: 'it was sent, and is not seen',
      })[why] ?? 'Zendesk did not take it',
  },
  review: {
    title: (account) => `Review of ${account}: planned and actual`,
    fileTitle: (account) => `${account}: review, planned and actual`,
    counts: (steps, phrases, passed, left) =>
      `${plural(steps, 'step')} begun, ${plural(phrases, 'phrase')} typed, ${plural(passed, 'gate')} passed over, ${plural(left, 'brand')} left for another window.`,
    columns: ['Step', 'Planned', 'Begun', 'Minutes late', 'Done', 'Minutes it took'],
  },
  rollBack: {
    button: 'What can be undone…',
    confirm: {
      title: 'Stop and undo what can be undone?',
      text: 'Brands that have not been clicked stay on Classic. A converted brand cannot be brought back by ourselves.',
      yes: 'Stop here',
      no: 'Go on',
    },
    before:
      'Rolled back: as far as Ferry has seen, nothing was converted; the window is given up, and Ferry puts back whatever it had changed in Zendesk.',
    header: (account) => `${account} · what can still be undone`,
    asked: (who, at) => `Asked for by ${who}, ${at}.`,
    converted: (brands) =>
      `:red_circle: *${brands}: converted.* There is no way back by ourselves and none that Zendesk documents. Only Zendesk Customer Support can say whether it is possible; do not plan with it. The request is below.`,
    swapped: (brands) =>
      `:leftwards_arrow_with_hook: *${brands}: exchanged by snippet key.* The web developer puts the old key back on the pages: minutes. Messaging tickets that exist go on.`,
    classic: (brands) => `:white_check_mark: *${brands}:* still on Classic, and not asked for any more in this window.`,
    chats: (tickets, listed) =>
      `:red_circle: Live chats that ended do not come back. Contact those customers: ${plural(tickets, 'ticket')} ${tickets === 1 ? 'was' : 'were'} listed ${listed === 'before' ? 'before the click' : 'after the brand had turned, so some may be missing here'}, each in the file in this thread.`,
    inMinutes: [
      'The widget is broken for customers: web developers hide the launcher or take the snippet off the page, and point to the contact form, email or phone.',
      'The AI agent answers badly: take it off the channel (do not delete it); the default messaging response returns by itself.',
      'Too many conversations: change the first response to ask for an email address, use the response outside business hours, shorten the schedule, end sessions.',
      'Tickets do not reach agents: assign them from the view by hand, set routing to broadcast, correct the triggers.',
      'Omnichannel routing was turned on and routes wrongly: turn it off again and restore the routing settings from the recorded copy; agents choose a status again.',
      'Other brands: do not convert them; they stay on Classic.',
    ],
    parallel: '*Keep a second channel open now:* the contact form, email or phone, named on the page and in the first response.',
    request: (who) => `*The request, ready to send* to Zendesk Customer Support by ${who}:`,
  },
};
