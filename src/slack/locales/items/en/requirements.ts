import type { ItemId } from '../../../../checklist/items/items.ts';
import type { ItemText } from '../text.ts';

export const requirements = {
  'prepare-review-service-needs': {
    title: 'Look at customer-service needs',
    why: 'Hours, volumes, languages and channels decide routing and automation.',
    risk: 'Routing and automation are set up without regard to your real hours and volumes.',
    ask: 'Enter peak hours, quiet hours, weekly volume, languages and brands.',
  },
  'req-channels-page-message': {
    title: 'Look for the in-product message on the Channels page',
    why: 'Zendesk shows it on accounts that meet the requirements, so it is the quickest sign of eligibility.',
    place: 'Admin Center › Channels › Messaging and social › Messaging',
    risk: 'You may prepare for weeks and learn late that the account does not qualify yet.',
    ask: 'Look for the message and report seen or not seen, with a screenshot.',
    note: 'Not seeing it is a question for Zendesk and no reason to stop by itself.',
  },
  'req-plan-eligible': {
    title: 'Eligible plan: Suite, or Support + Chat (Team or higher)',
    why: 'Without one of these plans messaging cannot be activated.',
    place: 'Admin Center › Account › Billing › Subscription',
    risk: 'Messaging cannot be activated, and the whole plan comes to a stop.',
    ask: 'Read the plan from the subscription page and sign it.',
    note: 'A Support plan alone is not enough: it has to come with Chat.',
  },
  'req-agent-workspace-enabled': {
    title: 'Agent Workspace enabled',
    why: 'Messaging conversations exist only in the Agent Workspace.',
    place: 'Admin Center › Workspaces › Agent tools › Agent Workspace',
    risk: 'Agents would have no screen in which to answer messaging conversations.',
    ask: 'Say whether the Agent Workspace is on.',
    note: 'If it is off, Chat departments become groups first; then it is turned on for the whole account.',
  },
  'req-help-center-recommended': {
    title: 'Recommended: active help center with at least 10 articles',
    why: 'AI agents and suggestions answer from it; ten articles on frequent questions is the suggested minimum.',
    place: 'Knowledge admin › Manage articles',
    risk: 'Automatic answers and suggestions have little to offer, and more questions reach agents.',
    ask: 'Say how many articles are published and in which language; look whether they answer the frequent questions.',
    note: 'A recommendation: it does not stop the cutover.',
  },
  'req-help-center-for-ai-agent': {
    title: 'Help center is required if the AI agent uses its content',
    why: 'The note under the recommendation turns it into a requirement for AI-generated answers.',
    place: 'Admin Center › AI › AI agents › AI agents',
    risk: 'The AI agent cannot be created for a brand without an active help center.',
    ask: "Say whether the brand's help center is active.",
  },
  'req-people-with-rights': {
    title: 'People with the rights: Support admin and Chat admin',
    why: 'Activation needs an admin, the Chat settings need a Chat admin, and creating an AI agent needs an admin in Support and Knowledge; plan a backup.',
    place: 'Admin Center › People › Team › Team members',
    risk: 'At the moment of the switch nobody may have the right to click, or there is no stand-in.',
    ask: 'Name an operator and a backup, and confirm that both can open the Messaging page of Admin Center.',
    note: 'Whether both are present is asked again the day before and one hour before.',
  },
  'req-chat-access-per-agent': {
    title: 'Chat access for every messaging agent',
    why: 'Without the Chat agent role an agent gets no messaging conversations; it is given one person at a time.',
    place: 'Admin Center › People › Team › Team members',
    risk: 'Agents without Chat access get no messaging conversations at all.',
    ask: 'Go through the list of agents and confirm that everybody has Chat access.',
    note: 'Access is given one person at a time.',
  },
  'req-agent-workspace-migration': {
    title: 'If the Agent Workspace is off: migrate to it first',
    why: 'It is account-wide, cannot be tried by some agents only, and needs departments turned into groups.',
    place: 'Admin Center › Workspaces › Agent tools › Agent Workspace',
    risk: 'Two large changes meet in one night, and neither has been practised.',
    ask: 'Plan the move as a change of its own, at least two weeks before the switch, and confirm it when done.',
    note: 'Agents finish their chats and calls and refresh the browser.',
  },
} as const satisfies Readonly<Partial<Record<ItemId, ItemText>>>;
