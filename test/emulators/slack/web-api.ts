/** Slack's Web API: each method as the documentation describes it, with its refusals. */

import { validateBlocks } from "./validate-blocks.ts";
import { validateModal } from "./validate-modal.ts";
import type { SlackFile, SlackMessage, Workspace } from "./workspace.ts";

type Args = Readonly<Record<string, string>>;
type Answer = Readonly<Record<string, unknown>>;

export interface ApiContext {
  readonly workspace: Workspace;
  readonly baseUrl: string;
  knowsTables: boolean;
  /** How often a new file's block is refused before Slack has finished with the file. */
  fileRefusals: number;
  /** Whether the app may see the metadata of messages. */
  readonly readsMetadata: boolean;
  readonly openSocketUrl: () => string;
}

export class Refusal extends Error {
  readonly details: readonly string[];
  constructor(error: string, details: readonly string[] = []) {
    super(error);
    this.details = details;
  }
}

const HISTORY = ["channels:history", "groups:history", "im:history", "mpim:history", "metadata.message:read"];

/** The bot scopes each method wants, from its reference page; of several, the one for the kind of channel is enough. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "apps.connections.open": [],
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.update": ["chat:write"],
  "chat.delete": ["chat:write"],
  "views.publish": [],
  "views.open": [],
  "users.info": ["users:read"],
  "files.getUploadURLExternal": ["files:write"],
  "files.completeUploadExternal": ["files:write"],
  "conversations.info": ["channels:read"],
  "conversations.history": HISTORY,
  "conversations.replies": HISTORY,
  "conversations.open": ["im:write"],
};

export function callMethod(method: string, args: Args, context: ApiContext): Answer {
  const handle = HANDLERS[method];
  if (handle === undefined) throw new Refusal("unknown_method");
  return handle(args, context);
}

const HANDLERS: Readonly<Record<string, (args: Args, context: ApiContext) => Answer>> = {
  "auth.test": (_, { workspace: { teamId, botUserId, botId } }) => ({
    url: "https://shop.slack.com/",
    team: "Shop",
    user: "shopbell",
    team_id: teamId,
    user_id: botUserId,
    bot_id: botId,
  }),
  "apps.connections.open": (_, { openSocketUrl }) => ({ url: openSocketUrl() }),
  "chat.postMessage": (args, context) => {
    const { workspace } = context;
    const channel = memberChannel(args, workspace);
    if (workspace.findChannel(channel)?.isArchived) throw new Refusal("is_archived");
    const threadTs = args.thread_ts ?? null;
    if (threadTs !== null && workspace.find(channel, threadTs) === null) throw new Refusal("thread_not_found");
    const content = readContent(args, context);
    const metadata = args.metadata === undefined ? null : checkedMetadata(JSON.parse(args.metadata));
    const message = workspace.post({ channel, threadTs, user: workspace.botUserId, ...content, metadata, files: [], request: args });
    return { channel, ts: message.ts, message: { type: "message", user: message.user, text: message.text, ts: message.ts } };
  },
  "chat.update": (args, context) => {
    const message = ownMessage(args, context.workspace);
    const content = readContent(args, context);
    message.text = content.text;
    message.blocks = content.blocks;
    message.edits += 1;
    return { channel: message.channel, ts: message.ts, text: message.text };
  },
  "chat.delete": (args, { workspace }) => {
    const message = ownMessage(args, workspace);
    workspace.remove(message);
    return { channel: message.channel, ts: message.ts };
  },
  "chat.postEphemeral": (args, context) => {
    const { workspace } = context;
    const channel = memberChannel(args, workspace);
    if (!workspace.users.has(args.user ?? "")) throw new Refusal("user_not_in_channel");
    workspace.whispers.push({
      channel,
      user: args.user ?? "",
      ...readContent(args, context),
      threadTs: args.thread_ts ?? null,
      via: "chat.postEphemeral",
    });
    return { message_ts: workspace.nextTs() };
  },
  "views.publish": (args, context) => {
    const view: unknown = JSON.parse(args.view ?? "null");
    if (typeof view !== "object" || view === null || !("type" in view) || view.type !== "home" || !("blocks" in view))
      throw new Refusal("invalid_arguments");
    context.workspace.homes.set(args.user_id ?? "", checkedBlocks(view.blocks, context, 100));
    return { view: { id: context.workspace.nextId("V") } };
  },
  "views.open": (args, context) => {
    const { workspace } = context;
    if (!workspace.triggers.delete(args.trigger_id ?? "")) throw new Refusal("expired_trigger_id");
    const refusal = validateModal(JSON.parse(args.view ?? "null"));
    if (refusal.length > 0) throw new Refusal("invalid_arguments", refusal);
    const view = { ...JSON.parse(args.view ?? "null"), id: workspace.nextId("V") };
    workspace.modals.push(view);
    return { view: { id: view.id } };
  },
  "users.info": (args, { workspace }) => {
    const user = workspace.users.get(args.user ?? "");
    if (user === undefined) throw new Refusal("user_not_found");
    const locale = args.include_locale === "true" ? { locale: user.locale } : {};
    return { user: { id: user.id, name: user.name.toLowerCase(), ...locale, profile: { display_name: user.name, real_name: user.name } } };
  },
  "files.getUploadURLExternal": (args, { workspace, baseUrl, fileRefusals }) => {
    const length = Number(args.length);
    if (!args.filename || !(length > 0)) throw new Refusal("invalid_arguments");
    const id = workspace.nextId("F");
    workspace.files.set(id, {
      id,
      name: args.filename,
      length,
      alt: args.alt_text ?? null,
      bytes: null,
      isComplete: false,
      refusalsLeft: fileRefusals,
    });
    return { upload_url: `${baseUrl}/upload/${id}`, file_id: id };
  },
  "files.completeUploadExternal": (args, { workspace }) => {
    const listed: unknown = JSON.parse(args.files ?? "[]");
    if (!Array.isArray(listed) || listed.length === 0) throw new Refusal("invalid_arguments");
    const files = listed.map((entry: { readonly id: string }): SlackFile => {
      const file = workspace.files.get(entry.id);
      if (file === undefined || file.bytes === null || file.isComplete) throw new Refusal("file_not_found");
      file.isComplete = true;
      return file;
    });
    if (args.channel_id !== undefined) {
      const channel = memberChannel({ channel: args.channel_id }, workspace);
      const threadTs = args.thread_ts ?? null;
      workspace.post({
        channel,
        threadTs,
        user: workspace.botUserId,
        text: args.initial_comment ?? "",
        blocks: [],
        metadata: null,
        files,
        request: args,
      });
    }
    return { files: files.map(({ id, name }) => ({ id, title: name })) };
  },
  "conversations.info": (args, { workspace }) => {
    const channel = workspace.findChannel(args.channel ?? "");
    if (channel === null) throw new Refusal("channel_not_found");
    return { channel: { id: channel.id, name: channel.name, is_member: channel.botIsMember } };
  },
  "conversations.open": (args, { workspace }) => {
    const user = workspace.users.get(args.users ?? "");
    const channel = user === undefined ? null : workspace.findChannel(user.id);
    if (channel === null) throw new Refusal("user_not_found");
    return { channel: { id: channel.id } };
  },
  /** Newest first. */
  "conversations.history": (args, context) => {
    const channel = memberChannel(args, context.workspace);
    return listPage(
      args,
      context,
      context.workspace.posted.filter((message) => message.channel === channel && message.threadTs === null).reverse(),
    );
  },
  /** Oldest first, beginning with the message that began the thread. */
  "conversations.replies": (args, context) => {
    const channel = memberChannel(args, context.workspace);
    const first = context.workspace.find(channel, args.ts ?? "");
    if (first === null) throw new Refusal("thread_not_found");
    return listPage(args, context, [
      first,
      ...context.workspace.posted.filter((message) => message.channel === channel && message.threadTs === first.ts),
    ]);
  },
};

