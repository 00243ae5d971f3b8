/** Counts how deliveries end. */
import type { PlatformName } from "./chat-platform.ts";
import type { Settlement } from "./outbox.ts";

export interface DeliveryMeters {
  /** `reason` is one of a few dozen words. */
  countTry(platform: PlatformName, outcome: Settlement["type"], reason: string): void;
}
