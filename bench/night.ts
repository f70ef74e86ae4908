import type { LogEntry } from '../playground/slack/types.ts';
import { brand } from '../playground/zendesk/seeds/parts.ts';
import { MINUTE, passTo, prepared, signEverything } from '../test/support/night.ts';
import type { TestWorld } from '../test/support/world.ts';
import { type Figure, held, seen, shown } from './figure.ts';
import { percentile } from './measure/statistics.ts';

const BRANDS = ['harbor', 'harborkids', 'harborpro', 'harborsail', 'harborfish', 'harborclub'];
const NIGHTS = 2;
/** Steps of the world's clock; between them it goes a thousand times slower than the machine's. */
const STEP_MS = 1_000;
const RATE = 0.001;
const MOST_PER_SECOND = 1;
const MOST_UNTIL_ASKED_MS = 5_000;
/** Slack's third tier, which chat.update is in. */
const MOST_UPDATES = 50;
/** A quarter of what Zendesk gives an Enterprise account a minute: the rest is the customer's. */
const MOST_REQUESTS = 175;

interface Night {
  /** Every post and update, with its channel and its instant. */
  readonly written: readonly { readonly channel: string; readonly at: number; readonly isUpdate: boolean }[];
  /** Instants of what was asked of Zendesk in its own interface. */
  readonly requests: readonly number[];
  /** From the reading that proved a click to the next request in Slack. */
  readonly waits: readonly number[];
}

/**
 * A night of six brands with the real bot and both simulators on a clock that goes by seconds: chats come and go each second of the drain,
 * people press at once. How much is written to a channel, and how long after a proof the next one is asked.
 */
export async function night(): Promise<readonly Figure[]> {
  const nights: Night[] = [];
  for (let count = 0; count < NIGHTS; count += 1) nights.push(await oneNight());
  const inAMinute = Math.max(...nights.map(({ written }) => densest(written, MINUTE)));
  const inASecond = Math.max(...nights.map(({ written }) => densest(written, 1_000)));
  const updates = Math.max(
    ...nights.map(({ written }) =>
      densest(
        written.filter(({ isUpdate }) => isUpdate),
        MINUTE,
      ),
    ),
  );
  const requests = Math.max(...nights.map((each) => most(each.requests, MINUTE)));
  const waits = nights.flatMap((each) => each.waits);
  const p = (share: number) => percentile(waits, share);
  const writes = nights.reduce((sum, { written }) => sum + written.length, 0);
  return [
    held({
      name: 'posts and updates to one channel, a second, in the busiest minute',
      value: inAMinute / 60,
      most: MOST_PER_SECOND,
      unit: '/s',
      from: `${writes} in ${NIGHTS} nights of ${BRANDS.length} brands`,
    }),
    seen('  in the busiest single second', `${inASecond}`, 'new posts that come together, which Slack allows in bursts'),
    held({ name: 'updates in the busiest minute', value: updates, most: MOST_UPDATES, unit: '', from: 'chat.update is in the third tier' }),
    held({ name: 'requests to Zendesk in the busiest minute', value: requests, most: MOST_REQUESTS, unit: '', from: 'a quarter of 700' }),
    held({
      name: 'from the proof of a click to the next request, p99',
      value: waits.length === 0 ? Number.NaN : p(0.99),
      most: MOST_UNTIL_ASKED_MS,
      unit: ' ms',
      from: `${waits.length} proofs; p50 ${shown(p(0.5))} ms, waiting and work of this machine together`,
    }),
  ];
}

async function oneNight(): Promise<Night> {
  const brands = BRANDS.map((name, index) => brand(7_001 + index, name, name));
  const world = await prepared({ plan: 'suite_enterprise', brands });
  try {
    await untilTheGate(world);
    const waits: number[] = [];
    for (const name of BRANDS) waits.push(...(await turned(world, name)));
    await world.pass(20 * MINUTE, STEP_MS);
    const written = world.slack.log().filter(isWrite);
    const requests = world.zendesk.log().flatMap(({ path, at }) => (path.startsWith('/api/v2') ? [at] : []));
    return {
      written: written.map((entry) => ({ channel: String(entry.args['channel']), at: entry.at, isUpdate: entry.method === 'chat.update' })),
      requests,
      waits,
    };
  } finally {
    await world.stop();
  }
}

