import { use, useState } from 'react';
import { PageWords } from '../locales/language.ts';
import type { ZendeskPanel } from './zendesk.ts';

type Brand = ZendeskPanel['zendesk']['brands'][number];

/** What a customer meets on a brand's page: the widget as it is seen from outside. */
export function Customer({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { brands } = zendesk;
  const [chosen, setChosen] = useState('');
  const brand = brands.find(({ subdomain }) => subdomain === chosen) ?? brands[0];
  return (
    <section className="panel" aria-label={words.customer}>
      <h2>{words.customer}</h2>
      {brands.length > 1 && (
        <label className="row">
          {words.brand}
          <select value={brand?.subdomain ?? ''} data-test="customer-brand" onChange={(event) => setChosen(event.target.value)}>
            {brands.map(({ id, name, subdomain }) => (
              <option key={id} value={subdomain}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {brand && <Shop key={brand.id} brand={brand} zendesk={zendesk} act={act} />}
    </section>
  );
}

/** The shop's page with its widget in the corner. */
function Shop({ brand, zendesk, act }: ZendeskPanel & { readonly brand: Brand }) {
  const words = use(PageWords);
  const { widget, name, site } = brand;
  const isSwapped = site.some(({ key }) => key === 'new');
  const shown = brand.shown === 'classic' && isSwapped ? 'messaging' : brand.shown;
  return (
    <div className={`shop ${shown}`}>
      <p className="shop-address" aria-hidden="true">
        https://{brand.subdomain}.example
      </p>
      <p className="shop-name">{name}</p>
      <div className="shop-goods" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      {shown === 'classic' && <Classic brand={brand} zendesk={zendesk} act={act} />}
      {shown === 'messaging' && <Messaging brand={brand} zendesk={zendesk} act={act} />}
      {shown === 'none' && <p className="widget">{words.noWidget}</p>}
      {brand.shown !== widget && <p className="hint">{words.stillOld}</p>}
      <Snippet brand={brand} zendesk={zendesk} act={act} />
    </div>
  );
}

/** What the web developer has in hand: the key on each page, and the other one. */
function Snippet({ brand, zendesk, act }: ZendeskPanel & { readonly brand: Brand }) {
  const words = use(PageWords);
  const { site, snippet, subdomain } = brand;
  const put = (key: 'old' | 'new') => void act({ do: 'snippet-key', account: zendesk.subdomain, brand: subdomain, key });
  return (
    <details>
      <summary>{words.snippet}</summary>
      <ul className="plain-list">
        {site.map(({ address, key }) => (
          <li key={address}>
            <small>
              {address}: {key === 'new' ? words.newKey : words.oldKey}
            </small>
          </li>
        ))}
      </ul>
      <p>
        <small>
          {snippet.oldKey} &gt; {snippet.newKey}
        </small>
      </p>
      <button type="button" data-test="key-new" onClick={() => put('new')}>
        {words.putNewKey}
      </button>
      <button type="button" data-test="key-old" onClick={() => put('old')}>
        {words.putOldKey}
      </button>
    </details>
  );
}

/** The Classic widget: a live chat while Chat is open and somebody is there, else a form. */
function Classic({ brand, zendesk, act }: ZendeskPanel & { readonly brand: Brand }) {
  const words = use(PageWords);
  const { subdomain: account, chatOpen, agents, liveChats } = zendesk;
  const own = liveChats.filter(({ brandId }) => brandId === brand.id);
  const isThere = chatOpen && (agents.chat['online'] ?? 0) > 0;
  return (
    <div className="widget">
      <p className="widget-title">{isThere ? words.classicBubble : words.offlineForm}</p>
      <button
        type="button"
        data-test="start-chat"
        disabled={!isThere}
        onClick={() => void act({ do: 'start-chat', account, brand: brand.subdomain })}
      >
        {words.startChat}
      </button>
      <ul className="plain-list">
        {own.slice(0, 4).map(({ id, state, ticketId }) => (
          <li key={id}>
            <span className="bubble">{words.visitorSays}</span>
            <span className="row">
              <small>
                {words.chatState[state]} · {words.ticket(ticketId)}
              </small>
              <button type="button" onClick={() => void act({ do: 'end-chat', account, id })}>
                {words.endChat}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <small>{words.liveChats(own.length)}</small>
    </div>
  );
}

/** The messaging widget: a conversation that stays. */
function Messaging({ brand, zendesk, act }: ZendeskPanel & { readonly brand: Brand }) {
  const words = use(PageWords);
  const { subdomain: account, groups, tickets } = zendesk;
  const [group, setGroup] = useState('');
  const own = tickets.latest.filter(({ via, brandId }) => via === 'native_messaging' && brandId === brand.id);
  const at = group === '' ? {} : { group: Number(group) };
  return (
    <div className="widget">
      <p className="widget-title">{words.messagingBubble}</p>
      {own.slice(0, 3).map(({ id, status }) => (
        <p key={id}>
          <span className="bubble">{words.visitorSays}</span>
          <small>
            {words.conversationKept} ({words.ticket(id)}, {status})
          </small>
        </p>
      ))}
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
      <button
        type="button"
        className="primary"
        data-test="conversation"
        onClick={() => void act({ do: 'start-conversation', account, brand: brand.subdomain, ...at })}
      >
        {words.startConversation}
      </button>
    </div>
  );
}
