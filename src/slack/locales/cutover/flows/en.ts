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
  rollBack: {
    button: 'What can be undone…',
    confirm: {
      title: 'Stop and undo what can be undone?',
      text: 'Brands that have not been clicked stay on Classic. A converted brand cannot be brought back by ourselves.',
      yes: 'Stop here',
      no: 'Go on',
    },
    before: 'Rolled back: nothing was converted, the window is given up, and Ferry puts back whatever it had changed in Zendesk.',
    header: (account) => `${account} · what can still be undone`,
    asked: (who, at) => `Asked for by ${who}, ${at}.`,
    converted: (brands) =>
      `:red_circle: *${brands}: converted.* There is no way back by ourselves and none that Zendesk documents. Only Zendesk Customer Support can say whether it is possible; do not plan with it. The request is below.`,
    swapped: (brands) =>
      `:leftwards_arrow_with_hook: *${brands}: exchanged by snippet key.* The web developer puts the old key back on the pages: minutes. Messaging tickets that exist go on.`,
    classic: (brands) => `:white_check_mark: *${brands}:* still on Classic, and not asked for any more in this window.`,
    chats: (tickets) =>
      `:red_circle: Live chats that ended do not come back. Contact those customers: ${plural(tickets, 'ticket')} ${tickets === 1 ? 'was' : 'were'} listed before the click, each in the file in this thread.`,
    inMinutes: [
      'The widget is broken for customers: web developers hide the launcher or take the snippet off the page, and point to the contact form, email or phone.',
      'The AI agent answers badly: take it off the channel (do not delete it); the default messaging response returns by itself.',
      'Too many conversations: change the first response to ask for an email address, use the response outside business hours, shorten the schedule, end sessions.',
      'Tickets do not reach agents: assign them from the view by hand, set routing to broadcast, correct the triggers.',
    ],
    parallel: '*Keep a second channel open now:* the contact form, email or phone, named on the page and in the first response.',
    request: (who) => `*The request, ready to send* to Zendesk Customer Support by ${who}:`,
  },
};