/** `oldest` leaves out what is older, `cursor` is where the last page ended; metadata shows where it is asked for and allowed. */
function listPage(args: Args, { readsMetadata }: ApiContext, messages: readonly SlackMessage[]): Answer {
  const wanted = messages.filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0));
  const from = Number(args.cursor ?? 0);
  const to = from + Math.min(Number(args.limit ?? 100), 999);
  const hasMore = to < wanted.length;
  return {
    messages: wanted.slice(from, to).map(({ ts, threadTs, user, text, blocks, metadata }) => ({
      type: "message",
      ts,
      user,
      text,
      blocks,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      ...(args.include_all_metadata === "true" && readsMetadata && metadata !== null ? { metadata } : {}),
    })),
    has_more: hasMore,
    ...(hasMore ? { response_metadata: { next_cursor: String(to) } } : {}),
  };
}

function checkedMetadata(metadata: unknown): unknown {
  const isRecord = (value: unknown): value is object => typeof value === "object" && value !== null;
  if (!isRecord(metadata) || !("event_type" in metadata) || typeof metadata.event_type !== "string")
    throw new Refusal("invalid_metadata_format");
  if (!("event_payload" in metadata) || !isRecord(metadata.event_payload)) throw new Refusal("invalid_metadata_format");
  return metadata;
}

function memberChannel(args: Args, workspace: Workspace): string {
  const channel = workspace.findChannel(args.channel ?? "");
  if (channel === null) throw new Refusal("channel_not_found");
  if (!channel.botIsMember) throw new Refusal("not_in_channel");
  return channel.id;
}

function ownMessage(args: Args, workspace: Workspace) {
  const message = workspace.find(args.channel ?? "", args.ts ?? "");
  if (message === null) throw new Refusal("message_not_found");
  if (message.user !== workspace.botUserId) throw new Refusal("cant_update_message");
  return message;
}

function readContent(args: Args, context: ApiContext) {
  const text = args.text ?? "";
  const blocks = args.blocks === undefined ? [] : checkedBlocks(JSON.parse(args.blocks), context, 50);
  if (text === "" && blocks.length === 0) throw new Refusal("no_text");
  if (text.length > 40_000) throw new Refusal("msg_too_long");
  return { text, blocks };
}

export function checkedBlocks(blocks: unknown, { workspace, knowsTables }: ApiContext, maxBlocks: number): Record<string, unknown>[] {
  const refusal = validateBlocks(blocks, { maxBlocks, knowsTables, isFileReady });
  if (refusal !== null) throw new Refusal(refusal.error, refusal.messages);
  return Array.isArray(blocks) ? blocks : [];

  function isFileReady(id: string): boolean {
    const file = workspace.files.get(id);
    if (file === undefined || !file.isComplete) return false;
    if (file.refusalsLeft === 0) return true;
    file.refusalsLeft -= 1;
    return false;
  }
}
