import { use } from 'react';
import { PageWords } from '../language.ts';
import { faultFamilies, zendeskFaults } from '../wire.ts';
import { FaultForm } from './fault-form.tsx';
import type { ZendeskPanel } from './zendesk.ts';

/** What can go wrong with Zendesk. */
export function Trouble({ zendesk, act }: ZendeskPanel) {
  const words = use(PageWords);
  const { subdomain: account, incidents, faults } = zendesk;
  return (
    <section className="panel" aria-label={words.faults}>
      <h2>{words.faults}</h2>
      <details open={incidents.length + faults.length > 0}>
        <summary>{words.faults}</summary>
        <FaultForm
          modes={zendeskFaults}
          places={faultFamilies}
          order={(mode, family) => void act({ do: 'zendesk-fault', account, mode, ...(family ? { family } : {}) })}
          clear={() => void act({ do: 'zendesk-clear', account })}
        />
        <ul className="plain-list">
          {faults.map(({ mode, family }, index) => {
            const key = `${index}`;
            return (
              <li key={key}>
                {mode} · {family ?? words.everywhere}
              </li>
            );
          })}
          {incidents.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
        <div className="row">
          <button type="button" onClick={() => void act({ do: 'incident', account, title: 'Messaging is slow' })}>
            {words.incident}
          </button>
          <button type="button" onClick={() => void act({ do: 'incidents-resolved', account })}>
            {words.resolve}
          </button>
          <button type="button" className="danger" onClick={() => void act({ do: 'revoke-tokens', account })}>
            {words.revoke}
          </button>
        </div>
      </details>
    </section>
  );
}
