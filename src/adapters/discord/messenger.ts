/**
 * Speaking first on Discord. Posts carry the key twice: as `nonce`, by which Discord itself refuses to post again for a few minutes,
 * and as a reference in the small print, by which a post is found later. A post is one request, pictures and files included.
 */

import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Message } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import { type Messenger, type Place, PlatformError } from "../../ports/chat-platform.ts";
import { isRefusedForm, isThreadThere, isUnknownChannel, toPlatformError } from "./errors.ts";
import { cleanLine } from "./escape.ts";
import { FoundMessage, findPost, referenceIn } from "./find-post.ts";
import { LIMITS } from "./limits.ts";
import { nonceOf, toRequest } from "./poster.ts";
import { type MessageTools, prepareMessage } from "./prepare.ts";
import { referenceOf } from "./reference.ts";
import type { RenderedDiscordMessage } from "./render.ts";

const Created = z.object({ id: z.string() });
const THREAD_OPEN_MINUTES = 1_440;

/** `rest` without retries, and rejecting where Discord asks to wait: delivery waits and tries again by itself. */
export function createMessenger(rest: REST, tools: MessageTools): Messenger {
  /** In the form Discord takes: where it refuses one, the line for notifications still goes out. */
  async function send<T>(
    message: Message,
    reference: string | null,
    request: (rendered: RenderedDiscordMessage) => Promise<T>,
  ): Promise<T> {
    try {
      return await request(await prepareMessage(message, reference, tools));
    } catch (error) {
      if (!isRefusedForm(error)) throw error;
      tools.log.error(
        { platform: "discord", code: toPlatformError(error).code },
        "Discord refused a post's form; sending its summary alone",
      );
      return request(await prepareMessage({ ...message, blocks: [], actions: [] }, reference, tools));
    }
  }

  async function postInto(channelId: string, message: Message, key: string): Promise<string> {
    return send(message, referenceOf(key), async (rendered) => {
      const { body, files } = toRequest(rendered);
      const once = { nonce: nonceOf(key), enforce_nonce: true };
      return Created.parse(await rest.post(Routes.channelMessages(channelId), { body: { ...body, ...once }, files })).id;
    });
  }

  /** A thread's channel has the id of the message that began it. */
  async function startThread({ channel }: Place, messageId: string, message: Message): Promise<void> {
    const name = cutText(cleanLine(message.summary), LIMITS.threadNameChars) || "…";
    try {
      await rest.post(Routes.threads(channel, messageId), { body: { name, auto_archive_duration: THREAD_OPEN_MINUTES } });
    } catch (error) {
      if (!isThreadThere(error)) throw error;
    }
  }

  return {
    post: (place, message, key) =>
      inOneFamily(async () => {
        const channelId = place.thread ?? place.channel;
        try {
          return { place, messageId: await postInto(channelId, message, key) };
        } catch (error) {
          if (place.thread === null || !isUnknownChannel(error)) throw error;
          await startThread(place, place.thread, message);
          return { place, messageId: await postInto(channelId, message, key) };
        }
      }),
    edit: ({ place, messageId }, message) =>
      inOneFamily(async () => {
        const route = Routes.channelMessage(place.thread ?? place.channel, messageId);
        const reference = referenceIn(FoundMessage.parse(await rest.get(route)));
        await send(message, reference, (rendered) => rest.patch(route, toRequest(rendered)));
      }),
    find: (place, key, sinceMs) =>
      inOneFamily(async () => {
        try {
          const messageId = await findPost(rest, place.thread ?? place.channel, referenceOf(key), sinceMs);
          return messageId === null ? null : { place, messageId };
        } catch (error) {
          // What has no thread has nothing in it.
          if (place.thread !== null && isUnknownChannel(error)) return null;
          throw error;
        }
      }),
    directPlace: createDirectPlace(rest),
  };
}

export function createDirectPlace(rest: REST): Messenger["directPlace"] {
  return (_, userId) =>
    inOneFamily(async () => {
      const { id } = Created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
      return { platform: "discord", workspace: "direct", channel: id, thread: null };
    });
}

/** An answer that cannot be read leaves open what was done. */
async function inOneFamily<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw toPlatformError(error);
    throw new PlatformError("Discord: its answer could not be read.", { code: "unreadable", retryable: true, outcome: "unknown" });
  }
}
