import { z } from 'zod';
import { type Reading, unknownReasons } from '../../migration/finding.ts';
import type { Instant } from '../../migration/time.ts';
import type { CapacityRule, ChatAccount, ChatRouting, ChatTrigger, Department, Named, Queue, Schedule } from '../../zendesk/port.ts';
import { type ChatCopy, chatCopyShape } from './chat-copy.ts';
import type { DepartmentGaps } from './departments.ts';
import type { PendingRules, Several, TriggersSeen } from './rules.ts';

/** What was last read of how an account is set up. What can be long is kept as what it comes to. */
export interface SetUpReadings {
  /** The scopes of the Support token. */
  readonly scopes?: Reading<readonly string[]>;
  readonly triggers?: Reading<TriggersSeen>;
  readonly automations?: Reading<PendingRules>;
  /** Titles of active views of unsolved messaging tickets. */
  readonly views?: Reading<readonly string[]>;
  readonly macros?: Reading<number>;
  readonly schedules?: Reading<readonly Schedule[]>;
  readonly queues?: Reading<readonly Queue[]>;
  readonly capacityRules?: Reading<readonly CapacityRule[]>;
  readonly auditLog?: Reading<{ readonly answers: true }>;
  readonly chatAccount?: Reading<ChatAccount>;
  readonly departments?: Reading<readonly Department[]>;
  readonly departmentGaps?: Reading<DepartmentGaps>;
  readonly chatTriggers?: Reading<readonly ChatTrigger[]>;
  readonly bans?: Reading<{ readonly addresses: number; readonly visitors: number }>;
  readonly goals?: Reading<Several>;
  readonly skills?: Reading<Several>;
  readonly roles?: Reading<Several>;
  readonly shortcuts?: Reading<number>;
  /** Those without an active macro of the same name. */
  readonly shortcutsLeft?: Reading<Several>;
  readonly chatRouting?: Reading<ChatRouting>;
  readonly chatClients?: Reading<Several>;
  /** The Chat configuration as it stood, list by list: omnichannel routing hides some of it, and the switch the rest. */
  readonly chatCopy?: Reading<ChatCopy>;
  readonly integrations?: Reading<Several>;
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

const channelConditions = z.array(z.object({ field: z.string(), operator: z.string(), value: z.string() }));
const several = z.object({ count: z.number(), first: z.array(z.string()) });
const pending = z.object({ count: z.number(), rules: z.array(z.object({ title: z.string(), spares: z.array(z.string()) })) });

/** A topic that was written in another shape is one that was not looked at: the others stay. */
export const topic = <T extends z.ZodType>(value: T) => reading(value).optional().catch(undefined);

export const setUpShapes = {
  scopes: topic(z.array(z.string())),
  triggers: topic(
    z.object({
      count: z.number(),
      messagingNumbers: z.array(z.string()),
      routing: z.array(z.object({ title: z.string(), active: z.boolean(), groupId: z.number() })),
      chatOnly: several,
      chatBound: z
        .object({ among: several, tagged: several, grouped: z.array(z.object({ title: z.string(), groupId: z.number() })) })
        .optional(),
      anyChannel: several,
      pending,
      sessionSurveys: several.optional(),
    }),
  ),
  automations: topic(pending),
  views: topic(z.array(z.string())),
  macros: topic(z.number()),
  schedules: topic(
    z.array(
      z.object({
        name: z.string(),
        timeZone: maybe(z.string()),
        minutesAWeek: z.number(),
        hours: z.array(z.object({ from: z.number(), to: z.number() })).optional(),
      }),
    ),
  ),
  queues: topic(
    z.array(
      z.object({
        name: z.string(),
        all: channelConditions,
        any: channelConditions,
        groupIds: z.array(z.number()),
      }),
    ),
  ),
  capacityRules: topic(z.array(z.object({ name: z.string(), isDefault: z.boolean(), messaging: z.number() }))),
  auditLog: topic(z.object({ answers: z.literal(true) })),
  chatAccount: topic(
    z.object({
      status: maybe(z.string()),
      plan: maybe(z.string()),
      restApi: maybe(z.boolean()),
      operatingHours: maybe(z.boolean()),
    }),
  ),
  departments: topic(z.array(z.object({ id: z.number(), name: z.string(), enabled: maybe(z.boolean()), groupId: maybe(z.number()) }))),
  departmentGaps: topic(
    z.object({
      withoutGroup: several,
      departments: z.number(),
      missing: z.array(z.object({ department: z.string(), count: z.number(), first: z.array(z.string()) })),
    }),
  ),
  chatTriggers: topic(z.array(z.object({ name: z.string(), enabled: z.boolean(), event: maybe(z.string()) }))),
  bans: topic(z.object({ addresses: z.number(), visitors: z.number() })),
  goals: topic(several),
  skills: topic(several),
  roles: topic(several),
  shortcuts: topic(z.number()),
  shortcutsLeft: topic(several),
  chatRouting: topic(
    z.object({
      mode: z.string(),
      limit: maybe(z.number()),
      limitEnabled: z.boolean(),
      limitPer: maybe(z.string()),
      skills: maybe(z.boolean()),
      reassignAfterSeconds: maybe(z.number()),
    }),
  ),
  chatClients: topic(several),
  chatCopy: topic(chatCopyShape),
  integrations: topic(several),
};

/** Things that have a name and can be off: those that are on. */
export function inUse(list: readonly Named[]): readonly string[] {
  return list.filter(({ enabled }) => enabled).map(({ name }) => name);
}
