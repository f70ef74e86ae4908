import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Counting } from './counting.ts';
import { closed, listen, newHttpServer } from './server.ts';

export interface Metrics extends Counting {
  /** All of it as Prometheus reads it. */
  text(): Promise<string>;
}

/** Counters that begin at nothing; each call makes its own. */
export function newMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'ferry_' });
  const counter = <L extends string>(name: string, help: string, ...labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
  const events = counter('ferry_events_total', 'Events written to the logs of accounts, by type', 'type');
  const zendesk = counter('ferry_zendesk_requests_total', 'Requests to Zendesk, by family and outcome', 'family', 'outcome');
  const slack = counter('ferry_slack_calls_total', 'Calls to Slack, by outcome', 'outcome');
  const refused = counter('ferry_requests_refused_total', 'Requests from outside that were not let in, by reason', 'why');
  const ticks = counter('ferry_ticks_total', 'Rounds over the accounts that are due, by outcome', 'outcome');
  const due = new Gauge({ name: 'ferry_due_accounts', help: 'Accounts that were due at the last round', registers: [registry] });
  return {
    appended(written) {
      for (const { happened } of written) events.inc({ type: happened.type });
    },
    zendeskAnswered: ({ family, status }) => zendesk.inc({ family, outcome: outcomeOf(status) }),
    slackAnswered: (outcome) => slack.inc({ outcome }),
    requestRefused: (why) => refused.inc({ why }),
    ticked: (outcome) => ticks.inc({ outcome }),
    dueAccounts: (count) => due.set(count),
    text: () => registry.metrics(),
  };
}

export interface MetricsServerParts {
  readonly port: number;
  readonly host: string;
  readonly metrics: Pick<Metrics, 'text'>;
}

/** `GET /metrics` on a port of its own. @throws when the port is taken */
export async function serveMetrics({
  port,
  host,
  metrics,
}: MetricsServerParts): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = newHttpServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404, { Connection: 'close' }).end();
    void metrics.text().then((text) => response.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text));
  });
  return { port: await listen(server, port, host), close: () => closed(server) };
}

function outcomeOf(status: number | undefined): string {
  if (status === undefined) return 'no_answer';
  if (status < 400) return 'ok';
  if (status === 429) return 'limited';
  if (status === 401) return 'token_refused';
  return status < 500 ? 'refused' : 'unavailable';
}
