import { z } from 'zod';
import { type WorldName, worldNames } from '../cast.ts';
import type { ClockState } from '../clock.ts';
import type { Json } from '../slack/json.ts';
import { tourSteps } from '../tour/steps.ts';
import type { Tour } from '../tour/tour.ts';
import type { Snapshot as ZendeskSnapshot } from '../zendesk/snapshot.ts';

const person = z.string();
const account = z.string();
const place = z.union([
  z.strictObject({ channel: z.string(), ts: z.string() }),
  z.strictObject({ view: z.string() }),
  z.strictObject({ home: z.literal(true) }),
]);
const chatStatus = z.enum(['online', 'away', 'invisible', 'offline']);
/** The page's language: what the team's work sets the account to. */
const language = z.enum(['en', 'ko']).optional();
const ticketStatus = z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']);
const zendesk = <const Do extends string>(name: Do) => ({ do: z.literal(name), account });

/** What goes wrong with the next calls to Slack. */
export const slackFaults = ['before', 'after', '429', '500', 'cut'] as const;
/** What goes wrong with requests to Zendesk. */
export const zendeskFaults = ['429', '500', '503', 'html', 'truncated', 'slow', 'cut', 'forbidden', 'unauthorized', 'wrong-types'] as const;
/** Which requests a fault meets. */
export const faultFamilies = ['support', 'chat', 'rtm', 'embed', 'help_center', 'status'] as const;

/** Everything one can do on the page. */
export const actionShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('slash'), person, channel: z.string(), text: z.string().max(4000) }),
  z.strictObject({ do: z.literal('say'), person, channel: z.string(), text: z.string().max(4000) }),
  z.strictObject({
    do: z.literal('press'),
    person,
    place,
    actionId: z.string(),
    blockId: z.string().optional(),
    value: z.unknown().optional(),
  }),
  z.strictObject({ do: z.literal('submit'), person, view: z.string(), values: z.record(z.string(), z.unknown()) }),
  z.strictObject({ do: z.literal('close'), person, view: z.string() }),
  z.strictObject({ do: z.literal('home'), person }),
  z.strictObject({ do: z.literal('invite'), channel: z.string() }),
  z.strictObject({ do: z.literal('slack-away'), is: z.boolean() }),
  z.strictObject({ do: z.literal('slack-cut') }),
  z.strictObject({ do: z.literal('slack-renew') }),
  z.strictObject({ do: z.literal('slack-again') }),
  z.strictObject({ do: z.literal('slack-fault'), mode: z.enum(slackFaults), times: z.int().min(1).max(50) }),
  z.strictObject({ do: z.literal('slack-clear') }),
  z.strictObject({ ...zendesk('activate') }),
  z.strictObject({ ...zendesk('convert'), brands: z.array(z.string()).min(1) }),
  z.strictObject({ ...zendesk('snippet-key'), brand: z.string(), key: z.enum(['old', 'new']) }),
  z.strictObject({ ...zendesk('chat-hours'), open: z.boolean() }),
  z.strictObject({ ...zendesk('agents'), status: chatStatus }),
  z.strictObject({ ...zendesk('agent'), id: z.int(), status: chatStatus }),
  z.strictObject({ ...zendesk('chat-access'), id: z.int(), is: z.boolean() }),
  z.strictObject({ ...zendesk('start-chat'), brand: z.string(), group: z.int().optional() }),
  z.strictObject({ ...zendesk('end-chat'), id: z.string() }),
  z.strictObject({ ...zendesk('end-chats') }),
  z.strictObject({ ...zendesk('start-conversation'), brand: z.string(), group: z.int().optional() }),
  z.strictObject({ ...zendesk('ticket'), id: z.int(), status: ticketStatus }),
  z.strictObject({ ...zendesk('ticket-delete'), id: z.int() }),
  z.strictObject({ ...zendesk('ticket-merge'), id: z.int(), into: z.int() }),
  z.strictObject({ ...zendesk('trigger'), id: z.int(), active: z.boolean() }),
  z.strictObject({ ...zendesk('setting'), path: z.string().max(100), value: z.boolean() }),
  z.strictObject({ ...zendesk('incident'), title: z.string().min(1).max(100) }),
  z.strictObject({ ...zendesk('incidents-resolved') }),
  z.strictObject({ ...zendesk('revoke-tokens') }),
  z.strictObject({
    ...zendesk('zendesk-fault'),
    mode: z.enum(zendeskFaults),
    family: z.enum(faultFamilies).optional(),
    times: z.int().min(1).optional(),
  }),
  z.strictObject({ ...zendesk('zendesk-clear') }),
  z.strictObject({ do: z.literal('jump'), ms: z.int().min(0) }),
  z.strictObject({ do: z.literal('go-to'), at: z.int() }),
  z.strictObject({ do: z.literal('speed'), rate: z.number().min(0).max(3600) }),
  z.strictObject({ do: z.literal('next-event') }),
  z.strictObject({ do: z.literal('world'), name: z.enum(worldNames) }),
  z.strictObject({ do: z.literal('tour'), step: z.enum(tourSteps), hint: z.string(), language }),
  z.strictObject({ do: z.literal('bot-kill') }),
  z.strictObject({ do: z.literal('bot-start') }),
  z.strictObject({ ...zendesk('connect') }),
  z.strictObject({ ...zendesk('homework'), language }),
]);

/** One act of a person at the page. */
export type Action = z.infer<typeof actionShape>;

/** What came of an act: what the simulator says, or why it was not possible. */
export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string };

/** A person of the workspace. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: 'en-US' | 'ko-KR';
  readonly tz: string;
  readonly isAdmin?: boolean;
  readonly isRestricted?: boolean;
  readonly isBot?: boolean;
}

/** A file as a message names it. */
export interface MessageFile {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  readonly alt_txt?: string;
}

/** A message as Slack's interface would give it. */
export interface PageMessage {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly thread_ts?: string;
  readonly edited?: Json;
  readonly files?: readonly MessageFile[];
  readonly is_ephemeral?: boolean;
}

/** A conversation with all that one person sees of it, oldest first. */
export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  readonly hasBot: boolean;
  readonly messages: readonly PageMessage[];
}

/** A modal or home tab with what stands in its fields. */
export interface PageView {
  readonly id: string;
  readonly hash: string;
  readonly callback_id: string;
  readonly title: Json;
  readonly submit: Json | null;
  readonly close: Json | null;
  readonly blocks: readonly Json[];
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, Json>>>> };
  readonly errors: Readonly<Record<string, string>>;
}

/** Something that reached a person: a message that names them, or a direct one. */
export interface Notice {
  readonly person: string;
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
}

/** All that the page draws for one person. */
export interface PageState {
  /** Another world has another number. */
  readonly scene: number;
  readonly world: WorldName;
  readonly tour: Tour;
  /** What reached the people of the workspace, the newest last. */
  readonly notices: readonly Notice[];
  readonly now: number;
  readonly clock: ClockState;
  readonly people: readonly Person[];
  readonly channels: readonly PageChannel[];
  readonly modals: readonly PageView[];
  readonly home: PageView | null;
  readonly zendesk: readonly ZendeskSnapshot[];
  readonly slackAway: boolean;
  readonly slackFaults: readonly { readonly mode: string; readonly left: number }[];
  readonly bot: { readonly alive: boolean; readonly connections: number; readonly lines: readonly string[] };
  readonly accounts: readonly { readonly key: string; readonly connected: boolean | 'trying'; readonly said: string }[];
}
