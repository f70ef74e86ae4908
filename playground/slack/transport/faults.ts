/** How a call goes wrong: nothing done; done but the answer lost; 429; 500; the answer cut in the middle. */
type FaultMode = 'before' | 'after' | '429' | '500' | 'cut';

/** A fault to come. */
export interface Fault {
  /** The API method, `response_url` or `upload`; any if left out. */
  readonly method?: string;
  readonly mode: FaultMode;
  readonly times: number;
  /** For 429: seconds in Retry-After (1). */
  readonly retryAfter?: number;
}

/** The faults that have been ordered. */
export interface Faults {
  add(fault: Fault): void;
  /** The fault this call meets, used up once. */
  take(method: string): Fault | undefined;
  clear(): void;
  /** Those that wait for a call. */
  left(): readonly { readonly mode: FaultMode; readonly left: number }[];
}

/** No fault ordered. */
export function faults(): Faults {
  let ordered: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void ordered.push({ fault, left: fault.times }),
    take(method) {
      const found = ordered.find(({ fault, left }) => left > 0 && (fault.method === undefined || fault.method === method));
      if (found) found.left -= 1;
      return found?.fault;
    },
    clear() {
      ordered = [];
    },
    left: () => ordered.filter(({ left }) => left > 0).map(({ fault, left }) => ({ mode: fault.mode, left })),
  };
}
