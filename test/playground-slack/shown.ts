import { z } from 'zod';

const mrkdwn = z.object({ type: z.literal('mrkdwn'), text: z.string() });

const divided = z.array(z.object({ type: z.string() }));

/** The texts in which the signs of bold or of code would be read as such: Slack wants no letter behind a run or before it, and no space just inside. Two lines with nothing between them are no better. */
export function unshown(payload: unknown): readonly string[] {
  const found: string[] = [];
  const { data: blocks = [] } = divided.safeParse(payload);
  if (blocks.some(({ type }, index) => type === 'divider' && blocks[index + 1]?.type === 'divider')) found.push('two dividers in a row');
  JSON.stringify(payload, (_name, value: unknown) => {
    const { success, data } = mrkdwn.safeParse(value);
    if (success && (/[*`]/.test(withoutShown(data.text)) || RAW.test(data.text.replace(/<[@#!h][^<>]*>/g, '')))) found.push(data.text);
    return value;
  });
  return found;
}

/** Slack's three control characters, where they are neither escaped nor its own. */
const RAW = /&(?!amp;|lt;|gt;)|</;

function withoutShown(text: string): string {
  return text
    .replace(/(```[\s\S]+?```|`[^`\n]+`)([\p{L}\p{N}]?)/gu, (run, _code, letter) => (letter === '' ? '.' : run))
    .replace(/(?<![\p{L}\p{N}])\*(?!\s)[^*\n]+(?<!\s)\*(?![\p{L}\p{N}])/gu, '');
}
