import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { EVENTS, METHODS } from "../../../src/adapters/slack/methods.ts";
import type { CommandSpec } from "../../../src/ports/command-spec.ts";
import { SCOPES } from "../../emulators/slack/web-api.ts";

const spec = (name: string): CommandSpec => ({
  name,
  description: { en: "Net sales", zh: "净销售额" },
  usage: "[period] [by channel]",
  options: [],
});

const ADAPTER = resolve(import.meta.dirname, "../../../src/adapters/slack");
const sources = readdirSync(ADAPTER)
  .filter((name) => name.endsWith(".ts") && name !== "methods.ts")
  .map((name) => readFileSync(join(ADAPTER, name), "utf8"));

describe("slackManifest", () => {
  it("declares commands, events and scopes for Socket Mode", () => {
    expect(slackManifest([spec("sales")], { socketMode: true })).toMatchSnapshot();
  });

  it("gives Slack the address for commands, events and buttons over HTTP", () => {
    const requestUrl = "https://shop.example/slack/events";
    expect(slackManifest([spec("sales")], { socketMode: false, requestUrl })).toMatchObject({
      features: { slash_commands: [{ command: "/sales", url: requestUrl }] },
      settings: {
        event_subscriptions: { request_url: requestUrl },
        interactivity: { request_url: requestUrl },
        socket_mode_enabled: false,
      },
    });
  });

  it("declares no more commands than a manifest takes", () => {
    const specs = Array.from({ length: 60 }, (_, index) => spec(`command-${index}`));
    const { features } = slackManifest(specs, { socketMode: true }) as { features: { slash_commands: unknown[] } };
    expect(features.slash_commands).toHaveLength(50);
  });
});

describe("the method table", () => {
  it("names the scopes of Slack's documentation", () => {
    for (const [method, { scopes }] of Object.entries(METHODS)) expect([method, scopes]).toEqual([method, SCOPES[method]]);
  });

  it("holds exactly the methods the adapter calls, and no listener misses its event", () => {
    expect(sources.length).toBeGreaterThan(10);
    const called = sources.flatMap((source) => [...source.matchAll(/\bcall\("([\w.]+)"/g)].map((match) => match[1]));
    expect([...new Set(called)].sort()).toEqual(Object.keys(METHODS).sort());
    const heard = sources.flatMap((source) => [...source.matchAll(/\bapp\.event\("([\w.]+)"/g)].map((match) => match[1]));
    expect(heard.sort()).toEqual([...new Set(Object.keys(EVENTS).map((event) => event.split(".")[0]))].sort());
  });
});
