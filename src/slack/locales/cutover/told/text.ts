/** What is left at the end of the four days. Titles come in as they are shown. */
export interface Closing {
  readonly ready: number;
  readonly waived: readonly string[];
  readonly open: readonly string[];
  /** Hard items that hold up the close; in `open` as well. */
  readonly hard: readonly string[];
  readonly channelsOut: string;
  readonly tags: 'none' | 'off' | 'coming_off' | 'standing' | 'unknown';
  readonly closed: boolean;
}

/** What Ferry tells on its own around the night, the next morning and in the days after. Times, people and titles come in as they are shown. */
export interface ToldText {
  /** `saidBy`: whose word it is, where nothing was seen. */
  readonly activated: (account: string, saidBy: string | undefined) => string;
  readonly preview: (count: number, address: string, leads: string) => string;
  readonly previewUnknown: (leads: string) => string;
  readonly firstReading: (chats: LiveNumbers | undefined, agents: AgentNumbers | undefined) => string;
  readonly presence: {
    /** Added to the question to operator and backup. */
    readonly leads: (who: string) => string;
    readonly here: (who: string) => string;
    readonly missing: (who: string) => string;
  };
  readonly drain: {
    /** The step is open again, by what was seen; each names who is asked. */
    readonly chatsAgain: (open: number, who: string) => string;
    readonly agentsAgain: (there: number, who: string) => string;
    readonly silent: (title: string, who: string) => string;
    /** To whoever says that it is done while it is seen not to be. */
    readonly chatsOpen: (open: number) => string;
    readonly agentsThere: (there: number) => string;
    /** Each group is spoken for by itself. */
    readonly groupsMissing: (names: string) => string;
    readonly onlySaid: (titles: string) => string;
  };
  readonly oneOperator: (opening: string) => string;
  /** What is asked for instead on such a night; `{brand}` stands for the brand. */
  readonly oneOperatorAsks: { readonly test: string; readonly doors: string };
  readonly opening: (opening: string) => string;
  readonly incident: (title: string) => string;
  readonly switched: (brand: string, opening: string | undefined) => string;
  readonly doors: (account: string) => string;
  /** Before the draft for customers whose chat was cut off. */
  readonly apology: (tickets: number) => string;
  readonly apologyDraft: string;
  /** A test ticket that lacks its group, or is of another brand. */
  readonly stray: (lacks: 'group' | 'brand', ticket: number, brand: string, who: string) => string;
  readonly failure: (brand: string, minutes: number, next: string) => string;
  readonly agents: {
    readonly nobody: string;
    readonly unseen: string;
    readonly groups: (names: string) => string;
    /** After they had come; `tickets` wait, or none where it is empty. */
    readonly gone: (tickets: string) => string;
  };
  readonly flood: (waiting: number, ungrouped: number, online: number | undefined) => string;
  readonly day: {
    readonly header: (account: string) => string;
    readonly total: (tickets: number) => string;
    readonly unassigned: (unassigned: number, ungrouped: number, looked: number) => string;
    readonly byHour: (counts: string) => string;
    readonly before: (perDay: number) => string;
    readonly missing: (why: string) => string;
    readonly leftovers: (open: number, listed: number) => string;
    readonly noLeftovers: string;
    readonly leftoversUnknown: string;
    readonly waivers: (count: number, titles: string) => string;
    readonly noWaivers: string;
  };
  readonly handback: {
    readonly closed: (closed: number) => string;
    readonly solved: (solved: number, closed: number) => string;
    readonly none: string;
  };
  readonly closing: {
    readonly header: (account: string, closed: boolean) => string;
    readonly counts: (closing: Closing) => string;
    readonly open: (titles: string) => string;
    readonly waived: (titles: string) => string;
    readonly hard: (titles: string) => string;
    readonly channelsOut: (channels: string) => string;
    readonly tags: Readonly<Record<Closing['tags'], string>>;
    readonly cleanUp: string;
    readonly admin: (who: string) => string;
    readonly done: string;
    readonly closeButton: string;
    /** Told once in the thread: why it stays open. */
    /** Told once after that: nothing holds it up any more. */
    readonly clean: (who: string) => string;
    readonly stays: (hard: number, tags: number | undefined) => string;
  };
  readonly reminder: {
    readonly roles: (roles: string) => string;
    readonly escalated: (who: string, roles: string) => string;
    readonly items: string;
    readonly item: (title: string, who: string, due: string | undefined) => string;
  };
  readonly review: {
    readonly waited: string;
    readonly wait: (title: string, who: string, length: string) => string;
    readonly found: string;
    readonly prediction: string;
    readonly nothing: string;
    readonly noPrediction: string;
    readonly picture: {
      readonly title: (account: string) => string;
      readonly planned: string;
      readonly actual: string;
      readonly more: (steps: number) => string;
      readonly alt: (steps: number, late: string) => string;
      readonly lateBy: (title: string, minutes: number) => string;
      readonly onTime: string;
    };
  };
}

export interface LiveNumbers {
  readonly incoming: number;
  readonly assigned: number;
  readonly active: number;
}

export interface AgentNumbers {
  readonly online: number;
  readonly away: number;
  readonly invisible: number;
}
