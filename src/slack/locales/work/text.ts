import type { ItemState } from '../../../checklist/item-state.ts';
import type { ItemGate, Phase, Section } from '../../../checklist/items/item.ts';
import type { Blocker, Happening, Mark } from '../../../migration/events.ts';
import type { UnknownReason } from '../../../migration/finding.ts';
import type { Path } from '../../../migration/plan.ts';
import type { Sight } from '../../../migration/run/sight.ts';
import type { Instant } from '../../../migration/time.ts';

/** Where something was seen: in Zendesk, among the members of a Slack channel, on the key pages, or in Ferry's own record of the team. */
export type SeenIn = 'zendesk' | 'slack' | 'pages' | 'team';

/** Checklist, items, the agent links, after-care and the report. People, times and titles come in as they are shown. */
export interface WorkText {
  readonly item: {
    readonly done: string;
    /** Not done, and nothing waits for it. */
    readonly todo: string;
    /** Not done, and it blocks: the sign is never alone with that. */
    readonly blocks: Readonly<Record<ItemGate, string>>;
    readonly waived: string;
    readonly notApplicable: string;
    readonly unknown: (why: UnknownReason) => string;
    /** Somebody at the server's command line. */
    readonly server: string;
    readonly due: (day: string) => string;
    readonly overdue: (day: string) => string;
    readonly phases: Readonly<Record<Phase, string>>;
    /** Something that was seen and helps whoever decides. */
    /** `in Zendesk`, as a part of a sentence. */
    readonly where: Readonly<Record<SeenIn, string>>;
    /** Where pages of the customer's own were read. */
    readonly page: string;
    readonly hint: (sentence: string) => string;
    readonly seen: (ago: string) => string;
    readonly stale: string;
    readonly said: (who: string, ago: string) => string;
    readonly voided: (who: string, ago: string) => string;
    /** Where nobody's word can stand in for what Ferry has to see. */
    readonly wordFallsShort: (mayBeWaived: boolean) => string;
    /** A word does not count: by what was seen, and where. */
    readonly overruled: Readonly<Record<SeenIn, string>>;
    readonly waivedBy: (who: string, ago: string) => string;
    /** Whose word counts while it cannot be looked up. */
    readonly standIn: (roles: readonly string[]) => string;
    readonly ask: (ask: string) => string;
    readonly risk: (risk: string) => string;
    /** Label of a link; `number` is empty or ` 2`. */
    readonly article: (number: string) => string;
    readonly buttons: {
      readonly done: string;
      readonly waive: string;
      readonly look: string;
      readonly questions: string;
      readonly share: string;
    };
  };
  readonly checklist: {
    readonly header: (account: string, section: Section | undefined) => string;
    readonly page: (account: string, page: number, of: number) => string;
    readonly nothingHere: string;
    /** Heading of the blockers that are not shown in full. */
    readonly alsoBlock: string;
    readonly ofThese: (unknown: number) => string;
    readonly footer: (account: string, section: Section | undefined) => string;
    readonly more: (account: string) => string;
    readonly unknownSection: (word: string, account: string) => string;
  };
  readonly check: {
    readonly header: (account: string) => string;
    readonly begun: (account: string) => string;
    readonly firstLook: string;
    readonly nothingChanged: string;
    readonly changed: (count: number) => string;
    readonly andMore: (count: number, account: string) => string;
    readonly clock: (minutes: number, by: 'ahead' | 'behind') => string;
  };
  /** What each command wants, in a sentence; an example follows. */
  readonly usage: {
    readonly done: string;
    readonly waive: string;
    readonly undo: string;
    readonly assign: string;
    readonly notADate: (typed: string) => string;
    readonly past: (date: string) => string;
    readonly bot: (who: string) => string;
  };
  readonly already: (title: string) => string;
  readonly said: (title: string) => string;
  readonly waived: (title: string) => string;
  readonly undone: (title: string) => string;
  readonly assigned: (title: string, who: string) => string;
  readonly lookedAgain: (title: string, now: 'open' | 'settled') => string;
  readonly waiveModal: {
    readonly title: string;
    readonly submit: string;
    readonly close: string;
    readonly label: string;
    readonly hint: string;
    readonly empty: string;
  };
  /** A page or a piece of its code, read for what the messaging widget does not know. */
  readonly site: {
    readonly usage: (account: string) => string;
    readonly onlyHttps: string;
    readonly reading: (address: string) => string;
    readonly notRead: (address: string, why: string) => string;
    readonly header: string;
    readonly snippet: string;
    readonly status: (status: number) => string;
    readonly calls: (count: number) => string;
    readonly noCalls: string;
    readonly nothing: string;
    readonly unread: (scripts: number) => string;
    readonly noPolicy: string;
    readonly policyAllows: string;
    readonly policyLacks: (hosts: string) => string;
    readonly guard: string;
  };
  readonly questions: {
    readonly title: string;
    readonly submit: string;
    readonly close: string;
    readonly intro: string;
    readonly ifYes: (remark: string) => string;
    /** Before the request and the value that answered. */
    readonly seen: string;
    readonly choices: { readonly yes: string; readonly no: string; readonly unknown: string };
    readonly recorded: (yes: number, unknown: number) => string;
    readonly yes: string;
    readonly unknown: string;
    readonly next: string;
  };
  readonly share: {
    readonly usage: string;
    readonly pick: (typed: string, account: string) => string;
    readonly noChannel: (account: string) => string;
    readonly invite: (channel: string, account: string) => string;
    readonly shared: (channel: string) => string;
    /** `where`: the address of the post, where Slack has told it. */
    readonly already: (channel: string, ago: string, readers: number, where: string | undefined, account: string) => string;
    readonly notMember: (channel: string) => string;
    readonly read: (counts: { readonly read: number; readonly members: number | undefined }, which: 'first' | 'again') => string;
  };
  /** The post with the three links. */
  readonly links: {
    readonly title: (account: string) => string;
    readonly intro: string;
    readonly read: string;
    readonly count: (read: number, members: number | undefined, wanted: number) => string;
  };
  readonly after: {
    readonly header: (account: string) => string;
    readonly open: (count: number) => string;
    readonly tickets: string;
    readonly noList: string;
    readonly notCompared: (listed: number) => string;
    readonly marks: Readonly<Record<Mark, string>>;
    readonly notYet: string;
    readonly comes: (at: string) => string;
    readonly compared: (tickets: number, at: string) => string;
    readonly footer: (account: string) => string;
  };
  readonly report: ReportText;
  readonly happened: HappenedTexts;
}

