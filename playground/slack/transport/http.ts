import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ApiAnswer, type ApiRequest, record, tooMany } from '../api/call.ts';
import { isJson, parseJson } from '../json.ts';
import type { State } from '../state/state.ts';
import type { Fault, Faults } from './faults.ts';
import { answerResponseUrl } from './response-url.ts';
import type { Sockets } from './sockets.ts';
import { answerUpload, fileBytes } from './uploads.ts';

/** What the server is made of. */
export interface Parts {
  readonly state: State;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly answer: (request: ApiRequest) => ApiAnswer;
  readonly isAway: () => boolean;
}

const MOST_BODY = 64 * 1024 * 1024;

/** Slack's addresses on one server: the Web API, response_urls, uploads, files and sockets. */
export function webServer(parts: Parts): Server {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (parts.isAway()) socket.destroy();
    else parts.sockets.upgrade(request, socket, head);
  });
  return server;
}

async function handle(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', parts.state.origin);
  const body = await bodyOf(request);
  if (parts.isAway()) return void request.socket.destroy();
  const [, area, ...path] = url.pathname.split('/');
  const rest = path.join('/');
  const contentType = request.headers['content-type'] ?? '';
  if (area === 'api') {
    const text = request.method === 'GET' ? url.search.slice(1) : body.toString();
    const call: ApiRequest = { method: rest, authorization: request.headers.authorization, contentType, body: text };
    return perform(parts, rest, request, response, () => parts.answer(call));
  }
  if (area === 'response') {
    return perform(parts, 'response_url', request, response, () => {
      const answer = answerResponseUrl(parts.state, rest, body.toString());
      const args = parseJson(body.toString());
      record(parts.state, 'response_url', isJson(args) ? args : { body: body.toString() }, answer);
      return answer;
    });
  }
  if (area === 'upload')
    return perform(parts, 'upload', request, response, () => answerUpload(parts.state, path.at(-1) ?? '', contentType, body));
  const bytes = area === 'files-pri' ? fileBytes(parts.state, path[0] ?? '', request.headers.authorization) : undefined;
  if (bytes) response.writeHead(200, { 'content-type': bytes.type }).end(bytes.data);
  else response.writeHead(404).end('not found');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    length += part.length;
    if (length > MOST_BODY) throw new Error('body too large');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** Answers, unless a fault was ordered for this call. */
function perform(parts: Parts, method: string, request: IncomingMessage, response: ServerResponse, run: () => ApiAnswer): void {
  const fault = parts.faults.take(method);
  const instead = fault && faultAnswer(fault);
  const answer = fault?.mode === 'before' ? undefined : (instead ?? run());
  if (instead) record(parts.state, method, {}, instead);
  if (!answer || fault?.mode === 'after') request.socket.destroy();
  else if (fault?.mode === 'cut') cutAnswer(request, response, answer);
  else reply(response, answer);
}

function faultAnswer(fault: Fault): ApiAnswer | undefined {
  if (fault.mode === '429') return tooMany(fault.retryAfter ?? 1);
  if (fault.mode === '500') return { status: 500, headers: {}, body: { ok: false, error: 'internal_error' } };
  return undefined;
}

function reply(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
}

function cutAnswer(request: IncomingMessage, response: ServerResponse, { status, body }: ApiAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => void request.socket.destroy());
}
