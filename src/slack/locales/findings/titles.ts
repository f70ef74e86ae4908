/** Names as they are in Zendesk, between the quotation marks of the language. */
export function titlesIn(language: 'en' | 'ko', names: readonly string[]): string {
  const [open, close] = language === 'en' ? ['“', '”'] : ['‘', '’'];
  return names.map((name) => `${open}${name}${close}`).join(', ');
}
