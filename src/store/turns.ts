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
  const inTurn = async <T>(call: () => Promise<T>): Promise<T> => {
    await turn();
    return call();
  };
  return {
    ...store,
    read: (account) => inTurn(() => store.read(account)),
    append: (account, after, by, happened) => inTurn(() => store.append(account, after, by, happened)),
    rest: (account, version, until) => inTurn(() => store.rest(account, version, until)),
    report: (account) => inTurn(() => store.report(account)),
    saveReport: (account, report) => inTurn(() => store.saveReport(account, report)),
    history: (account) => inTurn(() => store.history(account)),
    historyMarks: (account) => inTurn(() => store.historyMarks(account)),
    saveHistory: (account, history, marks) => inTurn(() => store.saveHistory(account, history, marks)),
    exclusively: (account, work) => inTurn(() => store.exclusively(account, work)),
    delivered: (account, version) => inTurn(() => store.delivered(account, version)),
    posts: (account) => inTurn(() => store.posts(account)),
    savePost: (account, post) => inTurn(() => store.savePost(account, post)),
  };
}
