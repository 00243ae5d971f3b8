/** The bot as a process that can be killed at any instant. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ClockScale } from "./scaled-clock.ts";

export interface BotProcess {
  /** Resolves once it serves, or has ended. */
  readonly ready: Promise<void>;
  /** Its last words, for whoever has to find out why. */
  tail(): string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

const CLOCK = new URL("./scale-clock.mjs", import.meta.url).href;
/** What runs: the arguments of `node`. */
const BOT = ["--import", "tsx", fileURLToPath(new URL("./bot.ts", import.meta.url))];
const READY = /\bready; /;
const TAIL_CHARS = 4_000;

/** `environment` as in contract 1. */
export function startBotProcess(environment: Readonly<Record<string, string>>, clock: ClockScale): BotProcess {
  const child: ChildProcess = spawn(process.execPath, ["--import", CLOCK, ...BOT], {
    env: { ...process.env, ...environment, CHAOS_CLOCK: JSON.stringify(clock) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = once(child, "exit");
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-TAIL_CHARS);
      if (READY.test(output)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    void exited.then(() => resolve());
  });
  return {
    ready,
    tail: () => output,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
