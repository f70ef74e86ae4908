import { z } from 'zod';
import { flag, page, read, word } from '../args.ts';
import { need } from '../refusal.ts';
import { userJson } from '../render.ts';
import type { Handler } from './access.ts';

const info: Handler = ({ state, args }) => {
  const { user, include_locale } = read(z.object({ user: word, include_locale: flag }), args);
  const person = need(state.directory.users.get(user), 'user_not_found');
  return { ok: true, user: userJson(state, person, include_locale ?? false) };
};

const list: Handler = ({ state, args }) => {
  const { include_locale } = read(z.object({ include_locale: flag }), args);
  const { items, next } = page([...state.directory.users.values()], args, 'invalid_arguments');
  const members = items.map((user) => userJson(state, user, include_locale ?? false));
  return { ok: true, members, cache_ts: Math.floor(state.clock.now() / 1000), response_metadata: { next_cursor: next } };
};

const lookupByEmail: Handler = ({ state, args }) => {
  const { email } = read(z.object({ email: word }), args);
  const isOne = (one: { email?: string; deleted?: boolean }) => one.email?.toLowerCase() === email.toLowerCase() && !one.deleted;
  const person = need([...state.directory.users.values()].find(isOne), 'users_not_found');
  return { ok: true, user: userJson(state, person, false) };
};

const groupUsers: Handler = ({ state, args }) => {
  const { usergroup } = read(z.object({ usergroup: word }), args);
  const group = need(state.directory.groups.get(usergroup), 'no_such_subteam');
  const active = group.users.filter((id) => !state.directory.users.get(id)?.deleted);
  return { ok: true, users: active };
};

const authTest: Handler = ({ state }) => {
  const { bot, team } = state;
  return {
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.domain,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  };
};

/** `auth.test`, `users.*` and `usergroups.users.list`. */
export const USERS: Readonly<Record<string, Handler>> = {
  'auth.test': authTest,
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'usergroups.users.list': groupUsers,
};
