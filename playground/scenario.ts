import { CAST, type WorldName } from './cast.ts';
import { BOT, type Channel, type User } from './slack/types.ts';
import type { AccountSeed } from './zendesk/model/seed.ts';
import { rulesReady } from './zendesk/seeds/rules.ts';
import { harborGroup, harborShop, sandboxOf } from './zendesk/seeds.ts';

/** Who is in the simulated workspace. The roles named in the comments are given in the walk, by hand. */
export const PEOPLE: readonly User[] = [
  // Runs the migration; a workspace admin, so Ferry lets her begin.
  { id: 'U0ADA', name: 'ada', realName: 'Ada Marsh', locale: 'en-US', tz: 'Europe/Vilnius', isAdmin: true, email: 'ada@harbor.example' },
  // Leads the agents, reads Korean.
  { id: 'U0JOON', name: 'joon', realName: '문준', locale: 'ko-KR', tz: 'Asia/Seoul', email: 'joon@harbor.example' },
  // Signs the plan.
  { id: 'U0SOFIA', name: 'sofia', realName: 'Sofia Vale', locale: 'en-US', tz: 'Europe/London', email: 'sofia@harbor.example' },
  // Sits at the keyboard in the window, and her stand-in.
  { id: 'U0MINA', name: 'mina', realName: 'Mina Okafor', locale: 'en-US', tz: 'Europe/Vilnius', email: 'mina@harbor.example' },
  { id: 'U0DAN', name: 'dan', realName: 'Dan Petrov', locale: 'en-US', tz: 'Europe/London', email: 'dan@harbor.example' },
  // An agent, and a guest who is to see nothing.
  { id: 'U0KIM', name: 'kim', realName: '김하윤', locale: 'ko-KR', tz: 'Asia/Seoul', email: 'kim@harbor.example' },
  { id: 'U0GUEST', name: 'guest', realName: 'Gus Guest', locale: 'en-US', tz: 'Europe/Paris', isRestricted: true },
];

const everybody = PEOPLE.filter((one) => !one.isRestricted).map(({ id }) => id);

/** Ferry is in the first two. */
export const CHANNELS: readonly Channel[] = [
  { id: 'C0MIGRATION', name: 'acme-migration', members: [...everybody, 'U0GUEST', BOT.userId] },
  { id: 'C0AGENTS', name: 'agents', members: [...everybody, BOT.userId] },
  { id: 'C0RANDOM', name: 'random', members: [...everybody, 'U0GUEST'] },
];

/** What the app may do in the workspace: the scopes of `manifest/manifest.json`. */
export const SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];

/** Nothing of this is a secret: it opens the two simulators and nothing else. */
export const TOKENS = { bot: 'xoxb-playground', app: 'xapp-playground', signingSecret: 'playground-signing-secret' } as const;

/** One simulated Zendesk account and how Ferry is to call it. */
export interface DemoAccount {
  readonly key: string;
  readonly seed: AccountSeed;
  /** What `ferry connect` reads on its standard input. */
  readonly credentials: Readonly<Record<string, unknown>>;
}

function account(seed: AccountSeed): DemoAccount {
  const { subdomain, kind } = seed;
  const zone = seed.rhythms[0]?.timeZone ?? 'Europe/Vilnius';
  const support = { clientId: `ferry_support_${subdomain}`, clientSecret: `secret_support_${subdomain}` };
  return { key: subdomain, seed, credentials: { support, chat: { token: `chat_${subdomain}` }, timeZone: zone, kind } };
}

/** Mina and Dan, who will sit at the keyboard, are admins in Zendesk by the addresses that Slack shows. */
function staffed(seed: AccountSeed): AccountSeed {
  const atTheKeyboard = PEOPLE.filter(({ id }) => id === CAST.operator || id === CAST.backup);
  const agents = seed.agents.map((agent, index) => {
    const { realName: name, email } = atTheKeyboard[index - 1] ?? {};
    return name === undefined || email === undefined ? agent : { ...agent, name, email, role: 'admin' as const };
  });
  return { ...seed, agents };
}

/** The accounts of a world; the first is the one that moves. */
export function accountsOf(name: WorldName): readonly [DemoAccount, ...DemoAccount[]] {
  switch (name) {
    case 'shop':
      return [account(staffed(harborShop(rulesReady(9_001))))];
    case 'group': {
      const group = staffed(harborGroup(rulesReady(9_101)));
      return [account(group), account(sandboxOf(group))];
    }
    default:
      return name satisfies never;
  }
}
