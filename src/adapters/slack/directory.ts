/** Asks Slack for people without connecting to it: for the command line. */
import webApi from "@slack/web-api";
import type { Messenger } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import { createBoltLog } from "./bolt-log.ts";
import { clientOptions, createCallOnce } from "./call.ts";
import type { SlackOptions } from "./index.ts";
import { createDirectPlace } from "./messenger.ts";

export function openSlackDirectory({ botToken, apiUrl }: SlackOptions["config"], log: Log): Pick<Messenger, "directPlace"> {
  const client = new webApi.WebClient(botToken, { ...clientOptions(apiUrl), logger: createBoltLog(log) });
  return { directPlace: createDirectPlace(createCallOnce(client)) };
}
