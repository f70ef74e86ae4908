import type { HintFactsById, HintId } from '../../../../checklist/checks/hints/hints.ts';

/** What people read of a hint: a sentence without a full stop. A count of -1 was not seen and is not told. */
export type HintTexts = { readonly [Id in HintId]: (facts: HintFactsById[Id]) => string };
