/** Stand-ins for what the server is built from; each test replaces what it is about. */
import type { AppOptions } from "../../../src/adapters/http/build-app.ts";
import { buildApp } from "../../../src/adapters/http/build-app.ts";
import { createMeters } from "../../../src/adapters/http/meters.ts";
import { type ChatPlatform, type Messenger, PlatformError, type PlatformHealth } from "../../../src/ports/chat-platform.ts";
import type { FactDelivery, Intake, IntakeAnswer } from "../../../src/ports/intake.ts";
import type { Log } from "../../../src/ports/log.ts";

export const NOW_MS = Date.UTC(2026, 10, 22, 12);
export const OUTCOME = { orders: 1, lines: 1, refunds: 0, measures: 0, unchanged: 0, daysTouched: 1 };

const refuse = async (): Promise<never> => {
  throw new PlatformError("This stand-in says nothing", { code: "fake", retryable: false });
};
const SILENT: Messenger = { post: refuse, edit: refuse, find: refuse, directPlace: refuse };

export function fakePlatform(name: ChatPlatform["name"], health: PlatformHealth): ChatPlatform {
  return { name, messenger: SILENT, start: async () => {}, stop: async () => {}, health: () => health };
}

export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

export function recordingIntake(
  answer: IntakeAnswer = { type: "accepted", outcome: OUTCOME },
): Intake & { readonly taken: FactDelivery[] } {
  const taken: FactDelivery[] = [];
  return {
    taken,
    accept: async (delivery) => {
      taken.push(delivery);
      return answer;
    },
    receive: async () => answer,
  };
}

export function appOptions(overrides: Partial<AppOptions> = {}): AppOptions {
  return {
    store: { ping: async () => {} },
    platforms: [],
    intake: recordingIntake(),
    ingestToken: "letmein",
    meters: createMeters(),
    clock: { nowMs: () => NOW_MS },
    log: recordingLog(),
    console: null,
    slackEvents: null,
    ...overrides,
  };
}

/** A function that asks an app as if over the network. */
export function client(overrides: Partial<AppOptions> = {}) {
  const app = buildApp(appOptions(overrides));
  return async (path: string, init: RequestInit = {}) => app.fetch(new Request(`http://localhost:3000${path}`, init));
}

/** A POST of JSON with the token. */
export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { authorization: "Bearer letmein", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}
