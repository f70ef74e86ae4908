import { ready, todo, unknown } from '../../migration/finding.ts';
import { type Check, type CheckContext, judged } from '../check.ts';

/** Percent of a channel's people who must have read the links. */
const READ_SHARE = 80;

/** One press of “I have read these” covers the three links of the post. */
function readShare({ migration, readings }: CheckContext) {
  return judged(readings.shares, (shares, evidence) => {
    // Without a share of ours there is nothing to count; whoever read them elsewhere is spoken for by a lead.
    if (shares.length === 0) return unknown('not_shared');
    const wanted = wantedShare(migration.settings['read-share']);
    const fewest = shares.toSorted((a, b) => part(a) - part(b))[0];
    if (fewest === undefined || fewest.members === 0) return unknown('cannot_tell');
    const saw = evidence(shares.map(({ channel, read, members }) => `${channel}: ${read}/${members}`).join(', '));
    return part(fewest) * 100 >= wanted ? ready(saw) : todo({ read: fewest.read, members: fewest.members, wanted }, saw);
  });
}

export const agents = [
  { id: 'agents-share-agent-workspace', find: readShare },
  { id: 'agents-share-handoff-handback', find: readShare },
  { id: 'agents-share-conversation-translation', find: readShare },
] as const satisfies readonly Check[];

/** The setting `read-share` (`80%`) as a number of percent. */
export function wantedShare(setting: string | undefined): number {
  const percent = Number.parseInt(setting ?? '', 10);
  return Number.isInteger(percent) && percent >= 0 && percent <= 100 ? percent : READ_SHARE;
}

function part({ read, members }: { readonly read: number; readonly members: number }): number {
  return members === 0 ? 0 : read / members;
}
