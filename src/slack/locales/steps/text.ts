/** What people read of one runbook step, in one language. `{brand}` stands for the brand's name. */
export interface StepText {
  /** A noun phrase for a line of the board, at most 60 characters. */
  readonly title: string;
  /** What the person is asked to do now, with the exact place to click. */
  readonly ask: string;
  /** What to do if it does not work. */
  readonly fail: string;
  /** What to put back, and who does, where the plan ends without a cutover; only of steps that say so. */
  readonly putBack?: string;
  /** Label of the confirm button, at most 24 characters. */
  readonly button: string;
}
