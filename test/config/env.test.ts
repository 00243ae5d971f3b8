import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { readEnv } from "../../src/config/env.ts";

function configOf(env: Record<string, string>): Config {
  const result = readEnv(env);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function problemsOf(env: Record<string, string>): readonly string[] {
  const result = readEnv(env);
  return result.ok ? [] : result.problems.map((problem) => problem.variable);
}

describe("readEnv", () => {
  it("runs with nothing set: embedded store, console on this machine, no platform", () => {
    expect(configOf({})).toEqual({
      databaseUrl: "file:./data/shopbell.db",
      slack: null,
      discord: null,
      http: { host: "127.0.0.1", port: 3000, ingestToken: null, consoleToken: null },
      webhooks: { shopifySecrets: [], woocommerceSecrets: [] },
      logLevel: "info",
    });
  });

  it("counts blank values as unset", () => {
    expect(configOf({ SLACK_BOT_TOKEN: " ", HTTP_PORT: "", CONSOLE_TOKEN: "" })).toEqual(configOf({}));
  });

  it("takes Socket Mode when both Slack tokens are set, whatever the signing secret", () => {
    const { slack } = configOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "s" });
    expect(slack).toEqual({ botToken: "xoxb-1", apiUrl: "https://slack.com/api/", mode: "socket", appToken: "xapp-1" });
  });

  it("takes HTTP with a bot token, a signing secret and no app token", () => {
    const { slack } = configOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s", SLACK_API_URL: "http://127.0.0.1:9/api" });
    expect(slack).toEqual({ botToken: "xoxb-1", apiUrl: "http://127.0.0.1:9/api/", mode: "http", signingSecret: "s" });
  });

  it("splits lists of webhook secrets", () => {
    expect(configOf({ SHOPIFY_WEBHOOK_SECRET: "new, old," }).webhooks.shopifySecrets).toEqual(["new", "old"]);
  });

  it("asks for a console token when the host is not a loopback address", () => {
    expect(problemsOf({ HTTP_HOST: "0.0.0.0" })).toEqual(["CONSOLE_TOKEN"]);
    expect(problemsOf({ HTTP_HOST: "0.0.0.0", CONSOLE_TOKEN: "t" })).toEqual([]);
    for (const host of ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"]) expect(problemsOf({ HTTP_HOST: host })).toEqual([]);
  });

  it("reports every problem at once, by name, without any value", () => {
    const env = {
      DATABASE_URL: "mysql://root:hunter2@db/shop",
      SLACK_BOT_TOKEN: "xapp-swapped",
      SLACK_API_URL: "not an address",
      DISCORD_GUILD_ID: "my-guild",
      HTTP_HOST: "0.0.0.0",
      HTTP_PORT: "99999",
      LOG_LEVEL: "loud",
    };
    const result = readEnv(env);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(new Set(result.problems.map((problem) => problem.variable))).toEqual(
      new Set([
        "DATABASE_URL",
        "SLACK_BOT_TOKEN",
        "SLACK_API_URL",
        "SLACK_APP_TOKEN",
        "DISCORD_GUILD_ID",
        "DISCORD_TOKEN",
        "HTTP_PORT",
        "LOG_LEVEL",
        "CONSOLE_TOKEN",
      ]),
    );
    const said = JSON.stringify(result.problems);
    for (const value of ["hunter2", "xapp-swapped", "my-guild", "99999", "loud"]) expect(said).not.toContain(value);
  });

  it.each(["file:/tmp/a.db", "file:./a.db", "postgresql://u:p@h:5432/d", "postgres://h/d"])("accepts the store address %s", (url) => {
    expect(configOf({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it("is documented in .env.example, variable by variable", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const documented = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
    const read = [...readFileSync(new URL("../../src/config/env.ts", import.meta.url), "utf8").matchAll(/^ {2}([A-Z_]{6,}):/gm)];
    expect(documented.length).toBe(15);
    expect(new Set(documented)).toEqual(new Set(read.map((match) => match[1])));
  });
});
