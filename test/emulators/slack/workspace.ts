/** What one emulated workspace holds: people, channels, messages, files, Home tabs. */

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  /** The thread's first message; null at top level. */
  readonly threadTs: string | null;
  readonly user: string;
  text: string;
  blocks: readonly Record<string, unknown>[];
  readonly metadata: unknown;
  readonly files: readonly SlackFile[];
  /** Everything the sender asked for, such as `unfurl_links`. */
  readonly request: Readonly<Record<string, string>>;
  edits: number;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly alt: string | null;
  bytes: Uint8Array | null;
  isComplete: boolean;
  /** How often a block that shows the file is still refused. */
  refusalsLeft: number;
}

export interface Whisper {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Record<string, unknown>[];
  readonly threadTs: string | null;
  readonly via: "chat.postEphemeral" | "response_url";
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  botIsMember: boolean;
  isArchived: boolean;
}

export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
}

/** A modal as it was opened: what its fields are is read where people fill it in. */
export interface Modal {
  readonly id: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly Record<string, unknown>[];
}

export class Workspace {
  readonly teamId = "T0SHOP";
  readonly botUserId = "U0BOT";
  readonly botId = "B0BOT";
  readonly appId = "A0APP";
  readonly users = new Map<string, SlackUser>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, SlackFile>();
  /** Open modals, in the order they were opened. */
  readonly modals: Modal[] = [];
  /** Each opens one modal. */
  readonly triggers = new Set<string>();
  readonly homes = new Map<string, readonly Record<string, unknown>[]>();
  readonly posted: SlackMessage[] = [];
  readonly whispers: Whisper[] = [];
  readonly #nowMs: () => number;
  #counter = 0;
  #lastTsMicros = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.users.set("U0ANN", { id: "U0ANN", name: "Ann", locale: "en-US" });
    this.users.set("U0LI", { id: "U0LI", name: "李", locale: "zh-CN" });
    this.channels.set("C0SALES", { id: "C0SALES", name: "sales", botIsMember: true, isArchived: false });
    this.channels.set("C0OTHER", { id: "C0OTHER", name: "other", botIsMember: false, isArchived: false });
  }

  /** The time of day with microseconds. Ids and time stamps never repeat and sort in order. */
  nextTs(): string {
    this.#lastTsMicros = Math.max(this.#lastTsMicros + 1, Math.floor(this.#nowMs() * 1_000));
    const digits = String(this.#lastTsMicros);
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  nextId(prefix: string): string {
    this.#counter += 1;
    return `${prefix}${String(this.#counter).padStart(9, "0")}`;
  }

  newTrigger(): string {
    const id = this.nextId("trigger.");
    this.triggers.add(id);
    return id;
  }

  /** A user's id names the direct messages with them, which are opened where there are none. */
  findChannel(id: string): Channel | null {
    if (this.users.has(id)) return this.findChannel(id.replace(/^U/, "D"));
    const known = this.channels.get(id);
    if (known !== undefined) return known;
    if (!this.users.has(id.replace(/^D/, "U"))) return null;
    const channel = { id, name: "directmessage", botIsMember: true, isArchived: false };
    this.channels.set(id, channel);
    return channel;
  }

  find(channel: string, ts: string): SlackMessage | null {
    return this.posted.find((message) => message.channel === channel && message.ts === ts) ?? null;
  }

  /** As an admin does. */
  delete(message: SlackMessage): void {
    this.posted.splice(this.posted.indexOf(message), 1);
  }

  post(message: Omit<SlackMessage, "ts" | "edits">): SlackMessage {
    const stored = { ...message, ts: this.nextTs(), edits: 0 };
    this.posted.push(stored);
    return stored;
  }

  remove(message: SlackMessage): void {
    this.posted.splice(this.posted.indexOf(message), 1);
  }
}
