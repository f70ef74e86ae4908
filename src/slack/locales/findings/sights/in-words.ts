import { closingIn } from '../../../../cutover/steps/after/close.ts';
import { floodIn, NOBODY_ONLINE } from '../../../../cutover/steps/after/watch.ts';
import { strayIn } from '../../../../cutover/steps/prove.ts';
import { unknownReasons } from '../../../../migration/finding.ts';
import type { Sight } from '../../../../migration/run/sight.ts';
import type { Texts } from '../../texts.ts';
import type { SightTexts } from './text.ts';

/** What was seen, in the reader's words; older records hold the neutral line alone. Undefined where the line is all that there is. */
export function sawInWords(saw: string, sight: Sight | undefined, texts: Texts): string | undefined {
  if (sight !== undefined) return sightText(sight, texts.sights);
  const reason = unknownReasons.find((each) => each === saw);
  return texts.common.saw[saw] ?? (reason ? texts.common.unknown[reason] : codedText(saw, texts));
}

/** Each kind of sight has one text, written for exactly that kind. */
export function sightText(sight: Sight, texts: SightTexts): string {
  const tell = texts[sight.of] as (seen: Sight) => string;
  return tell(sight);
}

/** A chat limit that is off, and the Slack ids of those who were present. */
const LIMIT = /^(?:off(?: \d+)?|on)$/;
const PEOPLE = /^[UW][A-Z0-9]{4,}(?:,[UW][A-Z0-9]{4,})*$/;

/** What steps write down as one line of names and numbers. */
function codedText(saw: string, { sights: { coded: t }, common }: Texts): string | undefined {
  if (LIMIT.test(saw)) return common.chatLimit(saw);
  if (PEOPLE.test(saw)) return common.people(saw.split(','));
  const flood = floodIn(saw);
  if (flood) return t.flood(flood.waiting, flood.ungrouped, flood.online);
  const stray = strayIn(saw);
  if (stray) return t.stray(stray.lacks, stray.ticket);
  const closing = closingIn(saw);
  if (closing) return t.closing(closing.items.length, closing.tags);
  if (!saw.startsWith(`${NOBODY_ONLINE} `)) return undefined;
  return t.nobodyOnline(saw.slice(NOBODY_ONLINE.length + 1).split(' '));
}
