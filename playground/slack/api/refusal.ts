import type { Json } from '../json.ts';

/** An answer of the kind `{ok: false, error}`, thrown by whoever finds the fault. */
export class Refusal extends Error {
  readonly error: string;
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }

  /** The answer's body. */
  get body(): Json {
    return { ok: false, error: this.error, ...this.extra };
  }
}

/** A refusal that says in `response_metadata.messages` what was wrong. */
export function refusalWith(error: string, messages: readonly string[]): Refusal {
  return new Refusal(error, { response_metadata: { messages } });
}

/** The value, or a refusal where there is none. */
export function need<T>(value: T | undefined, error: string): T {
  if (value === undefined) throw new Refusal(error);
  return value;
}
