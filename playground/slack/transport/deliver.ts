import { createHmac, randomUUID } from 'node:crypto';
import { isJson, type Json, parseJson } from '../json.ts';
import type { State } from '../state/state.ts';
import type { Ack, Sockets } from './sockets.ts';

/** Something Slack tells the app. */
interface Outgoing {
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  readonly retry?: { readonly num: number; readonly reason: string };
  /** The envelope of an event's first attempt: a repeated one may carry it again. */
  readonly envelopeId?: string;
}

/** A request as it went to the app in HTTP mode. */
export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a forged request changes in a good one. */
export interface Forgery {
  readonly secret?: string;
  /** Seconds added to the timestamp. */
  readonly shiftSeconds?: number;
}

/** Brings things to the app, by socket or by signed request. */
export interface Deliver {
  send(outgoing: Outgoing): Promise<Ack>;
  /** Brings the last thing once more under its own ids, as Slack does now and then. */
  again(): Promise<Ack>;
  last(): SignedRequest | undefined;
  /** Asks the address of HTTP mode to repeat a word, as Slack does before it takes it. */
  verify(): Promise<boolean>;
  /** Posts a request as it is. */
  post(request: SignedRequest): Promise<{ readonly status: number; readonly body: string }>;
  /** Signs a body, well or badly. */
  sign(body: string, contentType: string, forgery?: Forgery): SignedRequest;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** `isAway` tells whether Slack is down at the moment. */
export function deliverer(state: State, sockets: Sockets, isAway: () => boolean): Deliver {
  const ackMs = state.options.ackMs ?? 3000;
  let last: SignedRequest | undefined;
  let latest: Outgoing | undefined;

  const sign: Deliver['sign'] = (body, contentType, forgery = {}) => {
    const now = (state.options.signingClock ?? Date.now)();
    const timestamp = Math.floor(now / 1000) + (forgery.shiftSeconds ?? 0);
    const secret = forgery.secret ?? state.options.signingSecret;
    const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${mac}`,
    };
    return { url: state.requestUrl ?? '', headers, body };
  };
  const byHttp = async (outgoing: Outgoing): Promise<Ack> => {
    const { body, type } = encode(outgoing);
    const signed = sign(body, type);
    const retry = outgoing.retry;
    const extra = retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {};
    const request: SignedRequest = { ...signed, headers: { ...signed.headers, ...extra } };
    last = request;
    return exchange(request, ackMs);
  };
  const bySocket = (outgoing: Outgoing): Promise<Ack> => {
    // Sockets know one reason, whatever went wrong before.
    const retry = outgoing.retry ? { retry_attempt: outgoing.retry.num, retry_reason: 'timeout' } : {};
    const events = outgoing.kind === 'events_api' ? { retry_attempt: 0, retry_reason: '' } : {};
    const accepts_response_payload = outgoing.kind !== 'events_api';
    const envelope_id = outgoing.envelopeId ?? randomUUID();
    return sockets.send(
      { type: outgoing.kind, envelope_id, payload: outgoing.payload, accepts_response_payload, ...events, ...retry },
      ackMs,
    );
  };

  const send: Deliver['send'] = async (outgoing) => {
    latest = { envelopeId: randomUUID(), ...outgoing };
    if (isAway() || state.revoked !== undefined) return { ok: false, error: 'dispatch_failed' };
    return state.requestUrl === undefined ? bySocket(latest) : byHttp(latest);
  };

  return {
    send,
    again() {
      if (!latest) throw new Error('Nothing has been sent yet');
      return send(latest);
    },
    last: () => last,
    async verify() {
      const challenge = randomUUID();
      const ack = await exchange(sign(JSON.stringify({ type: 'url_verification', token: 'deprecated', challenge }), JSON_TYPE), ackMs);
      if (!ack.ok) return false;
      return ack.body === challenge || (isJson(ack.body) && ack.body['challenge'] === challenge);
    },
    async post(request) {
      const response = await fetch(request.url, { method: 'POST', headers: request.headers, body: request.body });
      return { status: response.status, body: await response.text() };
    },
    sign,
  };
}

function encode({ kind, payload }: Outgoing): { readonly body: string; readonly type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: JSON_TYPE };
  if (kind === 'interactive') return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: FORM };
  const fields = Object.entries(payload).map(([name, value]) => [name, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: FORM };
}

async function exchange(request: SignedRequest, ackMs: number): Promise<Ack> {
  try {
    const signal = AbortSignal.timeout(ackMs);
    const response = await fetch(request.url, { method: 'POST', headers: request.headers, body: request.body, signal, redirect: 'manual' });
    const text = await response.text();
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    if (!response.ok) return { ok: false, error: 'dispatch_failed', status: response.status, noRetry };
    return { ok: true, body: parseJson(text) ?? text };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, error: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}
