import type { TurnText } from './text.ts';

export const turns: TurnText = {
  developer: 'web developer',
  swap: {
    agreed: (brand, from, to, pages) =>
      `*${brand} turns by its snippet key:* \`${from}\` becomes \`${to}\` on ${pages}. This is not from Zendesk's article: only after a try in your own sandbox. The way back is the old key.`,
    noWayBack:
      'By the old key a brand comes back in minutes; live chats that are still open at the exchange are to be ended first, and do not come back.',
    mark: 'not from the article: tried in the sandbox first',
    exchange: (from, to, pages) => `\`${from}\` → \`${to}\` on ${pages}`,
    modal: (brand, account) =>
      `You are about to have the snippet key of *${brand}* (${account}) exchanged. Live chats have to be ended by now: they do not come back. The way back is the old key.`,
    claimed: (who) => `${who} says it is exchanged; not seen yet`,
    claimedAt: (who, at) =>
      `:hourglass_flowing_sand: ${who} says it is exchanged, ${at}. Ferry reads the pages from outside; it counts when each shows the new key alone three times.`,
    late: (brand, page, who) =>
      `:red_circle: *The key of ${brand} was reported as exchanged ten minutes ago, and a page does not show the new key alone:* ${page}. ${who}: look at caches and the release; if the page is broken, put the old key back. Ferry keeps reading.`,
    halfDone: (brand, page, who) =>
      `:red_circle: *The key of ${brand} is exchanged on some pages, and nobody has said that it is done.* Not yet: ${page}. ${who}: finish it and report it, or ask for the way back.`,
    backLate: (brand, page, who) =>
      `:red_circle: *The old key of ${brand} was reported as back ten minutes ago, and a page does not show it alone:* ${page}. ${who}: look at caches and the release. Ferry keeps reading.`,
    unplanned: (brand, who) =>
      `:red_circle: *A page of ${brand} already shows the new key, and Ferry had not asked for it.* Its customers meet messaging there: for this brand that is T0 now. ${who}: staff messaging for it now and finish the exchange, or ask for the way back with \`/migrate cutover rollback\`.`,
    gone: (brand, page) =>
      `:red_circle: *${brand} does not show its new key alone any more, and nobody was asked for that:* ${page}. Customers meet live chat there. Put the new key back, or ask for the way back with \`/migrate cutover rollback\`.`,
    returned: (brand) =>
      `:leftwards_arrow_with_hook: *${brand} is back on live chat:* its old key was seen on every page three times, the new one on none. Agents go back to live chat; messaging tickets that exist go on, and live chats that ended do not come back.`,
    ended: (account) =>
      `:leftwards_arrow_with_hook: *The cutover of ${account} was taken back:* every brand of it shows its old key again. Messaging tickets that exist go on.`,
    lastEnd: (at) => `The last cutover was taken back by the old key (${at}).`,
    undo: (brands, who, account) =>
      `Can be undone until the next window is planned: ${brands}. The old key is put back by ${who}; \`/migrate cutover ${account} rollback\` asks for it.`,
    goingBack: (brands, who) => `On the way back: ${brands}. The old key is put back by ${who}, and Ferry proves it.`,
    noKeys: (brand, account) =>
      `${brand} is to turn by its snippet key, and its keys are not set. An admin types \`/migrate settings ${account} swap-keys ${brand}:OLD>NEW\`, with the key of today and the key of the new channel.`,
    noPages: (brand, account) =>
      `${brand} is to turn by its snippet key, and no key page shows its old key now. An admin sets the pages that carry it with \`/migrate settings ${account} key-pages https://…\`, or corrects \`swap-keys\`; Ferry must be able to read them.`,
  },
  apps: {
    notInScope: (channels) => `${channels}: not in scope of this migration.`,
    noticed: (ticket) => `Messaging ticket #${ticket} has come since. It may be from the web as well: your word decides.`,
  },
  trigger: {
    approved: (group) =>
      `*Ferry also makes a messaging routing trigger for each brand,* which gives its new messaging tickets to the group “${group}”: inactive from the signature on, switched on once the brand is proved, off again if it is taken back. Where one does that already, it makes none.`,
    state: (group, { underWay, waiting, on, there, off, refused, stuck }) =>
      `Routing trigger to “${group}”: ${[
        ...(underWay > 0 ? [`${underWay} being made`] : []),
        ...(waiting > 0 ? [`${waiting} inactive until the proof`] : []),
        ...(on > 0 ? [`${on} on`] : []),
        ...(there > 0 ? [`${there} there before`] : []),
        ...(off > 0 ? [`${off} left inactive`] : []),
        ...(refused > 0 ? [`${refused} not made`] : []),
        ...(stuck > 0 ? [`${stuck} still on, switch it off by hand`] : []),
      ].join(', ')}.`,
    refused: (why) =>
      `:warning: Ferry makes or switches on no messaging routing trigger: ${why}. An admin does it by hand: Admin Center › Objects and rules › Business rules › Triggers.`,
    undoRefused: (why) =>
      `:red_circle: Ferry could not switch its messaging routing trigger off: ${why}. An admin switches it off by hand.`,
    leftOn: (brand, titles, more, whose) => {
      const one = titles.length + more === 1;
      const named = `${titles.map((title) => `“${title}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
      const what = `${whose === 'ferry' ? 'Ferry’s' : 'the'} messaging routing ${one ? 'trigger' : 'triggers'} ${named}`;
      const how =
        whose === 'ferry' ? 'switches it off' : `switches ${one ? 'it' : 'them'} off, or leaves this brand out of ${one ? 'it' : 'them'}`;
      return `Left to put back: ${what}, still on. Unless ${brand} turns again, an admin ${how}: Admin Center › Objects and rules › Business rules › Triggers.`;
    },
    why: (why) =>
      ({
        no_channel: 'the account’s trigger conditions do not name messaging',
        no_group: 'there is no group of that name',
        no_brand: 'the brand is not among the account’s brands',
        other_group: 'an active trigger already gives these tickets to another group',
        gone: 'the one it had made was changed or deleted',
      })[why],
  },
};
