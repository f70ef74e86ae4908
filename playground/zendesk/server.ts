import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { WorldClock } from '../clock.ts';
import { type Desk, deskOf } from './desk.ts';
import { rateLimits } from './http/limits.ts';
import { type LogLine, receive } from './http/receive.ts';
import type { AccountSeed } from './model/seed.ts';
import { startTraffic } from './model/traffic.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { openAccount } from './state.ts';

/** How the simulated Zendesk is started. */
export interface ZendeskOptions {
  readonly clock: WorldClock;
  readonly accounts: readonly AccountSeed[];
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Live chats begin and end by the accounts' rhythm, and automations run every hour. */
  readonly traffic?: boolean;
  /** World time between two looks of the traffic; 5 seconds unless told. */
  readonly trafficEveryMs?: number;
  /** Multiplies every rate limit; 1 unless told. */
  readonly limitFactor?: number;
}

/** A simulated Zendesk with several accounts behind one HTTP server on the loopback address. */
export interface ZendeskWorld {
  readonly urls: { readonly zendesk: string; readonly stream: string; readonly status: string };
  readonly port: number;
  /** What people do by hand in that account. */
  account(subdomain: string): Desk;
  readonly subdomains: readonly string[];
  snapshot(subdomain: string): Snapshot;
  /** Every request so far, oldest first. */
  log(): readonly LogLine[];
  /** Calls after every change with the account's subdomain; the answer stops it. */
  onChange(listener: (subdomain: string) => void): () => void;
  stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Starts the simulated Zendesk. */
export async function startZendesk(options: ZendeskOptions): Promise<ZendeskWorld> {
  const listeners = new Set<(subdomain: string) => void>();
  const log: LogLine[] = [];
  const tell = (subdomain: string) => {
    for (const listener of listeners) listener(subdomain);
  };
  const accounts = options.accounts.map((seed) => openAccount(seed, options.clock, options.traffic ?? false, tell));
  const desks = new Map(accounts.map((account) => [account.seed.subdomain, deskOf(account)]));
  const world = { accounts, clock: options.clock, limits: rateLimits(options.limitFactor), log };
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((body) => receive(world, request, body, response))
      .catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  const stops = options.traffic ? accounts.map((account) => startTraffic(account, options.trafficEveryMs ?? 5_000)) : [];
  const desk = (subdomain: string): Desk => {
    const found = desks.get(subdomain);
    if (!found) throw new Error(`No account ${subdomain}`);
    return found;
  };
  const origin = `http://127.0.0.1:${port}`;
  return {
    urls: { zendesk: `${origin}/{subdomain}`, stream: `${origin}/_rtm`, status: `${origin}/_status` },
    port,
    account: desk,
    subdomains: [...desks.keys()],
    snapshot: (subdomain) => snapshotOf(desk(subdomain).account),
    log: () => log,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      for (const end of stops) end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
