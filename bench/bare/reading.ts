/**
 * `node reading.ts write|parse|forecast <folder> <pages> narrow|whole`: makes pages of a thousand chats each in files, reads them with JSON.parse
 * alone, or reads them as Ferry does, to the forecast. Prints what it took as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../src/migration/time.ts';
import { forecast } from '../../src/window/forecast/forecast.ts';
import { pastOf } from '../../src/window/forecast/past.ts';
import { calendarOf } from '../../src/window/forecast/weeks.ts';
import { readOn } from '../../src/window/history/read.ts';
import type { Source } from '../../src/zendesk/http/source.ts';
import type { ChatCursor, CountChat } from '../../src/zendesk/port.ts';
import { readPastChats } from '../../src/zendesk/reads/history.ts';

const [mode = '', folder = '', count = '0', fields = 'narrow'] = process.argv.slice(2);
const PAGES = Number(count);
const A_PAGE = 1_000;
const NOW = Date.parse('2026-11-24T12:00:00Z');
const FROM = NOW - 80 * 86_400_000;
const STEP = (NOW - 3_600_000 - FROM) / (PAGES * A_PAGE);

const pageFile = (page: number) => join(folder, `page-${page}.json`);
/** What `fields=chats(*)` brings beside what Ferry asks for, as the reference shows it. */
const others = {
  department_name: 'Web Chat',
  missed: false,
  started_by: 'visitor',
  triggered: false,
  agent_ids: ['60001'],
  agent_names: ['Rasa'],
  session: { id: 's1', start_date: '2026-11-17T09:12:00Z', end_date: '2026-11-17T09:31:05Z', country_code: 'LT' },
  count: { agent: 6, visitor: 7, total: 13 },
  response_time: { first: 21, avg: 30.5, max: 64 },
  zendesk_ticket_id: 4101,
  deleted: false,
};

const cpuBefore = (process.cpuUsage().user + process.cpuUsage().system) / 1_000;
const begun = performance.now();
if (mode === 'write') for (let page = 0; page < PAGES; page += 1) writeFileSync(pageFile(page), pageText(page));
const chats = mode === 'parse' ? parsed() : mode === 'forecast' ? await told() : 0;
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    ms: performance.now() - begun,
    cpuMs: (user + system) / 1_000 - cpuBefore,
    peakMb: process.resourceUsage().maxRSS / 1024,
    chats,
  }),
);

/** As the export answers `fields=chats(id,type,timestamp,duration,department_id)`, or `chats(*)`. */
function pageText(page: number): string {
  const all = Array.from({ length: A_PAGE }, (_, index) => {
    const number = page * A_PAGE + index;
    const ended = FROM + number * STEP;
    const duration = 60 + ((number * 7_919) % 1_500);
    const timestamp = new Date(ended - duration * 1_000).toISOString().replace(/\.\d+Z/, 'Z');
    const own = {
      id: `2611.10414779.T${number.toString(36).padStart(12, '0')}`,
      type: 'chat',
      timestamp,
      duration,
      department_id: 9_001 + (number % 4),
    };
    return fields === 'whole' ? { ...own, ...others } : own;
  });
  const time = Math.floor((FROM + (page + 1) * A_PAGE * STEP) / 1_000);
  const last = page + 1 === PAGES;
  const link = `http://bench.invalid/api/v2/chat/incremental/chats?start_time=${time}&start_id=p${page + 1}`;
  return JSON.stringify({
    chats: last ? all.slice(1) : all,
    count: last ? A_PAGE - 1 : A_PAGE,
    end_time: time,
    end_id: `p${page + 1}`,
    next_page: link,
  });
}

function parsed(): number {
  let sum = 0;
  for (let page = 0; page < PAGES; page += 1) sum += (JSON.parse(readFileSync(pageFile(page), 'utf8')) as { count: number }).count; // written above
  return sum;
}

async function told(): Promise<number> {
  const source: Source = {
    base: 'http://bench.invalid',
    get: async (path) => {
      const url = `http://bench.invalid${path}`;
      const page = Number(/start_id=p(\d+)/.exec(path)?.[1] ?? 0);
      return {
        what: 'GET /api/v2/chat/incremental/chats',
        url,
        status: 200,
        location: undefined,
        text: readFileSync(pageFile(page), 'utf8'),
      };
    },
  };
  const clock = () => instant(new Date(NOW));
  const zendesk = {
    pastChats: (from: ChatCursor, count: CountChat) => readPastChats(source, from, count),
    chatTicketTimes: async () => [],
  };
  const { tally } = await readOn(undefined, PAGES + 1, { zendesk, clock, save: async () => {} });
  const calendar = calendarOf(clock(), 'Europe/Vilnius');
  const made = forecast(tally, pastOf(tally, [...tally.series.values()], calendar, new Set()), calendar, 3);
  if (made.kind === 'none') throw new Error(made.why.kind);
  return made.chats;
}
