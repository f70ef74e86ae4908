/**
 * As little of Slack as a slash command needs, and of Zendesk as a widget that is watched: quick, because the playground's
 * checks every block and would be measured too.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { TEAM } from '../world/env.ts';

/** Commands whose status has come to `/answer/<account>/<instant of the command in ms>`, and what else came there. */
const answered = new Set<string>();
const delaysMs: number[] = [];
let others = 0;

const server = createServer((request, response) => void respond(request, response));
server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this shape; only pipes have a string.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
process.once('SIGTERM', () => process.exit(0));

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = answer(request, await text(request));
  response
    .writeHead(said === undefined ? 404 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(said ?? { error: 'not found' }));
}

function answer({ url = '' }: IncomingMessage, body: string): object | undefined {
  if (url.includes('/embeddable/config')) return { embeds: {} };
  const [, place, name = '', instant = ''] = url.split('/');
  if (place === 'answers') return { answered: answered.size, others, delaysMs };
  if (place === 'answer') return counted(name, Number(instant), body);
  return place === 'api' ? method(name.split('?')[0], body) : undefined;
}

/** A status has its Refresh button and names the account; anything else is a refusal. The first one of a command counts. */
function counted(account: string, commandAt: number, body: string): object {
  const command = `${account}/${commandAt}`;
  if (!body.includes('status_refresh') || !body.includes(account)) others += 1;
  else if (!answered.has(command)) {
    answered.add(command);
    delaysMs.push(Date.now() - commandAt);
  }
  return {};
}

function method(name: string | undefined, body: string): object {
  const ok = { ok: true };
  if (name === 'auth.test')
    return { ...ok, team_id: TEAM, user_id: 'U0BOT', bot_id: 'B0BOT', user: 'ferry', team: 'bench', url: 'https://bench.slack.com/' };
  if (name === 'users.info')
    return { ...ok, user: { id: new URLSearchParams(body).get('user') ?? '', team_id: TEAM, tz: 'Europe/Vilnius', locale: 'en-US' } };
  if (name === 'conversations.members') return { ...ok, members: ['U0ADA'] };
  return { ...ok, ts: `${Date.now() / 1000}`, channel: { id: 'D0BENCH' }, messages: [] };
}
