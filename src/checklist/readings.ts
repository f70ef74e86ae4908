import { z } from 'zod';
import type { Subdomain } from '../migration/account.ts';
import type { Reading } from '../migration/finding.ts';
import type { Instant } from '../migration/time.ts';
import type { AccountSettings, Brand, ChatAgent, Group, Incident, LiveAgents, LiveChats, Membership, Widget } from '../zendesk/port.ts';
import { keptCopy } from './look/chat-copy.ts';
import { planChangedAt } from './look/plan.ts';
import { at, maybe, reading, type SetUpReadings, setUpShapes, topic } from './look/set-up.ts';
import { type PageSeen, pageShape } from './look/site/page.ts';

/** How many of a channel's people have read the agent links; bots and guests apart. */
export interface ShareCount {
  readonly channel: string;
  readonly members: number;
  readonly read: number;
}

/** Everything that was last read for one account. A topic that is absent was never looked at. */
export interface Readings extends SetUpReadings {
  readonly settings?: Reading<AccountSettings>;
  readonly brands?: Reading<readonly Brand[]>;
  /** Published articles of each brand by locale. */
  readonly articles?: Readonly<Record<string, Reading<Readonly<Record<string, number>>>>>;
  readonly groups?: Reading<readonly Group[]>;
  /** Names of the groups as last seen, in one order: a look that fails does not make them others. */
  readonly groupNames?: readonly string[];
  readonly memberships?: Reading<readonly Membership[]>;
  readonly chatAgents?: Reading<readonly ChatAgent[]>;
  readonly widgets?: Readonly<Record<string, Reading<Widget>>>;
  readonly chats?: Reading<LiveChats>;
  readonly agents?: Reading<LiveAgents>;
  readonly messagingAgents?: Reading<number>;
  readonly chatTickets?: Reading<number>;
  /** Messaging tickets of the last days: one is proof that messaging is active. */
  readonly messagingTickets?: Reading<number>;
  readonly incidents?: Reading<readonly Incident[]>;
  /** The role in Zendesk of operator and backup, by their Slack id; the address that it was found by is not kept. */
  readonly people?: Readonly<Record<string, Reading<{ readonly role: string }>>>;
  readonly shares?: Reading<readonly ShareCount[]>;
  /** By how many milliseconds our clock is ahead of Zendesk's, behind if negative. */
  readonly clock?: Reading<number>;
  /** The key pages by their address. */
  readonly pages?: Readonly<Record<string, Reading<PageSeen>>>;
}

export type Topic = Exclude<keyof Readings, 'groupNames'>;

/** How an item read when the checklist was last shown: a digest to compare with, and the sentence in each language. */
export interface ShownItem {
  readonly digest: string;
  readonly en: string;
  readonly ko: string;
}

/** The readings of one account with the moment at which the last whole look was begun. */
export interface Report {
  readonly lookedAt: Instant | undefined;
  /** Begun and not ended: a whole look goes on from here after a restart. */
  readonly begunAt?: Instant | undefined;
  /** When the account's plan was last seen to be another: what was probed before that is probed again. */
  readonly planChangedAt?: Instant | undefined;
  /** What somebody was last shown after a look: only they know what is new since then. */
  readonly shown?: Readonly<Record<string, ShownItem>> | undefined;
  readonly readings: Readings;
}

export const nothingRead: Report = { lookedAt: undefined, readings: {} };

const sub = z.string().transform((text) => text as Subdomain); // checked when it was read
const flag = maybe(z.boolean());
const numbers = z.record(z.string(), z.number());

