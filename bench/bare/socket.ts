/** The least that answers a slash command by Socket Mode with Bolt. */
import { App } from '@slack/bolt';

const app = new App({
  token: 'xoxb-bench',
  appToken: 'xapp-bench',
  socketMode: true,
  clientOptions: { slackApiUrl: process.env['SLACK_API_URL'] ?? '' },
});
app.command('/migrate', async ({ ack }) => {
  await ack('the same for everybody');
});
process.once('SIGTERM', () => void app.stop().finally(() => process.exit(0)));
await app.start();
