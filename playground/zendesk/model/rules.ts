import type { Account } from '../state.ts';
import type { TicketChange } from './tickets.ts';
import type { Channel, Condition, Rule, Ticket } from './types.ts';

const VIA_NUMBER: Readonly<Record<Channel, string>> = { web: '0', email: '4', chat: '29', native_messaging: '75' };
const HOUR_MS = 3_600_000;

function subject(account: Account, field: string, ticket: Ticket): string | number | null {
  const hours = Math.floor((account.clock.now() - ticket.statusSince) / HOUR_MS);
  switch (field) {
    case 'status':
      return ticket.status;
    case 'via_id':
    case 'current_via_id':
      return VIA_NUMBER[ticket.via];
    case 'brand_id':
      return String(ticket.brandId);
    case 'group_id':
      return ticket.groupId === null ? '' : String(ticket.groupId);
    case 'update_type':
      return 'Create';
    default:
      return /^(NEW|OPEN|PENDING|SOLVED)$/.test(field) ? (field.toLowerCase() === ticket.status ? hours : -1) : null;
  }
}

function holds(account: Account, condition: Condition, ticket: Ticket): boolean {
  if (condition.field === 'current_tags') {
    const some = String(condition.value)
      .split(/\s+/)
      .some((tag) => ticket.tags.includes(tag));
    return condition.operator === 'not_includes' ? !some : some;
  }
  const left = subject(account, condition.field, ticket);
  const right = String(condition.value);
  if (left === null) return false;
  if (condition.operator === 'is') return String(left) === right;
  if (condition.operator === 'is_not') return String(left) !== right;
  if (condition.operator === 'greater_than') return Number(left) > Number(right);
  return condition.operator === 'less_than' ? Number(left) < Number(right) : false;
}

/** Whether a rule's conditions all hold for a ticket. */
function fits(account: Account, rule: Rule, ticket: Ticket): boolean {
  const any = rule.any.length === 0 || rule.any.some((condition) => holds(account, condition, ticket));
  return rule.active && any && rule.all.every((condition) => holds(account, condition, ticket));
}

function effect(rule: Rule, ticket: Ticket, at: number): TicketChange {
  const change: TicketChange = {};
  let tags = ticket.tags;
  for (const action of rule.actions) {
    if (action.field === 'group_id') change.groupId = Number(action.value);
    if (action.field === 'current_tags') tags = [...new Set([...tags, ...String(action.value).split(/\s+/)])];
    if (action.field === 'status' && (action.value === 'solved' || action.value === 'closed')) change.status = action.value;
    if (action.field === 'notification_user') {
      change.comments = [...ticket.comments, { body: `(mail to the requester: ${rule.title})`, public: true, authorId: null, at }];
    }
  }
  return tags === ticket.tags ? change : { ...change, tags };
}

/** Runs the rules of one kind over one ticket. */
export function runRules(account: Account, kind: 'triggers' | 'automations', id: number, at = account.clock.now()): void {
  for (const rule of account.rules[kind]) {
    const ticket = account.tickets.get(id);
    if (!ticket || ticket.deleted || ticket.status === 'closed' || !fits(account, rule, ticket)) continue;
    const change = effect(rule, ticket, at);
    if (Object.keys(change).length > 0) account.tickets.change(id, change, at);
  }
}

/** What Zendesk does every hour: the automations, over every ticket that is not closed. */
export function runAutomations(account: Account): void {
  for (const id of account.tickets.ids()) runRules(account, 'automations', id);
  account.changed();
}
