/** Asks Discord for people without connecting to it: for the command line. */
import { REST } from "discord.js";
import type { Messenger } from "../../ports/chat-platform.ts";
import type { DiscordOptions } from "./index.ts";
import { createDirectPlace } from "./messenger.ts";

const TIMEOUT_MS = 8_000;

export function openDiscordDirectory({ token, apiUrl }: DiscordOptions["config"]): Pick<Messenger, "directPlace"> {
  const rest = new REST({ api: apiUrl.replace(/\/+$/, ""), retries: 0, timeout: TIMEOUT_MS, rejectOnRateLimit: () => true }).setToken(
    token,
  );
  return { directPlace: createDirectPlace(rest) };
}