const shape = z.object({
  lookedAt: at.optional(),
  begunAt: at.optional(),
  planChangedAt: at.optional().catch(undefined),
  shown: z
    .record(z.string(), z.object({ digest: z.string(), en: z.string(), ko: z.string() }))
    .optional()
    .catch(undefined),
  readings: z.object({
    ...setUpShapes,
    settings: topic(
      z.object({ agentWorkspace: flag, chat: flag, omnichannelRouting: flag, unifiedStatuses: flag, features: maybe(z.array(z.string())) }),
    ),
    brands: topic(
      z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          subdomain: sub,
          active: z.boolean(),
          isDefault: z.boolean(),
          hasHelpCenter: z.boolean(),
          helpCenterState: z.enum(['enabled', 'disabled', 'restricted', 'unknown']),
        }),
      ),
    ),
    articles: z.record(z.string(), reading(numbers)).optional().catch(undefined),
    groups: topic(z.array(z.object({ id: z.number(), name: z.string() }))),
    groupNames: z.array(z.string()).optional().catch(undefined),
    memberships: topic(z.array(z.object({ userId: z.number(), groupId: z.number() }))),
    chatAgents: topic(z.array(z.object({ id: z.number(), enabled: z.boolean() }))),
    widgets: z
      .record(z.string(), reading(z.enum(['messaging', 'classic', 'unknown'])))
      .optional()
      .catch(undefined),
    chats: topic(z.object({ incoming: z.number(), assigned: z.number(), active: z.number() })),
    agents: topic(z.object({ online: z.number(), away: z.number(), invisible: z.number() })),
    messagingAgents: topic(z.number()),
    chatTickets: topic(z.number()),
    messagingTickets: topic(z.number()),
    incidents: topic(z.array(z.object({ title: z.string(), impact: z.string(), services: z.array(z.string()) }))),
    people: z
      .record(z.string(), reading(z.object({ role: z.string() })))
      .optional()
      .catch(undefined),
    pages: z.record(z.string(), reading(pageShape)).optional().catch(undefined),
    clock: topic(z.number()),
    shares: topic(z.array(z.object({ channel: z.string(), members: z.number(), read: z.number() }))),
  }),
});

export function writeReport(report: Report): string {
  return JSON.stringify(report);
}

/** What shows the plan, of a report that is not read as a whole. */
const planShape = shape.shape.readings.pick({ settings: true, chatAccount: true, departments: true });
const planTopics = Object.keys(planShape.shape);

const anyReport = z.object({ readings: z.record(z.string(), z.unknown()) }).loose();

/**
 * The report's text with these readings in the place of older ones. The others are not read: what was written once is checked
 * when it is read, and a look that keeps thirty topics one by one would check all of them thirty times.
 */
export function withReadings(text: string | undefined, seen: Readings, ends: Partial<Omit<Report, 'readings'>> = {}): string {
  const before = anyReport.safeParse(text === undefined ? undefined : JSON.parse(text));
  const { readings, ...rest } = before.success ? before.data : { readings: {} };
  const { chatCopy } = seen;
  const kept = chatCopy === undefined ? {} : { chatCopy: keptCopy(setUpShapes.chatCopy.parse(readings['chatCopy']), chatCopy) };
  const changedAt = planTopics.some((each) => each in seen) ? planChangedAt(planShape.parse(readings), seen) : undefined;
  const plan = changedAt === undefined ? {} : { planChangedAt: changedAt };
  return JSON.stringify({ ...rest, ...ends, ...plan, readings: { ...readings, ...seen, ...kept } });
}

/** A report that cannot be read is no report: it is looked at anew. */
export function readReport(text: string | undefined): Report {
  if (text === undefined) return nothingRead;
  const parsed = shape.safeParse(JSON.parse(text));
  // The shape is that of `Report`; only its absent keys are written as undefined by zod, which `Readings` leaves out.
  return parsed.success ? (parsed.data as Report) : nothingRead;
}

/** When the topic was last seen, the oldest part of it; undefined where it was not, or not all of it. */
export function seenAt(readings: Readings, topic: Topic): Instant | undefined {
  const found: unknown = readings[topic];
  const parts = partsOf(found);
  if (parts.length === 0 || parts.some(({ status }) => status !== 'seen')) return undefined;
  return parts.map((part) => part.at).toSorted()[0];
}

// Made once: zod compiles a shape when it is first asked, and a round asks for the parts of thirty topics of each account.
const part = z.object({ status: z.enum(['seen', 'unknown']), why: z.string().optional(), at });
const partByName = z.record(z.string(), part);

/** A topic is one reading, or one for each brand or page. */
export function partsOf(found: unknown): readonly { readonly status: string; readonly why?: string | undefined; readonly at: Instant }[] {
  const one = part.safeParse(found);
  if (one.success) return [one.data];
  const many = partByName.safeParse(found);
  return many.success ? Object.values(many.data) : [];
}
