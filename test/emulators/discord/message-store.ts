/** Takes messages in as Discord does: checks them, numbers their files, and knows a nonce it has seen. */
import { z } from "zod";
import { refuse } from "./refusal.ts";
import type { UploadedFile } from "./request.ts";
import type { MessageBody } from "./schema.ts";
import { type Attachment, FLAGS, type State, type StoredMessage } from "./state.ts";

const FILE_BYTES = 10 * 1024 * 1024;
const REQUEST_BYTES = 25 * 1024 * 1024;

export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refuse.invalidForm(z.treeifyError(parsed.error));
  return parsed.data;
}

function checkMessage(body: MessageBody, files: readonly UploadedFile[]): void {
  if (body.content.trim() === "" && body.embeds.length === 0 && files.length === 0) throw refuse.emptyMessage();
  const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total > REQUEST_BYTES || files.some((file) => file.bytes.length > FILE_BYTES)) throw refuse.invalidForm("Request entity too large");
  const names = new Set(files.map((file) => file.name));
  for (const { image } of body.embeds) {
    // Discord takes these and shows nothing: a mistake worth finding here.
    if (image?.url.startsWith("attachment://") && !names.has(image.url.slice("attachment://".length)))
      throw refuse.invalidForm(`no file for ${image.url}`);
  }
}

export function createMessage(
  state: State,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
  flags = 0,
): StoredMessage {
  checkMessage(body, files);
  const { nonce } = body;
  if (body.enforce_nonce && nonce !== undefined) {
    const earlier = state.messages.find(
      (message) => message.nonce === nonce && message.author.id === state.bot.id && state.nowMs() - message.createdAtMs < state.nonceKeptMs,
    );
    if (earlier !== undefined) return earlier;
  }
  const reference = body.message_reference;
  const known = reference === undefined || state.messages.some(({ id }) => id === reference.message_id);
  if (!known && reference?.fail_if_not_exists !== false) throw refuse.unknownMessage();
  const message: StoredMessage = {
    id: state.nextId(),
    channel_id: channelId,
    author: state.bot,
    content: body.content,
    embeds: state.denied.get(channelId)?.has("embeds") ? [] : body.embeds,
    components: body.components,
    attachments: attach(state, body, files),
    flags: body.flags | flags,
    allowed_mentions: body.allowed_mentions ?? null,
    nonce: nonce ?? null,
    createdAtMs: state.nowMs(),
    replyTo: known ? (reference?.message_id ?? null) : null,
    edits: 0,
  };
  state.messages.push(message);
  return message;
}

export function editMessage(state: State, message: StoredMessage, body: MessageBody, files: readonly UploadedFile[]): StoredMessage {
  checkMessage(body, files);
  message.content = body.content;
  message.embeds = body.embeds;
  message.components = body.components;
  message.attachments = attach(state, body, files);
  message.flags &= ~FLAGS.loading;
  message.edits += 1;
  return message;
}

function attach(state: State, body: MessageBody, files: readonly UploadedFile[]): Attachment[] {
  return files.map((file) => {
    const id = state.nextId();
    const url = `https://cdn.example/attachments/${id}/${file.name}`;
    const description = body.attachments.find((attachment) => Number(attachment.id) === file.index)?.description;
    const shared = { id, filename: file.name, size: file.bytes.length, url, proxy_url: url, content_type: file.type, bytes: file.bytes };
    return description === undefined ? shared : { ...shared, description };
  });
}
