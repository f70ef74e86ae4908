import { dayAndTime, readersTime, time, zoneName } from '../format.ts';
import type { CommonText } from './text.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const common: CommonText = {
  stages: {
    preparing: 'Preparing for messaging',
    scheduled: 'Scheduled',
    cutting_over: 'Cutting over',
    halted: 'Paused',
    live: 'Live on messaging',
  },
  sections: {
    before: 'Before',
    'prepare-requirements': 'Requirements',
    'prepare-agents': 'Agents',
    migrate: 'Migrate',
    after: 'After',
    resources: 'Resources',
  },
  channels: { web: 'web', android: 'Android', ios: 'iOS' },
  roles: { admin: 'admin', lead: 'lead', approver: 'approver', operator: 'operator', backup: 'backup' },
  statements: {
    agents_ready: 'Agents are ready',
    activation: 'Activate messaging for the account',
    plan: 'The plan',
    go: 'Go for the cutover',
  },
  unknown: {
    unreachable: 'Zendesk could not be reached',
    not_allowed: 'this plan or role has no access to that interface',
    no_credential: 'no credential is stored for that interface',
    token_refused: 'Zendesk refused the token',
    unexpected_answer: 'Zendesk answered something that is not its documented answer',
    not_computed: 'Zendesk has not computed the number yet',
    not_looked: 'not looked up yet',
    not_shared: 'the links have not been shared through Ferry yet',
    cannot_tell: 'no interface shows it',
    no_interface: 'this account does not have that interface',
    page_unreachable: 'the page could not be read',
    page_not_public: 'the page is not on the public Internet, so Ferry does not read it',
    no_address: 'Slack does not show Ferry the e-mail address (scope `users:read.email`)',
    no_match: 'nobody in Zendesk has that e-mail address',
    not_named: 'the operator or the backup is not named yet',
  },
  saw: {
    passed_over: 'passed over by an admin',
    no_conversation: 'no test conversation was seen',
    nobody: 'nobody is online',
    no_incident: 'no incident',
    asked_again: 'asked again',
    activation: '“activate messaging” is signed',
    go: '“go” is signed',
    native_messaging: 'messaging tickets exist',
    messenger: 'a widget shows messaging',
    changed_by_hand: 'changed by hand meanwhile',
    chat_limit: "Chat's limit is not put back",
    not_seen: 'sent, and not seen',
    classic: 'Classic',
    messaging: 'messaging',
    unknown: 'its state is not clear',
    'passed over': 'passed over by an admin',
  },
  people: (users) => (users.length === 0 ? 'nobody' : list.format(users.map((user) => `<@${user}>`))),
  windowForAll: (from, to, zone) => `${common.window(from, to, zone)} · ${readersTime(from, common.moment(from, zone))} for you`,
  window: (from, to, zone) => `${dayAndTime(from, zone, 'en')}–${time(to, zone)} (${zoneName(zone, 'en')})`,
  moment: (at, zone) => `${dayAndTime(at, zone, 'en')} (${zoneName(zone, 'en')})`,
  clock: (at, zone) => time(at, zone),
  ago: (ms) => (ms < 60_000 ? 'just now' : `${amount(ms)} ago`),
  length: (ms) => amount(ms),
  chatLimit: (written) => written,
  nobody: 'nobody',
  and: 'and',
};

function amount(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}

/** `1 minute`, `2 minutes`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
