import type { WorldClock } from '../../clock.ts';
import type { StoredFile } from '../types.ts';
import { freshId, freshSecret } from './ids.ts';

/** Files on their way up and those that have arrived. */
export interface Files {
  /** Prepares for an upload: the file's id and the secret of its address. */
  begin(name: string, length: number, altText?: string): { readonly id: string; readonly secret: string };
  /** Takes the bytes; false if the address is unknown or used, or the length is another. */
  receive(secret: string, bytes: Uint8Array): boolean;
  find(id: string): StoredFile | undefined;
  all(): readonly StoredFile[];
  /** Marks a file as sent; it is ready, and `ready` is called, once Slack has processed it. */
  complete(id: string, title: string, ready: () => void): void;
  share(id: string, channel: string, ts: string): void;
}

const MIMETYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  md: 'text/markdown',
  txt: 'text/plain',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  ics: 'text/calendar',
};

/** The type Slack tells from a file's name. */
export const filetypeOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';

/** No file yet; processing takes `delay` of world time. */
export function files(clock: WorldClock, delay: number, told: () => void): Files {
  const stored = new Map<string, StoredFile>();
  const expected = new Map<string, { readonly id: string; readonly length: number }>();
  const change = (id: string, next: Partial<StoredFile>) => {
    const known = stored.get(id);
    if (!known) return;
    stored.set(id, { ...known, ...next });
    told();
  };
  return {
    begin(name, length, altText) {
      const id = freshId('F');
      const secret = freshSecret();
      expected.set(secret, { id, length });
      const mimetype = MIMETYPES[filetypeOf(name)] ?? 'application/octet-stream';
      const alt = altText === undefined ? {} : { altText };
      stored.set(id, {
        id,
        name,
        title: name,
        mimetype,
        bytes: new Uint8Array(),
        stage: 'waiting',
        created: clock.now(),
        shares: [],
        ...alt,
      });
      return { id, secret };
    },
    receive(secret, bytes) {
      const wanted = expected.get(secret);
      if (!wanted || wanted.length !== bytes.length) return false;
      expected.delete(secret);
      change(wanted.id, { bytes, stage: 'uploaded' });
      return true;
    },
    find: (id) => stored.get(id),
    all: () => [...stored.values()],
    complete(id, title, ready) {
      change(id, { title, stage: 'processing' });
      clock.at(clock.now() + delay, () => {
        change(id, { stage: 'ready' });
        ready();
      });
    },
    share(id, channel, ts) {
      change(id, { shares: [...(stored.get(id)?.shares ?? []), { channel, ts }] });
    },
  };
}
