/** Hands files to Slack: ask for an address, send the bytes there, say that it is done. */
import { z } from "zod";
import { PlatformError } from "../../ports/chat-platform.ts";
import { CALL_TIMEOUT_MS, type SlackCall } from "./call.ts";
import { toPlatformError } from "./errors.ts";

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Said to people who do not see a picture. */
  readonly alt?: string;
}

const UploadAddress = z.object({ upload_url: z.url(), file_id: z.string() });

/**
 * Resolves to the file's id. Without a thread the file stays the bot's own, to be shown by a block; with one it is posted
 * there. Slack works on the file for some seconds longer: a block that shows it may be refused until then.
 */
export async function uploadFile(call: SlackCall, upload: Upload, thread?: { channel: string; rootTs: string }): Promise<string> {
  const { upload_url, file_id } = UploadAddress.parse(
    await call("files.getUploadURLExternal", {
      filename: upload.name,
      length: upload.bytes.length,
      ...(upload.alt === undefined ? {} : { alt_text: upload.alt }),
    }),
  );
  await sendBytes(upload_url, upload.bytes);
  await call("files.completeUploadExternal", {
    files: [{ id: file_id, title: upload.name }],
    ...(thread === undefined ? {} : { channel_id: thread.channel, thread_ts: thread.rootTs }),
  });
  return file_id;
}

/** Not through the Web API's client: it would send the bot token to that address as well. */
async function sendBytes(url: string, bytes: Uint8Array): Promise<void> {
  const body = new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" });
  const response = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }).catch((cause: unknown) => {
    throw toPlatformError(cause, "file upload");
  });
  if (response.ok) return;
  const code = `http_${response.status}`;
  throw new PlatformError(`Slack did not take the file (${code})`, { code, retryable: response.status >= 500 });
}
