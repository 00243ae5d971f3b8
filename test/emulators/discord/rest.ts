/** Discord's REST interface, as far as a bot like ours uses it. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { Faults } from "./faults.ts";
import { createMessage, editMessage, parseBody } from "./message-store.ts";
import { Refusal, refuse } from "./refusal.ts";
import { type RestRequest, readRequest } from "./request.ts";
import { CallbackBody, CommandsBody, MessageBody, ThreadBody } from "./schema.ts";
import { FLAGS, type Interaction, type State, type StoredMessage } from "./state.ts";
import { wireChannel, wireMessage } from "./wire.ts";

/** Answers with a JSON body; undefined = 204. */
type Route = (match: readonly string[], request: RestRequest) => unknown;

export interface Rest {
  readonly server: Server;
  /** "METHOD /path" of everything asked, in order. */
  readonly requests: readonly string[];
}

export function createRest(state: State, faults: Faults): Rest {
  const routes = createRoutes(state);
  const requests: string[] = [];

  function work(request: RestRequest): unknown {
    for (const [method, path, route] of routes) {
      const match = method === request.method ? path.exec(request.path) : null;
      if (match === null) continue;
      // The token in an interaction's address stands for the bot's.
      const needsToken = !/^\/(interactions|webhooks)\//.test(request.path);
      if (needsToken && request.authorization !== `Bot ${state.token}`) throw refuse.unauthorized();
      const answer = route(match.slice(1), request);
      state.changed();
      return answer;
    }
    throw refuse.notFound(request.path);
  }

  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    const line = `${request.method} ${request.path}`;
    requests.push(line);
    const fault = faults.take(line) ?? faults.chance(line);
    if (fault?.kind === "hold") await fault.until;
    try {
      if (fault?.kind === "refuse") throw new Refusal(fault.status, fault.code, fault.message);
      if (fault?.kind === "rate-limit") return answerRateLimit(outgoing, fault.retryAfterMs);
      const body = work(request);
      if (fault?.kind === "drop-after-work") return incoming.socket.destroy();
      if (fault?.kind === "fail-after-work") throw new Refusal(500, 0, "500: Internal Server Error");
      answer(outgoing, body === undefined ? 204 : 200, body);
    } catch (error) {
      if (error instanceof Refusal) return answer(outgoing, error.status, error.body);
      answer(outgoing, 500, { message: String(error), code: 0 });
    }
  });
  return { server, requests };
}

function createRoutes(state: State): (readonly [string, RegExp, Route])[] {
  const listCommands: Route = ([scope], { query }) => {
    const commands = state.commands.get(scope ?? "global") ?? [];
    const bare = query.get("with_localizations") !== "true";
    return commands.map((command) => (bare ? { ...command, description_localizations: undefined } : command));
  };
  const putCommands: Route = ([scope], { body }) => {
    state.commands.set(scope ?? "global", parseBody(CommandsBody, body));
    state.registrations += 1;
    return state.commands.get(scope ?? "global");
  };
  const originalOf = (token: string, id: string): StoredMessage => {
    const interaction = interactionOf(state, token);
    const wanted = id === "@original" ? interaction.originalId : id;
    const message = state.messages.find((each) => each.id === wanted);
    if (message === undefined) throw refuse.unknownMessage();
    return message;
  };

  return [
    ["GET", /^\/gateway\/bot$/, () => gatewayInformation(state)],
    ["GET", /^\/applications\/@me$/, () => ({ id: state.applicationId, name: "Shopbell", flags: state.messageContent ? 1 << 19 : 0 })],
    ["GET", /^\/users\/@me$/, () => state.bot],
    ["GET", /^\/users\/(\d+)$/, ([id = ""]) => ({ ...state.bot, bot: false, id, global_name: id.endsWith("2") ? "Omar" : "Ada" })],
    ["POST", /^\/users\/@me\/channels$/, () => wireChannel(state, directChannel(state))],
    ["GET", /^\/applications\/\d+\/(?:guilds\/(\d+)\/)?commands$/, listCommands],
    ["PUT", /^\/applications\/\d+\/(?:guilds\/(\d+)\/)?commands$/, putCommands],
    ["POST", /^\/interactions\/\d+\/([^/]+)\/callback$/, ([token = ""], request) => callback(state, token, request)],
    ["GET", /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/, ([token = "", id = ""]) => wireMessage(state, originalOf(token, id))],
    [
      "PATCH",
      /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
      ([token = "", id = ""], { body, files }) =>
        wireMessage(state, editMessage(state, originalOf(token, id), parseBody(MessageBody, body), files)),
    ],
    [
      "DELETE",
      /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
      ([token = "", id = ""]) => {
        state.messages.splice(state.messages.indexOf(originalOf(token, id)), 1);
      },
    ],
    ["POST", /^\/webhooks\/\d+\/([^/]+)$/, ([token = ""], request) => followUp(state, token, request)],
    [
      "POST",
      /^\/channels\/(\d+)\/messages$/,
      ([id = ""], { body, files }) => {
        const message = createMessage(state, channelOf(state, id), parseBody(MessageBody, body), files);
        // The one answer that names the nonce: it is not stored.
        return { ...wireMessage(state, message), ...(message.nonce === null ? {} : { nonce: message.nonce }) };
      },
    ],
    ["GET", /^\/channels\/(\d+)\/messages$/, ([id = ""], { query }) => listMessages(state, channelOf(state, id), query)],
    ["GET", /^\/channels\/(\d+)\/messages\/(\d+)$/, ([channel = "", id = ""]) => wireMessage(state, readableMessage(state, channel, id))],
    [
      "PATCH",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel = "", id = ""], { body, files }) =>
        wireMessage(state, editMessage(state, messageOf(state, channelOf(state, channel), id), parseBody(MessageBody, body), files)),
    ],
    ["POST", /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/, ([channel = "", id = ""], { body }) => startThread(state, channel, id, body)],
    [
      "POST",
      /^\/channels\/(\d+)\/typing$/,
      ([id = ""]) => {
        state.typing.push(channelOf(state, id));
      },
    ],
  ];
}

