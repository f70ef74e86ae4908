import type { Subdomain } from '../../../migration/account.ts';
import type { Credentials } from '../../../zendesk/credentials.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../../zendesk/port.ts';

/** What trying the credentials has shown. With anything in `against` they are not to be stored. */
export interface Attempt {
  readonly against: readonly string[];
  readonly warnings: readonly string[];
  readonly good: readonly string[];
}

type Tried = Pick<Zendesk, 'whoAmI' | 'brands' | 'chatAccount' | 'chatAgents'>;

/** Asks Zendesk with each credential, one after the other: a wrong one is found before it is kept. */
export async function attempt(zendesk: Tried, credentials: Credentials, subdomain: Subdomain): Promise<Attempt> {
  const support = credentials.support === undefined ? NOTHING : await trySupport(zendesk, subdomain);
  const chat = credentials.chat === undefined ? NOTHING : await tryChat(zendesk, subdomain);
  const kept =
    credentials.conversations === undefined
      ? NOTHING
      : { ...NOTHING, warnings: ['The key of Sunshine Conversations was not tried; it is kept for later.'] };
  return together([support, chat, kept]);
}

const NOTHING: Attempt = { against: [], warnings: [], good: [] };

const SUPPORT_ADVICE =
  'Look in Admin Center, Apps and integrations, APIs, OAuth clients: the client has to be confidential and its owner an admin who is not suspended. Then run connect again.';
const CHAT_ADVICE =
  'Make a new token for an OAuth client of Chat (Chat, Settings, Account, API) with the scope read, by an admin of this account. Then run connect again.';

async function trySupport(zendesk: Tried, subdomain: Subdomain): Promise<Attempt> {
  const me = await tried('Support', subdomain, SUPPORT_ADVICE, async () => {
    const { role } = await zendesk.whoAmI();
    const isAdmin = role === 'admin' || role === 'unknown';
    const warnings = isAdmin
      ? []
      : [`The Support credential is that of ${anA(role)}, not of an admin: some lines of the list will stay unknown.`];
    return { against: [], warnings, good: ['Support answers.'] };
  });
  return me.good.length === 0 ? me : together([me, await tryBrands(zendesk, subdomain)]);
}

/** The answered brands have to hold the subdomain: else the credential may be another account's. */
async function tryBrands(zendesk: Tried, subdomain: Subdomain): Promise<Attempt> {
  try {
    const brands = await zendesk.brands();
    if (brands.some((brand) => brand.subdomain === subdomain)) return NOTHING;
    return {
      ...NOTHING,
      against: [
        `The Support credential belongs to another account: ${subdomain} is not among the brands that it shows. Nothing was stored. Look at --subdomain, or take a credential of ${subdomain}.`,
      ],
    };
  } catch (error) {
    if (!isOfZendesk(error)) throw error;
    return {
      ...NOTHING,
      against: [
        `The brands could not be read, so it is not certain that the Support credential is one of ${subdomain}: ${error.message}. Nothing was stored. ${SUPPORT_ADVICE}`,
      ],
    };
  }
}

/**
 * The account's own address has to answer the token: Real-Time Chat has one address for everybody, where another account's token
 * would be answered with another account's numbers.
 */
function tryChat(zendesk: Tried, subdomain: Subdomain): Promise<Attempt> {
  return tried('Chat', subdomain, CHAT_ADVICE, async () => {
    await zendesk.chatAccount().catch((error: unknown) => {
      if (error instanceof ZendeskRefused && error.status !== 401) return zendesk.chatAgents();
      throw error;
    });
    return { ...NOTHING, good: ['Chat answers.'] };
  });
}

/** Whatever is not answered speaks against keeping the credential: nobody would know whose it is. */
async function tried(family: 'Support' | 'Chat', subdomain: Subdomain, advice: string, ask: () => Promise<Attempt>): Promise<Attempt> {
  try {
    return await ask();
  } catch (error) {
    if (!isOfZendesk(error)) throw error;
    return { ...NOTHING, against: [against(family, subdomain, advice, error)] };
  }
}

function against(family: string, subdomain: Subdomain, advice: string, error: OfZendesk): string {
  if (error instanceof ZendeskRefused && error.status !== 401)
    return `The ${family} credential may not read what would show that it is one of ${subdomain}: ${error.message}. Nothing was stored. ${advice}`;
  if (error instanceof ZendeskRefused)
    return `Zendesk does not accept the ${family} credential for ${subdomain} (HTTP 401). Nothing was stored. ${advice}`;
  if (error instanceof ZendeskUnavailable)
    return `The ${family} credential could not be tried: ${error.message}. Nothing was stored. Run connect again in some minutes.`;
  return `What answered for ${subdomain} did not answer as Zendesk does: ${error.message}. Nothing was stored. Look at --subdomain and at ZENDESK_URL.`;
}

type OfZendesk = ZendeskRefused | ZendeskUnavailable | UnexpectedShape;

function isOfZendesk(error: unknown): error is OfZendesk {
  return error instanceof ZendeskRefused || error instanceof ZendeskUnavailable || error instanceof UnexpectedShape;
}

function together(attempts: readonly Attempt[]): Attempt {
  const all = (part: keyof Attempt) => attempts.flatMap((each) => each[part]);
  return { against: all('against'), warnings: all('warnings'), good: all('good') };
}

function anA(role: string): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
