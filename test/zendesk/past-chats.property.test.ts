import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPastChats } from '../../src/zendesk/reads/history.ts';

/** The moments that are counted of a page of chats with these times. */
async function momentsOf(timestamps: readonly string[]): Promise<readonly number[]> {
  const chats = timestamps.map((timestamp, index) => ({ id: `${index}`, type: 'chat', timestamp, duration: 60 }));
  const moments: number[] = [];
  const get = async () => ({
    what: 'GET /api/v2/chat/incremental/chats',
    url: 'https://acme.zendesk.com/api/v2/chat/incremental/chats',
    status: 200,
    location: undefined,
    text: JSON.stringify({ chats, count: chats.length }),
  });
  await readPastChats({ base: 'https://acme.zendesk.com', get }, { time: 0, id: undefined }, (_id, beganMs) => void moments.push(beganMs));
  return moments;
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
  '2026-11-17T24:00:00Z',
);

it('every time of a chat is read as the calendar has it, and one that is none counts as unreadable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(seconds, spoilt, others), { maxLength: 30 }), async (times) => {
      expect(await momentsOf(times)).toEqual(times.map((time) => Date.parse(time)));
    }),
    { numRuns: 500 },
  );
});
