/**
 * `node keeping.ts <chats a day>`: reads twelve weeks of chats as they come from the export, and saves as often as Ferry does. Prints what the saves came to
 * and what the process took, as JSON.
 */
import { instant } from '../../src/migration/time.ts';
import { readOn } from '../../src/window/history/read.ts';
import { changedMarks, type History, writeHistory } from '../../src/window/history/stored.ts';
import type { ChatCursor, CountChat } from '../../src/zendesk/port.ts';

const [aDay = '100000'] = process.argv.slice(2);
const A_PAGE = 1_000;
const NOW = Date.parse('2026-11-24T12:00:00Z');
const FROM = NOW - 83 * 86_400_000;
const STEP = 86_400_000 / Number(aDay);
const CHATS = Math.floor((NOW - 3_600_000 - FROM) / STEP);

let page = 0;
async function pastChats(_from: ChatCursor, count: CountChat) {
  const first = page * A_PAGE;
  const last = Math.min(CHATS, first + A_PAGE);
  for (let number = first; number < last; number += 1) {
    const length = 60_000 + ((number * 7_919) % 1_500_000);
    count(Math.imul(number, 0x9e3779b1), FROM + number * STEP - length, length, 9_001 + (number % 4));
  }
  page += 1;
  return { chats: last - first, next: { time: Math.ceil((FROM + last * STEP) / 1_000), id: `p${page}` }, last: last === CHATS };
}

let [saves, largest, all, savingMs] = [0, 0, 0, 0];
async function save(history: History): Promise<void> {
  const begun = performance.now();
  const marks = [...changedMarks(history).values()].reduce((sum, each) => sum + (each?.length ?? 0), 0);
  const size = writeHistory(history).length + marks;
  savingMs = Math.max(savingMs, performance.now() - begun);
  [saves, largest, all] = [saves + 1, Math.max(largest, size), all + size];
}

const { tally } = await readOn(undefined, Number.POSITIVE_INFINITY, {
  zendesk: { pastChats, chatTicketTimes: async () => [] },
  clock: () => instant(new Date(NOW)),
  save,
});
console.log(
  JSON.stringify({
    chats: tally.facts.counted,
    saves,
    largestMb: largest / 1e6,
    meanMb: all / saves / 1e6,
    longestMs: savingMs,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
