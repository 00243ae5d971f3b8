/**
 * Speaking first on Slack. A post is one call: its pictures are uploaded before (a file that is shown nowhere is seen by
 * nobody, should we die in between) and its files stand inside it, so that a post which is there is there whole.
 */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Message } from "../../core/messages/message.ts";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import { type Messenger, type Place, PlatformError } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import { showWhenReady, uploadPicture } from "./attach.ts";
import type { SlackCall } from "./call.ts";
import { toPlatformError } from "./errors.ts";
import { findPost } from "./find-post.ts";
import { createSender, type Target } from "./send.ts";

export interface MessengerParts {
  /** Without retries: delivery has its own, and looks before it posts again. */
  readonly call: SlackCall;
  readonly painter: ChartPainter;
  readonly log: Log;
}

/** Contract 7. */
const POST_EVENT = "shopbell_post";

/** Whoever delivers holds a post for half a minute: with the time-out of a call, the last try to post must begin well before. */
const BEGIN_WITHIN_MS = 18_000;
const UPLOAD_WITHIN_MS = 8_000;

const Opened = z.object({ channel: z.object({ id: z.string() }) });

export function createMessenger(parts: MessengerParts): Messenger {
  const { call } = parts;

  return {
    async post(place, message, key) {
      const sender = createSender(inTime(call));
      const fileIds = await uploadCharts(parts, message);
      const metadata = { event_type: POST_EVENT, event_payload: { key } };
      const sent = await inOneFamily("chat.postMessage", () =>
        showWhenReady(fileIds, (charts) => sender.post(targetOf(place), message, charts, { metadata })),
      );
      return { place: { ...place, channel: sent.channel }, messageId: sent.ts };
    },
    // Slack keeps a message's metadata where an update names none.
    async edit({ place, messageId }, message) {
      const sender = createSender(inTime(call));
      const fileIds = await uploadCharts(parts, message);
      const sent = { channel: place.channel, ts: messageId, rootTs: place.thread ?? messageId, tables: "native", files: "inline" } as const;
      await inOneFamily("chat.update", () => showWhenReady(fileIds, (charts) => sender.edit(sent, message, charts)));
    },
    async find(place, key, sinceMs) {
      const ts = await inOneFamily("conversations.history", () => findPost(call, targetOf(place), key, sinceMs));
      return ts === null ? null : { place, messageId: ts };
    },
    directPlace: createDirectPlace(call),
  };
}

/** Opening a conversation that is there already changes nothing; nobody is told of it. */
export function createDirectPlace(call: SlackCall): Messenger["directPlace"] {
  return async (workspace, userId) => {
    const { channel } = await inOneFamily("conversations.open", async () =>
      Opened.parse(await call("conversations.open", { users: userId })),
    );
    return { platform: "slack", workspace, channel: channel.id, thread: null };
  };
}

/** Refuses to begin what could end too late. */
function inTime(call: SlackCall): SlackCall {
  const deadline = AbortSignal.timeout(BEGIN_WITHIN_MS);
  return async (method, args) => {
    if (deadline.aborted)
      throw new PlatformError(`Slack: it was too slow to post in time (${method})`, { code: "too-slow", retryable: true });
    return call(method, args);
  };
}

/** A chart that cannot be drawn or uploaded is said in text; where Slack asks to wait, the whole post waits. */
function uploadCharts(parts: MessengerParts, message: Message): Promise<(string | null)[]> {
  const charts = message.blocks.filter((block) => block.type === "chart");
  return Promise.all(
    charts.map((chart) =>
      Promise.race([uploadPicture(parts, chart), wait(UPLOAD_WITHIN_MS, null, { ref: false })]).catch((error: unknown) => {
        const code = error instanceof PlatformError ? error.code : "failed";
        if (code === "ratelimited") throw error;
        parts.log.warn({ platform: "slack", code }, "A chart could not be drawn or uploaded; it is posted as text");
        return null;
      }),
    ),
  );
}

/** An answer that cannot be read leaves open what was done. */
async function inOneFamily<T>(method: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof z.ZodError
      ? new PlatformError(`Slack: its answer could not be read (${method})`, UNREADABLE)
      : toPlatformError(error, method);
  }
}

const UNREADABLE = { code: "unreadable", retryable: true, outcome: "unknown" } as const;

function targetOf({ channel, thread }: Place): Target {
  return { channel, threadTs: thread };
}
