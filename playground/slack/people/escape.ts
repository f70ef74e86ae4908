import type { State } from '../state/state.ts';

const MENTION = /(^|\s)([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}])/gu;
const LINK = /(^|\s)(https?:\/\/[^\s<>]+)/g;
const DOMAIN = /(^|\s)((?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|kr|jp|uk|de|eu)(?:\/[^\s<>]*)?)(?=\s|$)/gi;

/** A command's text as Slack sends it with `should_escape`: users, channels and links in angle brackets. */
export function escapeText(state: State, text: string): string {
  const { users, channels } = state.directory;
  const mentioned = text.replace(MENTION, (whole, before: string, sign: string, name: string) => {
    if (sign === '@') {
      const user = [...users.values()].find((one) => one.name === name);
      return user ? `${before}<@${user.id}|${name}>` : whole;
    }
    const channel = [...channels.values()].find((one) => one.name === name && one.kind !== 'im' && one.kind !== 'mpim');
    return channel ? `${before}<#${channel.id}|${name}>` : whole;
  });
  const linked = mentioned.replace(LINK, (_whole, before: string, url: string) => `${before}<${url}>`);
  return linked.replace(DOMAIN, (_whole, before: string, domain: string) => `${before}<http://${domain}|${domain}>`);
}
