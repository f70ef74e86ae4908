/** The tour's steps, in the order in which one can take them. */
export const tourSteps = ['connect', 'check', 'share', 'window', 'sign', 'dry-run', 'cut-over', 'finish'] as const;
/** One of the steps. */
export type TourStep = (typeof tourSteps)[number];

/** What may come next, as the tour's words know it. */
export const hintIds = [
  'connect',
  'start-bot',
  'lonely',
  'check',
  'homework',
  'share',
  'read',
  'read-others',
  'window',
  'sign-plan',
  'sign-activation',
  'sign-agents_ready',
  'sign-go',
  'activate',
  'promise',
  'ahead',
  'dry-run',
  'presence',
  'close-chat',
  'no-new-chats',
  'end-chats',
  'drained',
  'agents-offline',
  'offline',
  'open-gate',
  'phrase',
  'claim',
  'not-believed',
  'convert',
  'proof',
  'online',
  'routing',
  'conversation',
  'confirm',
  'close-window',
] as const;
/** One of them. */
export type HintId = (typeof hintIds)[number];
