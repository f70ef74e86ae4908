import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/ops/http/public-address.ts';
import { fetchPublicPage, type PublicAnswer, type WaysOut } from '../../src/ops/http/public-page.ts';

const PUBLIC = [{ address: '93.184.215.14', family: 4 }];

/** An Internet of a few hosts: what they answer, and where their names lead. */
function internet(answers: Readonly<Record<string, Partial<PublicAnswer>>>, names: Readonly<Record<string, readonly string[]>> = {}) {
  const asked: string[] = [];
  const ways: WaysOut = {
    resolve: async (host) => names[host]?.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) ?? PUBLIC,
    ask: async (url, addresses) => {
      asked.push(`${url.href} at ${addresses.map(({ address }) => address).join()}`);
      return { status: 200, location: undefined, policies: [], text: '', ...answers[url.href] };
    },
  };
  return { ways, asked };
}

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '198.18.0.1',
  '::1',
  '::',
  'fe80::1',
  'fd00:ec2::254',
  'fc00::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  '2001:db8::1',
  'ff02::1',
  'localhost',
  '',
])('%s is not of the public Internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:4700::6810:85e5', '2a00:1450:4001::1'])(
  '%s is of the public Internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

describe('a page of the Internet', () => {
  it('is read with the scripts of its own host, at the address that was looked at', async () => {
    const html = '<script src="/app.js"></script><script src="https://cdn.example/x.js"></script>';
    const { ways, asked } = internet({
      'https://shop.example/': { text: html, policies: ["default-src 'self'"] },
      'https://shop.example/app.js': { text: 'zE()' },
    });
    expect(await fetchPublicPage('https://shop.example/', ways)).toEqual({
      address: 'https://shop.example/',
      status: 200,
      policies: ["default-src 'self'"],
      html,
      scripts: ['zE()'],
    });
    expect(asked).toEqual(['https://shop.example/ at 93.184.215.14', 'https://shop.example/app.js at 93.184.215.14']);
  });

  it.each([
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://me:pw@shop.example/',
    'file:///etc/passwd',
    'ftp://shop.example/',
    'nothing',
  ])('is not asked for at %s', async (address) => {
    const { ways, asked } = internet({});
    await expect(fetchPublicPage(address, ways)).rejects.toMatchObject({ name: 'PageNotPublic' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['a cloud’s metadata', ['169.254.169.254']],
    ['a private network', ['10.0.0.7']],
    ['one public and one private address', ['93.184.215.14', '192.168.0.1']],
    ['this machine by IPv6', ['::1']],
    ['an IPv4 address in IPv6', ['::ffff:10.0.0.1']],
  ])('is not asked for where its name leads to %s', async (_, addresses) => {
    const { ways, asked } = internet({}, { 'inside.example': addresses });
    await expect(fetchPublicPage('https://inside.example/', ways)).rejects.toMatchObject({ name: 'PageNotPublic' });
    expect(asked).toEqual([]);
  });

  it.each(['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/'])(
    'is not asked for at %s',
    async (address) => {
      const literal: WaysOut = {
        resolve: async (host) => [{ address: host, family: host.includes(':') ? 6 : 4 }],
        ask: async () => {
          throw new Error('asked');
        },
      };
      await expect(fetchPublicPage(address, literal)).rejects.toMatchObject({ name: 'PageNotPublic' });
    },
  );

  it.each(['https://inside.example/latest/meta-data', 'http://shop.example/', '//inside.example/', 'https://shop.example:22/'])(
    'is not followed to %s',
    async (location) => {
      const { ways, asked } = internet({ 'https://shop.example/': { status: 302, location } }, { 'inside.example': ['169.254.169.254'] });
      await expect(fetchPublicPage('https://shop.example/', ways)).rejects.toMatchObject({ name: 'PageNotPublic' });
      expect(asked).toHaveLength(1);
    },
  );

  it('is followed through some redirects, and not for ever', async () => {
    const { ways } = internet({
      'https://shop.example/': { status: 301, location: '/ko/' },
      'https://shop.example/ko/': { text: 'here' },
      'https://loop.example/': { status: 302, location: 'https://loop.example/' },
    });
    expect(await fetchPublicPage('https://shop.example/', ways)).toMatchObject({ address: 'https://shop.example/ko/', html: 'here' });
    await expect(fetchPublicPage('https://loop.example/', ways)).rejects.toMatchObject({ name: 'PageUnreachable' });
  });

  it('goes on without a script that leads inside', async () => {
    const { ways } = internet(
      {
        'https://shop.example/': { text: '<script src=/a.js></script>' },
        'https://shop.example/a.js': { status: 302, location: 'https://inside.example/' },
      },
      { 'inside.example': ['10.0.0.1'] },
    );
    expect((await fetchPublicPage('https://shop.example/', ways)).scripts).toEqual([]);
  });
});

it('does not reach this machine by the real way out', async () => {
  await expect(fetchPublicPage('https://localhost/')).rejects.toMatchObject({ name: 'PageNotPublic' });
});
