import { use } from 'react';
import { PageWords } from '../locales/language.ts';
import type { ZendeskPanel } from './zendesk.ts';

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
const SHOWN = 10;

/** The newest tickets, to be changed as an agent would. */
export function Tickets({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, tickets } = zendesk;
  const merge = (id: number) => {
    const into = Number(window.prompt(words.mergeInto) ?? '');
    if (Number.isInteger(into) && into > 0) void act({ do: 'ticket-merge', account, id, into });
  };
  return (
    <section className="panel" aria-label={words.tickets}>
      <h2>{words.tickets}</h2>
      <p>
        chat: {counted(tickets.unsolved.chat)} · messaging: {counted(tickets.unsolved.native_messaging)}
      </p>
      <details>
        <summary>{words.tickets}</summary>
        <ul className="plain-list">
          {tickets.latest.slice(0, SHOWN).map(({ id, via, status }) => (
            <li key={id} className="row">
              <label>
                #{id} {via === 'native_messaging' ? 'messaging' : via}
                <select
                  value={status}
                  onChange={({ target }) => {
                    const next = STATUSES.find((each) => each === target.value);
                    if (next) void act({ do: 'ticket', account, id, status: next });
                  }}
                >
                  {STATUSES.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </label>
              <button type="button" onClick={() => merge(id)}>
                {words.merge}
              </button>
              <button type="button" onClick={() => void act({ do: 'ticket-delete', account, id })}>
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function counted(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  return parts.join(', ') || '0';
}
