/** Bolt's log through ours. Its debug lines hold whole payloads with people's words, so they go nowhere. */
import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../../ports/log.ts";

const LONGEST_LINE = 300;

export function createBoltLog(log: Log): Logger {
  const write =
    (level: "debug" | "warn") =>
    (...parts: unknown[]) => {
      // Error objects carry headers and addresses with tickets: only text goes on.
      const text = parts.map((part) => (part instanceof Error ? part.name : typeof part === "string" ? part : "")).join(" ");
      log[level]({ platform: "slack", source: "bolt" }, text.replace(/\bhttps?:\S+|wss?:\S+|xox\S+|xapp\S+/g, "…").slice(0, LONGEST_LINE));
    };
  return {
    debug: () => {},
    info: write("debug"),
    warn: write("warn"),
    error: write("warn"),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
