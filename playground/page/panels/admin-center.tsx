import { use, useState } from 'react';
import { PageWords } from '../locales/language.ts';
import type { ZendeskPanel } from './zendesk.ts';

/** Admin Center: what Zendesk lets nobody do but a person. */
export function AdminCenter({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, brands, messagingActivated, chatOpen } = zendesk;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const name = { classic: words.classic, messaging: words.messagingWidget, none: words.none } as const;
  const ready = chosen.filter((each) => brands.some(({ subdomain, widget }) => subdomain === each && widget === 'classic'));
  const choose = (brand: string, is: boolean) => setChosen(is ? [...chosen, brand] : chosen.filter((each) => each !== brand));
  const convert = async () => {
    await act({ do: 'convert', account, brands: [...ready] });
    setChosen([]);
  };
  return (
    <section className="panel" aria-label={words.admin}>
      <h2>
        {words.admin} › {words.messaging}
      </h2>
      <p className="row">
        {messagingActivated ? words.activated : words.notActivated}
        {!messagingActivated && (
          <button type="button" data-test="activate" onClick={() => void act({ do: 'activate', account })}>
            {words.activate}
          </button>
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.brand}</th>
            <th scope="col">{words.widget}</th>
            <th scope="col">{words.shown}</th>
          </tr>
        </thead>
        <tbody>
          {brands.map(({ id, name: brand, subdomain, widget, shown }) => (
            <tr key={id}>
              <td>
                <label className="check">
                  <input
                    type="checkbox"
                    disabled={widget !== 'classic'}
                    checked={chosen.includes(subdomain)}
                    onChange={(event) => choose(subdomain, event.target.checked)}
                  />
                  {brand}
                </label>
              </td>
              <td>{name[widget]}</td>
              <td>{name[shown]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="danger" data-test="convert" disabled={ready.length === 0} onClick={() => void convert()}>
        {words.convert}
      </button>
      <p className="row">
        {words.chatHours}: {chatOpen ? words.open : words.closed}
        <button type="button" data-test="chat-hours" onClick={() => void act({ do: 'chat-hours', account, open: !chatOpen })}>
          {chatOpen ? words.closeChat : words.openChat}
        </button>
      </p>
      <Settings zendesk={zendesk} act={act} />
    </section>
  );
}

function Settings({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, settings, triggers } = zendesk;
  const isOn = (root: string, key: string) => {
    const group = settings[root];
    return typeof group === 'object' && group !== null && key in group && group[key as keyof typeof group] === true;
  };
  const setting = (root: string, key: string, label: string) => (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn(root, key)}
        onChange={(event) => void act({ do: 'setting', account, path: `${root}.${key}`, value: event.target.checked })}
      />
      {label}
    </label>
  );
  return (
    <details>
      <summary>{words.settings}</summary>
      {setting('agents', 'agent_workspace', words.workspace)}
      {setting('routing', 'enabled', words.omnichannel)}
      <ul className="plain-list">
        {triggers.map(({ id, title, active }) => (
          <li key={id}>
            <label className="check">
              <input
                type="checkbox"
                checked={active}
                onChange={(event) => void act({ do: 'trigger', account, id, active: event.target.checked })}
              />
              {title}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
