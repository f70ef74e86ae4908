import type { HintId, TourStep } from '../../tour/steps.ts';

/** Title and reason of a step. */
interface StepWords {
  readonly title: string;
  readonly why: string;
}

/** The tour's words: every step, and every thing that may come next; `who` plays it, `about` is a brand, command or phrase. */
export interface TourWords {
  readonly steps: Readonly<Record<TourStep, StepWords>>;
  readonly hints: Readonly<Record<HintId, (who: string, about: string) => string>>;
}

/** In English. */
export const tourEn: TourWords = {
  steps: {
    connect: {
      title: 'Connect',
      why: 'Ferry reads Zendesk with keys that never travel through Slack: an admin hands them over on the server.',
    },
    check: {
      title: 'Check',
      why: 'Ferry looks up all that an interface can tell. What it could not see is unknown, and unknown is never ready.',
    },
    share: { title: 'Share', why: 'Agents get the three pages to read, in one message. Ferry counts who has read them.' },
    window: { title: 'Window', why: 'The switch ends every open chat. So it happens in a quiet hour, with somebody at the keyboard.' },
    sign: {
      title: 'Sign',
      why: 'Named people agree to exactly what is on the screen. When that changes, the sign-off is void and asked for again.',
    },
    'dry-run': { title: 'Dry-run', why: 'The whole night as it would run, with the same looks as the gates make, and nothing written.' },
    'cut-over': {
      title: 'Cut over',
      why: 'Drain, gate, typed phrase, click, proof. One thing goes wrong on the way: see whether Ferry believes it.',
    },
    finish: {
      title: 'Finish',
      why: 'A real conversation must arrive and every listed ticket be accounted for before the window is closed.',
    },
  },
  hints: {
    connect: (who, about) => `${who} runs “ferry connect ${about}” on the server. The keys are tried before they are kept.`,
    'start-bot': () => 'Ferry does not run. Start it: it looks first, then goes on where it was.',
    lonely: () => 'Ferry is starting and will be connected to Slack in a moment.',
    check: (who, about) => `${who} types ${about}. Watch what Ferry finds.`,
    homework: (who) => `${who} gives the roles and the team does weeks of homework, in a moment: about seventy commands, each answered.`,
    share: (who, about) => `${who} types ${about}. The post goes to #agents.`,
    read: (who) => `${who}, an agent who reads Korean, presses the button under the links.`,
    'read-others': () => 'The others read, too. At four of five, Ferry is content.',
    window: (who, about) => `${who} types ${about}: at night, when Chat is closed.`,
    'sign-plan': (who) => `${who} reads the plan and approves it. Whoever made a plan cannot be its only approver.`,
    'sign-activation': (who) => `${who} approves turning messaging on for the account. No widget changes by it.`,
    'sign-agents_ready': (who) => `${who} signs that the agents are ready.`,
    'sign-go': (who) => `${who} gives the go for the night.`,
    activate: (who) => `${who} turns messaging on in Admin Center. Zendesk has no interface for it: a person clicks.`,
    promise: (who) => `${who} promises to be at the keyboard.`,
    ahead: () => 'Nothing to do for anybody: let time pass until Ferry has something to say.',
    'dry-run': (who, about) => `${who} types ${about}.`,
    presence: (who) => `An hour before: ${who} says that they are here. Nobody here by a quarter to means no cutover.`,
    'close-chat': () => 'No new chats: close Chat in Admin Center.',
    'no-new-chats': (who) => `${who} confirms that no new chats can begin.`,
    'end-chats': () => 'Live chats are still open: the agents end them.',
    drained: (who) => `${who} confirms that all live chats have ended.`,
    'agents-offline': () => 'Agents are still online in Chat: they go offline.',
    offline: (who) => `${who} confirms that the agents are offline.`,
    'open-gate': (who, about) => `Everything is green. ${who} opens the final gate for ${about}.`,
    phrase: (who, about) => `${who} types “${about}”. Anything else is an error at the field.`,
    claim: (who, about) =>
      `Now the wrong thing: ${who} says that the widget of ${about} is converted, without having clicked. Does Ferry believe it?`,
    'not-believed': () => 'Ferry says “said, not seen”, and keeps looking from outside. Let ten minutes pass.',
    convert: (_who, about) => `Convert the widget of ${about} in Admin Center, for real this time.`,
    proof: () => 'Three readings from outside prove it. Let time pass.',
    online: () => 'The agents come back online.',
    routing: () => 'Switch on the trigger that brings conversations to a group.',
    conversation: (_who, about) => `A visitor of ${about} writes the first message.`,
    confirm: (who) => `${who} confirms what is still asked for.`,
    'close-window': (who) => `${who} closes the window.`,
  },
};
