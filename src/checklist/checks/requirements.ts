import { ready, todo, unknown } from '../../migration/finding.ts';
import { type Check, judged } from '../check.ts';
import { brandsInScope } from '../scope.ts';

/** Zendesk's recommendation for a help center that can answer. */
export const ARTICLES_WANTED = 10;

export const requirements = [
  {
    id: 'impact-api-credentials',
    find: ({ readings }) => {
      const reads = [readings.settings, readings.brands, readings.groups];
      const answered = reads.find((reading) => reading?.status === 'seen');
      if (answered?.status === 'seen') return ready({ asked: answered.asked, saw: '200', at: answered.at });
      const refused = reads.find((reading) => reading?.status === 'unknown' && reading.why === 'token_refused');
      if (refused) return todo({}, { asked: refused.asked, saw: '401', at: refused.at });
      return judged(readings.settings, () => unknown('not_looked'));
    },
  },
  {
    id: 'req-agent-workspace-enabled',
    find: ({ readings }) =>
      judged(readings.settings, ({ agentWorkspace }, evidence) => {
        if (agentWorkspace === undefined) return unknown('cannot_tell');
        return agentWorkspace ? ready(evidence('agent_workspace: true')) : todo({}, evidence('agent_workspace: false'));
      }),
  },
  {
    id: 'req-help-center-recommended',
    find: ({ migration, readings }) =>
      judged(readings.articles, (byBrand, evidence) => {
        const most = brandsInScope(migration, readings).map((brand) => ({
          brand,
          articles: Math.max(0, ...Object.values(byBrand[brand] ?? {})),
        }));
        const saw = evidence(most.map(({ brand, articles }) => `${brand}: ${articles}`).join(', '));
        const fewest = most.toSorted((a, b) => a.articles - b.articles)[0];
        if (fewest === undefined) return unknown('cannot_tell');
        return fewest.articles >= ARTICLES_WANTED
          ? ready(saw)
          : todo({ brand: fewest.brand, articles: fewest.articles, wanted: ARTICLES_WANTED }, saw);
      }),
  },
] as const satisfies readonly Check[];
