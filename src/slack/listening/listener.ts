import type { App } from '@slack/bolt';
import type { Incoming } from './incoming.ts';

/** What listening comes with: whoever stops waits until what was acknowledged is answered. */
export interface Listening {
  /** Resolves when no request is being worked on. */
  readonly idle: () => Promise<void>;
}

/**
 * Hands every command, press, modal and event to what answers it. Acknowledges at once, and what follows never delays the next one; while
 * Ferry is still being loaded nothing is acknowledged, so that nothing is taken which a start that fails would lose.
 */
export function listen(app: App, loaded: Promise<Incoming>): Listening {
  const isNew = onceOnly();
  const running = new Set<Promise<void>>();
  const afterwards = async (work: Promise<void>): Promise<void> => {
    running.add(work);
    await work;
    running.delete(work);
  };
  app.command('/migrate', async ({ ack, command }) => {
    const incoming = await loaded;
    await ack();
    if (isNew(command.trigger_id)) await afterwards(incoming.command(command));
  });
  app.action(/.*/, async ({ ack, body }) => {
    const incoming = await loaded;
    await ack();
    if (!('trigger_id' in body) || isNew(body.trigger_id)) await afterwards(incoming.action(body));
  });
  app.view(/.*/, async ({ ack, body }) => {
    const outcome = await (await loaded).view(body);
    await ack(outcome.errors ? { response_action: 'errors', errors: outcome.errors } : undefined);
    await afterwards(outcome.afterwards());
  });
  app.event('app_home_opened', async ({ event }) => afterwards((await loaded).home(event)));
  app.event('app_mention', async ({ event, body }) => {
    const incoming = await loaded;
    if (isNew(body.event_id)) await afterwards(incoming.words(event));
  });
  app.event('message', async ({ event, body }) => {
    const incoming = await loaded;
    if (!isNew(body.event_id)) return;
    if ('channel_type' in event && event.channel_type === 'im' && !('subtype' in event && event.subtype))
      await afterwards(incoming.words(event));
  });
  return { idle: async () => void (await Promise.all(running)) };
}

/** Ids of requests that are remembered: Slack brings the same one again when it is not sure. */
const REMEMBERED = 2_000;

/** Slack may deliver a request twice; what it asks for is done once. The log decides where that is not enough. */
function onceOnly(): (id: string | undefined) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (id === undefined || id === '') return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
