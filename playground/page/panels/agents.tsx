import { use } from 'react';
import { PageWords } from '../locales/language.ts';
import type { ZendeskPanel } from './zendesk.ts';

const STATUSES = ['online', 'away', 'invisible', 'offline'] as const;
/** The large account has two hundred people. */
const SHOWN = 12;

/** The agents and their states. */
export function Agents({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, agents, people, liveChats } = zendesk;
  const withChat = Object.values(agents.chat).reduce((sum, count) => sum + count, 0);
  return (
    <section className="panel" aria-label={words.agents}>
      <h2>{words.agents}</h2>
      <p className="row">
        {words.agentCount(agents.chat['online'] ?? 0, withChat)}
        <button type="button" data-test="agents-offline" onClick={() => void act({ do: 'agents', account, status: 'offline' })}>
          {words.allOffline}
        </button>
        <button type="button" data-test="agents-online" onClick={() => void act({ do: 'agents', account, status: 'online' })}>
          {words.allOnline}
        </button>
      </p>
      <p className="row">
        {words.liveChats(liveChats.length)}
        {liveChats.length > 0 && (
          <button type="button" data-test="end-chats" onClick={() => void act({ do: 'end-chats', account })}>
            {words.endAll}
          </button>
        )}
      </p>
      <details>
        <summary>{words.status}</summary>
        <ul className="plain-list">
          {people.slice(0, SHOWN).map(({ id, name, chatStatus }) => (
            <li key={id} className="row">
              <label>
                {name}
                <select
                  value={chatStatus}
                  onChange={({ target }) => {
                    const status = STATUSES.find((each) => each === target.value);
                    if (status) void act({ do: 'agent', account, id, status });
                  }}
                >
                  {STATUSES.map((each) => (
                    <option key={each} value={each}>
                      {words.statuses[each]}
                    </option>
                  ))}
                </select>
              </label>
              <button type="button" onClick={() => void act({ do: 'chat-access', account, id, is: true })}>
                + {words.chatAccess}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
