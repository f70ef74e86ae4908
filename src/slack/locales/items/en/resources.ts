import type { ItemId } from '../../../../checklist/items/items.ts';
import type { ItemText } from '../text.ts';

export const resources = {
  'resources-messaging': {
    title: 'All messaging resources',
    why: 'The closing line of the article points to the full list.',
    risk: 'People look for answers in older live-chat pages.',
    ask: 'Keep the full list at hand; Ferry also links it in the closing summary.',
  },
  'resources-migration': {
    title: 'Related: resources for migrating',
    why: 'Named as a related article at the top of the article.',
    risk: "The team plans without Zendesk's own collection of migration pages.",
    ask: 'Read it when you start; Ferry links it in the kickoff message.',
  },
  'resources-about-messaging': {
    title: 'Related: about messaging',
    why: 'Named as a related article at the top of the article.',
    risk: 'The team talks about messaging as if it were live chat under a new name.',
    ask: 'Read it when you start; Ferry links it in the kickoff message.',
  },
  'resources-enabling-messaging': {
    title: 'Related: enabling messaging',
    why: 'Named as a related article at the top of the article.',
    risk: 'Nobody knows in advance what the page with the two settings looks like.',
    ask: 'Read it when you start; Ferry links it in the kickoff message.',
  },
} as const satisfies Readonly<Partial<Record<ItemId, ItemText>>>;
