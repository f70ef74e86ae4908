/** What people write when they do not type a command, in both languages; the first that fits counts. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/\bwhy\b|wait(ing)?\b|왜|기다/i, 'why'],
  [/checklist|체크리스트|항목/i, 'checklist'],
  [/\bafter\b|전환 후|이후/i, 'after'],
  [/accounts|계정 목록|모든 계정/i, 'accounts'],
  [/left|open|block|status|state|how far|남|상태|진행|어디까지|막/i, 'status'],
];

/** “What is left for acme?” as the words of a command: the meaning, and the last word that could be an account. */
export function plainWords(text: string): string {
  const said = text
    .replaceAll(/<@[UW][A-Z0-9]+(\|[^>]*)?>/g, ' ')
    .replaceAll(/[?!.,]/g, ' ')
    .trim();
  const meaning = meanings.find(([pattern]) => pattern.test(said))?.[1];
  if (meaning === undefined) return 'help';
  const account =
    /(?:for|of|about)\s+([a-z0-9][a-z0-9_-]*)/i.exec(said)?.[1] ?? /([a-z0-9][a-z0-9_-]*)\s*(?:계정|은|는|의|에)/i.exec(said)?.[1];
  return account && meaning !== 'accounts' ? `${meaning} ${account.toLowerCase()}` : meaning;
}
