import type { ChatLimit } from '../../zendesk/port.ts';
import type { Writing } from './carry-out.ts';

/** One chat an agent: the least of which Zendesk documents what it means. */
const DRAIN: ChatLimit = { enabled: true, limit: 1 };
const TARGET = 'account';

/** Chat's limit, lowered for the drain and put back afterwards. */
export const chatLimit: Writing = {
  async intend(_migration, { zendesk }) {
    const before = await zendesk.chatLimit();
    if (isLow(before)) return [];
    return [{ type: 'write_intended', write: 'chat_limit', target: TARGET, was: written(before), want: written(DRAIN), ids: [] }];
  },
  isMade: async ({ want }, { zendesk }) => written(await zendesk.chatLimit()) === want,
  async isUndone({ was, want }, { zendesk }) {
    const now = written(await zendesk.chatLimit());
    if (now === was) return 'put_back';
    return now === want ? undefined : 'changed_by_hand';
  },
  make: async ({ want }, { zendesk }) => zendesk.setChatLimit(read(want)),
  undo: async ({ was }, _migration, { zendesk }) => zendesk.setChatLimit(read(was)),
};

function isLow({ enabled, limit }: ChatLimit): boolean {
  return enabled && limit !== undefined && limit <= 1;
}

/** `3`, `off 3` or `off`: as it is shown and as it is kept. */
function written({ enabled, limit }: ChatLimit): string {
  return [...(enabled ? [] : ['off']), ...(limit === undefined ? [] : [`${limit}`])].join(' ') || 'on';
}

function read(text: string): ChatLimit {
  const [number] = /\d+/.exec(text) ?? [];
  return { enabled: !text.startsWith('off'), limit: number === undefined ? undefined : Number(number) };
}
