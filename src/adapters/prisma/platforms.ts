import type { PlatformName } from "../../ports/chat-platform.ts";
import { StoreError } from "../../ports/stores.ts";

export const PLATFORMS = ["slack", "discord", "console", "cli"] as const satisfies readonly PlatformName[];

export function toPlatform(value: unknown): PlatformName {
  const platform = PLATFORMS.find((name) => name === value);
  if (platform === undefined)
    throw new StoreError("failed", `The store holds the platform ${String(value)}, which this version does not know.`);
  return platform;
}
