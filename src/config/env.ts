/** Reads the environment: every problem at once, each with the variable's name and what to write instead. Never a value: it may be a secret. */
import { z } from "zod";
import type { Config, DiscordConfig, SlackConfig } from "./config.ts";
import { LOG_LEVELS } from "./config.ts";

export interface EnvProblem {
  readonly variable: string;
  /** What is wrong and what to write instead. */
  readonly problem: string;
}

export type EnvResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly EnvProblem[] };

const url = (problem: string) => z.url({ protocol: /^https?$/, error: problem });
const secret = z.string().optional();

/** Tokens of Slack tell their kind by their beginning: the two are easily swapped. */
const botToken = secret.refine((token) => !token?.startsWith("xapp-") && !token?.startsWith("xoxp-"), {
  error: "is not a bot token; write the “Bot User OAuth Token” of the app's “OAuth & Permissions” page (xoxb-…)",
});
const appToken = secret.refine((token) => !token?.startsWith("xoxb-") && !token?.startsWith("xoxp-"), {
  error: "is not an app-level token; make one with the scope connections:write under “Basic Information” (xapp-…)",
});

const VARIABLES = {
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)/, { error: "write file:./data/shopbell.db or postgresql://user:password@host:5432/database" })
    .default("file:./data/shopbell.db"),
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: url("write the base address of the Slack Web API, such as https://slack.com/api/").default("https://slack.com/api/"),
  DISCORD_TOKEN: secret,
  DISCORD_API_URL: url("write the base address of the Discord REST API without the version, such as https://discord.com/api").default(
    "https://discord.com/api",
  ),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{1,20}$/, {
      error: "write the guild's id, a number such as 123456789012345678 (Discord: right-click the server, Copy Server ID)",
    })
    .optional(),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, { error: "write a host name or an address without a port, such as 127.0.0.1 or 0.0.0.0" })
    .default("127.0.0.1"),
  HTTP_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: "write a port number from 0 to 65535, such as 3000" })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: "write a port number from 0 to 65535, such as 3000" })
    .default(3000),
  INGEST_TOKEN: secret,
  CONSOLE_TOKEN: secret,
  SHOPIFY_WEBHOOK_SECRET: secret,
  WOOCOMMERCE_WEBHOOK_SECRET: secret,
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `write one of ${LOG_LEVELS.join(", ")}` }).default("info"),
};
const Environment = z.object(VARIABLES);
type Environment = z.infer<typeof Environment>;

/** Blank values count as unset, as `NAME=` in a `.env` file means. */
export function readEnv(env: Readonly<Record<string, string | undefined>>): EnvResult {
  const given = Object.fromEntries(
    Object.keys(VARIABLES).flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = Environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => ({ variable: issue.path.join("."), problem: issue.message }));
  problems.push(...findMissing(given));
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: toConfig(parsed.data) };
}

/** What one variable asks of the others. Works on the raw values, so that it reports even where some of them are wrong. */
function findMissing(given: Readonly<Record<string, string>>): EnvProblem[] {
  const problems: EnvProblem[] = [];
  const botTokenSet = given.SLACK_BOT_TOKEN !== undefined;
  if (botTokenSet && given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined) {
    problems.push({
      variable: "SLACK_APP_TOKEN",
      problem:
        "is missing beside SLACK_BOT_TOKEN: write the app-level token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for Slack over HTTP",
    });
  }
  if (!botTokenSet && (given.SLACK_APP_TOKEN !== undefined || given.SLACK_SIGNING_SECRET !== undefined)) {
    problems.push({
      variable: "SLACK_BOT_TOKEN",
      problem: "is missing beside the other SLACK_ variables: write the bot token (xoxb-…), or remove the others to switch Slack off",
    });
  }
  if (given.DISCORD_GUILD_ID !== undefined && given.DISCORD_TOKEN === undefined) {
    problems.push({ variable: "DISCORD_TOKEN", problem: "is missing beside DISCORD_GUILD_ID: write the bot's token, or remove the guild" });
  }
  if (given.HTTP_HOST !== undefined && !isLoopback(given.HTTP_HOST) && given.CONSOLE_TOKEN === undefined) {
    problems.push({
      variable: "CONSOLE_TOKEN",
      problem:
        "is missing: HTTP_HOST can be reached from other machines, so the web console needs a token; write a long random text (openssl rand -hex 24), or set HTTP_HOST=127.0.0.1",
    });
  }
  return problems;
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function toConfig(env: Environment): Config {
  return {
    databaseUrl: env.DATABASE_URL,
    slack: slackOf(env),
    discord: discordOf(env),
    http: {
      host: env.HTTP_HOST.replace(/^\[(.*)\]$/, "$1"),
      port: env.HTTP_PORT,
      ingestToken: env.INGEST_TOKEN ?? null,
      consoleToken: env.CONSOLE_TOKEN ?? null,
    },
    webhooks: { shopifySecrets: splitList(env.SHOPIFY_WEBHOOK_SECRET), woocommerceSecrets: splitList(env.WOOCOMMERCE_WEBHOOK_SECRET) },
    logLevel: env.LOG_LEVEL,
  };
}

function slackOf(env: Environment): SlackConfig | null {
  if (env.SLACK_BOT_TOKEN === undefined) return null;
  const base = { botToken: env.SLACK_BOT_TOKEN, apiUrl: `${env.SLACK_API_URL.replace(/\/+$/, "")}/` };
  // The app token wins: Socket Mode needs no public address, and a signing secret is on every app's page.
  if (env.SLACK_APP_TOKEN !== undefined) return { ...base, mode: "socket", appToken: env.SLACK_APP_TOKEN };
  if (env.SLACK_SIGNING_SECRET !== undefined) return { ...base, mode: "http", signingSecret: env.SLACK_SIGNING_SECRET };
  return null;
}

function discordOf(env: Environment): DiscordConfig | null {
  if (env.DISCORD_TOKEN === undefined) return null;
  return { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL.replace(/\/+$/, ""), guildId: env.DISCORD_GUILD_ID ?? null };
}

function splitList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
