import { plural } from '../../common/en.ts';
import { day } from '../../format.ts';
import type { PracticeText } from './text.ts';

const where = { night: 'on the night of', rehearsal: 'in the rehearsal of', drill: 'in the drill of' } as const;

export const practice: PracticeText = {
  drill: {
    header: (account) => `DRILL · ${account}`,
    mark: ':performing_arts: DRILL: a practice. These buttons touch nothing in Zendesk and no step of the plan.',
    begun: (who, brands) =>
      `*${who} has begun a drill of the night${brands === '' ? '' : ` for ${brands}`}.* In this thread each step is asked for as it is on the night, one after the other; whoever does it then presses now. *Change nothing in Zendesk.*`,
    progress: (done, total) => `${done} of ${plural(total, 'step')} done`,
    until: (at) => `Ends by itself at ${at}.`,
    step: (place, total, title) => `DRILL · ${place} of ${total} · ${title}`,
    onlyLook: ':no_entry: *Only look: open the place, change nothing, then press.* On the night it reads:',
    pressed: (who, at, took) => `:white_check_mark: pressed by ${who}, ${at}, after ${took}`,
    leftOut: 'The drill ended before this step was pressed.',
    stop: 'Stop the drill',
    stopConfirm: {
      title: 'Stop the drill?',
      text: 'What was pressed so far is kept, but a drill that is not walked to its end measures nothing.',
      yes: 'Stop it',
      no: 'Go on',
    },
    ended: {
      finished: () => '*The drill was walked to its end.*',
      stopped: (who) => `*The drill was stopped by ${who}.*`,
      time: () => '*The drill ended by itself after three hours.*',
      night_near: () => '*The drill ended: the cutover itself is an hour away, and from here on every button is real.*',
    },
    summary: (account) => `DRILL · ${account} · what it took`,
    stepTook: (title, who, took) => `${title}: *${took}* (${who})`,
    took: (toDoors, fromClick) =>
      `*From T0 to doors open: ${toDoors}; of these, from the last click: ${fromClick}.* A minute a brand is counted for the proof, which a drill does not have.`,
    notMeasured: 'It was not walked to its end, so the length of a window stays as it was.',
    started: (account) => `The drill of ${account} has begun in its channel. It touches nothing; each step is asked for there.`,
    recorded: (title) => `Drill: “${title}” is recorded. Nothing was touched.`,
    stopped: 'The drill is stopped. What was pressed so far stays in its thread.',
    usage: 'Type `drill` to begin a practice in Slack, or `drill stop` to end the one that runs.',
    noBrands: (account) =>
      `There is nothing to practise: ${account} has no brand that is known. Connect it first with \`/migrate connect\`.`,
  },
  rehearsal: {
    mark: (account) => `:performing_arts: REHEARSAL for ${account} on its sandbox: production is not touched, and nobody else is told.`,
    word: 'REHEARSAL',
    notSent: 'Not sent: on the real night the announcement to agents and customers goes out here. In a rehearsal they hear nothing.',
    set: (account, sandbox, window) =>
      `*Rehearsal of ${account} on \`${sandbox}\`: ${window}.* The runbook, the gates and the sign-offs are those of the night.`,
    samePeople: (operator, backup) => `The same people: operator ${operator}, backup ${backup}; everybody has the same role there.`,
    silent: 'Its messages come to this account’s channel, each marked as a rehearsal. Nothing is announced to agents or customers.',
    usage: 'Type the day, the time and how long: the same hour as the night, in the time zone of the account.',
    noSandbox: (account) =>
      `No sandbox is named for ${account}. Connect it as an account of its own, then name it: \`/migrate settings ${account} sandbox <account>\`.`,
    gone: (sandbox, account) =>
      `The sandbox \`${sandbox}\` of ${account} is not there or is archived. Name another one: \`/migrate settings ${account} sandbox <account>\`.`,
    doubt: {
      not_sandbox: (sandbox, account) =>
        `\`${sandbox}\` is recorded as a production account, so nothing is rehearsed on it. Name a sandbox: \`/migrate settings ${account} sandbox <account>\`.`,
      same_subdomain: (sandbox, account) =>
        `\`${sandbox}\` has the subdomain of a production account, so nothing is rehearsed on it: a click there would be real. Name a sandbox: \`/migrate settings ${account} sandbox <account>\`.`,
    },
    notConnected: (sandbox, subdomain) =>
      `Ferry has no Zendesk access for \`${sandbox}\` yet, so it could prove nothing there: \`npm run ferry -- connect ${sandbox} --subdomain ${subdomain}\` on the server.`,
    noBrands: (sandbox) =>
      `Nothing is left to turn on \`${sandbox}\`: every brand in scope is on messaging. Make a new sandbox, or name other brands: \`/migrate settings ${sandbox} brands\`.`,
    ended: (sandbox, at, zone, end) => {
      const what = `Rehearsal of ${day(at, zone, 'en')} on ${sandbox}`;
      if ('because' in end) return `${what}: it did not come to Finish (${end.because})`;
      return `${what}: walked to Finish${end.minutes === undefined ? '' : `, ${plural(end.minutes, 'minute')} from T0 to doors open`}`;
    },
    again: (example) => `To rehearse at another time: \`${example}\``,
  },
  estimate: {
    needs: (length, by, zone) =>
      by === undefined
        ? `A window needs ${length}: the usual time, as nothing has been measured yet.`
        : `A window needs ${length}: measured ${where[by.what]} ${day(by.at, zone, 'en')}, which took ${plural(by.minutes, 'minute')}.`,
    step: (median, bad, runs) => `took ${median}, in the bad case ${bad} (${plural(runs, 'run')})`,
  },
};
