/** What people write when they do not type a command, in both languages; the first that fits counts. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/\bwhy\b|wait(ing|s)?\b|왜|기다/i, 'why'],
  [/checklist|체크리스트|항목/i, 'checklist'],
  [/\bwindows\b|\bquiet\b|시간대/i, 'windows'],
  [/\bafter\b|전환 후|이후/i, 'after'],
  [/accounts|계정 목록|모든 계정/i, 'accounts'],
  [/\breport\b|보고서/i, 'report'],
  [
    /left|open|block|status|state|window|\bwhen\b|sign|approv|doing|going|how (far|is|are)|남|상태|진행|어디까지|막|언제|서명|승인|어때|어떻/i,
    'status',
  ],
];

/** Commands that change nothing: one of these as the first word is taken as it was typed. */
const readOnly: readonly string[] = ['help', 'status', 'checklist', 'why', 'windows', 'after', 'accounts', 'report'];

/** Words that stand where an account could, and are none. */
const NO_ACCOUNT = /^(?:it|this|that|them|us|me|you|all|now|today|tonight|the|a|an|my|our|your|everyone|everything)$/i;

/** A sentence as the words of a command. */
export interface Understood {
  readonly command: string;
  /** Every word of it that could be an account's key: which of them are is the store's to say. */
  readonly mayBeAccounts: readonly string[];
  /** The word that stands where one names an account, whether there is one or not. */
  readonly aimedAt: string | undefined;
}

/** More words than a sentence has are not looked up. */
const MOST_WORDS = 30;

/** “What is left for acme?”: the meaning, and the words that could be an account. */
export function understood(text: string): Understood {
  const said = text
    .replaceAll(/<[@#!][^>]*>/g, ' ')
    .replaceAll(/[?!.,;:“”"'`]/g, ' ')
    .trim();
  const words = said.toLowerCase().match(/[a-z0-9][a-z0-9_-]*/g) ?? [];
  const [first = '', second] = words;
  const typed = readOnly.includes(first) && said.toLowerCase().startsWith(first);
  const command = typed ? first : (meanings.find(([pattern]) => pattern.test(said))?.[1] ?? 'help');
  const others = typed ? words.slice(1) : words;
  const mayBeAccounts = [...new Set(others.filter((word) => !NO_ACCOUNT.test(word)))].slice(0, MOST_WORDS);
  return { command, mayBeAccounts, aimedAt: aim(said, typed && words.length === 2 ? second : undefined) };
}

function aim(said: string, typed: string | undefined): string | undefined {
  const named =
    /(?:for|of|about)\s+([a-z0-9][a-z0-9_-]*)/i.exec(said)?.[1] ?? /([a-z0-9][a-z0-9_-]*)\s*(?:계정|은|는|의|에|이|가)/i.exec(said)?.[1];
  const word = (typed ?? named)?.toLowerCase();
  return word === undefined || NO_ACCOUNT.test(word) ? undefined : word;
}

/** The accounts that a sentence speaks of: one, none, or several that have to be asked about. */
export async function accountsMeant(
  { command, mayBeAccounts, aimedAt }: Understood,
  isAccount: (word: string) => Promise<boolean>,
): Promise<readonly string[]> {
  if (command === 'accounts' || command === 'help') return [];
  const there: string[] = [];
  for (const word of mayBeAccounts) if (await isAccount(word)) there.push(word);
  if (aimedAt !== undefined && (there.length === 0 || there.includes(aimedAt))) return [aimedAt];
  return there;
}
