import { afterEach, expect, it } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import { harborGroup } from '../../playground/zendesk/seeds.ts';
import { startZendesk, type ZendeskWorld } from '../../playground/zendesk/server.ts';
import { accountKey, subdomain } from '../../src/migration/account.ts';
import { examineAccount } from '../../src/ops/cli/doctor/zendesk.ts';
import { realTime } from '../../src/ops/clock.ts';
import { zendeskFor } from '../../src/ops/zendesk.ts';
import { secret } from '../../src/store/vault.ts';
import { UnexpectedShape } from '../../src/zendesk/port.ts';

let world: ZendeskWorld | undefined;
afterEach(async () => world?.stop());

/** What the doctor says of help centers, where these brands' answer with a page. */
async function helpCenters(...pages: readonly string[]) {
  world = await startZendesk({ clock: movableClock(Date.now()), accounts: [harborGroup()] });
  const key = accountKey('group');
  const host = subdomain('harborgroup');
  if (key === undefined || host === undefined) throw new Error('names');
  const { zendesk, stream, status } = world.urls;
  const clients = zendeskFor({ zendeskUrl: zendesk, streamUrl: stream, statusUrl: status }, realTime);
  const kept = secret(JSON.stringify({ support: { token: 'zd_harborgroup' }, chat: { token: 'chat_harborgroup' } }));
  const found = await examineAccount({
    key,
    subdomain: host,
    vault: { get: async () => kept },
    now: realTime.now(),
    zendeskFor: (...of) => {
      const all = clients(...of);
      const articles: typeof all.atOnce.articles = async (brand) => {
        if (pages.includes(brand)) throw new UnexpectedShape('GET /api/v2/help_center/articles.json answered something that is not JSON');
        return all.atOnce.articles(brand);
      };
      return { ...all, atOnce: { ...all.atOnce, articles } };
    },
  });
  return found.filter(({ what }) => what.includes('help_center'));
}

it('the doctor says yes of the help centers where that of every brand answers', async () => {
  expect(await helpCenters()).toEqual([{ verdict: 'yes', what: 'GET /api/v2/help_center/articles' }]);
});

it('the doctor names each brand whose help center answers with a page', async () => {
  expect(await helpCenters('harborkorea')).toEqual([
    {
      verdict: 'unknown',
      what: 'GET /api/v2/help_center/articles of harborkorea',
      todo: expect.stringContaining('not JSON'),
    },
  ]);
});
