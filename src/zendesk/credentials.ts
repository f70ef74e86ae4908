import { z } from 'zod';
import { accountKinds } from '../migration/account.ts';

// Printable ASCII without spaces: what may stand in a header. A pasted line break or a stray quote mark of a word processor is found here.
const secret = z
  .string()
  .trim()
  .max(8_192)
  .regex(/^[\x21-\x7e]+$/);

const client = z.strictObject({ clientId: secret, clientSecret: secret });
const token = z.strictObject({ token: secret });

/**
 * The credentials of one account as they are given to `ferry connect` and kept sealed; every family is optional, an unknown key is refused.
 * `support` is a confidential OAuth client or an OAuth access token, `chat` a Chat OAuth token (zendesk-api 1.1, 1.2).
 * `conversations` is a key of Sunshine Conversations; it is only kept for later.
 */
export const credentialsShape = z.strictObject({
  support: z.union([client, token]).optional(),
  chat: token.optional(),
  conversations: z.strictObject({ appId: secret, keyId: secret, secret }).optional(),
  timeZone: z.string().refine(isTimeZone, 'not a time zone, such as Asia/Seoul').optional(),
  kind: z.enum(accountKinds).optional(),
});

export type Credentials = Readonly<z.infer<typeof credentialsShape>>;

export type ClientCredentials = Readonly<z.infer<typeof client>>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
