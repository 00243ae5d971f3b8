/** What the process needs to know before it starts: nested, checked, and a platform that is off is null. */

export interface Config {
  /** `file:…` = embedded SQLite, `postgresql://…` = PostgreSQL. */
  readonly databaseUrl: string;
  readonly slack: SlackConfig | null;
  readonly discord: DiscordConfig | null;
  readonly http: HttpConfig;
  /** Secrets that may sign a webhook, in the order given; empty = that webhook is closed. */
  readonly webhooks: { readonly shopifySecrets: readonly string[]; readonly woocommerceSecrets: readonly string[] };
  readonly logLevel: LogLevel;
}

export type SlackConfig = { readonly botToken: string; readonly apiUrl: string } & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

export interface DiscordConfig {
  readonly token: string;
  /** Base of the REST API, without the version and without a slash at its end. */
  readonly apiUrl: string;
  /** Slash commands appear in this guild only; null = everywhere. */
  readonly guildId: string | null;
}

interface HttpConfig {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Null: the intake API is closed. */
  readonly ingestToken: string | null;
  /** Null only where `host` is a loopback address. */
  readonly consoleToken: string | null;
}

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];
