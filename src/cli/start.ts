/** `shopbell start`: the bot process, until it is asked to stop. */
import { createLog } from "../adapters/system/create-log.ts";
import { waitForStopSignal } from "../adapters/system/stop-signals.ts";
import { requireConfig } from "./context.ts";
import { EXIT } from "./errors.ts";
import type { Configure } from "./index.ts";

export const configure: Configure = (command, terminal) => {
  command
    .addHelpText("after", "\nMigrates the store first. Ctrl-C stops after finishing what is under way; a second Ctrl-C stops at once.")
    .action(async () => {
      const config = requireConfig();
      const log = createLog({ level: config.logLevel, format: terminal.interactive ? "plain" : "json" });
      const asked = waitForStopSignal(() => process.exit(EXIT.failed));
      const { startApp } = await import("../app.ts");
      const app = await startApp(config, log);
      if (app.demoShop) log.info({ shop: app.demoShop.id }, "the store was empty: a demo shop with simulated numbers has been put in");
      if (config.slack) log.info({ mode: config.slack.mode }, "Slack is connected");
      if (config.discord) log.info({}, "Discord is connected");
      log.info({ url: app.url }, `ready; the web console is at ${app.url} – type /sales yesterday there`);
      const signal = await asked;
      log.info({ signal }, "stopping; once more stops at once");
      await app.stop();
      log.info({}, "stopped");
      // A socket of a client that never closes must not keep the process.
      process.exit(EXIT.done);
    });
};
