import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnexpectedShape } from '../../src/zendesk/port.ts';
import { readPastChats } from '../../src/zendesk/reads/history.ts';
import { Letters, markOf } from '../../src/zendesk/reads/past-chats/letters.ts';
import { takeChats } from '../../src/zendesk/reads/past-chats/plain-chats.ts';
import { chatHistoryPage } from '../../src/zendesk/shapes/history.ts';

type Counted = readonly [mark: number, beganMs: number, lengthMs: number | undefined, department: number | string | undefined];

/** What is counted of a page with this text; undefined where it is refused. */
async function countedOf(text: string): Promise<readonly Counted[] | undefined> {
  const counted: Counted[] = [];
  const url = 'https://acme.zendesk.com/api/v2/chat/incremental/chats';
  const get = async () => ({ what: 'GET /api/v2/chat/incremental/chats', url, status: 200, location: undefined, text });
  try {
    const page = await readPastChats({ base: 'https://acme.zendesk.com', get }, { time: 0, id: undefined }, (...chat) =>
      counted.push(chat),
    );
    expect(page.chats).toBe(counted.length);
    return counted;
  } catch (error) {
    expect(error).toBeInstanceOf(UnexpectedShape);
    return undefined;
  }
}

/** The same by JSON.parse and Date.parse alone, one chat after the other. */
function simply(text: string): readonly Counted[] | undefined {
  const page = chatHistoryPage.safeParse(parsed(text));
  const chats = page.data?.chats.map((chat) => (isObject(chat) ? chat : {})) ?? [];
  if (!page.success || chats.some(({ id }) => typeof id !== 'string' || id === '')) return undefined;
  return chats
    .filter(({ type }) => type !== 'offline_msg')
    .map(({ id, timestamp, duration, department_id }) => [
      mark(typeof id === 'string' ? id : ''),
      typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN,
      typeof duration === 'number' ? duration * 1_000 : undefined,
      typeof department_id === 'number' || typeof department_id === 'string' ? department_id : undefined,
    ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const words = new Letters();

function mark(id: string): number {
  return markOf(words.of(id), 0, id.length);
}

const seconds = fc.integer({ min: 0, max: 4_102_444_799 }).map((each) => new Date(each * 1_000).toISOString().replace('.000Z', 'Z'));
/** One letter of a good time is another one. */
const spoilt = fc
  .tuple(seconds, fc.nat(19), fc.constantFrom(...'0123456789:-TZ .+x/é'.split('')))
  .map(([text, place, letter]) => text.slice(0, place) + letter + text.slice(place + 1));
const others = fc.constantFrom(
  '',
  '2026-11-17',
  '2026-11-17T09:14:02.500Z',
  '2026-11-17T09:14:02+02:00',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-17T24:00:00Z',
);

const plain = fc.record({
  id: fc.stringMatching(/^[\w.]{1,30}$/).map((each) => JSON.stringify(each)),
  type: fc.constant('"chat"'),
  timestamp: fc.oneof(seconds, spoilt, others).map((each) => JSON.stringify(each)),
  duration: fc.oneof(fc.nat(100_000).map(String), fc.constant('null')),
  department_id: fc.constantFrom('9001', '9002', '360001234567', 'null'),
});
/** Values as JSON, and some that are none. */
const value = fc.oneof(
  fc.json({ maxDepth: 1 }),
  fc.constantFrom(
    '"chat"',
    '"offline_msg"',
    '"\\u0063hat"',
    '"žiema"',
    '""',
    '-5',
    '1.5',
    '1e5',
    '1E+2',
    '007',
    '.5',
    '5.',
    '1'.repeat(16),
    'nul',
    "'x'",
  ),
);
const odd = fc
  .tuple(
    plain,
    fc.dictionary(fc.constantFrom('id', 'type', 'timestamp', 'duration', 'department_id', 'deleted', 'x y'), value, { maxKeys: 2 }),
  )
  .map(([chat, other]) => ({ ...chat, ...other }));
const lacking = fc
  .tuple(plain, fc.constantFrom('id', 'type', 'timestamp', 'duration', 'department_id'))
  .map(([chat, name]) => Object.fromEntries(Object.entries(chat).filter(([key]) => key !== name)));
const chats = fc.array(fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: odd }, { weight: 1, arbitrary: lacking }), {
  maxLength: 12,
});

const order = fc.shuffledSubarray(['id', 'type', 'timestamp', 'duration', 'department_id'], { minLength: 5 });
/** What stands before and after a colon, after a comma, and within brackets. */
const style = fc.constantFrom(['', '', '', ''], ['', ' ', ' ', ''], ['', ' ', '\n    ', '\n  '], [' ', '\t', ' \r\n', ' ']);
const envelope = fc.constantFrom<readonly [before: string, after: string]>(
  ['', ', "count": 3'],
  ['"count": 3, "end_time": 1794969605, ', ''],
  ['"count": 3, "end_id": "a\\"b", ', ', "next_page": null'],
  ['"of": {"chats": 1}, ', ', "count": 3, "end_time": null'],
  ['', ''],
);

const pages = fc.tuple(chats, order, style, envelope).map(([all, names, [before, colon, comma, within], [first, last]]) => {
  const written = all.map((chat) => {
    const named = Object.entries(chat).toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b));
    return `{${within}${named.map(([name, json]) => `${JSON.stringify(name)}${before}:${colon}${json}`).join(`,${comma}`)}${within}}`;
  });
  return `{${first}"chats"${before}:${colon}[${within}${written.join(`${before},${comma}`)}${within}]${last}}`;
});
const spoiltPages = fc
  .tuple(
    pages,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(0, 1),
    fc.constantFrom('', ...'{}[],:"\\ 0n-\u0000\u00a0é'.split('')),
  )
  .map(([text, share, gone, letter]) => {
    const place = Math.floor(share * text.length);
    return text.slice(0, place) + letter + text.slice(place + gone);
  });

