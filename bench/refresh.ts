import { type Figure, held, seen, shown } from './figure.ts';
import { child } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { load } from './measure/load.ts';
import { percentile } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { answersAt, statusForms } from './world/commands.ts';
import { bareSlack, ferryEnv, main, SIGNING_SECRET } from './world/env.ts';

const PER_SECOND = 50;
const SECONDS = 10;
/** After this Slack tells the person that the app did not answer. */
const SLACK_WAITS_MS = 3_000;

/** The same load while every account's findings are old: each answer is followed by a look at all of Zendesk. No answer may come too late for it. */
export async function refresh(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    await copied(database, folder, 'old');
    const stub = child(bareSlack, {}, folder);
    const slack = `http://127.0.0.1:${await stub.port}`;
    const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
    try {
      const url = `http://127.0.0.1:${await ferry.port}/slack/events`;
      const { latenciesMs, failed } = await load({
        url,
        signingSecret: SIGNING_SECRET,
        perSecond: PER_SECOND,
        seconds: SECONDS,
        form: statusForms(slack, accounts),
      });
      const { answered, delaysMs } = await answersAt(slack);
      const p = (values: readonly number[], share: number) => `${shown(percentile(values, share))} ms`;
      const from = `p50 ${p(latenciesMs, 0.5)}, p99 ${p(latenciesMs, 0.99)}; ${failed} of ${PER_SECOND * SECONDS} not acknowledged at all`;
      const worst = failed > 0 ? Number.NaN : percentile(latenciesMs, 1);
      return [
        held({ name: 'ack with all findings old, worst', value: worst, most: SLACK_WAITS_MS, unit: ' ms', from }),
        seen(
          '  statuses by the last ack',
          `${answered} of ${PER_SECOND * SECONDS}`,
          `p50 ${p(delaysMs, 0.5)}, p99 ${p(delaysMs, 0.99)} after the command`,
        ),
      ];
    } finally {
      await Promise.all([ferry.stop(), stub.stop()]);
    }
  });
}
