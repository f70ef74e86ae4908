import { z } from 'zod';
import { accountKinds, type Subdomain, subdomain } from './account.ts';
import { type Fingerprint, paths, practices } from './plan.ts';
import { roles } from './roles.ts';
import { sightShape } from './run/sight.ts';
import { statements } from './sign-offs.ts';
import { instantShape } from './time.ts';

/** Somebody in Slack, the operator of the server at its command line, or Ferry itself. */
const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), slackUserId: z.string() }),
  z.object({ kind: z.literal('server') }),
  z.object({ kind: z.literal('bot') }),
]);
export type Actor = z.infer<typeof actor>;

const at = instantShape;
const of = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Fingerprint); // 64 hex digits are a fingerprint's writing
const host = z.string().transform((text, ctx): Subdomain => {
  const checked = subdomain(text);
  if (checked !== undefined) return checked;
  ctx.addIssue({ code: 'custom', message: 'not a subdomain' });
  return z.NEVER;
});
const user = z.string().min(1);
const item = z.string().min(1);
const step = z.string().min(1);
const count = z.int().min(0);
/** Version of the plan it belongs to, where that is not the one at hand: a finished night's lines go on beside the next plan. */
const plan = z.optional(z.int().min(1));

/** What the plan's window was expected to cost, in chats cut off, as it was chosen: kept to be compared with what happened. */
const forecastShape = z.object({
  source: z.enum(['chats', 'tickets']),
  by: z.enum(['plain', 'model']),
  mean: z.number().min(0),
  median: count,
  p90: count,
  weeks: count,
  /** Of those, the chats that were to be live as the window opens: what a reading at T0 can be compared with. */
  opening: z.optional(z.object({ mean: z.number().min(0), median: count, p90: count })),
});
export type KeptForecast = z.infer<typeof forecastShape>;

const swapKeys = z.object({ from: z.string(), to: z.string(), pages: z.array(z.string()).readonly() });

export const planShape = z.object({
  opensAt: at,
  closesAt: at,
  timeZone: z.string(),
  brands: z.array(z.object({ subdomain: host, path: z.enum(paths), keys: z.optional(swapKeys) })),
  operator: z.optional(user),
  backup: z.optional(user),
  routing: z.optional(z.string()),
  runbookVersion: z.int(),
  estimate: z.optional(
    z.object({
      first: count,
      further: count,
      click: count,
      by: z.object({ what: z.enum(practices), at, minutes: count }),
    }),
  ),
  rehearsalOf: z.optional(z.object({ account: z.string(), subdomain: host, channel: z.optional(z.string()) })),
});

/** What one run took: from T0 to doors open, from the last click to them, from click to click, and each step of the night. */
const measuredShape = z.object({
  toDoorsMs: count,
  clickMs: count,
  turnsMs: z.array(count),
  steps: z.array(z.object({ step, ms: count })),
});
export type Measures = z.infer<typeof measuredShape>;

/** How a drill ends: walked through, stopped by a person, after its time, or because the night itself is near. */
export const drillEnds = ['finished', 'stopped', 'time', 'night_near'] as const;

/** Why a sandbox that was planned for is none. */
export const sandboxDoubts = ['not_sandbox', 'same_subdomain'] as const;
export type SandboxDoubt = (typeof sandboxDoubts)[number];

/** What stands in the way of a gate: an item, a missing sign-off, or a circumstance. */
const blocker = z.object({
  kind: z.enum([
    'item',
    'sign_off',
    'presence',
    'promise',
    'incident',
    'status_unknown',
    'slack_away',
    'widget',
    'operator_missing',
    'window',
  ]),
  id: z.string(),
  why: z.string(),
});
export type Blocker = z.infer<typeof blocker>;

const listedTicket = z.object({ id: z.int(), status: z.string(), brandId: z.optional(z.int()), groupId: z.optional(z.int()) });
export type ListedTicket = z.infer<typeof listedTicket>;

export const ticketStates = ['open', 'pending', 'solved', 'merged', 'moved', 'missing'] as const;
export type TicketState = (typeof ticketStates)[number];

