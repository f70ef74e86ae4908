import type { CheckId, FactsById } from '../../../checklist/checks/checks.ts';

/** What people read of one check's finding: a clause without the item's title and without a full stop. */
interface FindingText<Id extends CheckId> {
  readonly ready: string;
  readonly todo: (facts: FactsById[Id]) => string;
}

/** Every check's finding in words. A check without its text, or a text with a fact that its check has not, does not compile. */
export type FindingTexts = { readonly [Id in CheckId]: FindingText<Id> };
