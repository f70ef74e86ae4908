import type { QuestionId } from '../../../checklist/items/questions.ts';
import type { QuestionText } from './text.ts';

/** The evaluation questions in English. */
export const questionTexts: Readonly<Record<QuestionId, QuestionText>> = {
  'eval-q01-chat-web-sdk': {
    question: 'Did you build your own chat widget with the Chat Web SDK?',
    remarkIfYes:
      'It cannot be converted; a new widget (messaging Web Widget or Sunshine Conversations) is needed. The Chat Web SDK is in maintenance since 2021-09-22.',
  },
  'eval-q02-proactive-or-visitor-list': {
    question: 'Do agents start conversations with proactive messages or from the visitor list?',
    remarkIfYes: 'The visitor list has no stated counterpart; look at proactive messages.',
  },
  'eval-q03-agent-mobile-app': {
    question: 'Do agents answer customers with the agent mobile app?',
    remarkIfYes: 'Confirm what the app supports for messaging on your plan.',
  },
  'eval-q04-bans': {
    question: 'Do you ban users, IP addresses or domains?',
    remarkIfYes: 'Rebuild as user suspension and IP bans; domains have no stated counterpart.',
  },
  'eval-q05-authentication': {
    question: 'Do you use authentication to identify customers?',
    remarkIfYes: 'New signing keys and code in site and app.',
  },
  'eval-q06-skills-routing': {
    question: 'Do you use skills-based routing?',
    remarkIfYes: 'Only with omnichannel routing and ticket skills (Professional or higher).',
  },
  'eval-q07-location-system-info': {
    question: 'Do you rely on extra customer data from Chat, such as location or system information?',
    remarkIfYes: 'Check what is shown for messaging; collect the rest by fields or code.',
  },
  'eval-q08-conversion-tracking': {
    question: 'Do you use conversion tracking?',
    remarkIfYes: 'Messaging goals are a separate feature.',
  },
  'eval-q09-incremental-or-realtime-api': {
    question: 'Do you use the Incremental API or the Real-Time API of Chat?',
    remarkIfYes: 'They do not return messaging; move to tickets and messaging datasets.',
  },
  'eval-q10-over-1000-agents': {
    question: 'Will more than 1,000 messaging agents be online at once?',
    remarkIfYes: 'Ask Zendesk before setting a date.',
  },
  'eval-q11-over-500-integrations': {
    question: 'Are more than 500 integrations configured?',
    remarkIfYes: 'Ask Zendesk before setting a date.',
  },
  'eval-q12-over-4000-conversations': {
    question: 'Do you expect more than 4,000 concurrent, or 200,000 daily, conversations?',
    remarkIfYes: 'Ask Zendesk; other pages state 8,000.',
  },
};
