import type { RunbookLine } from '../../cutover/step.ts';
import type { Texts } from '../locales/texts.ts';

/** A line's title as the board shows it: with its brand where it has one. */
export function stepTitle({ step, brand }: RunbookLine, texts: Texts): string {
  const title = step.id === 'finish' ? texts.cutover.finish.title : texts.steps[step.id].title;
  return brand === '' ? title : `${brand}: ${title}`;
}
