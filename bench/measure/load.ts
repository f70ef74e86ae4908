import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setImmediate as letOthersRun, setTimeout as pause } from 'node:timers/promises';

export interface Load {
  /** Where the app takes Slack's requests. */
  readonly url: string;
  readonly signingSecret: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** The form of the request with this number. */
  readonly form: (index: number) => Readonly<Record<string, string>>;
}

/** What came of a load: how long each acknowledgement took, counted from the moment at which its request was to be sent. */
export interface Loaded {
  readonly latenciesMs: readonly number[];
  /** How late the generator itself was, which is part of the latencies. */
  readonly lagsMs: readonly number[];
  /** Answered with anything but 200, or not at all. */
  readonly failed: number;
}

/** Timers of Node are a millisecond late or two: the rest is waited for by turns of the event loop. */
const TURNS_FROM_MS = 2;
const ANSWER_WITHIN_MS = 10_000;

/** Sends on a fixed schedule, whether the answers come or not. */
export async function load({ url, signingSecret, perSecond, seconds, form }: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now() + 20;
  const lagsMs: number[] = [];
  const answers: Promise<number | undefined>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = start + (index * 1000) / perSecond;
    const signed = sign(new URLSearchParams({ ...form(index) }).toString(), signingSecret);
    await moment(due);
    lagsMs.push(performance.now() - due);
    answers.push(sent(url, signed, agent, due));
  }
  const all = await Promise.all(answers);
  agent.destroy();
  const latenciesMs = all.filter((latency) => latency !== undefined);
  return { latenciesMs, lagsMs, failed: all.length - latenciesMs.length };
}

async function moment(due: number): Promise<void> {
  const waitMs = due - performance.now() - TURNS_FROM_MS;
  if (waitMs > 0) await pause(waitMs);
  while (performance.now() < due) await letOthersRun();
}

interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** As Slack signs: v0, HMAC-SHA256 over the timestamp and the body. */
function sign(body: string, secret: string): Signed {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const type = 'application/x-www-form-urlencoded';
  return { body, headers: { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } };
}

/** Milliseconds from `due` to the last byte of a 200, or undefined. */
function sent(url: string, { body, headers }: Signed, agent: Agent, due: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const options = { method: 'POST', agent, timeout: ANSWER_WITHIN_MS, headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
  const asked = request(url, options, (response) => {
    response.resume();
    response.once('end', () => resolve(response.statusCode === 200 ? performance.now() - due : undefined));
    response.once('error', () => resolve(undefined));
  });
  asked.once('timeout', () => asked.destroy());
  asked.once('error', () => resolve(undefined));
  asked.end(body);
  return promise;
}
