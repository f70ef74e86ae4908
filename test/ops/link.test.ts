import { describe, expect, it } from 'vitest';
import { instant } from '../../src/migration/time.ts';
import { newLogger } from '../../src/ops/logger.ts';
import { linkOf } from '../../src/ops/slack/link.ts';
import type { SlackApp } from '../../src/ops/slack/slack-app.ts';

const OUT = { code: 'slack_webapi_platform_error', data: { error: 'account_inactive' } };
const HICCUP = { code: 'slack_webapi_platform_error', data: { error: 'internal_error' } };

/** A Slack whose socket opens when a test says so. */
function aLink(bolt: { connected: boolean; reconnecting: boolean }) {
  const attempts: PromiseWithResolvers<void>[] = [];
  const app: SlackApp = {
    async connect() {
      const attempt = Promise.withResolvers<void>();
      attempts.push(attempt);
      await attempt.promise;
    },
    disconnect: async () => {},
    isConnected: () => bolt.connected,
    isReconnecting: () => bolt.reconnecting,
    onClosed: () => {},
    events: undefined,
    idle: async () => {},
  };
  const time = { now: () => instant(new Date('2026-11-24T09:00:00Z')), at: () => () => {}, sleep: async () => {} };
  return { attempts, link: linkOf(app, { stopped: false }, time, newLogger('silent')) };
}

const quiet = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a failure of Slack’s that nobody heard', () => {
  it('opens no second socket while one is open', async () => {
    const { attempts, link } = aLink({ connected: true, reconnecting: false });
    link.rejected(OUT);
    await quiet();
    expect(attempts).toHaveLength(0);
  });

  it('opens none while Bolt waits to reconnect, or goes on trying', async () => {
    const waiting = aLink({ connected: false, reconnecting: false });
    waiting.link.rejected(OUT);
    const trying = aLink({ connected: false, reconnecting: true });
    trying.link.rejected(HICCUP);
    await quiet();
    expect([waiting.attempts.length, trying.attempts.length]).toEqual([0, 0]);
  });

  it('begins one attempt where Bolt has given up, however many there are', async () => {
    const bolt = { connected: false, reconnecting: true };
    const { attempts, link } = aLink(bolt);
    link.rejected(OUT);
    bolt.reconnecting = false;
    link.rejected(OUT);
    link.rejected(OUT);
    await quiet();
    expect(attempts).toHaveLength(1);
    attempts[0]?.resolve();
    await link.idle();
    expect(attempts).toHaveLength(1);
  });

  it('does not leave an attempt hanging that Bolt will never end', async () => {
    const bolt = { connected: false, reconnecting: true };
    const { attempts, link } = aLink(bolt);
    const open = link.connect();
    link.rejected(OUT);
    await quiet();
    expect(attempts).toHaveLength(2);
    attempts[1]?.resolve();
    await open;
  });
});
