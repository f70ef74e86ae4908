import manifest from '../../manifest/manifest.json' with { type: 'json' };

/** Slack's description of the app. https://docs.slack.dev/reference/app-manifest */
export type Manifest = typeof manifest & {
  readonly features: { readonly slash_commands: readonly { readonly command: string; readonly url?: string }[] };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url?: string };
    readonly interactivity: { readonly request_url?: string };
  };
};

/** Where Slack's requests arrive in HTTP mode. */
export const SLACK_PATH = '/slack/events';

/** The scopes that the bot token needs. */
export const botScopes: readonly string[] = manifest.oauth_config.scopes.bot;

/** The app as it is checked in: Socket Mode, which needs no address of our own. */
export function socketManifest(): Manifest {
  return manifest;
}

/** The app for HTTP mode: everything comes to the one path at this address. */
export function httpManifest(publicUrl: string): Manifest {
  const url = `${publicUrl.replace(/\/+$/, '')}${SLACK_PATH}`;
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: { ...features, slash_commands: features.slash_commands.map((command) => ({ ...command, url })) },
    settings: {
      ...settings,
      event_subscriptions: { ...settings.event_subscriptions, request_url: url },
      interactivity: { ...settings.interactivity, request_url: url },
      socket_mode_enabled: false,
    },
  };
}
