/** What people read of one item, in one language. */
export interface ItemText {
  /** Word for word the procedure's. */
  readonly title: string;
  /** Why it is on the list: one sentence. */
  readonly why: string;
  /** Where to click in Zendesk, absent where there is nothing to click. */
  readonly place?: string;
  /** What happens if it is skipped: one sentence. */
  readonly risk: string;
  /** What the person has to do or say. */
  readonly ask: string;
  /** What else is good to know. */
  readonly note?: string;
}