/** Scheduled at short notice, signed, promised and present; the drain watched while chats come and go. */
async function untilTheGate(world: TestWorld): Promise<void> {
  const desk = world.zendesk.account('harbor');
  // All brands are known before they are planned, however slow the first look was.
  await world.until('the brands', async () => {
    const report = await world.report();
    return BRANDS.every((name) => report?.includes(`"${name}"`));
  });
  await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 180m');
  await world.pass(MINUTE);
  await signEverything(world);
  await world.press('U0MINA', 'operator_accept');
  await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
  await world.press('U0MINA', 'operator_accept');
  await passTo(world, '2026-11-24T10:14:30Z', MINUTE);
  for (let second = 0; second < 240; second += 1) {
    if (second % 3 === 0) desk.startChat({ brand: 'harbor', group: 9001 });
    if (second % 9 === 8) desk.endAllChats();
    if (second === 60) await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    await world.pass(STEP_MS, STEP_MS);
  }
  desk.endAllChats();
  desk.allAgents('offline');
  await passTo(world, '2026-11-24T10:29:00Z', STEP_MS);
}

/** One brand's gate, click and proof; how long after the proof the next request is in Slack, where there is one. */
async function turned(world: TestWorld, name: string): Promise<readonly number[]> {
  await stepUntil(world, async () => (await world.migration()).run.gates[`G3:${name}`]?.blockers.length === 0);
  await stepUntil(world, async () => world.has('gate_open'));
  await world.press('U0MINA', 'gate_open');
  await world.slack.submit('U0MINA', world.slack.modals('U0MINA').at(-1)?.id ?? '', { phrase: `convert ${name}` });
  await stepUntil(world, async () => world.has(`step_confirm:rb-0-click:${name}`));
  world.zendesk.account('harbor').convertWidget([name]);
  await world.press('U0MINA', `step_confirm:rb-0-click:${name}`);
  const before = world.slack.log().length;
  await stepUntil(world, async () => (await world.migration()).run.steps[`rb-2m-config:${name}`]?.done !== undefined);
  const proved = Date.parse((await world.migration()).run.steps[`rb-2m-config:${name}`]?.done?.at ?? '');
  const next = () =>
    world.slack
      .log()
      .slice(before)
      .find((entry) => isRequest(entry) && entry.at >= proved);
  await stepUntil(world, async () => next() !== undefined);
  const between = (next()?.at ?? Number.NaN) - proved;
  return [Math.floor(between / STEP_MS) * STEP_MS + (between % STEP_MS) / RATE];
}

/** Far above what any wait of a night takes. */
const MOST_STEPS = 900;

async function stepUntil(world: TestWorld, holds: () => Promise<boolean>): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await holds()) return;
    await world.pass(STEP_MS, STEP_MS);
  }
  const { run, stage } = await world.migration();
  throw new Error(`the night did not go on: ${stage}; ${JSON.stringify(Object.entries(run.gates).at(-1))}; left: ${run.left.join(', ')}`);
}

function isWrite({ method, status }: LogEntry): boolean {
  return status === 200 && (method === 'chat.postMessage' || method === 'chat.update');
}

/** A message that asks somebody for something, by Ferry's own mark on it. */
function isRequest({ method, args }: LogEntry): boolean {
  return method === 'chat.postMessage' && /"key":"ask:/.test(JSON.stringify(args['metadata'] ?? '').replaceAll('\\', ''));
}

/** The most that was written to one channel within any such span. */
function densest(written: Night['written'], spanMs: number): number {
  const channels = new Set(written.map(({ channel }) => channel));
  return Math.max(
    0,
    ...[...channels].map((channel) =>
      most(
        written.flatMap((each) => (each.channel === channel ? [each.at] : [])),
        spanMs,
      ),
    ),
  );
}

function most(moments: readonly number[], spanMs: number): number {
  return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + spanMs).length));
}
