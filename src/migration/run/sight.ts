import { z } from 'zod';
import { type Instant, instantShape } from '../time.ts';

const count = z.int().min(0);
const host = z.string();
const shown = z.object({ brand: host, widget: z.enum(['messaging', 'classic', 'unknown']) });

/**
 * What was seen, as numbers and names: each language puts it in words where it is shown. It stands beside the one neutral line of
 * the evidence, which older records have alone.
 */
export const sightShape = z.discriminatedUnion('of', [
  z.object({ of: z.literal('incoming'), chats: count, isNobodyOnline: z.boolean() }),
  z.object({ of: z.literal('chats'), incoming: count, assigned: count, active: count }),
  /** `messaging` are those online for messaging, where statuses are for every channel. */
  z.object({ of: z.literal('agents'), online: count, away: count, invisible: count, messaging: z.optional(count) }),
  z.object({ of: z.literal('messaging_agents'), online: count }),
  z.object({ of: z.literal('widgets'), shown: z.array(shown).readonly() }),
  z.object({ of: z.literal('keys'), brand: host, keys: z.enum(['old', 'new', 'partly', 'neither', 'unknown']) }),
  /** A brand turned, or turned back, by so many readings one after the other. */
  z.object({ of: z.literal('turned'), times: count }),
  z.object({ of: z.literal('old_key'), times: count }),
  z.object({ of: z.literal('messaging_tickets'), count }),
  z.object({ of: z.literal('workspace'), isOn: z.optional(z.boolean()) }),
  z.object({ of: z.literal('prerequisites'), isOn: z.optional(z.boolean()), turned: count, widgets: count }),
  z.object({ of: z.literal('routing_off') }),
  z.object({ of: z.literal('omnichannel'), unified: z.optional(z.boolean()), queues: count }),
  z.object({ of: z.literal('triggers'), active: count, inactive: count }),
  z.object({ of: z.literal('members'), groups: count, members: count }),
  z.object({ of: z.literal('chat_limit'), limit: z.optional(count), isOn: z.optional(z.boolean()) }),
  z.object({ of: z.literal('chat_hours'), areSet: z.optional(z.boolean()) }),
  z.object({ of: z.literal('help_centers_on'), brands: z.array(host).readonly() }),
  z.object({ of: z.literal('roles'), roles: z.array(z.string()).readonly() }),
  z.object({ of: z.literal('no_policy') }),
  z.object({ of: z.literal('opening'), is: z.enum(['open', 'no_hours', 'closed']), opensAt: z.optional(instantShape) }),
  z.object({ of: z.literal('copy'), kept: count, all: count, kilobytes: count, first: z.optional(z.string()) }),
  z.object({ of: z.literal('calls'), calls: count, unread: count }),
]);
export type Sight = z.infer<typeof sightShape>;

/** That a step is done, and what that rests on; older records have no sight. */
export interface StepDone {
  readonly at: Instant;
  readonly how: 'seen' | 'said' | 'made';
  readonly saw: string;
  readonly sight?: Sight | undefined;
}
