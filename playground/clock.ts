/** Time as the simulators see it: milliseconds since 1970, and a way to be called when a moment has come. */
export interface WorldClock {
  now(): number;
  /** Calls once at or after `at`; the answer takes the wish back. */
  at(at: number, call: () => void): () => void;
}

/** A clock that can be moved: it runs `rate` times as fast as the machine's, from wherever it was put. */
export interface MovableClock extends WorldClock {
  rate(): number;
  /** Goes to `to` at once (never backwards by itself: the caller may ask for it) and wakes what has fallen due. */
  jump(to: number): void;
  speed(rate: number): void;
  /** Told at every jump and change of speed. */
  onMove(listener: (state: ClockState) => void): void;
  state(): ClockState;
}

/** Enough to rebuild the clock in another process: world time `world` was at machine time `machine`. */
export interface ClockState {
  readonly machine: number;
  readonly world: number;
  readonly rate: number;
}

/** What a clock that follows another one can do besides. */
interface Following {
  follow(state: ClockState): void;
  /** The earliest moment at which somebody is to be called. */
  next(): number | undefined;
}

/** Timers of the machine hold 2^31 ms at most; longer waits are taken in turns. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

interface Wish {
  readonly at: number;
  readonly call: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A movable clock that starts at `world`. The bot's process follows another's by `follow`. */
export function movableClock(world: number = Date.now(), rate = 1): MovableClock & Following {
  let state: ClockState = { machine: Date.now(), world, rate };
  const wishes = new Set<Wish>();
  const listeners: ((state: ClockState) => void)[] = [];
  const now = () => state.world + (Date.now() - state.machine) * state.rate;

  const arm = (wish: Wish) => {
    clearTimeout(wish.timer);
    if (state.rate <= 0 && wish.at > now()) return;
    const wait = Math.max(0, (wish.at - now()) / Math.max(state.rate, Number.MIN_VALUE));
    wish.timer = setTimeout(
      () => {
        if (now() < wish.at) return arm(wish);
        wishes.delete(wish);
        wish.call();
      },
      Math.min(Math.ceil(wait), LONGEST_WAIT_MS),
    );
  };

  const move = (next: ClockState) => {
    state = next;
    for (const wish of wishes) arm(wish);
    for (const listener of listeners) listener(state);
  };

  return {
    now,
    at(at, call) {
      const wish: Wish = { at, call, timer: undefined };
      wishes.add(wish);
      arm(wish);
      return () => {
        clearTimeout(wish.timer);
        wishes.delete(wish);
      };
    },
    rate: () => state.rate,
    jump: (to) => move({ machine: Date.now(), world: to, rate: state.rate }),
    speed: (next) => move({ machine: Date.now(), world: now(), rate: next }),
    onMove: (listener) => void listeners.push(listener),
    state: () => state,
    follow: move,
    next: () => (wishes.size === 0 ? undefined : Math.min(...[...wishes].map(({ at }) => at))),
  };
}
