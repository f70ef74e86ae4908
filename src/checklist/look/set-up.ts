import { z } from 'zod';
import { type Reading, unknownReasons } from '../../migration/finding.ts';
import type { Instant } from '../../migration/time.ts';
import type { ChatAccount, ChatRouting, ChatTrigger, Department, Named, Queue, Schedule } from '../../zendesk/port.ts';
import type { PendingRules, Several, TriggersSeen } from './rules.ts';

/** What was last read of how an account is set up. What can be long is kept as what it comes to. */
export interface SetUpReadings {
  readonly triggers?: Reading<TriggersSeen>;
  readonly automations?: Reading<PendingRules>;
  /** Titles of active views of unsolved messaging tickets. */
  readonly views?: Reading<readonly string[]>;
  readonly macros?: Reading<number>;
  readonly schedules?: Reading<readonly Schedule[]>;
  readonly queues?: Reading<readonly Queue[]>;
  readonly auditLog?: Reading<{ readonly answers: true }>;
  readonly chatAccount?: Reading<ChatAccount>;
  readonly departments?: Reading<readonly Department[]>;
  readonly chatTriggers?: Reading<readonly ChatTrigger[]>;
  readonly bans?: Reading<{ readonly addresses: number; readonly visitors: number }>;
  readonly goals?: Reading<Several>;
  readonly skills?: Reading<Several>;
  readonly roles?: Reading<Several>;
  readonly shortcuts?: Reading<number>;
  readonly chatRouting?: Reading<ChatRouting>;
  readonly chatClients?: Reading<Several>;
  /** The Chat configuration as it stood, list by list: omnichannel routing hides some of it, and the switch the rest. */
  readonly chatCopy?: Reading<ChatCopy>;
  readonly integrations?: Reading<Several>;
}

export interface ChatCopy {
  readonly letters: number;
  readonly lists: Readonly<Record<string, unknown>>;
}

/** Written by `writeReport`: an instant is read back as it was written. */
export const at = z.string().transform((text) => text as Instant);

export const reading = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('seen'), value, asked: z.string(), at }),
    z.object({ status: z.literal('unknown'), why: z.enum(unknownReasons), asked: z.string(), at }),
  ]);

/** Present or not: both are written by leaving the key out. */
export const maybe = <T extends z.ZodType>(value: T) => value.optional().transform((each) => each);

const several = z.object({ count: z.number(), first: z.array(z.string()) });
const pending = z.object({ count: z.number(), rules: z.array(z.object({ title: z.string(), spares: z.array(z.string()) })) });

export const setUpShapes = {
  triggers: reading(
    z.object({
      count: z.number(),
      messagingNumbers: z.array(z.string()),
      routing: z.array(z.object({ title: z.string(), active: z.boolean(), groupId: z.number() })),
      chatOnly: several,
      anyChannel: several,
      pending,
    }),
  ).optional(),
  automations: reading(pending).optional(),
  views: reading(z.array(z.string())).optional(),
  macros: reading(z.number()).optional(),
  schedules: reading(
    z.array(
      z.object({
        name: z.string(),
        timeZone: z.string(),
        minutesAWeek: z.number(),
        hours: z.array(z.object({ from: z.number(), to: z.number() })).optional(),
      }),
    ),
  ).optional(),
  queues: reading(
    z.array(
      z.object({
        name: z.string(),
        channels: z.array(z.object({ operator: z.string(), value: z.string() })),
        groupIds: z.array(z.number()),
      }),
    ),
  ).optional(),
  auditLog: reading(z.object({ answers: z.literal(true) })).optional(),
  chatAccount: reading(
    z.object({
      status: maybe(z.string()),
      plan: maybe(z.string()),
      restApi: maybe(z.boolean()),
      operatingHours: maybe(z.boolean()),
    }),
  ).optional(),
  departments: reading(
    z.array(z.object({ id: z.number(), name: z.string(), enabled: maybe(z.boolean()), groupId: maybe(z.number()) })),
  ).optional(),
  chatTriggers: reading(z.array(z.object({ name: z.string(), enabled: z.boolean(), event: maybe(z.string()) }))).optional(),
  bans: reading(z.object({ addresses: z.number(), visitors: z.number() })).optional(),
  goals: reading(several).optional(),
  skills: reading(several).optional(),
  roles: reading(several).optional(),
  shortcuts: reading(z.number()).optional(),
  chatRouting: reading(
    z.object({
      mode: z.string(),
      limit: maybe(z.number()),
      limitEnabled: z.boolean(),
      limitPer: maybe(z.string()),
      skills: maybe(z.boolean()),
      reassignAfterSeconds: maybe(z.number()),
    }),
  ).optional(),
  chatClients: reading(several).optional(),
  chatCopy: reading(z.object({ letters: z.number(), lists: z.record(z.string(), z.unknown()) })).optional(),
  integrations: reading(several).optional(),
};

/** Things that have a name and can be off: those that are on. */
export function inUse(list: readonly Named[]): readonly string[] {
  return list.filter(({ enabled }) => enabled).map(({ name }) => name);
}
