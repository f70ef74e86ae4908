import type { SocketModeReceiver } from '@slack/bolt';

/** A pong may take as long as Slack's own clients grant it: a process that was busy for a moment does not drop its link. */
const PONG_WITHIN_MS = 5_000;
/** After each of Slack's regular disconnects a slash command in the gap would be lost. */
const RECONNECT_AFTER_MS = 1_500;

/**
 * The client has one number for both: it waits so long times its failures before it connects again, and its next socket takes it for its
 * pongs. A socket is made between these two events.
 */
export function patient(client: SocketModeReceiver['client']): void {
  const set = (ms: number) => {
    if (!Reflect.has(client, PATIENCE)) throw new Error(`The Socket Mode client has no ${PATIENCE} any more`);
    Reflect.set(client, PATIENCE, ms);
  };
  set(RECONNECT_AFTER_MS);
  client.on('authenticated', () => set(PONG_WITHIN_MS));
  client.on('connecting', () => set(RECONNECT_AFTER_MS));
}

const PATIENCE = 'clientPingTimeoutMS';