export const marks = ['T+2m', 'T+15m', 'T+24h', 'T+4d'] as const;
export type Mark = (typeof marks)[number];

export const cancelReasons = [
  'person',
  'declined',
  'nobody_decided',
  'nobody_present',
  'gate_stayed_red',
  'click_not_made',
  'incident',
  'rolled_back',
  'returned',
] as const;

/** What Ferry itself changes in Zendesk. */
export const writes = ['chat_limit', 'guard_tag', 'routing_trigger'] as const;
export type Write = (typeof writes)[number];
const write = z.enum(writes);

/** Where a step's being done is known from: looked up, said by a person, or simply done by Ferry. */
const how = z.enum(['seen', 'said', 'made']);

/** What the pages of a swapped brand show: all the same key, some of them the new one, one of them no key of the two, or one that could not be read. */
export const keysShown = ['old', 'new', 'partly', 'neither', 'unknown'] as const;
export type KeysShown = (typeof keysShown)[number];

const live = z.discriminatedUnion('status', [
  z.object({ status: z.literal('seen'), incoming: count, assigned: count, active: count }),
  z.object({ status: z.literal('unknown'), why: z.string() }),
]);
const liveAgents = z.discriminatedUnion('status', [
  z.object({ status: z.literal('seen'), online: count, away: count, invisible: count }),
  z.object({ status: z.literal('unknown'), why: z.string() }),
]);

/** Messaging tickets of the 24 hours from the sighting, hour by hour; of the `looked` newest it is known how they stand. */
const firstDay = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('seen'),
    byHour: z.array(count).length(24),
    looked: count,
    unassigned: count,
    ungrouped: count,
  }),
  z.object({ status: z.literal('unknown'), why: z.string() }),
]);
export type FirstDay = z.infer<typeof firstDay>;

/**
 * What happened. Items and steps are plain strings here: a log outlives the code that wrote it.
 * A shape once written is never changed; a new meaning is a new type.
 */
