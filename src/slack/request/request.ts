import type { Report } from '../../checklist/readings.ts';
import type { AccountKey } from '../../migration/account.ts';
import type { Person } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Instant } from '../../migration/time.ts';
import type { Texts } from '../locales/texts.ts';
import type { SlackPerson } from '../web/person.ts';
import type { Message } from '../web/port.ts';

/** What a person asked for, with nothing of Bolt left in it. */
export interface Request {
  readonly user: SlackPerson;
  readonly person: Person;
  readonly channel: string;
  /** Opens one modal, within three seconds. */
  readonly trigger: string;
  /** In the person's language. */
  readonly texts: Texts;
  /** Answers the person alone; at most five times in half an hour. */
  readonly answer: (message: Message) => Promise<void>;
}

/** A request about one account, whose record was just read. */
export interface AccountRequest extends Request {
  readonly key: AccountKey;
  readonly migration: Migration;
  /** The words after the account. */
  readonly words: readonly string[];
}

/** Everything that a message is drawn from. The same scene gives the same message. */
export interface Scene {
  readonly key: AccountKey;
  readonly migration: Migration;
  readonly report: Report;
  readonly now: Instant;
  readonly texts: Texts;
  /** The reader's zone, where the message goes to one person. */
  readonly zone?: string | undefined;
}
