/** The worlds one can begin in: a small shop, or a group with three brands and a sandbox. */
export const worldNames = ['shop', 'group'] as const;
/** One of the worlds. */
export type WorldName = (typeof worldNames)[number];

/** Who plays which part: named so that the tour can send one person after the other. */
export const CAST = { admin: 'U0ADA', lead: 'U0JOON', approver: 'U0SOFIA', operator: 'U0MINA', backup: 'U0DAN', agent: 'U0KIM' } as const;
