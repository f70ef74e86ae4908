import { StoreUnavailable } from '../port.ts';

/** SQLite's result codes (https://www.sqlite.org/rescode.html): the low byte is the kind, the rest is detail. */
const BUSY = 5;
const LOCKED = 6;
const PROTOCOL = 15;

const faults = new Map<number, (path: string) => string>([
  [3, notWritable],
  [BUSY, busy],
  [LOCKED, busy],
  [8, notWritable],
  [
    10,
    (path) =>
      `The disk failed while ${path} was read or written. Look at the disk and at the system's log; Ferry goes on by itself once it works.`,
  ],
  [11, damaged],
  [13, (path) => `The disk that holds ${path} is full. Make room; Ferry goes on by itself.`],
  [14, (path) => `${path} cannot be opened. See that its folder exists and that Ferry's user may write there.`],
  [PROTOCOL, busy],
  [26, damaged],
]);

/** Whether another process is writing just now: it is worth trying again. */
export function isBusy(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === BUSY || kind === LOCKED || kind === PROTOCOL;
}

/** SQLite's primary key and unique, PostgreSQL's unique. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('errcode' in error && (error.errcode === 1555 || error.errcode === 2067)) || ('code' in error && error.code === '23505');
}

/** StoreUnavailable for what the place is to blame for, in a sentence that says what to do; anything else as it is. */
export function storeFault(error: unknown, path: string): unknown {
  const sentence = faults.get(kindOf(error)) ?? (isFileError(error) ? cannotReach : undefined);
  return sentence === undefined ? error : new StoreUnavailable(sentence(path), { cause: error });
}

/** The file is not the one that was opened: what is written now would be lost. */
export function lostFile(path: string): StoreUnavailable {
  return new StoreUnavailable(
    `${path} or its -wal file was deleted or replaced while Ferry was running. Stop Ferry, put the file back (or the latest backup), and start it again.`,
  );
}

function kindOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}

/** Of node:fs: a folder that cannot be made, a file that cannot be created. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function busy(path: string): string {
  return `${path} is held by another process that does not let go. See which one has it open (lsof); Ferry goes on by itself once it is free.`;
}

function notWritable(path: string): string {
  return `${path} may only be read. See that the file, its folder and the file system may be written by Ferry's user.`;
}

function damaged(path: string): string {
  return `${path} is damaged or is not a database of Ferry's. Stop Ferry and restore the latest backup.`;
}

function cannotReach(path: string): string {
  return `${path} cannot be created or reached. See that its folder exists and that Ferry's user may write there.`;
}
