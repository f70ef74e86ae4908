import { setTimeout as pause } from 'node:timers/promises';
import { CAST } from '../cast.ts';
import { PEOPLE } from '../scenario.ts';
import type { SlackWorld } from '../slack/server.ts';

/** Who takes which role when the team does its homework. */
const ROLES = ['admin', 'lead', 'approver', 'operator', 'backup'] as const;
/** The end of an item's line in `/migrate checklist` is its id. */
const ITEM_ID = / · `([a-z0-9]+(?:-[a-z0-9]+)+)`/g;
const ANSWER_MS = 4_000;
const LOOK_MS = 15;

/**
 * Weeks of work in a moment: Ada gives the roles, has everything looked up and says `done` for every item on the
 * list, each by its own command in her direct conversation with Ferry. What Ferry does not take as done stays open.
 * @param language what Ferry is to speak in the account's channel; undefined leaves it as it is
 */
export async function homework(slack: SlackWorld, account: string, language: string | undefined): Promise<number> {
  const { admin: ada } = CAST;
  const say = async (words: string): Promise<string> => {
    const before = slack.ephemerals(ada).length;
    await slack.slash(ada, slack.directChannel(ada), words);
    for (let waited = 0; waited < ANSWER_MS && slack.ephemerals(ada).length === before; waited += LOOK_MS) await pause(LOOK_MS);
    return JSON.stringify(
      slack
        .ephemerals(ada)
        .slice(before)
        .map(({ blocks }) => blocks),
    );
  };
  for (const role of ROLES) await say(`team ${account} ${role} add @${PEOPLE.find(({ id }) => id === CAST[role])?.name ?? ''}`);
  // The playground's windows may be as near as one likes.
  await say(`settings ${account} notice 0h`);
  if (language !== undefined && language !== 'en') await say(`settings ${account} language ${language}`);
  await say(`check ${account}`);
  const listed = await say(`checklist ${account}`);
  // The list may come in several messages.
  await pause(500);
  const ids = new Set([...`${listed}${latest(slack, ada)}`.matchAll(ITEM_ID)].flatMap(([, id]) => id ?? []));
  // Whether the links were read, Ferry counts by itself.
  // What is only asked for once a window is set, or the style of conversations chosen, is thought of before.
  ids.add('first-opening-watch');
  ids.add('agents-end-session-macro');
  const sayable = [...ids].filter((id) => !id.startsWith('agents-share'));
  for (const id of sayable) await say(`done ${account} ${id}`);
  return sayable.length;
}

function latest(slack: SlackWorld, person: string): string {
  return JSON.stringify(
    slack
      .ephemerals(person)
      .slice(-4)
      .map(({ blocks }) => blocks),
  );
}
