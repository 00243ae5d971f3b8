/** Puts messages where people read them, and changes or takes them back. All of Slack's sending goes through here. */
import type { types } from "@slack/bolt";
import { z } from "zod";
import type { Message } from "../../core/messages/message.ts";
import { PlatformError } from "../../ports/chat-platform.ts";
import type { SlackCall } from "./call.ts";
import { type RenderOptions, renderMessage } from "./render.ts";

export interface Target {
  /** A channel's id; a user's id stands for the direct messages with them. */
  readonly channel: string;
  /** The message whose thread to write in; null: the channel itself. */
  readonly threadTs: string | null;
}

/** A message that stands in Slack, with what is needed to change it. */
export interface Sent {
  readonly channel: string;
  readonly ts: string;
  /** Where replies to it arrive: its thread's first message, or itself. */
  readonly rootTs: string;
  /** How its tables were accepted, and where its files are. */
  readonly tables: RenderOptions["tables"];
  readonly files: RenderOptions["files"];
}

/** A post that nobody asked for: carries data that only programs see, and its files inside, as nothing may follow it. */
export interface OwnPost {
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Sender {
  /** Posts once: where it is unknown whether Slack took the message, rejects rather than try again. */
  post(target: Target, message: Message, charts: RenderOptions["charts"], own?: OwnPost): Promise<Sent>;
  edit(sent: Sent, message: Message, charts: RenderOptions["charts"]): Promise<Sent>;
  /** Shows it to one person only, who loses it on reload; Slack does not promise to deliver it. */
  whisper(target: Target, userId: string, message: Message): Promise<void>;
  remove(sent: Sent): Promise<void>;
  publishHome(userId: string, message: Message): Promise<void>;
  openModal(triggerId: string, view: types.ModalView): Promise<void>;
}

/** What no message of ours may do, whatever its text holds: preview addresses, or turn bare names into mentions. */
const INERT = { unfurl_links: false, unfurl_media: false, link_names: false, parse: "none" } as const;
const YOUNG_BLOCK_REFUSALS = new Set(["invalid_blocks", "invalid_blocks_format", "only_one_table_allowed"]);

const PostAnswer = z.object({ channel: z.string(), ts: z.string() });

export function createSender(call: SlackCall): Sender {
  return {
    async post(target, message, charts, own) {
      return withoutYoungBlocks(["native", "text"], async (tables) => {
        const files = own === undefined ? "attached" : "inline";
        const { text, blocks } = renderMessage(message, { tables, charts, files });
        const answer = PostAnswer.parse(await call("chat.postMessage", { ...address(target), ...INERT, ...own, text, blocks }));
        return { ...answer, rootTs: target.threadTs ?? answer.ts, tables, files };
      });
    },
    async edit(sent, message, charts) {
      // A table refused once is not tried again; a refusal of pictures is the caller's to answer.
      const forms = typeof charts === "string" && sent.tables === "native" ? (["native", "text"] as const) : [sent.tables];
      return withoutYoungBlocks(forms, async (tables) => {
        const { text, blocks } = renderMessage(message, { tables, charts, files: sent.files });
        const { link_names, parse } = INERT;
        await call("chat.update", { channel: sent.channel, ts: sent.ts, link_names, parse, text, blocks });
        return { ...sent, tables };
      });
    },
    async whisper(target, userId, message) {
      const { text, blocks } = renderMessage(message, { tables: "text", charts: "text", files: "inline" });
      const { link_names, parse } = INERT;
      await call("chat.postEphemeral", { ...address(target), user: userId, link_names, parse, text, blocks });
    },
    async remove(sent) {
      await call("chat.delete", { channel: sent.channel, ts: sent.ts });
    },
    async publishHome(userId, message) {
      await withoutYoungBlocks(["native", "text"], async (tables) => {
        const { blocks } = renderMessage(message, { tables, charts: "text", files: "inline" });
        await call("views.publish", { user_id: userId, view: { type: "home", blocks } });
      });
    },
    async openModal(triggerId, view) {
      await call("views.open", { trigger_id: triggerId, view });
    },
  };
}

async function withoutYoungBlocks<T>(
  forms: readonly RenderOptions["tables"][],
  send: (form: RenderOptions["tables"]) => Promise<T>,
): Promise<T> {
  const [form = "text", ...simpler] = forms;
  try {
    return await send(form);
  } catch (error) {
    if (simpler.length === 0 || !(error instanceof PlatformError) || !YOUNG_BLOCK_REFUSALS.has(error.code)) throw error;
    return withoutYoungBlocks(simpler, send);
  }
}

function address({ channel, threadTs }: Target) {
  return threadTs === null ? { channel } : { channel, thread_ts: threadTs };
}
