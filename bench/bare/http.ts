/** The least that answers a slash command over HTTP with Bolt. */
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { SIGNING_SECRET } from '../world/env.ts';

const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, endpoints: '/slack/events' });
const app = new App({ token: 'xoxb-bench', receiver, clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' } });
app.command('/migrate', async ({ ack }) => {
  await ack('the same for everybody');
});
const server = await app.start(0);
// A server that listens on a port has an address of this shape; only pipes have a string.
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port })}\n`);
process.once('SIGTERM', () => process.exit(0));
