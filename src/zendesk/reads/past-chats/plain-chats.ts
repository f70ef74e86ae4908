import { assertNever } from '../../../migration/never.ts';
import { SECOND_MS } from '../../../migration/time.ts';
import { jsonOf } from '../../http/read.ts';
import type { CountChat } from '../../port.ts';
import { digitAt, Letters, MOMENT, MOMENT_LETTERS, markOf, momentAt } from './letters.ts';

/** White space of JSON; a word without an escape in it; what is neither a list nor an object. */
const _ = String.raw`[ \t\n\r]*`;
const WORD = String.raw`"[^"\\\x00-\x1f]*"`;
const SCALAR = String.raw`(?:${WORD}|-?\d[\d.]*|null|true|false)`;
/** A page up to its first chat. */
const TO_FIRST = new RegExp(`^${_}\\{${_}(?:${WORD}${_}:${_}${SCALAR}${_},${_})*"chats"${_}:${_}\\[${_}(?=\\{)`);
/** Behind a chat, up to the next one or the end of the list. */
const TO_NEXT = `${_}(?:,${_}(?=\\{)|(?=\\]))`;
/** A chat in which nothing is nested, if it is JSON; and its fields. */
const CHAT = String.raw`\{(?:[^"{}[\]]|${WORD})*\}`;
const FIELD = new RegExp(`(${WORD})${_}:${_}(${SCALAR})(?=${_}[,}])`, 'g');

const NUMBER = String.raw`(?:null|0|[1-9]\d{0,14})`;
/** What is asked for of a chat, as nearly every chat has it. Longer numbers are not exact. */
const PLAIN = {
  id: String.raw`"[^"\\\x00-\x1f]+"`,
  type: '"chat"',
  timestamp: `"${MOMENT}"`,
  duration: NUMBER,
  department_id: NUMBER,
} as const;
type Field = keyof typeof PLAIN;

/** How the chats of one page are written: the pattern of them all, and how many letters before each value belong to none. */
interface Form {
  readonly pattern: RegExp;
  readonly values: readonly { readonly before: number; readonly field: Field }[];
}

/** How many were counted, and the page without them: JSON if, and only if, the whole page was. */
interface Taken {
  readonly counted: number;
  readonly rest: string;
}

const room = new Letters();

/**
 * Takes chats off the front of a page's list. A history is a million chats, and all of a page are written alike: the first one with its
 * values left open is the pattern of the others, and what fits it to the letter is read where it stands, faster than JSON.parse. What
 * does not is read by itself, and from a chat on that is not even flat all is left.
 */
export function takeChats(text: string, count: CountChat, countOther: (chat: unknown) => number): Taken {
  const begin = TO_FIRST.exec(text)?.[0].length;
  const form = begin === undefined ? undefined : formFor(text, begin);
  if (begin === undefined || form === undefined) return { counted: 0, rest: text };
  const chat = new PlainChat(text, room.of(text));
  const other = new RegExp(`(${CHAT})${TO_NEXT}`, 'y');
  let [at, counted] = [begin, 0];
  for (;;) {
    form.pattern.lastIndex = at;
    if (form.pattern.test(text)) {
      chat.read(at, form.values);
      count(chat.mark, chat.beganMs, chat.lengthMs, chat.department);
      counted += 1;
      at = form.pattern.lastIndex;
      continue;
    }
    other.lastIndex = at;
    const read = flatJson(other.exec(text)?.[1]);
    if (read === undefined) return { counted, rest: text.slice(0, begin) + text.slice(at) };
    counted += countOther(read);
    at = other.lastIndex;
  }
}

let lastForm: Form | undefined;

/** Pages that follow each other are written alike. */
function formFor(text: string, at: number): Form | undefined {
  if (lastForm !== undefined) lastForm.pattern.lastIndex = at;
  if (!lastForm?.pattern.test(text)) lastForm = formAt(text, at);
  return lastForm;
}

/** What the chat at this place shows of those behind it; undefined unless it has each of the fields once and no other. */
function formAt(text: string, at: number): Form | undefined {
  const first = new RegExp(CHAT, 'y');
  first.lastIndex = at;
  const chat = first.exec(text)?.[0] ?? '';
  const names = Object.keys(flatJson(chat) ?? {});
  const found = [...chat.matchAll(FIELD)];
  const fields = found.map(([, name = '']) => name.slice(1, -1)).filter(isField);
  if (names.length !== Object.keys(PLAIN).length || fields.join() !== names.join()) return undefined;
  let [end, pattern] = [0, ''];
  const values = found.map(({ index, 0: all, 2: value = '' }, place) => {
    const field = fields[place] ?? 'id';
    const from = index + all.length - value.length;
    const before = from - end;
    pattern += chat.slice(end, from).replace('{', '\\{') + PLAIN[field];
    end = from + value.length;
    return { before, field };
  });
  return { pattern: new RegExp(pattern + chat.slice(end).replace('}', '\\}') + TO_NEXT, 'y'), values };
}

function isField(name: string): name is Field {
  return Object.hasOwn(PLAIN, name);
}

function flatJson(text: string | undefined): object | undefined {
  const read = text === undefined ? undefined : jsonOf({ text });
  return typeof read === 'object' && read !== null ? read : undefined;
}

/** A chat that fits the pattern, so that each of its letters is known to be in its place. One for all of a page: a million objects take their time. */
class PlainChat {
  readonly #text: string;
  readonly #letters: DataView;
  #at = 0;
  mark = 0;
  beganMs = Number.NaN;
  lengthMs: number | undefined;
  department: number | undefined;

  constructor(text: string, view: DataView) {
    this.#text = text;
    this.#letters = view;
  }

  read(at: number, values: Form['values']): void {
    this.#at = at;
    for (const { before, field } of values) {
      this.#at += before;
      this.#take(field);
    }
  }

  #take(field: Field): void {
    switch (field) {
      case 'id':
        this.mark = this.#takeMark();
        return;
      case 'type':
        this.#at += PLAIN.type.length;
        return;
      case 'timestamp':
        this.beganMs = momentAt(this.#letters, this.#at + 1);
        this.#at += MOMENT_LETTERS + 2;
        return;
      case 'duration': {
        const seconds = this.#takeNumber();
        this.lengthMs = seconds === undefined ? undefined : seconds * SECOND_MS;
        return;
      }
      case 'department_id':
        this.department = this.#takeNumber();
        return;
      default:
        assertNever(field);
    }
  }

  #takeMark(): number {
    const from = this.#at + 1;
    const end = this.#text.indexOf('"', from);
    this.#at = end + 1;
    return markOf(this.#letters, from, end);
  }

  /** Undefined for `null`. */
  #takeNumber(): number | undefined {
    const from = this.#at;
    let at = from;
    let number = 0;
    for (let digit = digitAt(this.#letters, at); digit >= 0 && digit <= 9; digit = digitAt(this.#letters, at)) {
      number = number * 10 + digit;
      at += 1;
    }
    this.#at = at === from ? from + 'null'.length : at;
    return at === from ? undefined : number;
  }
}
