/** What the emulated Discord knows: one application, one server, its people, channels, messages and interactions. */
import type { Command, MessageBody, Modal } from "./schema.ts";

export const FLAGS = { ephemeral: 64, loading: 128 } as const;

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: "0";
  readonly avatar: null;
  readonly bot?: boolean;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type: string;
  readonly description?: string;
  /** Not on the wire. */
  readonly bytes: Uint8Array;
}

export interface StoredMessage {
  readonly id: string;
  readonly channel_id: string;
  readonly author: User;
  content: string;
  embeds: MessageBody["embeds"];
  components: MessageBody["components"];
  attachments: readonly Attachment[];
  flags: number;
  readonly allowed_mentions: MessageBody["allowed_mentions"] | null;
  readonly nonce: string | number | null;
  readonly createdAtMs: number;
  /** The message replied to. */
  readonly replyTo: string | null;
  edits: number;
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  /** What it was first answered with; null: not yet. */
  acknowledged: "message" | "deferred" | "choices" | "modal" | null;
  originalId: string | null;
  /** No longer known (3 s) or no longer good (15 min). */
  gone: "unknown" | "expired" | null;
  choices: readonly string[] | null;
  modal: Modal | null;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "text" | "thread" | "direct";
  readonly parentId: string | null;
}

/** What the bot may not do in a channel. Without "embeds" Discord strips them; without "history" lists are empty. */
export type Denied = "view" | "history" | "embeds";

export interface State {
  readonly token: string;
  readonly bot: User;
  readonly applicationId: string;
  readonly guildId: string;
  /** The privileged intent, as turned on in the Developer Portal. */
  messageContent: boolean;
  /** Where the gateway listens; known once the server does. */
  gatewayUrl: string;
  readonly channels: Map<string, Channel>;
  /** By channel. */
  readonly denied: Map<string, ReadonlySet<Denied>>;
  /** How long `enforce_nonce` knows a nonce: "a few minutes". */
  nonceKeptMs: number;
  readonly messages: StoredMessage[];
  readonly interactions: Map<string, Interaction>;
  /** By scope: "global" or a server's id. */
  readonly commands: Map<string, Command[]>;
  /** How often a command list was written. */
  registrations: number;
  readonly typing: string[];
  nowMs(): number;
  nextId(): string;
  /** Runs `check` now and after every change until it gives something. */
  until<T>(check: () => T | undefined): Promise<T>;
  changed(): void;
}

/** The same in every emulator: a bot that comes back finds what it knew. */
const IDS = { application: "1100000000000000001", guild: "1100000000000000002", channel: "1100000000000000003" } as const;

export function createState(token: string, nowMs: () => number): State {
  // Snowflakes: the time lies in the upper bits, and discord.js reads it.
  let last = 0n;
  const nextId = () => {
    const now = BigInt(Math.floor(nowMs()) - 1_420_070_400_000) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };
  const watchers = new Set<() => void>();
  const bot: User = { id: IDS.application, username: "shopbell", global_name: null, discriminator: "0", avatar: null, bot: true };
  const general: Channel = { id: IDS.channel, name: "general", kind: "text", parentId: null };
  return {
    token,
    bot,
    applicationId: IDS.application,
    guildId: IDS.guild,
    messageContent: false,
    gatewayUrl: "",
    channels: new Map([[general.id, general]]),
    denied: new Map(),
    nonceKeptMs: 180_000,
    messages: [],
    interactions: new Map(),
    commands: new Map(),
    registrations: 0,
    typing: [],
    nowMs,
    nextId,
    changed() {
      for (const watcher of [...watchers]) watcher();
    },
    until(check) {
      return new Promise((resolve) => {
        const watcher = () => {
          const found = check();
          if (found === undefined) return;
          watchers.delete(watcher);
          resolve(found);
        };
        watchers.add(watcher);
        watcher();
      });
    },
  };
}
