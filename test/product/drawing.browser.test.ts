import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Blocks } from '../../playground/page/slack/kit/blocks.tsx';
import { ReadingContext } from '../../playground/page/slack/kit/mrkdwn.tsx';
import type { Shape } from '../../playground/page/slack/kit/shapes.ts';
import type { Person } from '../../playground/page/wire.ts';

const joon: Person = { id: 'U0JOON', name: 'joon', realName: '문준', locale: 'ko-KR', tz: 'Asia/Seoul' };

/** The words that a reader sees, with the tags of mark-up that matter. */
function drawn(...blocks: readonly Shape[]): string {
  const reading = { people: [joon], channels: [{ id: 'C0AGENTS', name: 'agents' }], reader: joon };
  const page = createElement(ReadingContext, { value: reading }, createElement(Blocks, { blocks }));
  return renderToStaticMarkup(page);
}

const words = (html: string) => html.replace(/<[^>]*>/g, '');
const section = (text: string): Shape => ({ type: 'section', block_id: 'b', text: { type: 'mrkdwn', text } });

describe('the page draws', () => {
  it('times as they are, not as emoji, wherever they stand', () => {
    const time = 'Sun 29 Nov 02:00–03:30, 02:07:14';
    const everywhere: readonly Shape[] = [
      section(time),
      { type: 'header', block_id: 'h', text: { type: 'plain_text', text: time, emoji: true } },
      { type: 'context', block_id: 'c', elements: [{ type: 'mrkdwn', text: time }] },
      { type: 'section', block_id: 'f', fields: [{ type: 'mrkdwn', text: time }] },
      { type: 'markdown', block_id: 'm', text: time },
      {
        type: 'rich_text',
        block_id: 'r',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: time }] }],
      },
      { type: 'table', block_id: 't', rows: [[{ type: 'raw_text', text: time }]] },
      { type: 'data_table', block_id: 'd', rows: [[{ type: 'raw_text', text: time }]] },
    ];
    for (const block of everywhere) expect(words(drawn(block))).toBe(time);
  });

  it('the signs Ferry uses', () => {
    expect(words(drawn(section(':red_circle: :large_green_circle: :hourglass_flowing_sand: :not_an_emoji:')))).toBe(
      '🔴 🟢 ⏳ :not_an_emoji:',
    );
  });

  it('bold, code and links, and leaves alone what Slack would', () => {
    expect(drawn(section('*2 things* block `acme`, 2*3*4 <https://a.example|here> &lt;b&gt;'))).toContain(
      '<strong>2 things</strong> block <code>acme</code>, 2*3*4 <a href="https://a.example" target="_blank" rel="noreferrer">here</a> &lt;b&gt;',
    );
    expect(drawn(section('*전환 차단 항목이 2개 있습니다.* 다음'))).toContain('<strong>전환 차단 항목이 2개 있습니다.</strong> 다음');
  });

  it('people, channels and dates for the reader', () => {
    expect(words(drawn(section('<@U0JOON> in <#C0AGENTS|x> at <!date^1795917600^{time}|never>')))).toBe('@joon in #agents at 11:00');
  });

  it('quotes and code on lines of their own', () => {
    expect(drawn(section('a\n&gt; b\n```\nc:00\n```'))).toMatch(/a<blockquote>b<\/blockquote>.*<pre>c:00\n<\/pre>/s);
  });
});
