/** `shopbell manifest slack`: paste it under “Create app → From a manifest”. */

import { slackManifest } from "../adapters/slack/manifest.ts";
import { createCommands } from "../commands/index.ts";
import { printJson } from "./context.ts";
import { InputError } from "./errors.ts";
import type { Configure } from "./index.ts";

export const configure: Configure = (command, terminal) => {
  command
    .command("slack")
    .description("print the Slack app manifest that matches this version")
    .option(
      "--url <address>",
      "for Slack over HTTP instead of Socket Mode: the public address of this process, such as https://bot.example.com",
    )
    .option("--json", "print JSON, which it does anyway")
    .action((options: { url?: string }) => {
      // Commands need the store for completion only; their descriptions are there without.
      const specs = createCommands(async () => ({})).map(({ spec }) => spec);
      const manifest = slackManifest(
        specs,
        options.url === undefined ? { socketMode: true } : { socketMode: false, requestUrl: eventsUrl(options.url) },
      );
      printJson(terminal, manifest);
    });
};

function eventsUrl(address: string): string {
  const parsed = URL.canParse(address) ? new URL(address) : null;
  if (parsed?.protocol !== "https:")
    throw new InputError(`--url ${JSON.stringify(address)} is no address Slack can reach: write https://…`);
  return new URL("/slack/events", parsed).href;
}
