import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { newMetrics, serveMetrics } from '../../src/ops/http/metrics.ts';
import { startServer } from '../../src/ops/http/server.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(parts: Partial<Parameters<typeof startServer>[0]> = {}) {
  const server = await startServer({ port: 0, host: '127.0.0.1', ready: async () => [], log: quiet, ...parts });
  closing.push(server.close);
  return { ...server, at: (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, init) };
}

describe('the server', () => {
  it('is live and ready', async () => {
    const { at } = await serve();
    expect((await at('/health/live')).status).toBe(200);
    const ready = await at('/health/ready?x=1');
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
    expect((await at('/health/ready', { method: 'HEAD' })).status).toBe(200);
  });

  it('is not ready for reasons, which hold no secret', async () => {
    const { at } = await serve({ ready: async () => ['The disk is full.', 'Slack refused xoxb-123-abc.'] });
    const answer = await at('/health/ready');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, reasons: ['The disk is full.', 'Slack refused [secret].'] },
    ]);
    expect((await at('/health/live')).status).toBe(200);
  });

  it('is not ready when it cannot tell', async () => {
    const { at } = await serve({ ready: async () => Promise.reject(new Error('The database is away.')) });
    expect(await (await at('/health/ready')).json()).toEqual({ ready: false, reasons: ['The database is away.'] });
  });

  it('knows nothing else', async () => {
    const { at } = await serve();
    for (const path of ['/', '/health', '/slack/events', '/health/live/', '//evil.test/health/live'])
      expect((await at(path)).status, path).toBe(404);
    expect((await at('/health/live', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('hands a path to its listener, with the body unread', async () => {
    const { at, handle } = await serve({
      routes: { '/slack/events': (request, response) => void text(request).then((body) => response.end(`slack ${body}`)) },
    });
    handle('/more', (_, response) => void response.end('more'));
    expect(await (await at('/slack/events', { method: 'POST', body: 'hello' })).text()).toBe('slack hello');
    expect(await (await at('/more')).text()).toBe('more');
  });

  it('takes no body that is too large or does not say how large it is', async () => {
    const { at } = await serve({ routes: { '/slack/events': (_, response) => void response.end() } });
    expect((await at('/slack/events', { method: 'POST', body: 'x'.repeat(1_100_000) }).catch(() => ({ status: 413 }))).status).toBe(413);
  });

  it('refuses headers without end', async () => {
    const { port } = await serve();
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /health/live HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1.1 431/);
  });

  it('lets a request end before it closes', async () => {
    const server = await serve({ routes: { '/slow': (_, response) => void setTimeout(() => response.end('done'), 100) } });
    const slow = server.at('/slow');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await server.close();
    closing.pop();
    expect(await (await slow).text()).toBe('done');
    await expect(server.at('/health/live')).rejects.toThrow();
  });

  it('says so when the port is taken', async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('the metrics', () => {
  it('are served on their own port', async () => {
    const metrics = newMetrics();
    metrics.zendeskAnswered({ family: 'support', status: 200 });
    metrics.zendeskAnswered({ family: 'chat', status: undefined });
    metrics.zendeskAnswered({ family: 'chat', status: 429 });
    metrics.slackAnswered('limited');
    metrics.requestRefused('signature');
    metrics.ticked('done');
    metrics.dueAccounts(4);
    const served = await serveMetrics({ port: 0, host: '127.0.0.1', metrics });
    closing.push(served.close);
    const text = await (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();
    expect(text).toContain('ferry_zendesk_requests_total{family="support",outcome="ok"} 1');
    expect(text).toContain('ferry_zendesk_requests_total{family="chat",outcome="no_answer"} 1');
    expect(text).toContain('ferry_zendesk_requests_total{family="chat",outcome="limited"} 1');
    expect(text).toContain('ferry_slack_calls_total{outcome="limited"} 1');
    expect(text).toContain('ferry_due_accounts 4');
    expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(404);
  });
});
