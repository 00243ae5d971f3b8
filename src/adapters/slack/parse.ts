/** Reads what Slack delivers into what was said, by whom, where, and where the answer goes. Pure. */
import type { BlockButtonAction, SlashCommand, types } from "@slack/bolt";
import type { Target } from "./send.ts";

/** Something said to us, before it is known who the person is. */
export interface Incoming {
  readonly workspace: string | null;
  readonly userId: string;
  /** Where the answer goes. */
  readonly target: Target;
  /** The thread that gives the context; null outside one. */
  readonly thread: string | null;
  readonly words: string;
  /** Names of the channels that the words mention, by id, as far as Slack tells them. */
  readonly channelNames: Readonly<Record<string, string>>;
  readonly addressed: boolean;
  /** In a direct message everything is between the two of us. */
  readonly isDirect: boolean;
  /** Answers the asker alone, wherever we are; null for messages. */
  readonly responseUrl: string | null;
  /** Lets us open a form, once, within 3 s; null for messages. */
  readonly triggerId: string | null;
  /** The same for a second delivery of the same thing. */
  readonly deliveryId: string;
}

/** `/sales yesterday` is "sales yesterday". */
export function parseCommand(command: SlashCommand): Incoming {
  return {
    workspace: command.team_id,
    userId: command.user_id,
    target: { channel: command.channel_id, threadTs: null },
    thread: null,
    words: readWords(`${command.command.replace(/^\//, "")} ${command.text ?? ""}`, null),
    channelNames: readChannelNames(command.text ?? ""),
    addressed: true,
    isDirect: command.channel_name === "directmessage",
    responseUrl: command.response_url,
    triggerId: command.trigger_id,
    deliveryId: command.trigger_id,
  };
}

/** A mention is answered in its own thread, so that a channel stays readable. Null: a bot's mention. */
export function parseMention(event: types.AppMentionEvent, teamId: string | null, botUserId: string): Incoming | null {
  if (event.user === undefined || event.bot_id !== undefined) return null;
  const thread = event.thread_ts ?? event.ts;
  return {
    workspace: event.team ?? teamId,
    userId: event.user,
    target: { channel: event.channel, threadTs: thread },
    thread,
    words: readWords(event.text, botUserId),
    channelNames: readChannelNames(event.text),
    addressed: true,
    isDirect: false,
    responseUrl: null,
    triggerId: null,
    deliveryId: `${event.channel}:${event.ts}`,
  };
}

/**
 * Direct messages, and replies in threads. Null for everything else: what is said in channels outside threads, edits,
 * joins, bots, and mentions, which arrive as mentions too.
 */
export function parseMessage(event: types.MessageEvent, teamId: string | null, botUserId: string): Incoming | null {
  if (event.subtype !== undefined && event.subtype !== "thread_broadcast") return null;
  if (event.user === undefined || event.user === botUserId || ("bot_id" in event && event.bot_id !== undefined)) return null;
  const text = event.text ?? "";
  const isDirect = event.channel_type === "im";
  const thread = event.thread_ts ?? null;
  if (!isDirect && (thread === null || text.includes(`<@${botUserId}`))) return null;
  return {
    workspace: ("team" in event ? event.team : undefined) ?? teamId,
    userId: event.user,
    target: { channel: event.channel, threadTs: thread },
    thread,
    words: readWords(text, botUserId),
    channelNames: readChannelNames(text),
    addressed: isDirect,
    isDirect,
    responseUrl: null,
    triggerId: null,
    deliveryId: `${event.channel}:${event.ts}`,
  };
}

/** A button says its words in the thread of its message; one of the App Home, in the direct messages. */
export function parseButton(body: BlockButtonAction): Incoming | null {
  const action = body.actions[0];
  if (action?.value === undefined || action.value === "") return null;
  const channel = body.channel?.id ?? body.container.channel_id;
  const message: unknown = body.message?.thread_ts ?? body.message?.ts ?? body.container.message_ts;
  // An ephemeral message has no thread to answer in.
  const isEphemeral = body.container.is_ephemeral === true;
  const thread = typeof channel === "string" && typeof message === "string" && !isEphemeral ? message : null;
  return {
    workspace: body.team?.id ?? null,
    userId: body.user.id,
    target: { channel: typeof channel === "string" ? channel : body.user.id, threadTs: thread },
    thread,
    words: decodeEntities(action.value),
    channelNames: {},
    addressed: true,
    isDirect: typeof channel !== "string" || channel.startsWith("D"),
    responseUrl: body.response_url || null,
    triggerId: body.trigger_id,
    deliveryId: body.trigger_id,
  };
}

/** Plain words out of Slack's markup: our mention goes, people and channels keep their id, links what people read. */
export function readWords(text: string, botUserId: string | null): string {
  const plain = text.replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, kind: string, id: string, label: string | undefined) => {
    // A name may be anybody's: the id says who is meant.
    if (kind === "@") return id === botUserId ? " " : `@${id}`;
    if (kind === "#") return `#${id}`;
    return label ?? (kind === "!" ? " " : id);
  });
  return decodeEntities(plain).replace(/\s+/g, " ").trim();
}

/** "<#C0SALES|sales>": of private channels Slack leaves the name out. */
function readChannelNames(text: string): Readonly<Record<string, string>> {
  const named = [...text.matchAll(/<#([A-Z0-9]+)\|([^<>|]+)>/g)].map(([, id = "", name = ""]) => [id, decodeEntities(name)] as const);
  return Object.fromEntries(named);
}

/** Slack escapes these three in everything it delivers, the values of buttons included (bolt-python#513). */
export function decodeEntities(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
