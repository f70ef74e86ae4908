import { input, password } from '@inquirer/prompts';
import { type Credentials, credentialsShape } from '../../../zendesk/credentials.ts';

/** Credentials, or what is wrong with them in sentences that repeat nothing of what was given. */
export type ReadCredentials =
  | { readonly ok: true; readonly credentials: Credentials }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What each part has to look like; a part that is none of these is unknown. */
const PARTS: Readonly<Record<string, string>> = {
  support:
    '"support" must be {"clientId": …, "clientSecret": …} of a confidential OAuth client, or {"token": …} with an OAuth access token',
  chat: '"chat" must be {"token": …} with a Chat OAuth token',
  conversations: '"conversations" must be {"appId": …, "keyId": …, "secret": …}',
  timeZone: '"timeZone" must be a time zone by its IANA name, such as Asia/Seoul',
  kind: '"kind" must be "production" or "sandbox"',
};

/** The credentials in a JSON text. */
export function readCredentials(text: string): ReadCredentials {
  const json = parsed(text);
  if (json === undefined)
    return {
      ok: false,
      problems: [
        'The credentials are not JSON. Nothing was stored. The form is {"support": {"clientId": …, "clientSecret": …}, "chat": {"token": …}}.',
      ],
    };
  const read = credentialsShape.safeParse(json);
  if (!read.success) return { ok: false, problems: [...new Set(read.error.issues.map(({ path }) => problemAt(path[0])))] };
  const { support, chat, conversations } = read.data;
  if (support !== undefined || chat !== undefined || conversations !== undefined) return { ok: true, credentials: read.data };
  return { ok: false, problems: ['There is no credential among what was given. Give "support", "chat" or both. Nothing was stored.'] };
}

/** Asks the person in front of the terminal, without showing what is typed. */
export async function askForCredentials(): Promise<ReadCredentials> {
  const clientId = await input({ message: "Support: the OAuth client's identifier (empty: there is an access token instead, or none)" });
  const clientSecret = clientId === '' ? '' : await password({ message: "Support: the OAuth client's secret" });
  const token = clientId === '' ? await password({ message: 'Support: the OAuth access token (empty: none)' }) : '';
  const chat = await password({ message: 'Chat: the OAuth token (empty: none)' });
  const support = clientId === '' ? { token } : { clientId, clientSecret };
  return readCredentials(
    JSON.stringify({ ...(clientId === '' && token === '' ? {} : { support }), ...(chat === '' ? {} : { chat: { token: chat } }) }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says repeats a piece of the text, and that may be a piece of a secret.
    return undefined;
  }
}

function problemAt(part: PropertyKey | undefined): string {
  const known = typeof part === 'string' && Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
  return `${known ?? `The credentials are one JSON object with no other parts than ${Object.keys(PARTS).join(', ')}`}. Nothing was stored.`;
}