/** The report for people, in Markdown. */
export interface ReportText {
  readonly sent: (account: string, which: 'tickets' | 'no_tickets') => string;
  readonly titles: {
    readonly report: (account: string) => string;
    readonly tickets: (account: string) => string;
    readonly events: (account: string) => string;
    readonly chat: (account: string) => string;
  };
  readonly title: (account: string) => string;
  readonly plan: string;
  readonly team: string;
  readonly signOffs: string;
  readonly waivers: string;
  readonly steps: string;
  readonly items: string;
  readonly happened: string;
  readonly none: string;
  readonly stage: (stage: string) => string;
  readonly account: (key: string, subdomain: string, kind: 'production' | 'sandbox', zone: string) => string;
  readonly liveBrands: (brands: string) => string;
  readonly written: (at: string) => string;
  readonly solo: string;
  readonly brands: (brands: string) => string;
  readonly paths: Readonly<Record<Path, string>>;
  readonly scheduledBy: (who: string, at: string) => string;
  readonly signed: (statement: string, verdict: 'yes' | 'no', who: string, at: string, reason: string, print: string) => string;
  readonly waiver: (title: string, who: string, at: string, reason: string) => string;
  readonly stepBegun: (at: string) => string;
  readonly stepSaid: (who: string, at: string) => string;
  readonly stepDone: (how: 'seen' | 'said' | 'made', at: string, saw: string) => string;
  /** The signs as words. */
  readonly words: Readonly<Record<ItemState['status'] | 'stale', string>>;
}

/** Ids of the log as people read them. */
export interface HappenedNames {
  readonly item: (id: string) => string;
  readonly step: (key: string) => string;
  readonly user: (user: string | undefined) => string;
  readonly blocker: (blocker: Blocker) => string;
  readonly question: (id: string) => string;
  readonly window: (from: Instant, to: Instant, zone: string | undefined) => string;
  readonly brand: (brand: string) => string;
  readonly because: (because: string) => string;
  /** What was seen: in words where there are some, else as it was written. */
  readonly saw: (saw: string, sight?: Sight) => string;
  /** Why a change of Ferry's was not made, or not taken back. */
  readonly refused: (why: string) => string;
}

type Of<T extends Happening['type']> = Extract<Happening, { readonly type: T }>;

/** What happened, in one sentence without its time and person. A type of event without its text does not compile. */
export type HappenedTexts = { readonly [T in Happening['type']]: (happened: Of<T>, names: HappenedNames) => string };
