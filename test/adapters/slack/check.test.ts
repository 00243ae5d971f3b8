import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSlack } from "../../../src/adapters/slack/check.ts";
import { slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { systemClock } from "../../../src/adapters/system/system-clock.ts";
import { SILENT_LOG } from "../../../src/cli/context.ts";
import type { Place } from "../../../src/ports/chat-platform.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Finding } from "../../../src/ports/finding.ts";
import { type SlackEmulator, startSlackEmulator } from "../../emulators/slack/start-slack-emulator.ts";
import { startProxy } from "../proxy.ts";

const place = (channel: string, workspace = "T0SHOP"): Place => ({ platform: "slack", workspace, channel, thread: null });

let slack: SlackEmulator;
let ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  slack = await startSlackEmulator();
  ends = [() => slack.close()];
});

afterEach(async () => {
  for (const end of ends) await end();
});

interface Asked {
  readonly apiUrl?: string;
  readonly places?: readonly Place[];
  readonly clock?: Clock;
}

async function check({ apiUrl = slack.apiUrl, places = [], clock = systemClock }: Asked = {}): Promise<readonly Finding[]> {
  const config = { mode: "socket", botToken: slack.botToken, appToken: slack.appToken, apiUrl } as const;
  const findings = await checkSlack({ config, places, clock, log: SILENT_LOG });
  // Whatever is found, no token is in it.
  expect(JSON.stringify(findings)).not.toMatch(/xoxb-emulated|xapp-emulated|ticket=/);
  return findings;
}

/** An emulator whose answers tell the scopes granted, as Slack's do. */
async function withScopes(granted: readonly string[]): Promise<string> {
  const proxy = await startProxy(slack.apiUrl, { headers: { "x-oauth-scopes": granted.join(",") } });
  ends.unshift(() => proxy.close());
  return `${proxy.origin}/api/`;
}

function finding(findings: readonly Finding[], name: string): Finding | undefined {
  return findings.find((each) => each.check === name);
}

const { bot } = (slackManifest([], { socketMode: true }).oauth_config as { scopes: { bot: readonly string[] } }).scopes;

describe("what doctor asks Slack", () => {
  it("finds nothing amiss where tokens, scopes, clock and channel are right", async () => {
    const findings = await check({ apiUrl: await withScopes(bot), places: [place("C0SALES")] });
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ["slack bot token", "ok"],
      ["slack scopes", "ok"],
      ["slack channel C0SALES", "ok"],
      ["slack app token", "ok"],
      ["slack clock", "ok"],
    ]);
  });

  it("posts nothing and opens no socket", async () => {
    await check({ places: [place("C0SALES")] });
    expect(slack.calls.map(({ method }) => method)).toEqual(["auth.test", "conversations.history", "apps.connections.open"]);
    expect(slack.connections).toBe(0);
  });

  it("names the scopes that the installed app lacks, and how to add them", async () => {
    const findings = await check({ apiUrl: await withScopes(bot.filter((scope) => scope !== "files:write" && scope !== "commands")) });
    expect(finding(findings, "slack scopes")).toMatchObject({ state: "fault", found: "missing: commands, files:write" });
    expect(finding(findings, "slack scopes")?.next).toMatch(/shopbell manifest slack.*Reinstall/);
  });

  it("does not guess where a proxy hides the scopes", async () => {
    expect(finding(await check(), "slack scopes")).toMatchObject({ state: "warning", found: "Slack did not tell them" });
  });

  it("tells a refused bot token from a refused app token", async () => {
    slack.revoked.add(slack.botToken);
    const bad = await check({ places: [place("C0SALES")] });
    expect(finding(bad, "slack bot token")).toMatchObject({ state: "fault", next: expect.stringContaining("SLACK_BOT_TOKEN") });
    expect(finding(bad, "slack channel C0SALES")).toBeUndefined();
    expect(finding(bad, "slack app token")).toMatchObject({ state: "ok" });
    slack.revoked.clear();
    slack.revoked.add(slack.appToken);
    expect(finding(await check(), "slack app token")).toMatchObject({ state: "fault", next: expect.stringContaining("SLACK_APP_TOKEN") });
  });

  it("knows the one scope that an app token needs", async () => {
    slack.failNext("apps.connections.open", { kind: "error", error: "missing_scope" });
    expect(finding(await check(), "slack app token")).toMatchObject({
      state: "fault",
      found: "lacks the scope connections:write",
      next: expect.stringContaining("App-Level Tokens"),
    });
  });

  it("names each channel the bot is not in, with its address and the words that invite it", async () => {
    const findings = await check({ places: [place("C0OTHER"), place("C0GONE"), place("C0FAR", "T0ELSE")] });
    expect(finding(findings, "slack channel C0OTHER")).toMatchObject({
      state: "fault",
      next: expect.stringContaining("https://shop.slack.com/archives/C0OTHER and write /invite @shopbell"),
    });
    expect(finding(findings, "slack channel C0GONE")).toMatchObject({ state: "fault", found: "the bot is not in it (channel_not_found)" });
    expect(finding(findings, "slack channel C0FAR")).toMatchObject({ state: "fault", found: expect.stringContaining("T0ELSE") });
  });

  it.each([
    ["behind", -6],
    ["ahead of", 6],
  ])("says when the machine's clock is %s Slack's by more than signatures allow", async (words, minutes) => {
    const findings = await check({ clock: { nowMs: () => systemClock.nowMs() + minutes * 60_000 } });
    expect(finding(findings, "slack clock")).toMatchObject({ state: "fault", found: `this machine is 6 min ${words} Slack` });
  });

  it("says what to check where Slack does not answer, once a token", async () => {
    const findings = await check({ apiUrl: "http://127.0.0.1:9/api/", places: [place("C0SALES")] });
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ["slack bot token", "fault"],
      ["slack app token", "fault"],
    ]);
    expect(findings[0]?.next).toContain("check the network and SLACK_API_URL");
  });

  it("takes a page that is no answer of Slack's for what it is", async () => {
    const proxy = await startProxy(slack.apiUrl, { answers: { "/auth.test": { ok: true } } });
    ends.unshift(() => proxy.close());
    const findings = await check({ apiUrl: `${proxy.origin}/api/` });
    expect(finding(findings, "slack bot token")).toMatchObject({ state: "fault", found: "Slack's answer could not be read" });
  });
});