export const happening = z.discriminatedUnion('type', [
  z.object({ type: z.literal('account_added'), subdomain: host, kind: z.enum(accountKinds), timeZone: z.string() }),
  z.object({ type: z.literal('account_described'), kind: z.enum(accountKinds), timeZone: z.string() }),
  z.object({ type: z.literal('connected') }),
  z.object({ type: z.literal('disconnected') }),
  z.object({ type: z.literal('archived') }),
  z.object({ type: z.literal('role_given'), role: z.enum(roles), user }),
  z.object({ type: z.literal('role_taken'), role: z.enum(roles), user }),
  z.object({ type: z.literal('setting_set'), key: z.string(), value: z.string() }),
  z.object({ type: z.literal('home_channel'), channel: z.string() }),
  /** `of`: a digest of what was shown beside the item when it was said; while that is another, the word does not count. */
  z.object({ type: z.literal('item_said'), item, note: z.optional(z.string()), of: z.optional(z.string()) }),
  z.object({ type: z.literal('item_waived'), item, reason: z.string() }),
  z.object({ type: z.literal('item_taken_back'), item }),
  z.object({ type: z.literal('item_assigned'), item, user, due: z.optional(z.string()) }),
  z.object({ type: z.literal('questions_answered'), answers: z.record(z.string(), z.enum(['yes', 'no', 'unknown'])) }),
  z.object({ type: z.literal('links_shared'), channel: z.string() }),
  z.object({ type: z.literal('links_read'), channel: z.string(), user }),
  z.object({ type: z.literal('scheduled'), plan: planShape }),
  z.object({ type: z.literal('forecast_kept'), forecast: forecastShape }),
  z.object({ type: z.literal('restaffed'), operator: z.optional(user), backup: z.optional(user) }),
  z.object({ type: z.literal('sign_off_asked'), statement: z.enum(statements), of }),
  z.object({
    type: z.literal('signed'),
    statement: z.enum(statements),
    verdict: z.enum(['yes', 'no']),
    of,
    reason: z.optional(z.string()),
  }),
  z.object({ type: z.literal('promised'), user }),
  z.object({ type: z.literal('present'), user }),
  z.object({ type: z.literal('t0_reached') }),
  z.object({ type: z.literal('start_missed') }),
  z.object({ type: z.literal('cancelled'), because: z.enum(cancelReasons), reason: z.optional(z.string()) }),
  z.object({ type: z.literal('halted'), because: z.enum(['person_asked', 'click_not_seen']) }),
  z.object({ type: z.literal('resumed') }),
  z.object({ type: z.literal('step_begun'), step, plan }),
  /** Its request has reached Slack: from here on a person may act on it. */
  z.object({ type: z.literal('step_asked'), step }),
  /** Begun, and taken back before anybody was asked: its gate has to be passed again. */
  z.object({ type: z.literal('step_withdrawn'), step }),
  /** It was done, and what was seen since says otherwise, or nothing is seen any more: what was said for it does not count. */
  z.object({ type: z.literal('step_reopened'), step, saw: z.string() }),
  z.object({ type: z.literal('step_said'), step, group: z.optional(z.string()), plan }),
  z.object({ type: z.literal('step_done'), step, how, saw: z.string(), sight: z.optional(sightShape), plan }),
  z.object({ type: z.literal('step_late'), step, saw: z.string(), plan }),
  z.object({ type: z.literal('gate_looked'), gate: z.string(), blockers: z.array(blocker) }),
  /** An admin went on over these, by name and with a reason; `chats` were open then. */
  z.object({ type: z.literal('gate_passed'), gate: z.string(), blockers: z.array(blocker), chats: z.optional(count), reason: z.string() }),
  z.object({ type: z.literal('phrase_typed'), brand: host }),
  z.object({ type: z.literal('phrase_void'), brand: host, because: z.enum(['expired', 'changed', 'handed_over']) }),
  z.object({ type: z.literal('handed_over'), from: user, to: user }),
  /** Asked for after the point of no return: what is possible is told, and nothing else begins. */
  z.object({ type: z.literal('rolled_back'), reason: z.optional(z.string()) }),
  z.object({ type: z.literal('live_chats_read'), live }),
  z.object({ type: z.literal('live_agents_read'), agents: liveAgents }),
  z.object({ type: z.literal('tickets_previewed'), count: z.optional(count) }),
  z.object({ type: z.literal('tickets_listed'), tickets: z.array(listedTicket), plan }),
  z.object({
    type: z.literal('tickets_compared'),
    mark: z.enum(marks),
    tickets: z.array(z.object({ id: z.int(), now: z.enum(ticketStates) })),
    plan,
  }),
  z.object({ type: z.literal('widget_read'), brand: host, widget: z.enum(['messaging', 'classic', 'unknown']) }),
  /** `page` is the first that does not show what it should. */
  z.object({ type: z.literal('keys_read'), brand: host, keys: z.enum(keysShown), page: z.optional(z.string()), plan }),
  /** A swapped brand whose new key had been proved does not show it any more, and nobody was asked for that. */
  z.object({ type: z.literal('new_key_gone'), brand: host, page: z.optional(z.string()), plan }),
  /** The way back of a swapped brand was seen: its old key is on every page again. */
  z.object({ type: z.literal('brand_returned'), brand: host }),
  /** A messaging ticket since a step was asked for: shown to whoever gives the word, and decides nothing. */
  z.object({ type: z.literal('ticket_noticed'), step, ticket: z.int(), plan }),
  z.object({ type: z.literal('seen_unplanned'), brand: host }),
  /** A brand that had turned shows Classic again, and nobody had been asked for that. */
  z.object({ type: z.literal('seen_returned'), brand: host }),
  /** A hard item that was ready was seen open again while nobody looked. */
  z.object({ type: z.literal('item_reopened'), item }),
  /** What somebody's word rests on is another now: the word of that moment is void. */
  z.object({ type: z.literal('word_void'), item, user, of: z.string() }),
  z.object({ type: z.literal('brand_left'), brand: host }),
  z.object({ type: z.literal('conversation_seen'), brand: host, ticket: z.int(), grouped: z.boolean() }),
  /** One change, with what was there before: stored before anything is sent. `ids` are the tickets it is for. */
  z.object({ type: z.literal('write_intended'), write, target: z.string(), was: z.string(), want: z.string(), ids: z.array(z.int()) }),
  z.object({ type: z.literal('write_tried'), write, target: z.string() }),
  /** Read back as it was wanted. */
  z.object({ type: z.literal('write_seen'), write, target: z.string() }),
  /** Zendesk does not let Ferry, or it was not seen in time: a person does it. */
  z.object({ type: z.literal('write_refused'), write, target: z.string(), why: z.string() }),
  z.object({ type: z.literal('undo_tried'), write, target: z.string() }),
  z.object({ type: z.literal('undo_seen'), write, target: z.string(), how: z.enum(['put_back', 'changed_by_hand']) }),
  z.object({ type: z.literal('undo_refused'), write, target: z.string(), why: z.string() }),
  /** When agents open first after the switch, where the schedules say; with `oneOperator` nobody was there for the drain to end. */
  z.object({ type: z.literal('first_opening'), opensAt: at, oneOperator: z.boolean() }),
  z.object({ type: z.literal('lead_present'), user }),
  /** An incident of Zendesk's around the window, by its title: told once. */
  z.object({ type: z.literal('incident_seen'), title: z.string() }),
  /** Roles that nobody holds, and open items that are due; `escalated` goes to the admins. */
  z.object({ type: z.literal('reminded'), roles: z.array(z.enum(roles)), items: z.array(item), escalated: z.boolean() }),
  /** Chat tickets of whole days before the switch, by hour of the day and day of the week (Monday first) on the account's clock. */
  z.object({ type: z.literal('baseline_kept'), days: count, byHour: z.array(count).length(24), byDay: z.array(count).length(7) }),
  z.object({ type: z.literal('first_day_counted'), counted: firstDay, plan }),
  /** What became of the first messaging tickets that were solved. */
  z.object({ type: z.literal('handback_read'), closed: count, solved: count, plan }),
  /** A rehearsal does not begin, or does not go on: the account is no sandbox of the one it is rehearsed for. */
  z.object({ type: z.literal('rehearsal_refused'), why: z.enum(sandboxDoubts) }),
  /** On the production account: a rehearsal on its sandbox has ended. `plan` is its version in the sandbox's log. */
  z.object({
    type: z.literal('rehearsed'),
    sandbox: z.string(),
    plan: z.int(),
    opensAt: at,
    end: z.string(),
    measured: z.optional(measuredShape),
  }),
  /** A practice in Slack: these steps, one after the other. `drill` is the version of this event. */
  z.object({ type: z.literal('drill_begun'), brands: z.array(host), steps: z.array(step) }),
  z.object({ type: z.literal('drill_step_done'), drill: z.int(), step }),
  z.object({ type: z.literal('drill_ended'), drill: z.int(), because: z.enum(drillEnds) }),
  z.object({ type: z.literal('tokens_refused') }),
  z.object({ type: z.literal('finished'), remaining: z.array(host) }),
  /** Ferry was stopped while it sent this post, and Slack does not let it look whether it went out: these admins are told. */
  z.object({ type: z.literal('post_unseen'), post: z.string(), channel: z.string(), why: z.string(), tell: z.array(user) }),
  /** An admin has it posted again. */
  z.object({ type: z.literal('post_again'), post: z.string() }),
  /** What the window rules say of the plan as the settings are now; nothing, where they have nothing against it any more. */
  z.object({ type: z.literal('window_judged'), against: z.optional(z.enum(['black_out', 'hours'])) }),
  /** A planned brand that Zendesk does not know any more. */
  z.object({ type: z.literal('brand_gone'), brand: host }),
  /** Somebody with a duty of this plan, or an item of its night, is no member of the Slack workspace any more. */
  z.object({ type: z.literal('person_left'), user, roles: z.array(z.enum(roles)), item: z.string().optional() }),
]);
export type Happening = z.infer<typeof happening>;

/** One line of an account's log. `version` counts from 1 without gaps. What happened is nested: it may have fields `at` or `by` of its own. */
export const eventShape = z.object({ version: z.int().min(1), at, by: actor, happened: happening });
export type Event = z.infer<typeof eventShape>;
