/** What people read of one evaluation question, in one language. */
export interface QuestionText {
  readonly question: string;
  /** What a yes means for the migration. */
  readonly remarkIfYes: string;
}
