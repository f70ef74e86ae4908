/** The simulated Zendesk of so many accounts, in a process of its own: its memory is not Ferry's. */
import { movableClock } from '../../playground/clock.ts';
import { brand, clients, tokens } from '../../playground/zendesk/seeds/parts.ts';
import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../playground/zendesk/server.ts';
import { hostOf } from './hosts.ts';

const count = Number(process.env['ACCOUNTS']);
const brands = Number(process.env['BRANDS']);
const rate = Number(process.env['RATE']);

const accounts = Array.from({ length: count }, (_, index) => {
  const subdomain = hostOf(index);
  return harborShop({
    ...rulesReady(9_001),
    plan: 'suite_enterprise',
    subdomain,
    brands: Array.from({ length: brands }, (_each, place) =>
      brand(7_001 + place, `Brand ${place}`, place === 0 ? subdomain : `${subdomain}-${place}`),
    ),
    clients: clients(subdomain, 60_001),
    tokens: tokens(subdomain, 60_001),
    historyWeeks: 0,
    unsolvedChats: 3,
  });
});
const world = await startZendesk({
  clock: movableClock(Date.parse('2026-11-24T09:00:00Z'), rate),
  accounts,
  traffic: false,
  limitFactor: Number(process.env['LIMIT'] ?? 1),
});
process.stdout.write(`${JSON.stringify({ port: world.port, urls: world.urls })}\n`);
process.once('SIGTERM', () => process.exit(0));
