import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import type { ChannelNumbers, Rule } from '../port.ts';
import { automationsPage, definitionsShape, macrosCount, macrosPage, triggersPage, viewsPage } from '../shapes/rules.ts';

// A hundred is the most that Zendesk gives a page; `[` and `]` encoded.
const A_HUNDRED = 'page%5Bsize%5D=100';

/** GET /api/v2/triggers, all pages, active and inactive ones. */
export async function readTriggers(support: Source): Promise<readonly Rule[]> {
  const list = pages(support, `/api/v2/triggers?${A_HUNDRED}`, triggersPage);
  return allPages(list, (page) => page.triggers, idOf);
}

/** GET /api/v2/automations?active=true, all pages. */
export async function readAutomations(support: Source): Promise<readonly Rule[]> {
  const list = pages(support, `/api/v2/automations?active=true&${A_HUNDRED}`, automationsPage);
  return active(await allPages(list, (page) => page.automations, idOf));
}

/** GET /api/v2/views/active, all pages. One that is a person's own is none that others could watch. */
export async function readViews(support: Source): Promise<readonly Rule[]> {
  const list = pages(support, `/api/v2/views/active?${A_HUNDRED}`, viewsPage);
  const found = await allPages(list, (page) => page.views, idOf);
  return active(found.filter(({ isShared }) => isShared).map(({ isShared: _shared, ...view }) => view));
}

/** GET /api/v2/macros/active: how many there are. */
export async function countMacros(support: Source): Promise<number> {
  return readAs(await support.get('/api/v2/macros/active?per_page=1'), macrosCount).count;
}

/** GET /api/v2/macros/active, all pages: the titles of those that are nobody's own, none of their texts. */
export async function readMacroTitles(support: Source): Promise<readonly string[]> {
  const list = pages(support, `/api/v2/macros/active?${A_HUNDRED}`, macrosPage);
  const found = await allPages(
    list,
    (page) => page.macros,
    ({ id }) => id,
  );
  return found.filter(({ isShared }) => isShared).map(({ title }) => title);
}

const CHAT = /^(live )?chat$|^채팅$|^실시간 채팅$/i;
const MESSAGING = /^messaging$|^메시징$/i;

/** The numbers by which conditions name the two channels. GET /api/v2/triggers/definitions: they are not documented as fixed (zendesk-api 3.4). */
export async function readChannelNumbers(support: Source): Promise<ChannelNumbers> {
  const { definitions } = readAs(await support.get('/api/v2/triggers/definitions'), definitionsShape);
  const channels = [...definitions.conditions_all, ...(definitions.conditions_any ?? [])]
    .filter(({ subject }) => subject === 'via_id' || subject === 'current_via_id')
    .flatMap(({ values }) => values ?? []);
  const titled = (title: RegExp) => [...new Set(channels.filter((value) => title.test(value.title.trim())).map(({ value }) => value))];
  return { chat: titled(CHAT), messaging: titled(MESSAGING) };
}

function idOf({ id }: Rule): number {
  return id;
}

/** Looked at again here: a server that did not understand the filter would give all of them. */
function active(rules: readonly Rule[]): readonly Rule[] {
  return rules.filter((rule) => rule.active);
}