function callback(state: State, token: string, { body, files, query }: RestRequest): unknown {
  const interaction = state.interactions.get(token);
  if (interaction === undefined || interaction.gone !== null) throw refuse.unknownInteraction();
  if (interaction.acknowledged !== null) throw refuse.alreadyAcknowledged();
  const parsed = parseBody(CallbackBody, body);
  if (parsed.type === 8) {
    interaction.acknowledged = "choices";
    interaction.choices = parsed.data.choices.map((choice) => choice.value);
    return undefined;
  }
  if (parsed.type === 9) {
    interaction.acknowledged = "modal";
    interaction.modal = parsed.data;
    return undefined;
  }
  const message =
    parsed.type === 4
      ? createMessage(state, interaction.channelId, parsed.data, files)
      : think(state, interaction, parsed.data?.flags ?? 0);
  interaction.acknowledged = parsed.type === 4 ? "message" : "deferred";
  interaction.originalId = message.id;
  if (query.get("with_response") !== "true") return undefined;
  return {
    interaction: { id: interaction.id, type: 2, response_message_id: message.id },
    resource: { type: parsed.type, message: wireMessage(state, message) },
  };
}

/** "Thinking …": a message that is there, and empty, until it is edited. */
function think(state: State, { channelId }: Interaction, flags: number): StoredMessage {
  const message: StoredMessage = {
    id: state.nextId(),
    channel_id: channelId,
    author: state.bot,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    flags: flags | FLAGS.loading,
    allowed_mentions: null,
    nonce: null,
    createdAtMs: state.nowMs(),
    replyTo: null,
    edits: 0,
  };
  state.messages.push(message);
  return message;
}

/** The first follow-up of a deferred interaction becomes the deferred message, and is seen by whom that was for. */
function followUp(state: State, token: string, { body, files }: RestRequest): unknown {
  const interaction = interactionOf(state, token);
  if (interaction.acknowledged === null) throw refuse.unknownWebhook();
  const parsed = parseBody(MessageBody, body);
  const original = state.messages.find(({ id }) => id === interaction.originalId);
  const isThinking = original !== undefined && (original.flags & FLAGS.loading) !== 0;
  return wireMessage(
    state,
    isThinking ? editMessage(state, original, parsed, files) : createMessage(state, interaction.channelId, parsed, files),
  );
}

function interactionOf(state: State, token: string): Interaction {
  const interaction = state.interactions.get(token);
  if (interaction === undefined || interaction.gone === "unknown") throw refuse.unknownWebhook();
  if (interaction.gone === "expired") throw refuse.invalidToken();
  return interaction;
}

/** Newest first; of those after an id, the oldest. */
function listMessages(state: State, channelId: string, query: URLSearchParams): unknown {
  if (state.denied.get(channelId)?.has("history")) return [];
  const after = BigInt(query.get("after") ?? 0);
  const inOrder = state.messages.filter(
    ({ channel_id, id, flags }) => channel_id === channelId && BigInt(id) > after && (flags & FLAGS.ephemeral) === 0,
  );
  return inOrder
    .slice(0, Number(query.get("limit") ?? 50))
    .reverse()
    .map((message) => wireMessage(state, message));
}

function readableMessage(state: State, channelId: string, id: string): StoredMessage {
  if (state.denied.get(channelOf(state, channelId))?.has("history")) throw refuse.missingAccess();
  return messageOf(state, channelId, id);
}

function messageOf(state: State, channelId: string, id: string): StoredMessage {
  const message = state.messages.find((each) => each.id === id && each.channel_id === channelId);
  if (message === undefined) throw refuse.unknownMessage();
  return message;
}

function startThread(state: State, channelId: string, messageId: string, body: unknown): unknown {
  const { name } = parseBody(ThreadBody, body);
  const message = messageOf(state, channelOf(state, channelId), messageId);
  if (state.channels.has(message.id)) throw refuse.threadExists();
  const thread = { id: message.id, name, kind: "thread" as const, parentId: channelId };
  state.channels.set(thread.id, thread);
  return wireChannel(state, thread);
}

function channelOf(state: State, id: string): string {
  if (!state.channels.has(id)) throw refuse.unknownChannel();
  if (state.denied.get(id)?.has("view")) throw refuse.missingAccess();
  return id;
}

export function directChannel(state: State) {
  const known = [...state.channels.values()].find(({ kind }) => kind === "direct");
  if (known !== undefined) return known;
  const channel = { id: state.nextId(), name: "direct", kind: "direct" as const, parentId: null };
  state.channels.set(channel.id, channel);
  return channel;
}

function gatewayInformation(state: State): object {
  return { url: state.gatewayUrl, shards: 1, session_start_limit: { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 1 } };
}

function answer(outgoing: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) outgoing.writeHead(status).end();
  else outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answerRateLimit(outgoing: ServerResponse, retryAfterMs: number): void {
  const seconds = retryAfterMs / 1_000;
  outgoing.writeHead(429, {
    "content-type": "application/json",
    "retry-after": String(Math.ceil(seconds)),
    "x-ratelimit-limit": "5",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset-after": String(seconds),
    "x-ratelimit-bucket": "emulator",
    "x-ratelimit-scope": "shared",
  });
  outgoing.end(JSON.stringify({ message: "You are being rate limited.", retry_after: seconds, global: false }));
}
