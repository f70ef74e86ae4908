import { plural } from '../../common/en.ts';
import type { WindowsText } from './text.ts';

const about = (mean: string) => {
  if (mean === '0') return 'no chat';
  return mean.startsWith('<') ? `fewer than ${mean.slice(1)} chats` : `about ${mean} ${mean === '1' ? 'chat' : 'chats'}`;
};

export const windows: WindowsText = {
  usage: 'Type the account alone, or `more` after it for the next three.',
  header: (account) => `${account} · Quiet windows`,
  reading: (chats) =>
    `:hourglass_flowing_sand: Reading the chat history: ${plural(chats, 'chat')} so far. The best windows follow here as soon as all of it is read; a large account takes some minutes.`,
  readFailed: (why) =>
    ({
      unreachable: 'Zendesk could not be reached, so the chat history is as it was last read.',
      not_allowed: 'Zendesk does not allow Ferry to read the chat history, nor the chat tickets.',
      no_interface: 'This account has neither an interface for the chat history nor one for the chat tickets.',
      no_credential: 'Ferry has no credential to read chats or tickets with.',
      token_refused: 'Zendesk refused the token, so the chat history is as it was last read.',
      unexpected_answer: 'Zendesk answered the chat history in another form than documented, so it is as it was last read.',
      not_computed: 'The chat history could not be read just now.',
      not_looked: 'The chat history has not been read yet.',
      not_shared: 'The chat history could not be read just now.',
      cannot_tell: 'The chat history could not be read just now.',
      page_unreachable: 'The chat history could not be read just now.',
      page_not_public: 'The chat history could not be read just now.',
      no_address: 'The chat history could not be read just now.',
      no_match: 'The chat history could not be read just now.',
      not_named: 'The chat history could not be read just now.',
    })[why],
  silentSince: (day) =>
    `*No chats since ${day}, where many were due.* Either Chat has been closed since, or the export is incomplete. What follows is told from the weeks before: find out which it is before you choose.`,
  length: (length, brands) => `Each is ${length} long, as ${brands === 1 ? 'one brand needs' : `${brands} brands need`}.`,
  cost: (mean, p90, from, to) =>
    p90 === 0
      ? mean === '0'
        ? 'No chat would be cut off'
        : `Cuts off ${about(mean)}; none in nine of ten weeks`
      : `Cuts off ${about(mean)}; at most ${p90} in nine of ten weeks (usually ${from} to ${to})`,
  costUnknown: 'How many chats it would cut off is not known',
  sure: {
    checked: (held) =>
      `How sure: on weeks kept aside to check, ${held} of 100 hours came out within the range told for them; 90 is the aim.`,
    unchecked: 'How sure: not checked, as too few weeks are known to keep some aside.',
    tickets: '*Told from tickets, not from chats*: when chats began is known, how long they last is a guess.',
  },
  yours: (window) => `For you: ${window}`,
  awake: (operator, time) => `At the keyboard: ${operator}, whose clock shows ${time}`,
  backupAwake: (backup, time) => `Backup: ${backup}, whose clock shows ${time}`,
  notOffered: (window, cost, why) => `Not offered: ${window}. ${cost}, but ${why}`,
  whyNot: {
    past: 'it has passed',
    notice: 'it comes sooner than your notice allows',
    short: 'it is too short',
    too_long: 'it is too long',
    black_out: 'it lies in a black-out',
    hours: 'it lies outside your operator hours',
    friday: 'Ferry offers no Fridays',
    eve_of_weekend: 'Ferry offers no day before a weekend',
    eve_of_black_out: 'Ferry offers no day before a black-out',
    skipped_hour: 'the clock skips that hour',
    holiday: 'it is a holiday',
    eve_of_holiday: 'Ferry offers no day before a holiday',
    other_account: 'the operator has another account’s window then',
    unknown: 'nothing is known of that hour',
  },
  nobodyAwake: (account) => `Nobody has promised to be awake yet: \`/migrate team ${account} operator add @person\``,
  why: {
    empty: (weeks) =>
      `Why this one: in ${plural(weeks, 'week')} nobody has chatted at these hours, nor for hours around them (Chat is closed then, or nobody comes), and of all such hours it is the nearest to the operator’s day.`,
    best: (p90, busiest) =>
      `Why this one: of all the hours that your rules allow it has the mildest bad case, ${plural(p90, 'chat')}; the busiest hour of the week would cut off ${busiest}.`,
    onlyHours:
      'Why this one: it is as far from Monday-to-Friday business hours as your rules allow. That is a guess about your hours, not a forecast.',
  },
  behind: {
    badCase: (chats, best) => `Behind the best: in a bad week it would cut off ${chats} instead of ${best}.`,
    mean: (chats, best) => `Behind the best: the bad case is the same, but on average it cuts off ${chats} instead of ${best}.`,
    farther: (length) => `Behind the best: just as quiet, but ${length} farther from the operator’s day.`,
    nearerToWork: (length) => `Behind the first: ${length} nearer to business hours.`,
    later: (days) => `Behind the best: just as quiet, but ${plural(days, 'day')} later.`,
  },
  basis: {
    chats: (count, weeks, ago) => `Told from ${plural(count, 'chat')} in ${plural(weeks, 'week')}, read ${ago}`,
    tickets: (count, weeks, ago, minutes, why) =>
      `*Told from tickets, not from chats:* ${why} ${plural(count, 'chat ticket')} in ${plural(weeks, 'week')}, read ${ago}, each taken as ${minutes} minutes of chat`,
    closed: {
      no_credential: 'Ferry has no credential for Chat’s own history.',
      token_refused: 'Zendesk refuses the token for Chat’s own history.',
      not_allowed: 'Zendesk does not allow Ferry to read Chat’s own history.',
    },
    model: (inHalf, inMost) =>
      `by a model of the weekly rhythm that told held-back weeks better than the plain last eight weeks did; of what then happened, ${inHalf} % lay in its 50 % band and ${inMost} % in its 90 % band`,
    plain: (inHalf, inMost) =>
      `by the median and the worst of the same hours in the last eight weeks: the model told held-back weeks no better; of what then happened, ${inHalf} % lay in the middle half of those weeks and ${inMost} % in nine tenths of them`,
    plainUnproved:
      'by the median and the worst of the same hours in the last eight weeks; too few weeks are known to hold some back and prove it on them',
    earlier: (worse, nights, percent) =>
      `${worse} of ${plural(nights, 'earlier night')} ${worse === 1 ? 'was' : 'were'} busier than told, so the bad case is now the one that ${percent} of 100 weeks stay below`,
    holes: (days) => `No data, so left out: ${days}`,
    holidays: (country) => `Public holidays (${country}) are left out and not offered`,
    ownHolidays: (days) => `${plural(days, 'holiday')} of your own ${days === 1 ? 'is' : 'are'}, too`,
    hours: (hours, zone) => `Operator hours ${hours} count by ${zone} time`,
    noHolidays: 'No public holidays are known for this time zone',
    cut: (count) => `${plural(count, 'chat')} of over four hours counted as four`,
  },
  noForecast: {
    nothingRead: 'No chat has been read, so nothing can be forecast.',
    tooShort: (weeks) => `The history holds ${weeks} weeks of chats, and a forecast takes at least four.`,
    fewWeeksWithChats: (weeks, chats) =>
      `All ${chats} chats fall into ${plural(weeks, 'week')}: that is no rhythm to forecast from. If you chat every week, the export is incomplete.`,
    oddTimes: (odd, chats) =>
      `${odd} of ${chats} chats have impossible times (in the future, or ended before they began), so the others are not believed either. Compare the clock of whatever writes your chats.`,
    clockOff: (hours, by) =>
      `The times of your chats are about ${plural(hours, 'hour')} ${by === 'ahead' ? 'ahead of' : 'behind'} Zendesk’s own clock, so no hour of them can be believed. Compare the clock of whatever writes your chats, or ask Zendesk.`,
    instead: (first, last) =>
      `These windows only keep away from business hours (${first} to ${last}, 09:00 to 18:00). Ask somebody who knows your nights before you choose.`,
  },
  none: (rule) => `*No window fits within 90 days.* ${rule}`,
  gives: (window, cost, rules) => `Without ${rules === 1 ? 'that rule' : 'these rules'} the best would be *${window}*. ${cost}.`,
  givesNothing: 'Three rules and more stand in the way of every hour, so more than one has to give.',
  relax: {
    past: () => 'All of them lie in the past.',
    notice: (account) => `The notice stands in the way: shorten it with \`/migrate settings ${account} notice 24h\`.`,
    short: () => 'The time needed stands in the way: turn fewer brands in one window.',
    too_long: () => 'The window is longer than anybody keeps awake: turn fewer brands in one window.',
    black_out: (account) => `The black-outs stand in the way: look at \`/migrate settings ${account} black-outs\`.`,
    hours: (account) => `The operator hours stand in the way: widen them with \`/migrate settings ${account} operator-hours 00:00-24:00\`.`,
    friday: () => 'Only Fridays are left, and Ferry offers none: set one by hand with `/migrate schedule`.',
    eve_of_weekend: () => 'Only days before a weekend are left, and Ferry offers none: set one by hand with `/migrate schedule`.',
    eve_of_black_out: () => 'Only days before a freeze are left: set one by hand with `/migrate schedule`.',
    skipped_hour: () => 'The hour is skipped by the clock on the days that are left.',
    holiday: () => 'Only holidays are left: set one by hand with `/migrate schedule`.',
    eve_of_holiday: () => 'Only days before a holiday are left: set one by hand with `/migrate schedule`.',
    other_account: () => 'The operator has windows of other accounts on all the days that are left: name another operator.',
    unknown: () => 'Too little is known of the hours that the rules allow.',
  },
  ordinal: (place) => (place === 1 ? 'Best' : `${place}`),
  choose: 'Choose',
  more: 'More windows',
  noMore: 'There are no more windows within 90 days.',
  pictureSent: 'The whole week as a picture is in your messages with Ferry.',
  footer: (account) => `Another time: \`/migrate schedule ${account} 2026-11-29 02:00 90m\` with your own day, hour and length`,
  picture: {
    title: (account) => `${account}: chats cut off, by hour of the week`,
    subtitle: (length, zone) => `a bad week (9 of 10 are milder), window of ${length}, ${zone} time`,
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    few: 'few',
    many: 'many',
    unknown: 'not known',
    offered: 'offered windows',
    alt: (quietest, busiest) => `Heat map of the week. Quietest: ${quietest}. Busiest: ${busiest}.`,
    hour: (weekday, time, chats) => `${weekday} ${time} (${chats})`,
  },
  brands: {
    together: (cost) => `All brands in one window: ${cost}.`,
    apart: (brand, window, cost) => `${brand} alone: ${window}. ${cost}.`,
    sum: (nights, mean, p90) =>
      `All ${nights} separate windows together: ${about(mean)} cut off, at most ${p90} if each of them is a bad one.`,
    others: (brands) => `Not worked out alone: ${brands}.`,
    unknownShare: (percent) => `${percent} % of the chats tell no brand; they are counted in full for each.`,
    how: (account, brand) =>
      `To turn one brand alone: \`/migrate settings ${account} brands ${brand}\`, then \`/migrate windows ${account}\`.`,
    unknown: 'The history does not tell the brands apart, so they are offered together.',
  },
  calendar: {
    title: (account) => `${account}: the cutover for your calendar`,
    summary: (account) => `${account}: cutover to Zendesk messaging`,
    description: (account, brands, window, cost) =>
      [`Brands: ${brands}`, `Window: ${window}`, ...(cost === '' ? [] : [cost]), `In Slack: /migrate cutover ${account}`].join('\n'),
    gone: (account) => `${account}: cutover called off`,
  },
  score: {
    title: 'The forecast and the night',
    expected: (mean, p90) => `Expected: ${about(mean)}, at most ${p90} in nine of ten weeks`,
    opening: (mean, p90) => `Expected to be live at T0: ${about(mean)}, at most ${p90} in nine of ten weeks`,
    window: (mean, p90) => `The whole window was expected to cut off ${about(mean)}, at most ${p90} in nine of ten weeks.`,
    found: (chats) => `Found at T0: ${plural(chats, 'live chat')}`,
    foundUnknown: 'Found at T0: not known, as no reading of live chats was possible',
    ended: (chats) => `Ended by the switch: ${plural(chats, 'chat')}`,
    endedUnknown: 'Ended by the switch: not known',
    verdict: {
      as_told: 'The forecast held.',
      worse: 'It was busier than nine of ten weeks were to be: the next offer says so and reckons with a worse bad case.',
      unknown: 'What was forecast cannot be compared.',
    },
  },
};