describe('a page of the chat history', () => {
  it('every time of a chat is read as the calendar has it, and one that is none counts as unreadable', async () => {
    const times = fc.array(fc.oneof(seconds, spoilt, others), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, fc.constantFrom({}, { department_id: 9001 }), async (all, department) => {
        const listed = all.map((timestamp, index) => ({ id: `${index}`, type: 'chat', timestamp, duration: 60, ...department }));
        const counted = await countedOf(JSON.stringify({ chats: listed, count: listed.length }));
        expect(counted?.map(([, beganMs]) => beganMs)).toEqual(all.map((time) => Date.parse(time)));
      }),
      { numRuns: 500 },
    );
  });

  it('comes to what JSON.parse makes of it, in whatever order, with whatever white space and odd chats', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (text) => {
        expect(await countedOf(text)).toEqual(simply(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it('is refused where JSON.parse refuses it, whichever letter of it is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(spoiltPages, async (text) => {
        expect(await countedOf(text)).toEqual(simply(text));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a page of which one letter is otherwise', () => {
  const chat = (id: string, duration: string) =>
    `{"id":"${id}","type":"chat","timestamp":"2026-11-17T09:14:02Z","duration":${duration},"department_id":9001}`;
  const page = (...all: readonly string[]) => `{"count":3,"chats":[${all.join(',')}],"end_time":5}`;
  const good = chat('a', '60');

  it.each([
    ['a number with a zero before it', page(good, chat('b', '007'))],
    ['a number beyond what is exact', page(good, chat('b', '90071992547409937'))],
    ['a number with an exponent, in the first chat', page(chat('a', '1e5'), chat('b', '2e5'))],
    [
      'a field too many and a number with an exponent, in the first chat',
      page(chat('a', '1e5').replace('"type"', '"x":null,"type"'), chat('b', '2e5').replace('"type"', '"x":null,"type"')),
    ],
    ['a field in place of another one', page(...['a', 'b'].map((id) => chat(id, '60').replace('"department_id":9001', '"x":"s"')))],
    ['a field in place of the first one', page(...['a', 'b'].map((id) => chat(id, '60').replace('id', 'x')))],
    ['a fraction, in the first chat', page(chat('a', '1.5'), chat('b', '2.5'))],
    ['an id with a quote in it', page(good, chat('b\\"c', '60'))],
    ['an id with a backslash in it', page(good, chat('b\\\\c', '60'))],
    ['an id with a line break in it', page(good, chat('b\nc', '60'))],
    ['an id with a letter whose last eight bits are a quote', page(good, chat('b\u0122c', '60'))],
    ['an empty id', page(good, chat('', '60'))],
    ['a comma too many between fields, in the first chat', page(good.replace(',', ',,'), chat('b', '60'))],
    ['a letter too many before a field, in the first chat', page(good.replace('"type"', 'x"type"'), chat('b', '60'))],
    ['a line break in the name of a field', page(good.replace('"type"', '"type\n"'), good.replace('"type"', '"type\n"'))],
    ['a field that comes twice', page(good.replace('"type"', '"id":"c","type"'), chat('b', '60'))],
    ['no comma between chats', page(good + chat('b', '60'))],
    ['a comma too many between chats', page(good, '', chat('b', '60'))],
    ['a comma behind the last chat', page(good, '')],
    ['something else than a chat', page(good, '1', chat('b', '60'))],
    ['a list of chats in another one', `{"of":{"chats":[${good}]},"chats":[${chat('b', '60')}],"count":3}`],
    ['a list of chats in something behind it', `{"chats":[${chat('b', '60')}],"count":3,"of":{"x":1,"chats":[${good}]}}`],
    ['a number before the list that is none', page(good).replace('3', '3.3.3')],
    ['an end that is missing', page(good, chat('b', '60')).slice(0, -1)],
  ])('%s', async (_name, text) => {
    expect(await countedOf(text)).toEqual(simply(text));
  });

  it('is read to the end after a longer one, and after one of more than a megabyte', async () => {
    for (const many of [2, 40, 12_000]) {
      const text = page(...Array.from({ length: many }, (_, index) => chat(`2611.10414779.T${index}`, `${index}`)));
      expect(await countedOf(text)).toEqual(simply(text));
    }
  });
});

describe('what is read without JSON.parse', () => {
  const page = '{"end_time": 5, "chats": [%], "count": 3}';
  const written = (id: string) =>
    `{"type": "chat", "id": "${id}", "timestamp": "2026-11-17T09:14:02Z", "duration": 968, "department_id": null}`;
  const left = (...all: readonly string[]) => {
    const seen: unknown[] = [];
    const count = () => seen.push('plain');
    const { counted, rest } = takeChats(page.replace('%', all.join(', ')), count, (chat) => seen.push(chat) && 1);
    return { counted, rest, seen };
  };

  it('every chat that is written like the first, in its own order and with its own spaces', () => {
    expect(left(written('a'), written('b'))).toEqual({ counted: 2, rest: page.replace('%', ''), seen: ['plain', 'plain'] });
  });

  it('one that lacks a field is read by itself, and those behind it as before', () => {
    const offline = '{"id": "b", "type": "offline_msg", "timestamp": "2026-11-17T09:14:02Z"}';
    expect(left(written('a'), offline, written('c'))).toMatchObject({
      counted: 3,
      rest: page.replace('%', ''),
      seen: ['plain', JSON.parse(offline), 'plain'],
    });
  });

  it('from one with something nested in it on all is left to JSON.parse', () => {
    const nested = '{"id": "b", "session": {"id": "s"}}';
    expect(left(written('a'), nested, written('c'))).toMatchObject({ counted: 1, rest: page.replace('%', `${nested}, ${written('c')}`) });
  });

  it('nothing of a page whose first chat has a field too many', () => {
    const more = written('a').replace('}', ', "missed": false}');
    expect(left(more, written('b'))).toMatchObject({ counted: 0, rest: page.replace('%', `${more}, ${written('b')}`) });
  });
});
