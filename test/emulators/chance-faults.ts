/** Trouble on both platforms, at random: refused for the time, failed, failed after the work, answer lost, slow. */
import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import type { Fault as DiscordFault } from "./discord/faults.ts";
import type { Fault as SlackFault } from "./slack/start-slack-emulator.ts";

type Trouble = "limited" | "failed" | "failed after the work" | "answer lost" | "slow";
const TROUBLES: readonly [Trouble, ...Trouble[]] = ["limited", "failed", "failed after the work", "answer lost", "slow"];
const SLOWEST_MS = 400;

/** What a post on our own account calls. Answering and connecting are left in peace. */
const SLACK_METHODS = /^(chat\.postMessage|chat\.update|conversations\.)/;
const DISCORD_REQUESTS = /^(POST|PATCH|GET) \/channels\/\d+\/messages/;

export interface ChanceFaults {
  slack(method: string): SlackFault | null;
  discord(request: string): DiscordFault | null;
  /** How often each came. */
  readonly counts: ReadonlyMap<Trouble, number>;
}

/** `share` of the calls meet trouble. */
export function createChanceFaults(chance: Chance, share: number): ChanceFaults {
  const counts = new Map<Trouble, number>();
  const draw = (): Trouble | null => {
    if (chance.next() >= share) return null;
    const trouble = chance.pick(TROUBLES);
    counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    return trouble;
  };
  const slow = () => wait(chance.between(50, SLOWEST_MS));

  return {
    counts,
    slack(method) {
      const trouble = SLACK_METHODS.test(method) ? draw() : null;
      switch (trouble) {
        case null:
          return null;
        case "limited":
          return { kind: "status", status: 429, retryAfterSec: 1 };
        case "failed":
          return { kind: "status", status: 500 };
        case "failed after the work":
          return { kind: "fail-after-work" };
        case "answer lost":
          return { kind: "lose-answer" };
        case "slow":
          return { kind: "hold", until: slow() };
      }
    },
    discord(request) {
      const trouble = DISCORD_REQUESTS.test(request) ? draw() : null;
      switch (trouble) {
        case null:
          return null;
        case "limited":
          return { kind: "rate-limit", retryAfterMs: 500 };
        case "failed":
          return { kind: "refuse", status: 500, code: 0, message: "500: Internal Server Error" };
        case "failed after the work":
          return { kind: "fail-after-work" };
        case "answer lost":
          return { kind: "drop-after-work" };
        case "slow":
          return { kind: "hold", until: slow() };
      }
    },
  };
}
