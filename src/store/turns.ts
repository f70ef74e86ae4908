import type { Store } from './port.ts';

/** Resolves when it is one's turn. */
export type Turn = () => Promise<void>;

/**
 * Lets one waiter on in each turn of the event loop, in the order in which they came. Between two of them the loop takes
 * what has come in, so work in the background delays an acknowledgement by one piece of it at most.
 */
export function turnstile(): Turn {
  const waiting: (() => void)[] = [];
  const letOneOn = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(letOneOn);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(letOneOn);
    });
}

/** The store for work that can wait: each call takes its turn first. A call is over in a millisecond or two, and so is what follows it. */
export function inTurns(store: Store, turn: Turn): Store {
  const waits =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      await turn();
      return call(...args);
    };
  return {
    ...store,
    read: waits(store.read),
    append: waits(store.append),
    rest: waits(store.rest),
    report: waits(store.report),
    saveReport: waits(store.saveReport),
    exclusively: (account, work) => waits(() => store.exclusively(account, work))(),
    delivered: waits(store.delivered),
    posts: waits(store.posts),
    savePost: waits(store.savePost),
  };
}
