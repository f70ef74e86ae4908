import { describe, expect, it } from 'vitest';
import { aServer, KEY } from './ferry.ts';

const server = aServer();
const GOOD = { support: { clientId: 'ferry_support_harbor', clientSecret: 'secret_support_harbor' }, chat: { token: 'chat_harbor' } };
const connect = (credentials: unknown, ...more: readonly string[]) =>
  server.ferry(
    ['connect', 'acme', '--subdomain', 'harbor', ...more],
    typeof credentials === 'string' ? credentials : JSON.stringify(credentials),
  );

describe('connect', () => {
  it('tries the credentials, adds the account, and seals what it was given', async () => {
    const { code, out, err } = await connect({ ...GOOD, timeZone: 'Europe/Vilnius', kind: 'sandbox' });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('acme is connected to the Zendesk account harbor');
    const { migration, types } = await server.account('acme');
    expect(types).toEqual(['account_added', 'connected']);
    expect(migration.account).toEqual({ subdomain: 'harbor', kind: 'sandbox', timeZone: 'Europe/Vilnius' });
    for (const secret of ['secret_support_harbor', 'chat_harbor', KEY]) expect(out + err + server.onDisk(), secret).not.toContain(secret);
  });

  it('takes production and UTC where nothing is said, and an access token', async () => {
    expect((await connect({ support: { token: 'zd_harbor' } })).code).toBe(0);
    expect((await server.account('acme')).migration.account).toMatchObject({ kind: 'production', timeZone: 'UTC' });
  });

  it('connects again, without the subdomain, and describes what is different', async () => {
    await connect(GOOD);
    const again = await server.ferry(['connect', 'acme'], JSON.stringify({ ...GOOD, timeZone: 'Asia/Seoul' }));
    expect(again.code).toBe(0);
    expect((await server.account('acme')).types).toEqual(['account_added', 'connected', 'account_described', 'connected']);
  });

  it('forgets the Chat token where it is connected again without one', async () => {
    await connect(GOOD);
    const chat = () => server.ferry(['doctor']);
    expect((await chat()).out).toMatch(/yes +GET .*chat.agents/);
    expect((await server.ferry(['connect', 'acme'], JSON.stringify({ support: GOOD.support }))).code).toBe(0);
    expect((await chat()).out).not.toMatch(/yes.*GET \/api\/v2\/chat/);
  });

  it('takes no account out of the archive whose subdomain another one has by now, or one that cannot be read', async () => {
    await connect(GOOD);
    await server.happened('acme', { type: 'archived' });
    await server.ferry(['import', '-'], JSON.stringify({ account: 'second', subdomain: 'harbor' }));
    const taken = await server.ferry(['connect', 'acme'], JSON.stringify(GOOD));
    expect([taken.code, taken.err]).toEqual([1, 'The Zendesk account harbor is here already, as second: connect second\n']);
    server.damage('second');
    expect((await connect(GOOD)).err).toContain('is here already, as second');
    expect((await server.account('acme')).migration.archived).toBe(true);
  });

  it.each([
    [
      'a wrong client',
      { support: { clientId: 'ferry_support_harbor', clientSecret: 'wrongwrong' } },
      /does not accept the Support credential .*401.*OAuth clients/,
    ],
    ['a wrong token', { support: { token: 'wrongwrong' } }, /does not accept the Support credential/],
    ['a wrong Chat token', { chat: { token: 'wrongwrong' } }, /does not accept the Chat credential/],
    ['a good one with a wrong Chat token', { ...GOOD, chat: { token: 'wrongwrong' } }, /does not accept the Chat credential/],
    ['no credential at all', {}, /There is no credential/],
    ['an unknown part', { support: { token: 'wrongwrong' }, wrongwrong: 1 }, /no other parts than support, chat/],
    ['half a client', { support: { clientId: 'wrongwrong' } }, /"support" must be/],
    ['no time zone', { ...GOOD, timeZone: 'Vilnius' }, /"timeZone" must be/],
    ['no kind', { ...GOOD, kind: 'test' }, /"kind" must be/],
    ['no JSON', '{"support":{"token":"wrongwrong}', /are not JSON/],
    ['nothing', '', /are not JSON/],
  ])('stores nothing with %s, and does not repeat it', async (_, credentials, sentence) => {
    const { code, out, err } = await connect(credentials);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
    expect(err).toContain('Nothing was stored');
    expect(err).not.toContain('wrongwrong');
    expect((await server.account('acme')).types).toEqual([]);
    expect(server.onDisk()).not.toContain('wrongwrong');
  });

  it("refuses another account's token: its own subdomain is not among the brands", async () => {
    // This Zendesk lets the token of one account into the other, as a shared sign-in would.
    server.zendesk().account('harbor').editBrand('harbor', { name: 'x' });
    Object.assign(server.zendesk().account('harbor').account.brands[0] ?? {}, { subdomain: 'elsewhere' });
    const { code, err } = await connect(GOOD);
    expect(code).toBe(1);
    expect(err).toMatch(/belongs to another account: harbor is not among the brands/);
    expect((await server.account('acme')).types).toEqual([]);
  });

  it.each([
    ['chat', 'The Chat credential may not read'],
    ['/api/v2/users/me', 'The Support credential may not read'],
    ['/api/v2/brands', 'it is not certain that the Support credential is one of harbor'],
  ] as const)('stores nothing that may be another account’s (%s is forbidden)', async (family, sentence) => {
    server.zendesk().account('harbor').fault({ family, mode: 'forbidden' });
    const { code, err } = await connect(GOOD);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).toContain('Nothing was stored');
    expect((await server.account('acme')).types).toEqual([]);
  });

  it('takes a Chat token for which the agents answer, where the account page does not', async () => {
    server.zendesk().account('harbor').fault({ family: '/api/v2/chat/account', mode: 'forbidden' });
    const { code, out } = await connect(GOOD);
    expect(code).toBe(0);
    expect(out).toContain('Chat answers.');
  });

  it('stores nothing while Zendesk is away', async () => {
    server.zendesk().account('harbor').fault({ mode: '503', retryAfter: 60 });
    const { code, err } = await connect(GOOD);
    expect(code).toBe(1);
    expect(err).toMatch(/could not be tried: .*Run connect again/);
    expect((await server.account('acme')).types).toEqual([]);
  });

  it('refuses names that are none, a new account without subdomain, and another subdomain for a known one', async () => {
    expect((await server.ferry(['connect', 'a b'])).err).toContain('"a b" cannot be the key of an account');
    expect((await server.ferry(['connect', 'acme'], JSON.stringify(GOOD))).err).toContain('add --subdomain');
    expect((await server.ferry(['connect', 'acme', '--subdomain', 'https://harbor.zendesk.com'])).err).toContain(
      'the word before .zendesk.com',
    );
    await connect(GOOD);
    expect((await server.ferry(['connect', 'acme', '--subdomain', 'harborgroup'])).err).toContain(
      'acme is the Zendesk account harbor, not harborgroup',
    );
    expect((await server.ferry(['connect', 'acme2', '--subdomain', 'harbor'])).err).toContain('is here already, as acme');
  });

  it('keeps nothing without a secret key, and says how to make one', async () => {
    const { code, err } = await server.ferry(['connect', 'acme', '--subdomain', 'harbor'], JSON.stringify(GOOD), {
      FERRY_SECRET_KEY: undefined,
    });
    expect(code).toBe(1);
    expect(err).toContain('openssl rand -base64 32');
    expect((await server.account('acme')).types).toEqual([]);
  });
});

describe('disconnect', () => {
  it('throws the credentials away and keeps the record', async () => {
    await connect(GOOD);
    const { code, out } = await server.ferry(['disconnect', 'acme']);
    expect([code, out.split('\n')[0]]).toEqual([0, 'acme is disconnected: its credentials are gone from here.']);
    expect((await server.account('acme')).migration.connected).toBe(false);
    expect((await server.ferry(['disconnect', 'acme'])).out).toContain('was not connected');
    expect((await server.account('acme')).types).toEqual(['account_added', 'connected', 'disconnected']);
  });

  it('knows whom one may have meant', async () => {
    await connect(GOOD);
    const { code, err } = await server.ferry(['disconnect', 'amce']);
    expect([code, err]).toEqual([1, 'There is no account amce. Did you mean acme?\n']);
  });
});
