/** What a Slack round trip is held against: Bolt, one command, one post. Takes the environment of Shopbell. */
import bolt from "@slack/bolt";

const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL } = process.env;
const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  appToken: SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});
app.command("/sales", async ({ ack, command, client }) => {
  await ack();
  await client.chat.postMessage({ channel: command.channel_id, text: `Net sales ${command.text}` });
});
await app.start();
console.log("ready");
