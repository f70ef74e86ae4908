import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { outlines } from '../../src/slack/windows/outlines.ts';

const font = fileURLToPath(new URL('../fonts/NotoSansKR-Regular.otf', import.meta.resolve('@embedpdf/fonts-kr')));

/** What the font draws for a text at a size of a thousand: the renderer can give it as lines. */
function lineOf(text: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000" font-family="Noto Sans KR"><text x="0" y="0" font-size="1000">${text}</text></svg>`;
  const drawn = new Resvg(svg, { font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: 'Noto Sans KR' } }).toString();
  return / d="([^"]+)"/.exec(drawn)?.[1] ?? '';
}

const firstX = (line: string) => Number(/M (-?[\d.]+)/.exec(line)?.[1]);

describe('the outlines of digits', () => {
  it.each(Object.entries(outlines))('%s is what the font draws, and stands as far from the next one', (letter, { line, advance }) => {
    expect(line).toBe(lineOf(letter));
    const followed = lineOf(`${letter}1`).slice(line.length);
    expect(firstX(followed) - firstX(lineOf('1'))).toBe(advance);
  });

  it('are those of all numbers and times', () => {
    expect(Object.keys(outlines).toSorted().join('')).toBe('0123456789:–');
  });
});
