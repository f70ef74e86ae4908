/** An object as it came over the wire: nothing is known of its fields. */
export type Json = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects among the value's entries. */
export function objectsOf(value: unknown): readonly Json[] {
  return listOf(value).filter(isJson);
}

/** The value if it is a string, else nothing. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as one can show it: a string as it is, anything else as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** The object in a JSON text, or nothing if it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
