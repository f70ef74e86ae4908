import { use, useCallback, useState } from 'react';
import type { Act } from '../live.ts';
import { PageWords } from '../locales/language.ts';
import type { Answer, PageState, Person } from '../wire.ts';
import { AdminCenter } from './admin-center.tsx';
import { Agents } from './agents.tsx';
import { Clock } from './clock.tsx';
import { Customer } from './customer.tsx';
import { Machine } from './machine.tsx';
import { Tickets } from './tickets.tsx';
import { Trouble } from './trouble.tsx';

/** Everything around Slack: the clock, the bot's process, and Zendesk. */
export function World({ state, reader, act }: { readonly state: PageState; readonly reader: Person; readonly act: Act }) {
  const words = use(PageWords);
  const [account, setAccount] = useState(state.zendesk[0]?.subdomain ?? '');
  const [said, setSaid] = useState<Answer>();
  const telling = useCallback<Act>(
    async (action) => {
      const answer = await act(action);
      setSaid(answer);
      return answer;
    },
    [act],
  );
  const zendesk = state.zendesk.find(({ subdomain }) => subdomain === account);
  return (
    <section className="world" aria-label={words.world}>
      <p className="said" role="status">
        {said && (said.ok ? words.done : words.refused(said.error))}
      </p>
      <Clock state={state} reader={reader} act={telling} />
      <Machine state={state} act={telling} />
      <label className="account">
        {words.account}
        <select value={account} data-test="account" onChange={(event) => setAccount(event.target.value)}>
          {state.zendesk.map(({ subdomain, name, plan }) => (
            <option key={subdomain} value={subdomain}>
              {name} ({subdomain}, {plan.replace('suite_', '')})
            </option>
          ))}
        </select>
      </label>
      {zendesk && (
        <>
          <AdminCenter key={account} zendesk={zendesk} act={telling} />
          <Customer zendesk={zendesk} act={telling} />
          <Agents zendesk={zendesk} act={telling} />
          <Tickets zendesk={zendesk} act={telling} />
          <Trouble state={state} zendesk={zendesk} act={telling} />
        </>
      )}
    </section>
  );
}
