/** The bot as a process that can be killed at any instant. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
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
const ROOT = new URL("../../", import.meta.url);
const READY = /\bready; the web console/;
const TAIL_CHARS = 4_000;

/** `shopbell start`: as built where that is up to date, for it starts in half the time; else from the sources. */
function entry(): readonly string[] {
  const built = fileURLToPath(new URL("dist/main.js", ROOT));
  const sources = fileURLToPath(new URL("src", ROOT));
  const newestMs = Math.max(
    ...readdirSync(sources, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(sources, name)).mtimeMs),
  );
  if (existsSync(built) && statSync(built).mtimeMs > newestMs) return [built, "start"];
  return ["--import", "tsx", join(sources, "main.ts"), "start"];
}

/** `environment` as in contract 1. */
export function startBotProcess(environment: Readonly<Record<string, string>>, clock: ClockScale): BotProcess {
  const child: ChildProcess = spawn(process.execPath, ["--import", CLOCK, ...entry()], {
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
