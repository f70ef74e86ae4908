import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { BotProcess } from './bot.ts';
import { type Action, type Answer, actionShape, type PageChannel, type PageMessage, type PageState, type PageView } from './page/wire.ts';
import { homework } from './scenario.ts';
import type { World } from './world.ts';

/** What the page's server shows and moves. */
export interface Stage {
  readonly world: World;
  readonly bot: BotProcess;
  readonly accounts: () => PageState['accounts'];
  connect(account: string): Promise<unknown>;
  /** The built page by path, `/index.html` among them. */
  readonly files: ReadonlyMap<string, { readonly type: string; readonly body: string | Uint8Array }>;
}

/** The page's own server: its files, its state, its acts, and a stream that tells when to look again. */
export interface PageServer {
  readonly url: string;
  /** Tells every open page to look again. */
  changed(): void;
  stop(): Promise<void>;
}

/** Changes that come closer together than this are told once. */
const GATHER_MS = 80;
const MOST_BODY = 200_000;

/** Starts the page's server on the loopback address. @throws if the port is taken */
export async function startPageServer(stage: Stage, port: number): Promise<PageServer> {
  const open = new Set<ServerResponse>();
  const away = { is: false };
  let told: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    told ??= setTimeout(() => {
      told = undefined;
      for (const page of open) page.write('data: look\n\n');
    }, GATHER_MS);
  };
  const server = createServer((request, response) => {
    answer(stage, away, request, response, open).catch((error: unknown) => {
      sendJson(response, 500, { ok: false, error: String(error) });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const forget = [stage.world.slack.onChange(changed), stage.world.zendesk.onChange(changed)];
  stage.world.clock.onMove(changed);
  // A server listening on a port has an address of this shape; only pipes have a string.
  const bound = server.address() as AddressInfo;
  return {
    url: `http://localhost:${bound.port}`,
    changed,
    async stop() {
      for (const stopListening of forget) stopListening();
      clearTimeout(told);
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

type Away = { is: boolean };

async function answer(stage: Stage, away: Away, request: IncomingMessage, response: ServerResponse, open: Set<ServerResponse>) {
  // Another site's name that leads to this machine must not read or act here.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return void response.writeHead(403).end();
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/state') return sendJson(response, 200, stateFor(stage, away, url.searchParams.get('person') ?? ''));
  if (url.pathname === '/api/changes') return follow(response, open);
  if (url.pathname.startsWith('/api/file/')) return sendFile(stage, url.pathname.slice('/api/file/'.length), response);
  if (url.pathname === '/api/act') return sendJson(response, 200, await act(stage, away, request));
  const file = stage.files.get(url.pathname === '/' ? '/index.html' : url.pathname);
  if (!file) return void response.writeHead(404).end('not found');
  response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(value));
}

function follow(response: ServerResponse, open: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 500\ndata: look\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
}

function sendFile(stage: Stage, id: string, response: ServerResponse): void {
  const file = stage.world.slack.files().find((one) => one.id === id && one.stage === 'ready');
  if (!file) return void response.writeHead(404).end('not found');
  const name = encodeURIComponent(file.name);
  const disposition = file.mimetype.startsWith('image/') ? 'inline' : `attachment; filename*=UTF-8''${name}`;
  response.writeHead(200, { 'content-type': file.mimetype, 'content-disposition': disposition }).end(file.bytes);
}

interface DrawnChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly members: readonly string[];
  readonly messages: readonly PageMessage[];
}

/** The simulator declares its snapshot as plain JSON; its fields are those of `slack/snapshot.ts` and `slack/api/render.ts`. */
function has(field: string): (value: unknown) => boolean {
  return (value) => typeof value === 'object' && value !== null && field in value;
}

/** Everything one person sees, with the world around. */
function stateFor({ world, bot, accounts }: Stage, away: Away, person: string): PageState {
  const direct = world.slack.snapshot().users.some((user) => user['id'] === person) ? world.slack.directChannel(person) : '';
  const slack = world.slack.snapshot();
  const people = z.array(z.custom<PageState['people'][number]>(has('id'))).parse(slack.users);
  const whispers = z.array(z.custom<PageMessage & { readonly channel: string }>(has('channel'))).parse(slack.ephemerals[person] ?? []);
  const isGuest = people.find(({ id }) => id === person)?.isRestricted === true;
  const channels = z.array(z.custom<DrawnChannel>(has('messages'))).parse(slack.channels);
  const seen = channels.filter(({ id, kind, members }) => id === direct || (kind === 'public' && !isGuest) || members.includes(person));
  return {
    now: world.clock.now(),
    clock: world.clock.state(),
    people,
    channels: seen.map(
      ({ id, name, kind, members, messages }): PageChannel => ({
        id,
        name,
        kind: kind === 'im' ? 'direct' : 'channel',
        hasBot: members.includes(world.slack.bot.userId),
        messages: [...messages, ...whispers.filter((whisper) => whisper.channel === id)].toSorted((a, b) => Number(a.ts) - Number(b.ts)),
      }),
    ),
    modals: z.array(z.custom<PageView>(has('id'))).parse(slack.modals[person] ?? []),
    home: z
      .custom<PageView>(has('id'))
      .nullable()
      .parse(slack.homes[person] ?? null),
    zendesk: world.zendesk.subdomains.map((subdomain) => world.zendesk.snapshot(subdomain)),
    slackAway: away.is,
    bot: { alive: bot.isAlive(), connections: world.slack.connections(), lines: bot.lines().slice(-40) },
    accounts: accounts(),
  };
}

async function act(stage: Stage, away: Away, request: IncomingMessage): Promise<Answer> {
  // A form of another site cannot send this type without asking first, and it is not answered when it asks.
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return { ok: false, error: 'POST JSON, please' };
  const parsed = actionShape.safeParse(JSON.parse(await bodyOf(request)));
  if (!parsed.success) return { ok: false, error: parsed.error.issues.map((issue) => issue.message).join('; ') };
  try {
    return { ok: true, result: (await perform(stage, away, parsed.data)) ?? null };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > MOST_BODY) throw new Error('That is too long');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}

async function perform(stage: Stage, away: Away, action: Action): Promise<unknown> {
  const { world, bot } = stage;
  const { clock, slack } = world;
  switch (action.do) {
    case 'slash':
      return slack.slash(action.person, action.channel, action.text);
    case 'say':
      return action.channel === slack.directChannel(action.person)
        ? slack.dm(action.person, action.text)
        : slack.mention(action.person, action.channel, action.text);
    case 'press':
      return slack.press(action.person, action.place, action.actionId, action.blockId, action.value);
    case 'submit':
      return slack.submit(action.person, action.view, action.values);
    case 'close':
      return slack.close(action.person, action.view);
    case 'home':
      return slack.openHome(action.person);
    case 'invite':
      return slack.invite(action.channel, slack.bot.userId);
    case 'slack-away':
      away.is = action.is;
      return slack.away(action.is);
    case 'slack-cut':
      return slack.cutSockets();
    case 'slack-again':
      return slack.resend();
    case 'slack-fault':
      return slack.fail({ mode: action.mode, times: action.times });
    case 'slack-clear':
      return slack.clearFaults();
    case 'jump':
      return clock.jump(clock.now() + action.ms);
    case 'go-to':
      if (action.at <= clock.now()) throw new Error('The clock only goes forward');
      return clock.jump(action.at);
    case 'speed':
      return clock.speed(action.rate);
    case 'bot-kill':
      return bot.kill();
    case 'bot-start':
      return bot.start();
    case 'connect':
      return stage.connect(action.account);
    case 'homework':
      return homework(slack, action.account);
    default:
      return performInZendesk(world, action);
  }
}

type ZendeskAction = Exclude<Extract<Action, { account: string }>, { do: 'connect' | 'homework' }>;

function performInZendesk({ zendesk }: World, action: ZendeskAction): unknown {
  const desk = zendesk.account(action.account);
  switch (action.do) {
    case 'activate':
      return desk.activateMessaging();
    case 'convert':
      return desk.convertWidget(action.brands);
    case 'chat-hours':
      return action.open ? desk.openChat() : desk.closeChat();
    case 'agents':
      return desk.allAgents(action.status);
    case 'agent':
      return desk.setAgentStatus(action.id, action.status);
    case 'chat-access':
      return desk.editAgent(action.id, { chatEnabled: action.is });
    case 'start-chat':
      return desk.startChat(inGroup(action));
    case 'end-chat':
      return desk.endChat(action.id);
    case 'end-chats':
      return desk.endAllChats();
    case 'start-conversation':
      return desk.startConversation(inGroup(action)).id;
    case 'ticket':
      return desk.setTicket(action.id, { status: action.status }).id;
    case 'ticket-delete':
      return desk.deleteTicket(action.id);
    case 'ticket-merge':
      return desk.mergeTicket(action.id, action.into);
    case 'trigger':
      return desk.editRule('triggers', action.id, { active: action.active });
    case 'setting':
      return desk.flip(action.path, action.value);
    case 'incident':
      return desk.incident({ title: action.title }).id;
    case 'incidents-resolved':
      return desk.resolveIncidents();
    case 'revoke-tokens':
      return desk.revokeTokens();
    case 'zendesk-fault': {
      const { mode, family, times } = action;
      return desk.fault({ mode, ...(family ? { family } : {}), ...(times ? { times } : {}) });
    }
    case 'zendesk-clear':
      return desk.clearFaults();
    default:
      return action satisfies never;
  }
}

function inGroup({ brand, group }: { readonly brand: string; readonly group?: number | undefined }) {
  return { brand, ...(group === undefined ? {} : { group }) };
}
