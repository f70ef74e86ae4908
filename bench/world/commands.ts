import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameOf } from './accounts.ts';
import { TEAM } from './env.ts';

/** Far below the accounts, as everybody asks about several: who they are is kept for minutes. */
const USERS = 200;
/** A prime: it goes through all accounts in an order without neighbours. */
const STRIDE = 7_919;

/** Slash commands of many people about accounts all over the store, hardly one of them asked for twice. */
export function statusForms(slack: string, accounts: number): () => Readonly<Record<string, string>> {
  let number = 0;
  return () => {
    number += 1;
    const account = nameOf((number * STRIDE) % accounts);
    return {
      token: 'legacy',
      team_id: TEAM,
      team_domain: 'bench',
      channel_id: 'C0MIGRATION',
      channel_name: 'migration',
      user_id: `U${`${number % USERS}`.padStart(8, '0')}`,
      user_name: 'ada',
      command: '/migrate',
      text: `status ${account}`,
      api_app_id: 'A0BENCH',
      is_enterprise_install: 'false',
      response_url: `${slack}/answer/${account}/${Date.now()}`,
      trigger_id: randomUUID(),
    };
  };
}

const answersShape = z.object({ answered: z.number(), others: z.number(), delaysMs: z.array(z.number()) });

/** What has arrived at the stub: commands with a status of their account, other answers, and how long after its command each one came. */
export type Answers = z.infer<typeof answersShape>;

export async function answersAt(slack: string): Promise<Answers> {
  return answersShape.parse(await (await fetch(`${slack}/answers`)).json());
}
