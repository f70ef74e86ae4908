import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { botScopes, httpManifest, socketManifest } from '../../src/ops/manifest.ts';

const SCHEMAS = join(import.meta.dirname, '../../../shared/slack-data');
const manifests = [
  ['Socket Mode', socketManifest()],
  ['HTTP mode', httpManifest('https://ferry.example.com/')],
] as const;

describe.each(manifests)('the manifest for %s', (_, manifest) => {
  it.skipIf(!existsSync(SCHEMAS)).each(['1.0.0', '2.0.0'])("is one by Slack's schema %s", (version) => {
    const schema = JSON.parse(readFileSync(join(SCHEMAS, `manifest.schema.${version}.json`), 'utf8'));
    const shape = z.fromJSONSchema(schema);
    expect(shape.safeParse(manifest).error?.issues ?? []).toEqual([]);
    // The schema does refuse: else the line above would say nothing.
    expect(shape.safeParse({ ...manifest, display_information: {} }).success).toBe(false);
    expect(
      shape.safeParse({ ...manifest, settings: { ...manifest.settings, event_subscriptions: { request_url: 'nowhere' } } }).success,
    ).toBe(false);
  });

  it('has what Ferry needs', () => {
    expect(manifest.features.slash_commands).toEqual([expect.objectContaining({ command: '/migrate', should_escape: true })]);
    expect(manifest.features.app_home.home_tab_enabled).toBe(true);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_home_opened', 'app_mention', 'message.im']);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    const { name, description, long_description } = manifest.display_information;
    expect([name.length <= 35, description.length <= 140, long_description.length >= 175]).toEqual([true, true, true]);
    expect(new Set(botScopes).size).toBe(botScopes.length);
    // Whether operator and backup are admins of Zendesk is told by their e-mail address alone.
    expect(botScopes).toContain('users:read.email');
  });
});

it('names the one address everywhere in HTTP mode, and none in Socket Mode', () => {
  const url = 'https://ferry.example.com/slack/events';
  const http = httpManifest('https://ferry.example.com/');
  expect(JSON.stringify(http).split(url)).toHaveLength(4);
  expect(http.settings.socket_mode_enabled).toBe(false);
  expect(JSON.stringify(socketManifest())).not.toContain('_url');
});

it.skipIf(!existsSync(SCHEMAS))("asks for scopes that Slack's methods know", () => {
  const methods = readFileSync(join(SCHEMAS, 'methods.json'), 'utf8');
  const notOfMethods = ['commands', 'app_mentions:read'];
  for (const scope of botScopes.filter((each) => !notOfMethods.includes(each))) expect(methods, scope).toContain(`"${scope}"`);
});
