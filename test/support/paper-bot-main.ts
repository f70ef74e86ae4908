import type { Instant } from '../../src/migration/time.ts';
import { realTime } from '../../src/ops/clock.ts';
import type { Slack } from '../../src/slack/web/port.ts';
import { openFileStore } from '../../src/store/file.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import type { FromBot, Port, ToBot } from './killable-bot.ts';
import { type PaperBot, paperBot, type Site } from './paper-bot.ts';

// A bot in a process of its own. Slack, Zendesk and the clock are its parent's; the store is a file.

let now = '' as Instant; // every command brings the time
let bot: PaperBot | undefined;
let asked = 0;
const waiting = new Map<number, (answer: Extract<ToBot, { readonly kind: 'answer' }>) => void>();

const tell = (message: FromBot) => void process.send?.(message);

/** The answer of the parent, which is where all that is outside of this process is. */
function ask(what: 'point' | Port, method: string, args: readonly unknown[]): Promise<unknown> {
  const id = ++asked;
  tell({ kind: 'ask', id, what, method, args });
  return new Promise((resolve, reject) => {
    waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
  });
}

/** Every method of the port is a question to the parent. */
function remote<T extends object>(what: Port): T {
  const methods = {
    get: (_target: T, method: string) => (method === 'then' ? undefined : (...args: unknown[]) => ask(what, method, args)),
  };
  return new Proxy({} as T, methods as ProxyHandler<T>); // it has whatever is asked of it
}

async function open(path: string): Promise<PaperBot> {
  const clock = () => now;
  const store = await openFileStore({ path, clock, sleep: realTime.sleep });
  return paperBot(
    { store, clock, slack: remote<Slack>('slack'), zendesk: remote<Zendesk & ZendeskWrites>('zendesk'), site: remote<Site>('site') },
    async (name, moment) => void (await ask('point', name, [moment])),
  );
}

async function obey(order: Extract<ToBot, { readonly kind: 'order' }>): Promise<unknown> {
  now = order.now;
  if (order.do === 'open') {
    bot = await open(order.path);
    return undefined;
  }
  if (bot === undefined) throw new Error('it was not opened');
  switch (order.do) {
    case 'say':
      return bot.say(order.user, order.happened);
    case 'isDue':
      return bot.isDue();
    case 'settle':
      return bot.settle();
    case 'press':
      return bot.press(order.action, order.value);
    case 'events':
      return bot.events();
  }
}

process.on('message', (message: ToBot) => {
  if (message.kind === 'answer') {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
    return;
  }
  obey(message).then(
    (value) => tell({ kind: 'done', id: message.id, value }),
    (error: unknown) => tell({ kind: 'done', id: message.id, error: String(error) }),
  );
});
// Whoever started it has gone.
process.on('disconnect', () => process.exit());
