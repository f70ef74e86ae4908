import { use } from 'react';
import { PageWords } from '../locales/language.ts';
import { plainText } from '../slack/kit/plain-text.ts';
import type { Notice, PageState } from '../wire.ts';

interface BellProps {
  readonly state: PageState;
  /** Until when each person has looked. */
  readonly seen: Readonly<Record<string, string>>;
  readonly look: (person: string, place: string) => void;
}

/** What reached somebody since one was last that person. */
export function unseenOf({ notices }: Pick<PageState, 'notices'>, seen: BellProps['seen']): readonly Notice[] {
  return notices.filter(({ person, ts }) => Number(ts) > Number(seen[person] ?? '0'));
}

/** Messages that wait for other people: one changes to them by a click. */
export function Bell({ state, seen, look }: BellProps) {
  const words = use(PageWords);
  const waiting = unseenOf(state, seen);
  const name = (person: string) => state.people.find(({ id }) => id === person)?.realName ?? person;
  return (
    <details className="bell" name="top">
      <summary data-test="bell">
        <span aria-hidden="true">🔔{waiting.length > 0 ? ` ${waiting.length}` : ''}</span>
        <span className="unseen">{waiting.length === 0 ? words.noNotices : words.notices(waiting.length)}</span>
      </summary>
      <ul className="bell-list">
        {waiting.length === 0 && <li>{words.noNotices}</li>}
        {waiting
          .slice(-8)
          .toReversed()
          .map(({ person, channel, ts, text }) => (
            <li key={`${person} ${ts}`}>
              <button type="button" onClick={() => look(person, channel)}>
                <strong>{name(person)}</strong> <span>{plainText(text, state.people)}</span>
              </button>
            </li>
          ))}
      </ul>
    </details>
  );
}
