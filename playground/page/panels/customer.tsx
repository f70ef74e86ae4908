import { use, useState } from 'react';
import { PageWords } from '../language.ts';
import type { ZendeskPanel } from './zendesk.ts';

/** What a customer meets on each brand's page. */
export function Customer({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, brands, groups, liveChats, chatOpen } = zendesk;
  const [group, setGroup] = useState('');
  const at = group === '' ? {} : { group: Number(group) };
  return (
    <section className="panel" aria-label={words.customer}>
      <h2>{words.customer}</h2>
      <label>
        {words.group}
        <select value={group} onChange={(event) => setGroup(event.target.value)}>
          <option value="">{words.byTriggers}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ul className="plain-list">
        {brands.map(({ id, name, subdomain: brand, widget }) => (
          <li key={id} className="row">
            <strong>{name}</strong>
            {widget === 'classic' && (
              <button type="button" disabled={!chatOpen} onClick={() => void act({ do: 'start-chat', account, brand, ...at })}>
                {words.startChat}
              </button>
            )}
            {widget === 'messaging' && (
              <button type="button" data-test="conversation" onClick={() => void act({ do: 'start-conversation', account, brand, ...at })}>
                {words.startConversation}
              </button>
            )}
            {widget === 'none' && words.noWidget}
          </li>
        ))}
      </ul>
      <p className="row">
        {words.liveChats(liveChats.length)}
        {liveChats.length > 0 && (
          <button type="button" data-test="end-chats" onClick={() => void act({ do: 'end-chats', account })}>
            {words.endAll}
          </button>
        )}
      </p>
      <ul className="plain-list">
        {liveChats.slice(0, 8).map(({ id, state, ticketId }) => (
          <li key={id} className="row">
            #{ticketId} {state}
            <button type="button" onClick={() => void act({ do: 'end-chat', account, id })}>
              {words.endChat}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
