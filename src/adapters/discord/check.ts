/** What `shopbell doctor` asks Discord: token, intent, servers, permissions, and each channel of a subscription. Changes nothing. */
import { PermissionFlagsBits, REST, Routes } from "discord.js";
import { z } from "zod";
import type { Place } from "../../ports/chat-platform.ts";
import { type Finding, fault, ok, warning } from "../../ports/finding.ts";
import { toPlatformError } from "./errors.ts";
import type { DiscordOptions } from "./index.ts";

export interface DiscordCheckOptions {
  readonly config: DiscordOptions["config"];
  /** Where subscriptions post, each once. */
  readonly places: readonly Place[];
}

/** What posts, answers, pictures and threads need, as Discord's settings call it. */
const NEEDED = {
  "View Channel": PermissionFlagsBits.ViewChannel,
  "Send Messages": PermissionFlagsBits.SendMessages,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
  "Create Public Threads": PermissionFlagsBits.CreatePublicThreads,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  "Attach Files": PermissionFlagsBits.AttachFiles,
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
} as const;

/** Bits come as decimal strings: they outgrow numbers. */
const Bits = z.string().regex(/^\d+$/).transform(BigInt);
const User = z.object({ id: z.string(), username: z.string() });
const Application = z.object({ id: z.string(), flags: z.number().default(0) });
/** `permissions`: the bot's own over all its roles, before a channel changes them. */
const Guild = z.object({ id: z.string(), name: z.string(), permissions: Bits });
type Guild = z.infer<typeof Guild>;
const Member = z.object({ roles: z.array(z.string()) });
const Overwrite = z.object({ id: z.string(), allow: Bits, deny: Bits });
type Overwrite = z.infer<typeof Overwrite>;
const Channel = z.object({ name: z.string().nullish(), permission_overwrites: z.array(Overwrite).default([]) });

/** discord.com/developers/docs/resources/application#application-object-application-flags: message content, full and limited. */
const MESSAGE_CONTENT_FLAGS = (1 << 18) | (1 << 19);
/** One page, the most there is; a bot of one team is on few servers. */
const GUILDS_READ = 200;
const TIMEOUT_MS = 8_000;

/** Asks once each, without retries: a doctor says what it found. Never rejects. */
export async function checkDiscord({ config, places }: DiscordCheckOptions): Promise<readonly Finding[]> {
  const api = config.apiUrl.replace(/\/+$/, "");
  const rest = new REST({ api, retries: 0, timeout: TIMEOUT_MS, rejectOnRateLimit: () => true }).setToken(config.token);
  try {
    const me = User.parse(await rest.get(Routes.user()));
    const application = Application.parse(await rest.get(Routes.currentApplication()));
    const token = ok("discord token", `accepted: ${me.username}`);
    return [token, describeIntent(application.flags), ...(await checkGuilds(rest, { config, places }, me.id, inviteUrl(application.id)))];
  } catch (error) {
    return [describeFailure("discord token", error)];
  }
}

function describeIntent(flags: number): Finding {
  const check = "discord message content intent";
  if ((flags & MESSAGE_CONTENT_FLAGS) !== 0) return ok(check, "on: replies in threads are read without a mention");
  return ok(
    check,
    "off: commands, mentions and direct messages work; for replies without a mention turn it on in the Developer Portal → Bot",
  );
}

async function checkGuilds(
  rest: REST,
  { config: { guildId }, places }: DiscordCheckOptions,
  botId: string,
  invite: string,
): Promise<readonly Finding[]> {
  const check = "discord servers";
  let guilds: readonly Guild[];
  try {
    const query = new URLSearchParams({ limit: String(GUILDS_READ) });
    guilds = z.array(Guild).parse(await rest.get(Routes.userGuilds(), { query }));
  } catch (error) {
    return [describeFailure(check, error)];
  }
  const findings: Finding[] = [];
  if (guilds.length === 0) findings.push(warning(check, "the bot is on none", `add it: ${invite}`));
  if (guildId !== null && !guilds.some(({ id }) => id === guildId) && guilds.length < GUILDS_READ) {
    findings.push(fault(check, `the bot is not on ${guildId}`, `correct DISCORD_GUILD_ID, or add the bot there: ${invite}`));
  }
  const examined = guildId === null ? guilds : guilds.filter(({ id }) => id === guildId);
  findings.push(...examined.map((guild) => describePermissions(guild, invite)));
  for (const place of places) findings.push(await checkChannel(rest, place, botId, guilds));
  return findings;
}

/** A channel may still grant what the server does not. */
function describePermissions({ name, permissions }: Guild, invite: string): Finding {
  const check = `discord server ${name}`;
  const missing = missingIn(permissions);
  if (missing.length === 0) return ok(check, `the bot is on it, with all ${Object.keys(NEEDED).length} permissions`);
  return warning(
    check,
    `the bot lacks ${missing.join(", ")}`,
    `tick them for the bot's role in Server Settings → Roles, or add it anew: ${invite}`,
  );
}

async function checkChannel(rest: REST, place: Place, botId: string, guilds: readonly Guild[]): Promise<Finding> {
  const check = `discord channel ${place.channel}`;
  try {
    const channel = Channel.parse(await rest.get(Routes.channel(place.channel)));
    const named = channel.name ? `#${channel.name}` : "direct messages";
    const guild = guilds.find(({ id }) => id === place.workspace);
    if (guild === undefined) return ok(check, `${named}: the bot sees it`);
    const member = Member.parse(await rest.get(Routes.guildMember(guild.id, botId)));
    const missing = missingIn(permissionsIn(channel.permission_overwrites, guild, member.roles, botId));
    if (missing.length === 0) return ok(check, `${named}: the bot may post`);
    return fault(check, `${named}: the bot lacks ${missing.join(", ")}`, "allow them for the bot's role in Edit Channel → Permissions");
  } catch (error) {
    return describeFailure(check, error);
  }
}

/**
 * The server's permissions as the channel changes them: @everyone (whose role has the server's id), then the roles together,
 * then the member; an allowance beats a denial of the same step (discord.com/developers/docs/topics/permissions#permission-overwrites).
 */
function permissionsIn(overwrites: readonly Overwrite[], guild: Guild, roles: readonly string[], botId: string): bigint {
  const steps = [[guild.id], roles, [botId]];
  return steps.reduce((permissions, ids) => {
    const of = overwrites.filter(({ id }) => ids.includes(id));
    const denied = of.reduce((bits, { deny }) => bits | deny, 0n);
    const allowed = of.reduce((bits, { allow }) => bits | allow, 0n);
    return (permissions & ~denied) | allowed;
  }, guild.permissions);
}

function missingIn(permissions: bigint): readonly string[] {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return [];
  return Object.entries(NEEDED)
    .filter(([, bit]) => (permissions & bit) === 0n)
    .map(([name]) => name);
}

/** The page on which people add the bot, with the permissions ticked. */
function inviteUrl(applicationId: string): string {
  const permissions = Object.values(NEEDED).reduce((bits, bit) => bits | bit, 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}

function describeFailure(check: string, error: unknown): Finding {
  if (error instanceof z.ZodError) {
    return fault(check, "Discord's answer could not be read", "check DISCORD_API_URL (normally https://discord.com/api)");
  }
  const { code, message } = toPlatformError(error);
  return fault(check, `refused or unanswered: ${code}`, message);
}
