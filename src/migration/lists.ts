export function without(list: readonly string[], one: string): readonly string[] {
  return list.filter((each) => each !== one);
}

/** The record without this key. */
export function dropped<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
