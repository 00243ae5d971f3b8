/**
 * A local Discord: REST interface and gateway in the real wire formats, refusing what the real one refuses. Point the bot's
 * DISCORD_API_URL at `apiUrl` and its DISCORD_TOKEN at `token`; then act as the people in the server.
 */
import type { AddressInfo } from "node:net";
import { createFaults, type Faults } from "./faults.ts";
import { attachGateway, type Gateway } from "./gateway.ts";
import { createPeople, type People } from "./people.ts";
import { createRest } from "./rest.ts";
import type { Command } from "./schema.ts";
import { createState, type Denied, type StoredMessage } from "./state.ts";

export interface DiscordEmulator extends People {
  readonly apiUrl: string;
  readonly token: string;
  readonly botId: string;
  readonly guildId: string;
  /** The channel that is there from the start. */
  readonly channelId: string;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** "METHOD /path" of every request so far. */
  readonly requests: readonly string[];
  /** The bot's messages, oldest first; "thinking" ones too. */
  messages(channelId?: string): readonly StoredMessage[];
  /** The first message of the bot's that fits, now or later. Never one that is still "thinking". */
  waitForMessage(fits: (message: StoredMessage) => boolean): Promise<StoredMessage>;
  /** Resolves when `check` gives something; it runs after every change. */
  until<T>(check: () => T | undefined): Promise<T>;
  /** The registered commands of the server, or of all. */
  commands(scope: "guild" | "global"): readonly Command[];
  registrations(): number;
  /** From now on the bot may not do this in the channel. */
  deny(channelId: string, ...denied: readonly Denied[]): void;
  deleteChannel(channelId: string): void;
  /** As a moderator does. */
  deleteMessage(id: string): void;
  /** Gives its id. Best before a bot connects: it is not told. */
  addChannel(name: string): string;
  /** `enforce_nonce` knows nothing any more, as after some minutes. */
  forgetNonces(): void;
  /** Channels the bot showed typing in. */
  typing(): readonly string[];
  close(): Promise<void>;
}

export interface EmulatorOptions {
  readonly token?: string;
  readonly port?: number;
  /** What stamps the messages; default the clock. */
  readonly nowMs?: () => number;
  /** Turns the privileged message content intent on in the "Developer Portal". */
  readonly messageContent?: boolean;
}

export async function startDiscordEmulator(options: EmulatorOptions = {}): Promise<DiscordEmulator> {
  const state = createState(options.token ?? "emulated-token", options.nowMs ?? Date.now);
  state.messageContent = options.messageContent ?? false;
  const faults = createFaults();
  const { server, requests } = createRest(state, faults);
  const gateway = attachGateway(server, state);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  state.gatewayUrl = `ws://127.0.0.1:${port}/gateway`;
  const [general = ""] = state.channels.keys();
  const ofBot = () => state.messages.filter((message) => message.author.id === state.bot.id);

  return {
    ...createPeople(state, gateway, general),
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: state.token,
    botId: state.bot.id,
    guildId: state.guildId,
    channelId: general,
    faults,
    gateway,
    requests,
    messages: (channelId) => ofBot().filter((message) => channelId === undefined || message.channel_id === channelId),
    waitForMessage: (fits) => state.until(() => ofBot().find((message) => !isThinking(message) && fits(message))),
    until: state.until,
    commands: (scope) => state.commands.get(scope === "guild" ? state.guildId : "global") ?? [],
    registrations: () => state.registrations,
    deny: (channelId, ...denied) => void state.denied.set(channelId, new Set(denied)),
    addChannel(name) {
      const id = state.nextId();
      state.channels.set(id, { id, name, kind: "text", parentId: null });
      return id;
    },
    deleteMessage: (id) =>
      void state.messages.splice(
        state.messages.findIndex((message) => message.id === id),
        1,
      ),
    deleteChannel: (channelId) => void state.channels.delete(channelId),
    forgetNonces: () => {
      state.nonceKeptMs = 0;
    },
    typing: () => state.typing,
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A deferred answer that has not come yet. */
export function isThinking(message: StoredMessage): boolean {
  return (message.flags & 128) !== 0;
}

/** Seen by the asker alone. */
export function isEphemeral(message: StoredMessage): boolean {
  return (message.flags & 64) !== 0;
}
