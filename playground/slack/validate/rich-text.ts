import { choice, flag, list, object, one, type Rule, type Shape, string, whole } from './rule.ts';

const many = Number.POSITIVE_INFINITY;
const style = object('rich_text_style');
const word = (name: string, required: Record<string, Rule>, optional: Record<string, Rule> = {}): Shape => ({
  type: name,
  required,
  optional: { style, ...optional },
});

/** Names of what may stand in a line of rich text. */
const INLINE = [
  'rt_text',
  'rt_link',
  'rt_user',
  'rt_channel',
  'rt_usergroup',
  'rt_team',
  'rt_emoji',
  'rt_date',
  'rt_broadcast',
  'rt_color',
] as const;

/** The parts of a `rich_text` block. */
export const RICH_TEXT: Readonly<Record<string, Shape>> = {
  rich_text_section: { required: { elements: list(one(...INLINE), many, 0) } },
  rich_text_list: {
    required: { elements: list(one('rich_text_section'), many), style: choice('bullet', 'ordered') },
    optional: { indent: whole(0, 8), border: choice(0, 1), offset: whole(0, many) },
  },
  rich_text_quote: { required: { elements: list(one(...INLINE), many) }, optional: { border: choice(0, 1) } },
  rich_text_preformatted: { required: { elements: list(one('rt_text', 'rt_link'), many) }, optional: { border: choice(0, 1) } },
  rich_text_style: { optional: { bold: flag, code: flag, italic: flag, strike: flag, underline: flag } },
  rt_text: word('text', { text: string(many) }),
  rt_link: word('link', { url: string(3000) }, { text: string(many), unsafe: flag }),
  rt_user: word('user', { user_id: string(255) }),
  rt_channel: word('channel', { channel_id: string(255) }),
  rt_usergroup: word('usergroup', { usergroup_id: string(255) }),
  rt_team: word('team', { team_id: string(255) }),
  rt_emoji: word('emoji', { name: string(255) }, { unicode: string(255), url: string(3000) }),
  rt_date: word('date', { timestamp: whole(0, many), format: string(255) }, { url: string(3000), fallback: string(3000) }),
  rt_broadcast: word('broadcast', { range: choice('here', 'channel', 'everyone') }),
  rt_color: word('color', { value: string(32) }),
};
