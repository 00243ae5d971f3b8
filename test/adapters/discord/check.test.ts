import { PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDiscord } from "../../../src/adapters/discord/check.ts";
import type { Finding } from "../../../src/ports/finding.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../../emulators/discord/index.ts";
import { startProxy } from "../proxy.ts";

const EVERYTHING = (1n << 50n) - 1n - PermissionFlagsBits.Administrator;
const ROLE = "1100000000000000009";

let discord: DiscordEmulator;
let ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await startDiscordEmulator();
  ends = [() => discord.close()];
});

afterEach(async () => {
  for (const end of ends) await end();
});

interface Setting {
  /** Of the bot in its one server. */
  readonly permissions?: bigint;
  readonly overwrites?: readonly { readonly id: string; readonly allow: bigint; readonly deny: bigint }[];
  readonly guildId?: string | null;
  readonly token?: string;
  readonly posts?: boolean;
}

async function check(setting: Setting = {}): Promise<readonly Finding[]> {
  const { permissions = EVERYTHING, overwrites = [], guildId = null, token = discord.token, posts = true } = setting;
  const wire = overwrites.map(({ id, allow, deny }) => ({ id, type: 0, allow: String(allow), deny: String(deny) }));
  const proxy = await startProxy(discord.apiUrl, {
    answers: {
      "/users/@me/guilds": [{ id: discord.guildId, name: "Shop", permissions: String(permissions) }],
      [`/channels/${discord.channelId}`]: { id: discord.channelId, name: "general", permission_overwrites: wire },
      [`/members/${discord.botId}`]: { roles: [ROLE] },
    },
  });
  ends.unshift(() => proxy.close());
  const place = { platform: "discord", workspace: discord.guildId, channel: discord.channelId, thread: null } as const;
  const findings = await checkDiscord({ config: { token, guildId, apiUrl: `${proxy.origin}/api` }, places: posts ? [place] : [] });
  expect(JSON.stringify(findings)).not.toContain(token);
  return findings;
}

function finding(findings: readonly Finding[], name: string): Finding | undefined {
  return findings.find((each) => each.check === name);
}

const channelOf = (findings: readonly Finding[]) => finding(findings, `discord channel ${discord.channelId}`);

describe("what doctor asks Discord", () => {
  it("finds nothing amiss where token, server, permissions and channel are right", async () => {
    const findings = await check({ guildId: discord.guildId });
    expect(findings.map(({ check, state }) => [check, state])).toEqual([
      ["discord token", "ok"],
      ["discord message content intent", "ok"],
      ["discord server Shop", "ok"],
      [`discord channel ${discord.channelId}`, "ok"],
    ]);
  });

  it("tells the message content intent, on or off, without calling either a fault", async () => {
    expect(finding(await check(), "discord message content intent")).toMatchObject({ state: "ok", found: expect.stringMatching(/^off/) });
    const other = await startDiscordEmulator({ messageContent: true });
    ends.unshift(() => other.close());
    const findings = await checkDiscord({ config: { token: other.token, guildId: null, apiUrl: other.apiUrl }, places: [] });
    expect(finding(findings, "discord message content intent")).toMatchObject({ state: "ok", found: expect.stringMatching(/^on/) });
  });

  it("says where to get a token when Discord refuses this one", async () => {
    const findings = await check({ token: "hush" });
    expect(findings).toEqual([
      { check: "discord token", state: "fault", found: "refused or unanswered: bad-token", next: expect.stringContaining("DISCORD_TOKEN") },
    ]);
  });

  it("says what to check where Discord does not answer", async () => {
    const findings = await checkDiscord({ config: { token: "hush", guildId: null, apiUrl: "http://127.0.0.1:9/api" }, places: [] });
    expect(findings).toMatchObject([{ check: "discord token", state: "fault", next: expect.stringContaining("DISCORD_API_URL") }]);
  });

  it("says how to add the bot to the server that DISCORD_GUILD_ID names", async () => {
    const findings = await check({ guildId: "1", posts: false });
    expect(finding(findings, "discord servers")).toMatchObject({
      state: "fault",
      found: "the bot is not on 1",
      next: expect.stringContaining(`https://discord.com/oauth2/authorize?client_id=${discord.botId}&scope=bot+applications.commands`),
    });
  });

  it("names the permissions that the bot lacks on its server", async () => {
    const findings = await check({ permissions: EVERYTHING & ~PermissionFlagsBits.AttachFiles & ~PermissionFlagsBits.CreatePublicThreads });
    expect(finding(findings, "discord server Shop")).toMatchObject({
      state: "warning",
      found: "the bot lacks Create Public Threads, Attach Files",
    });
  });

  it("names the permissions that a channel takes away", async () => {
    const everyone = { id: discord.guildId, allow: 0n, deny: PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory };
    expect(channelOf(await check({ overwrites: [everyone] }))).toMatchObject({
      state: "fault",
      found: "#general: the bot lacks Embed Links, Read Message History",
    });
  });

  it("reads a channel's overwrites in Discord's order: everyone, roles, member; other roles do not count", async () => {
    const bits = PermissionFlagsBits.SendMessages;
    const everyone = { id: discord.guildId, allow: 0n, deny: bits };
    const role = { id: ROLE, allow: bits, deny: 0n };
    const otherRole = { id: "5", allow: 0n, deny: bits };
    const member = { id: discord.botId, allow: 0n, deny: bits };
    expect(channelOf(await check({ overwrites: [otherRole, role, everyone] }))?.state).toBe("ok");
    expect(channelOf(await check({ overwrites: [member, role, everyone] }))?.found).toBe("#general: the bot lacks Send Messages");
    expect(channelOf(await check({ overwrites: [member], permissions: PermissionFlagsBits.Administrator }))?.state).toBe("ok");
  });

  it("says when a channel is gone", async () => {
    discord.faults.on(/GET \/channels\/7$/, { kind: "refuse", status: 404, code: 10003, message: "Unknown Channel" });
    const place = { platform: "discord", workspace: "1", channel: "7", thread: null } as const;
    const proxy = await startProxy(discord.apiUrl, { answers: { "/users/@me/guilds": [] } });
    ends.unshift(() => proxy.close());
    const findings = await checkDiscord({
      config: { token: discord.token, guildId: null, apiUrl: `${proxy.origin}/api` },
      places: [place],
    });
    expect(finding(findings, "discord channel 7")).toMatchObject({ state: "fault", found: "refused or unanswered: unknown-channel" });
    expect(finding(findings, "discord servers")).toMatchObject({ state: "warning", found: "the bot is on none" });
  });
});
