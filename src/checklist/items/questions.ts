/** One of the questions of Zendesk's evaluation checklist. */
export interface Question {
  readonly id: string;
  /** About numbers (agents, integrations, conversations) and not about features. */
  readonly scale: boolean;
}

/** The 12 questions of “Evaluating your account” (article 4408838065434), in its order. Any yes means: talk to Zendesk before fixing the date. */
export const questions = [
  { id: 'eval-q01-chat-web-sdk', scale: false },
  { id: 'eval-q02-proactive-or-visitor-list', scale: false },
  { id: 'eval-q03-agent-mobile-app', scale: false },
  { id: 'eval-q04-bans', scale: false },
  { id: 'eval-q05-authentication', scale: false },
  { id: 'eval-q06-skills-routing', scale: false },
  { id: 'eval-q07-location-system-info', scale: false },
  { id: 'eval-q08-conversion-tracking', scale: false },
  { id: 'eval-q09-incremental-or-realtime-api', scale: false },
  { id: 'eval-q10-over-1000-agents', scale: true },
  { id: 'eval-q11-over-500-integrations', scale: true },
  { id: 'eval-q12-over-4000-conversations', scale: true },
] as const satisfies readonly Question[];
export type QuestionId = (typeof questions)[number]['id'];

export const questionIds: readonly QuestionId[] = questions.map(({ id }) => id);
