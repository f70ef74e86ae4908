import { fileURLToPath } from 'node:url';

const FAMILY = 'Noto Sans KR';
const WEIGHTS = ['Regular', 'Bold'] as const;

/**
 * An SVG as a PNG. The letters come from one family that knows Latin and Hangul, never from the machine: what it lacks would be
 * left out without a word. Loaded when the first picture is asked for.
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const fonts = import.meta.resolve('@embedpdf/fonts-kr');
  const fontFiles = WEIGHTS.map((weight) => fileURLToPath(new URL(`../fonts/NotoSansKR-${weight}.otf`, fonts)));
  const drawn = await renderAsync(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY } });
  return drawn.asPng();
}
