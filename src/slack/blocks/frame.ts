import type { ActionsBlock, Button, ContextBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types';

/** Signs, always with a word beside them. */
export const sign = {
  ready: ':large_green_circle:',
  blocks: ':red_circle:',
  open: ':large_yellow_circle:',
  unknown: ':white_circle:',
  waived: ':heavy_minus_sign:',
  now: ':point_right:',
  seen: ':white_check_mark:',
  asked: ':hourglass_flowing_sand:',
} as const;

/** Slack's limits: slack-platform.md section 4. */
const HEADER = 150;
const SECTION = 3000;
const CONTEXT = 3000;
const BLOCKS = 50;
/** All block text of one message; Slack refuses at about 12,000 with the containers counted. */
const MESSAGE = 10_500;
/** The same of its bare text: a message was refused at 11,341. */
const MESSAGE_TEXT = 10_900;

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, HEADER), emoji: true } };
}

export function section(text: string, accessory?: Button): SectionBlock {
  const block: SectionBlock = { type: 'section', text: mrkdwn(text, SECTION) };
  return accessory ? { ...block, accessory } : block;
}

/** Two columns on a wide screen, one below the other on a phone. */
export function columns(texts: readonly string[]): SectionBlock {
  return { type: 'section', fields: texts.slice(0, 10).map((text) => mrkdwn(text, 2000)) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(text, CONTEXT)] };
}

/** A run in bold or of code, with the letter that touches it from outside. */
const RUN = /(```[\s\S]+?```|`[^`\n]+`|\*(?!\s)[^*\n]+(?<!\s)\*)([\p{L}\p{N}]?)/gu;
/** Slack shows the signs themselves where a letter touches a run from outside, as Korean particles do: a space without width stands between. */
function mrkdwn(text: string, most: number): MrkdwnElement {
  const apart = text.replace(RUN, (_all, run: string, letter: string) => (letter === '' ? run : `${run}\u200b${letter}`));
  return { type: 'mrkdwn', text: cut(apart, most) };
}

export const divider: KnownBlock = { type: 'divider' };

export interface ButtonOptions {
  readonly style?: 'primary' | 'danger';
  /** Asks again before it is sent. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
}

/** A button; its value is one of ours, written by `pressValue`. */
export function button(action: string, text: string, value: string, { style, confirm }: ButtonOptions = {}): Button {
  return {
    type: 'button',
    action_id: cut(action, 255),
    text: { type: 'plain_text', text: cut(text, 75), emoji: true },
    value,
    ...(style ? { style } : {}),
    ...(confirm ? { confirm: dialog(confirm) } : {}),
  };
}

function dialog({ title, text, yes, no }: NonNullable<ButtonOptions['confirm']>): NonNullable<Button['confirm']> {
  return {
    title: { type: 'plain_text', text: cut(title, 100) },
    text: mrkdwn(text, 300),
    confirm: { type: 'plain_text', text: cut(yes, 30) },
    deny: { type: 'plain_text', text: cut(no, 30) },
    style: 'danger',
  };
}

/** Nothing where there is no button: Slack refuses an empty row. */
export function buttons(all: readonly Button[]): readonly ActionsBlock[] {
  return all.length === 0 ? [] : [{ type: 'actions', elements: all.slice(0, 25) }];
}

/** The sign of a run that a cut has left open. */
const LEFT_OPEN = /[*`](?=[^*`]*$)/;

/** Cuts off what is too much and says so with an ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text === '' ? ' ' : text;
  // Neither half a mention or link nor half of what stands for one of Slack's control characters.
  const kept = text
    .slice(0, most - 1)
    .replace(/(?:<[^<>]*|&[a-z]{0,3})$/, '')
    .trimEnd();
  return `${/[*`]/.test(kept.replace(RUN, '')) ? kept.replace(LEFT_OPEN, '') : kept}…`;
}

/** Keeps a message within Slack's limits; what does not fit is left off behind a last line that says so. */
export function fitted(blocks: readonly KnownBlock[], more: string): KnownBlock[] {
  let size = 0;
  let text = 0;
  const kept: KnownBlock[] = [];
  for (const block of blocks) {
    size += textOf(block);
    text += textIn(block);
    if (kept.length >= BLOCKS - 1 || size > MESSAGE || text > MESSAGE_TEXT) return [...kept, context(more)];
    kept.push(block);
  }
  return kept;
}

function textOf(block: KnownBlock): number {
  return JSON.stringify(block).length > 6000 ? 6000 : JSON.stringify(block).length * 0.8;
}

/** The bare text: long paragraphs are hardly anything else. */
function textIn(block: KnownBlock): number {
  if (block.type === 'section') return block.text?.text.length ?? 0;
  if (block.type !== 'context') return 0;
  return block.elements.reduce((sum, element) => sum + ('text' in element ? element.text.length : 0), 0);
}

/** Makes text of people harmless in mrkdwn: Slack's three control characters. */
export function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
