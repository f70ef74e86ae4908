import { type UnknownReason, whyRefused } from '../../migration/finding.ts';
import { between } from '../../migration/time.ts';
import { A_SCREEN } from '../../window/choice/choose.ts';
import { type Offer, offerOf } from '../../window/choice/offer.ts';
import { slotOf } from '../../window/forecast/weeks.ts';
import { BIN_MS } from '../../window/history/bins.ts';
import { FRESH_MS } from '../../window/history/keeper.ts';
import type { History } from '../../window/history/stored.ts';
import { localParts } from '../../window/local-time.ts';
import { UnexpectedShape, ZendeskRefused, ZendeskUnavailable } from '../../zendesk/port.ts';
import { holdsRole } from '../actions/item/item.ts';
import { context } from '../blocks/frame.ts';
import { zoneName } from '../locales/format.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { SlackRefused } from '../web/port.ts';
import { brandTexts } from './brands.ts';
import { type Gathered, gather } from './gather.ts';
import { heatMapAlt, heatMapSvg } from './heat-map.ts';
import { windowsMessage } from './message.ts';
import { pngOf } from './picture.ts';

/** Windows that are ranked at once: three screens. */
const WINDOWS = 3 * A_SCREEN;
/** Pages read for one person's question; a larger history is read on behind it, a few pages at a time. */
const PAGES = 300;

/** Answers from the counts that are kept, reads on where they are a day old or not there, and answers again. */
export async function showWindows(request: AccountRequest, parts: SlackParts): Promise<void> {
  const before = await gather(request.key, request.migration, parts);
  const { history, now } = before;
  const isWhole = history?.readAt !== undefined;
  if (isWhole) await answerWindows(request, parts, before, 0);
  else if (request.migration.connected) await request.answer(say(request.texts.windows.reading(history?.tally.facts.counted ?? 0)));
  if (isWhole && between(history.readAt, now) < FRESH_MS) return;
  const failed = request.migration.connected ? await readOn(request, parts) : 'no_credential';
  const after = await gather(request.key, request.migration, parts);
  if (failed === undefined && after.history?.readAt === undefined)
    return request.answer(say(request.texts.windows.reading(after.history?.tally.facts.counted ?? 0)));
  if (!isWhole || failed !== undefined || isOther(after.history, history)) await answerWindows(request, parts, after, 0, failed);
}

/** The next three, of the counts as they are. */
export async function showMore(request: AccountRequest, parts: SlackParts, from: number): Promise<void> {
  await answerWindows(request, parts, await gather(request.key, request.migration, parts), from);
}

/** The history up to now; why not, where Zendesk does not give it. From then on it is topped up every day. */
async function readOn({ key, migration }: AccountRequest, parts: SlackParts): Promise<UnknownReason | undefined> {
  try {
    await parts.readHistory(key, migration, PAGES);
    return undefined;
  } catch (error) {
    if (error instanceof ZendeskUnavailable) return 'unreachable';
    if (error instanceof UnexpectedShape) return 'unexpected_answer';
    if (!(error instanceof ZendeskRefused)) throw error;
    return whyRefused(error.status);
  } finally {
    await parts.settle(key);
  }
}

function isOther(after: History | undefined, before: History | undefined): boolean {
  return after?.tally.facts.counted !== before?.tally.facts.counted;
}

async function answerWindows(
  request: AccountRequest,
  parts: SlackParts,
  gathered: Gathered,
  from: number,
  failed?: UnknownReason,
): Promise<void> {
  const { key, migration, texts, user } = request;
  // One more than is shown, so that "more" is offered while there is more.
  const offer = offerOf({ ...gathered, count: Math.max(WINDOWS, from + A_SCREEN) + 1 });
  const brands = from === 0 ? await brandTexts(request, gathered, offer, parts) : [];
  const message = windowsMessage({ key, migration, texts, gathered, offer, from, zone: user.timeZone, brands, failed });
  const isDrawn = from === 0 && offer.forecast.kind === 'known' && (await draw(request, parts, gathered, offer));
  await request.answer(isDrawn ? { ...message, blocks: [...message.blocks, context(texts.windows.pictureSent)] } : message);
}

/** The heat map goes to the person's messages with Ferry: files are for who holds a role, and an answer seen by one person holds none. */
async function draw(request: AccountRequest, parts: SlackParts, { zone }: Gathered, offer: Offer): Promise<boolean> {
  const { key, texts, user } = request;
  if (!holdsRole(request)) return false;
  const text = texts.windows.picture;
  const windows = offer.choice.kind === 'found' ? offer.choice.windows.slice(0, A_SCREEN) : [];
  const map = {
    week: offer.week,
    windows: windows.map(({ window }) => slotOf(localParts(window.opensAt, zone))),
    quarters: Math.ceil(offer.lengthMs / BIN_MS),
    title: text.title(key),
    subtitle: text.subtitle(texts.common.length(offer.lengthMs), zoneName(zone, texts.language)),
    text,
  };
  try {
    const content = await pngOf(heatMapSvg(map));
    const file = { name: `${key}-windows.png`, title: text.title(key), content, alt: heatMapAlt(map) };
    await parts.slack.upload(await parts.slack.directChannel(user.id), undefined, file);
    return true;
  } catch (error) {
    // The words hold without the picture.
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.warn({ account: key, code: error.code }, 'the heat map could not be uploaded');
    return false;
  }
}
