import { CAST } from '../cast.ts';
import { ahead, beside, button, type Hint, HOME_CHANNEL, isPosted, pressing } from './hint.ts';
import type { Observed, SeenBrand } from './observed.ts';

/** Every brand shows messaging, and Ferry has proved it. */
export function isTurned(seen: Observed): boolean {
  return isPosted(seen, /^board:/) && seen.brands.every((brand) => isProved(seen, brand));
}

/** After the proof, and not before, somebody is asked to open the site. */
function isProved(seen: Observed, { widget, subdomain }: SeenBrand): boolean {
  return widget === 'messaging' && isPosted(seen, new RegExp(`^ask:\\d+:rb-2m-open-site:${subdomain}$`));
}

/** The night in its order: presence, the drain, the gate, the click and its proof. Each is offered once Ferry asks for it. */
export function cutOver(seen: Observed): Hint {
  return presence(seen) ?? drain(seen) ?? gate(seen) ?? click(seen) ?? ahead();
}

function presence(seen: Observed): Hint | undefined {
  const asked = button(seen, 'operator_accept', { asked: 'presence' });
  return asked && pressing('presence', CAST.operator, asked);
}

function drain(seen: Observed): Hint | undefined {
  const { account } = seen;
  const stop = button(seen, 'step_confirm:rb-15m-stop-new');
  if (stop)
    return seen.chatOpen ? beside('close-chat', { do: 'chat-hours', account, open: false }) : pressing('no-new-chats', CAST.operator, stop);
  const drained = button(seen, 'step_confirm:rb-15m-drain');
  if (drained) return seen.liveChats > 0 ? beside('end-chats', { do: 'end-chats', account }) : pressing('drained', CAST.lead, drained);
  const offline = button(seen, 'step_confirm:rb-15m-agents-offline');
  if (offline === undefined) return undefined;
  return seen.online > 0 ? beside('agents-offline', { do: 'agents', account, status: 'offline' }) : pressing('offline', CAST.lead, offline);
}

function gate(seen: Observed): Hint | undefined {
  const modal = seen.modals.find(({ person, name }) => person === CAST.operator && name === 'confirm_gate');
  if (modal) {
    const phrase = `convert ${modal.value['brand'] ?? ''}`;
    const act = { do: 'submit', person: CAST.operator, view: modal.view, values: { phrase } } as const;
    return { id: 'phrase', person: CAST.operator, place: HOME_CHANNEL, acts: [act], about: phrase };
  }
  const open = button(seen, 'gate_open');
  return open && pressing('open-gate', CAST.operator, open, open.value['brand'] ?? '');
}

/** The first brand's click is claimed before it is done: what was only said is not believed. */
function click(seen: Observed): Hint | undefined {
  const asked = button(seen, 'step_confirm:rb-0-click');
  const claimed = seen.brands.find(({ subdomain, widget }) => widget === 'classic' && isClaimed(seen, subdomain));
  if (claimed) return isPosted(seen, /^late:/) ? convert(seen, claimed) : ahead('not-believed');
  const turned = seen.brands.find((brand) => brand.widget === 'messaging' && !isProved(seen, brand));
  if (turned) return ahead('proof');
  if (asked === undefined) return undefined;
  const brand = seen.brands.find(({ subdomain }) => asked.actionId.endsWith(`:${subdomain}`));
  const isFirst = !seen.presses.some(({ what }) => what.startsWith('step_confirm:rb-0-click'));
  return isFirst || brand === undefined ? pressing('claim', CAST.operator, asked, brand?.name ?? '') : convert(seen, brand);
}

function isClaimed({ presses }: Observed, brand: string): boolean {
  return presses.some(({ what }) => what === `step_confirm:rb-0-click:${brand}`);
}

function convert({ account }: Observed, { name, subdomain }: SeenBrand): Hint {
  return beside('convert', { do: 'convert', account, brands: [subdomain] }, name);
}
