import type { PlatformName } from "../../ports/chat-platform.ts";
import { StoreError } from "../../ports/stores.ts";

const PLATFORMS: readonly PlatformName[] = ["slack", "discord", "console", "cli"];

export function toPlatform(value: unknown): PlatformName {
  const platform = PLATFORMS.find((name) => name === value);
  if (platform === undefined)
    throw new StoreError("failed", `The store holds the platform ${String(value)}, which this version does not know.`);
  return platform;
}
