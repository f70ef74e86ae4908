/** One page of a list that Slack gives in pages. */
interface Page {
  readonly response_metadata?: { readonly next_cursor?: string | undefined } | undefined;
}

/** The pages of a list, one after the other: until Slack names no further one, and at most so many. */
export async function* cursorPages<T extends Page>(
  most: number,
  ask: (cursor: { readonly cursor?: string }) => Promise<T>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  for (let page = 0; page < most; page += 1) {
    const answer = await ask(cursor ? { cursor } : {});
    yield answer;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return;
  }
}
