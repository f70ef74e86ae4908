/** A button that stands in a post of Ferry's now. */
export interface SeenButton {
  readonly channel: string;
  readonly ts: string;
  readonly blockId: string;
  readonly actionId: string;
  /** What the button carries, as far as it is text. */
  readonly value: Readonly<Record<string, string>>;
  /** World time of the last press that the bot acknowledged; the message may not be drawn anew yet. 0 for none. */
  readonly pressedAt: number;
}

/** A post of Ferry's, by the mark in its metadata. */
export interface SeenPost {
  /** Kind of post and what it is about: `board:12`, `ask:12:rb-0-click:acme`. */
  readonly key: string;
  readonly channel: string;
}

/** A command or press that the bot has acknowledged. */
export interface SeenDeed {
  readonly at: number;
  readonly user: string;
  readonly what: string;
  readonly value: Readonly<Record<string, string>>;
}

/** A modal that somebody has open, with what the app keeps in it. */
export interface SeenModal {
  readonly person: string;
  readonly view: string;
  readonly name: string;
  readonly value: Readonly<Record<string, string>>;
}

/** A brand in Zendesk: what its widget is, and what is seen of it from outside. */
export interface SeenBrand {
  readonly name: string;
  readonly subdomain: string;
  readonly widget: 'classic' | 'messaging' | 'none';
}

/** All that the tour goes by: what stands in the simulated Slack and Zendesk, never what somebody was told to do. */
export interface Observed {
  readonly account: string;
  readonly timeZone: string;
  readonly now: number;
  readonly bot: 'dead' | 'lonely' | 'connected';
  readonly connected: boolean | 'trying';
  readonly commands: readonly SeenDeed[];
  readonly presses: readonly SeenDeed[];
  /** World time of the newest message that only this person sees. */
  readonly whispered: Readonly<Record<string, number>>;
  /** World time of the newest request of Ferry's that Zendesk has answered well. */
  readonly lookedAt: number;
  readonly posts: readonly SeenPost[];
  readonly buttons: readonly SeenButton[];
  /** The topmost modal of each person who has one open. */
  readonly modals: readonly SeenModal[];
  /** Full members of the channel with the links. */
  readonly readers: readonly string[];
  readonly messagingActivated: boolean;
  readonly chatOpen: boolean;
  readonly liveChats: number;
  readonly online: number;
  readonly brands: readonly SeenBrand[];
  /** Brands whose visitors have begun a messaging conversation. */
  readonly conversations: readonly string[];
  /** The trigger that brings messaging conversations to a group. */
  readonly routing: { readonly id: number; readonly isActive: boolean } | undefined;
}
