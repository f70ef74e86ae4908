import { use } from 'react';
import type { Words } from '../locales/en.ts';
import { PageWords } from '../locales/language.ts';
import { faultFamilies, type PageState, slackFaults, zendeskFaults } from '../wire.ts';
import { FaultForm } from './fault-form.tsx';
import type { ZendeskPanel } from './zendesk.ts';

/** What can go wrong with Slack and with Zendesk: everything here happens for real, to the requests that follow. */
export function Trouble({ state, zendesk, act }: ZendeskPanel & { readonly state: PageState }) {
  const words = use(PageWords);
  const { subdomain: account, incidents, faults } = zendesk;
  const isAny = state.slackAway || state.slackFaults.length + incidents.length + faults.length > 0;
  return (
    <section className="panel" aria-label={words.trouble}>
      <h2>{words.trouble}</h2>
      <details open={isAny} data-test="trouble">
        <summary>{words.trouble}</summary>
        <div className="row">
          <label className="check">
            <input
              type="checkbox"
              data-test="slack-away"
              checked={state.slackAway}
              onChange={(event) => void act({ do: 'slack-away', is: event.target.checked })}
            />
            {words.slackAway}
          </label>
          <button type="button" onClick={() => void act({ do: 'slack-cut' })}>
            {words.cut}
          </button>
          <button type="button" data-test="slack-renew" onClick={() => void act({ do: 'slack-renew' })}>
            {words.renew}
          </button>
          <button type="button" onClick={() => void act({ do: 'slack-again' })}>
            {words.again}
          </button>
        </div>
        <FaultForm
          title={words.slackCalls}
          modes={slackFaults}
          places={[]}
          counts={[1, 3, 10]}
          waiting={state.slackFaults.map(({ mode, left }) => `${nameOf(mode, words)} · ${words.waiting(left)}`)}
          order={(mode, _place, times) => void act({ do: 'slack-fault', mode, times: times ?? 1 })}
          clear={() => void act({ do: 'slack-clear' })}
        />
        <FaultForm
          title={words.zendeskCalls}
          modes={zendeskFaults}
          places={faultFamilies}
          counts={[undefined, 1, 3]}
          waiting={faults.map(({ mode, family, left }) => `${nameOf(mode, words)} · ${placeOf(family, words)} · ${words.waiting(left)}`)}
          order={(mode, family, times) =>
            void act({ do: 'zendesk-fault', account, mode, ...(family ? { family } : {}), ...(times ? { times } : {}) })
          }
          clear={() => void act({ do: 'zendesk-clear', account })}
        />
        <div className="row">
          <button type="button" onClick={() => void act({ do: 'incident', account, title: 'Messaging is slow' })}>
            {words.incident}
          </button>
          <button type="button" disabled={incidents.length === 0} onClick={() => void act({ do: 'incidents-resolved', account })}>
            {words.resolve}
          </button>
          <button type="button" className="danger" data-test="revoke" onClick={() => void act({ do: 'revoke-tokens', account })}>
            {words.revoke}
          </button>
        </div>
        <ul className="plain-list">
          {incidents.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** The fault in words; one that only tests order has its own name. */
function nameOf(mode: string, words: Words): string {
  return Object.entries(words.faultNames).find(([name]) => name === mode)?.[1] ?? mode;
}

function placeOf(family: string | undefined, words: Words): string {
  if (family === undefined) return words.everywhere;
  return Object.entries(words.families).find(([name]) => name === family)?.[1] ?? family;
}
