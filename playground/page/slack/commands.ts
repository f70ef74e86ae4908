/** The sub-commands as the composer completes them: the word, and what may follow. */
export const COMMANDS: readonly (readonly [string, string])[] = [
  ['help', ''],
  ['status', '[account]'],
  ['checklist', '[account] [section]'],
  ['check', '[account]'],
  ['share', '[account] [#channel] [again]'],
  ['signoff', '[account]'],
  ['windows', '[account]'],
  ['schedule', '[account] <YYYY-MM-DD> <HH:MM> <duration>'],
  ['why', '[account]'],
  ['cutover', '[account] [plan|dry-run|pause|resume|cancel|rollback|handover|drill|rehearse <YYYY-MM-DD> <HH:MM> <duration>]'],
  ['after', '[account]'],
  ['report', '[account]'],
  ['done', '<account> <item> [note]'],
  ['waive', '<account> <item> <reason>'],
  ['undo', '<account> <item>'],
  ['assign', '<account> <item> @person [YYYY-MM-DD]'],
  ['team', '[account] [role add|remove @person]'],
  ['settings', '[account] [key value]'],
  ['accounts', ''],
  ['connect', '<account> <subdomain>'],
  ['archive', '<account>'],
  ['use', '<account>'],
];

/** The sub-commands that fit what has been typed, once it can only be a command. */
export function completions(typed: string): readonly (readonly [string, string])[] {
  if (!typed.startsWith('/')) return [];
  if ('/migrate '.startsWith(typed)) return COMMANDS;
  const word = /^\/migrate +(\S*)$/.exec(typed)?.[1];
  if (word === undefined) return [];
  const fitting = COMMANDS.filter(([name]) => name.startsWith(word.toLowerCase()));
  return fitting.some(([name]) => name === word) ? [] : fitting;
}
