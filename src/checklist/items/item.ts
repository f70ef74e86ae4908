/** One line of the checklist. Its titles and sentences are in `slack/locales/items/`. */
export interface Item {
  /** Kept in logs and button values: stable, never reused. */
  readonly id: string;
  readonly section: Section;
  /** `article` items are the front page; a `detail` shows under its parent when it applies. */
  readonly kind: 'article' | 'detail';
  /** Id of the item it shows under; a detail without one stands at the end of its section. */
  readonly parent?: string;
  readonly phase: Phase;
  /** Who does the work. */
  readonly owner: Owner;
  readonly helpers: readonly Helper[];
  /** `hard`: the gate stays shut; `waivable`: shut unless an admin waives it; `no`: only reported. */
  readonly blocking: 'hard' | 'waivable' | 'no';
  /** What a blocking item holds up; `undefined` where it holds up nothing. */
  readonly gate: ItemGate | undefined;
  /** Who decides: the interface (`api`), a person (`human`), or the interface and a person where it cannot tell (`both`). */
  readonly mode: 'api' | 'human' | 'both';
  /** The role whose word counts; `undefined` exactly for mode `api`, whose word counts only where the account has no such interface. An admin may stand in for a lead. */
  readonly word: WordGiver | undefined;
  /** Ids of the items to be finished first. It orders the asking and refuses nothing. */
  readonly dependsOn: readonly string[];
  /** Zendesk's articles on it, in the order of the links. */
  readonly articles: readonly ArticleRef[];
}

export type Section = 'before' | 'prepare-requirements' | 'prepare-agents' | 'migrate' | 'after' | 'resources';

/** When it is due, counted from T0, the start of the window. */
export type Phase = 'T-14d' | 'T-7d' | 'T-24h' | 'T-1h' | 'T-15m' | 'T0' | 'T+2m' | 'T+15m' | 'T+24h' | 'T+4d';

export type Owner = 'operator' | 'backup' | 'admin' | 'lead' | 'approver' | 'agents' | 'bot';
export type Helper = 'web_developer' | 'mobile_developer' | 'bot_owner' | 'data_owner';
export type ItemGate = 'G1' | 'G3' | 'done' | 'omnichannel';
export type WordGiver = 'admin' | 'lead' | 'operator' | 'approver';

/** Id of a help-center article, with the place on its page where one is meant. */
export type ArticleRef = `${number}` | `${number}#${string}`;
