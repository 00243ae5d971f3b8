/** Runs measured processes: to their end, or until they are ready. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

const HERE = import.meta.dirname;
/** The built bot: what `npm start` runs. */
const MAIN = join(HERE, "../dist/main.js");
const READY_LIMIT_MS = 30_000;

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly seconds: number;
  readonly peakMb: number;
  /** Processor time of all its threads: what a busy machine does not stretch. */
  readonly cpuSeconds: number;
}

const Usage = z.object({ peakMb: z.number(), cpuSeconds: z.number() });

/** Rejects with what the process said where it fails. */
export async function runToEnd(script: string, args: readonly string[], environment: Environment, scratch: string): Promise<Ended> {
  const usageFile = join(scratch, "usage.json");
  const startedMs = performance.now();
  const child = start(["--import", join(HERE, "report-peak.mjs"), script, ...args], { ...environment, BENCH_USAGE_FILE: usageFile });
  const said: string[] = [];
  child.stdout?.on("data", (chunk) => said.push(String(chunk)));
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - startedMs) / 1000;
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}:\n${said.join("")}`);
  return { seconds, ...Usage.parse(JSON.parse(readFileSync(usageFile, "utf8"))) };
}

export function runShopbell(args: readonly string[], environment: Environment, scratch: string): Promise<Ended> {
  return runToEnd(MAIN, args, environment, scratch);
}

export interface Running {
  readonly readyMs: number;
  readonly residentMb: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts the bot and waits for `/readyz`. */
export async function startShopbell(environment: Environment): Promise<Running> {
  const port = await freePort();
  const startedMs = performance.now();
  const child = start([MAIN, "start"], { ...environment, HTTP_PORT: String(port), LOG_LEVEL: "warn" });
  await until(child, async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200);
  return running(child, performance.now() - startedMs);
}

/** Starts a script that says when it is ready. */
export async function startScript(script: string, environment: Environment): Promise<Running> {
  const startedMs = performance.now();
  const child = start([script], environment);
  let isReady = false;
  child.stdout?.once("data", () => {
    isReady = true;
  });
  await until(child, async () => isReady);
  return running(child, performance.now() - startedMs);
}

function start(args: readonly string[], environment: Environment): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, args, { env: { PATH, HOME, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
}

function running(child: ChildProcess, readyMs: number): Running {
  return {
    readyMs,
    residentMb: () => (Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })) * 1024) / 1e6,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function until(child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  }
  const deadlineMs = performance.now() + READY_LIMIT_MS;
  while (!(await isReady().catch(() => false))) {
    if (child.exitCode !== null || performance.now() > deadlineMs) {
      child.kill("SIGKILL");
      throw new Error(`a measured process did not become ready: ${said}`);
    }
    await wait(5);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
