import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { WHOLE_SIDE_BY_SIDE } from '../src/ops/rounds/drift.ts';
import { families, floors } from './assess/floor.ts';
import { type Figure, held, seen } from './figure.ts';
import { child } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';

const zendesk = fileURLToPath(new URL('./assess/zendesk.ts', import.meta.url));
const assessor = fileURLToPath(new URL('./assess/assessor.ts', import.meta.url));

/** As `npm start` has it. */
const AS_STARTED = '--max-semi-space-size=8';

const outcome = z.object({
  wallMs: z.number(),
  meanMs: z.number(),
  longestMs: z.number(),
  peakMb: z.number(),
  requests: z.number(),
  byFamily: z.partialRecord(z.enum(families), z.number()),
  seen: z.number(),
});

const MOST_RATIO = 1.1;
const MOST_MB = 300;
const ACCOUNTS = 1_000;
/** In the order in which they came, the mean wait is half of the longest: more than this and somebody was passed over. */
const MOST_WAIT = 2.5;

/** How long an assessment takes against what the rate allows, and what a thousand of them take of one process. */
export async function assessment(): Promise<readonly Figure[]> {
  // Ten times as fast as the clock: 240 brands have some 500 requests, and three minutes and more to wait for.
  const large = await assess({ ACCOUNTS: '1', BRANDS: '240', RATE: '10', LIMIT: '1' });
  const limits = floors(large.byFamily);
  const floorMs = limits[0]?.ms ?? 0;
  const told = limits.map(({ limit, requests, ms }) => `${limit} ${requests} in ${ms / 1000} s`).join(', ');
  const many = await assess({ ACCOUNTS: `${ACCOUNTS}`, BRANDS: '1', RATE: '1', LIMIT: '100' });
  return [
    held({
      name: 'assessment of 240 brands against the floor of its requests',
      // Without a floor there is nothing to measure against: that never reads as kept.
      value: large.seen === 1 && floorMs > 0 ? large.wallMs / floorMs : Number.NaN,
      most: MOST_RATIO,
      unit: '',
      from: `${(large.wallMs / 1000).toFixed(0)} s for ${large.requests} requests; floor ${floorMs / 1000} s (${told})`,
    }),
    held({
      name: `${ACCOUNTS} accounts assessed by one process: peak memory`,
      value: many.seen === ACCOUNTS ? many.peakMb : Number.NaN,
      most: MOST_MB,
      unit: ' MB',
      from: `${many.requests} requests, ${many.seen} accounts seen`,
    }),
    held({
      name: `${ACCOUNTS} accounts: longest wait against the mean`,
      value: many.longestMs / many.meanMs,
      most: MOST_WAIT,
      unit: '',
      from: `longest ${(many.longestMs / 1000).toFixed(0)} s, mean ${(many.meanMs / 1000).toFixed(0)} s, ${WHOLE_SIDE_BY_SIDE} side by side`,
    }),
    seen(
      'assessments a second, one process',
      `${(ACCOUNTS / (many.wallMs / 1000)).toFixed(1)}`,
      `${(many.wallMs / 1000).toFixed(0)} s for all`,
    ),
  ];
}

async function assess(wish: Readonly<Record<'ACCOUNTS' | 'BRANDS' | 'RATE' | 'LIMIT', string>>): Promise<z.infer<typeof outcome>> {
  return inFolder(async (folder) => {
    const world = child([zendesk], wish, folder);
    try {
      const env = { PATH: process.env['PATH'], ...wish, ZENDESK_PORT: `${await world.port}` };
      const { stdout } = await promisify(execFile)(process.execPath, [AS_STARTED, assessor], { cwd: folder, env, maxBuffer: 10_000_000 });
      return outcome.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    } finally {
      await world.stop();
    }
  });
}
