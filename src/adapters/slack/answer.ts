/** From something said to the answer standing in Slack: who asks, the handler, the post, then pictures and files. */
import { setTimeout as wait } from "node:timers/promises";
import type { Locale } from "../../core/locale.ts";
import type { Message } from "../../core/messages/message.ts";
import { type ChatHandlers, type ChatRequest, PlatformError, type Reply } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { AttachFiles } from "./attach.ts";
import { renderModal } from "./form.ts";
import type { Incoming } from "./parse.ts";
import type { Person } from "./people.ts";
import { say } from "./phrases.ts";
import { respondToAsker } from "./respond.ts";
import type { Sender, Sent } from "./send.ts";

export interface AnswerParts {
  readonly handlers: ChatHandlers;
  readonly sender: Sender;
  readonly attachFiles: AttachFiles;
  readonly lookUp: (userId: string) => Promise<Person>;
  readonly clock: Clock;
  readonly log: Log;
  readonly home: { readonly workspace: string; readonly botName: string };
}

/** After this long without an answer people are told that one is coming. */
const WORKING_AFTER_MS = 1_000;
/** Refusals that only say we are no member; the asker can still be answered alone. */
const NOT_A_MEMBER = new Set(["not_in_channel", "channel_not_found"]);

/** Nobody names more people in one line, and each costs a call. */
const MENTIONS_NAMED = 5;

/** What tells the asker that work is under way: a message that becomes the answer, or a line only they see. */
type Working = { readonly kind: "message"; readonly sent: Sent } | { readonly kind: "whispered" } | { readonly kind: "none" };

/** Never rejects: what cannot be shown is told to the asker where there is a way, and logged. */
export async function answerIncoming(parts: AnswerParts, incoming: Incoming): Promise<void> {
  const receivedAtMs = parts.clock.nowMs();
  const [person, mentioned] = await Promise.all([parts.lookUp(incoming.userId), lookUpMentioned(parts, incoming)]);
  const request: ChatRequest = {
    place: {
      platform: "slack",
      workspace: incoming.workspace ?? parts.home.workspace,
      channel: incoming.target.channel,
      thread: incoming.thread,
    },
    user: { id: incoming.userId, name: person.name ?? incoming.userId },
    words: incoming.words,
    ...mentioned,
    locale: person.locale,
    addressed: incoming.addressed,
    receivedAtMs,
  };
  const locale = person.locale ?? "en";
  try {
    if (await openForm(parts, incoming, request)) return;
    const pending = parts.handlers.answer(request);
    const working = incoming.addressed ? await sayWorkingWhenSlow(parts, incoming, pending, locale) : ({ kind: "none" } as const);
    await showReply(parts, incoming, request, await pending, working);
  } catch (error) {
    await tellFailure(parts, incoming, locale, error);
  }
}

async function lookUpMentioned({ lookUp }: AnswerParts, { words, channelNames }: Incoming): Promise<Pick<ChatRequest, "mentioned">> {
  const ids = [...new Set(words.match(/(?<=^|\s)@[UW][A-Z0-9]{2,}\b/g))].slice(0, MENTIONS_NAMED).map((mention) => mention.slice(1));
  const people = await Promise.all(ids.map(async (id) => [id, (await lookUp(id)).name] as const));
  const named = [...people.flatMap(([id, name]) => (name === null ? [] : [[id, name] as const])), ...Object.entries(channelNames)];
  return named.length === 0 ? {} : { mentioned: Object.fromEntries(named) };
}

/** False where the words open none, or Slack would not: the words are answered instead. */
async function openForm({ handlers, sender, log }: AnswerParts, incoming: Incoming, request: ChatRequest): Promise<boolean> {
  const form = incoming.triggerId === null ? null : await handlers.openForm(request);
  if (form === null || incoming.triggerId === null) return false;
  try {
    await sender.openModal(incoming.triggerId, renderModal(form, incoming));
    return true;
  } catch (error) {
    log.warn({ platform: "slack", code: error instanceof PlatformError ? error.code : "failed" }, "A form could not be opened");
    return false;
  }
}

async function showReply(
  parts: AnswerParts,
  incoming: Incoming,
  request: ChatRequest,
  reply: Reply | null,
  working: Working,
): Promise<void> {
  if (reply === null || (reply.onlyForAsker && !incoming.isDirect)) {
    if (working.kind === "message") await parts.sender.remove(working.sent);
    if (reply !== null) await showToAsker(parts, incoming, reply.message, working.kind === "whispered");
    return;
  }
  const sent = await showToAll(parts, incoming, reply.message, working);
  if (sent === null) return;
  await parts.handlers.posted(reply.id, { ...request.place, channel: sent.channel, thread: sent.rootTs });
  await parts.attachFiles(sent, reply.message);
}

/** Null where we are no member and only the asker could be shown the answer. */
async function showToAll(parts: AnswerParts, incoming: Incoming, message: Message, working: Working): Promise<Sent | null> {
  if (working.kind === "message") return parts.sender.edit(working.sent, message, "later");
  if (working.kind === "none") {
    try {
      return await parts.sender.post(incoming.target, message, "later");
    } catch (error) {
      if (!isNotMember(error) || incoming.responseUrl === null) throw error;
    }
  }
  const hint = say("notInChannel", message.locale, { bot: parts.home.botName });
  await showToAsker(
    parts,
    incoming,
    { ...message, blocks: [...message.blocks, { type: "context", lines: [hint] }] },
    working.kind === "whispered",
  );
  return null;
}

async function showToAsker({ sender }: AnswerParts, incoming: Incoming, message: Message, replacing: boolean): Promise<void> {
  if (incoming.responseUrl !== null) await respondToAsker(incoming.responseUrl, message, replacing);
  else await sender.whisper(incoming.target, incoming.userId, message);
}

async function sayWorkingWhenSlow(parts: AnswerParts, incoming: Incoming, pending: Promise<unknown>, locale: Locale): Promise<Working> {
  const timer = new AbortController();
  const isSlow = await Promise.race([pending.then(() => false), wait(WORKING_AFTER_MS, true, { signal: timer.signal }).catch(() => false)]);
  timer.abort();
  if (!isSlow) return { kind: "none" };
  const message = notice(say("working", locale), locale);
  try {
    return { kind: "message", sent: await parts.sender.post(incoming.target, message, "later") };
  } catch (error) {
    if (!isNotMember(error) || incoming.responseUrl === null) return { kind: "none" };
    await respondToAsker(incoming.responseUrl, message, false);
    return { kind: "whispered" };
  }
}

async function tellFailure(parts: AnswerParts, incoming: Incoming, locale: Locale, error: unknown): Promise<void> {
  const code = error instanceof PlatformError ? error.code : "failed";
  parts.log.error(
    { platform: "slack", code, channel: incoming.target.channel },
    error instanceof Error ? error.message : "An answer failed",
  );
  const isUnknown = error instanceof PlatformError && error.outcome === "unknown";
  const reason = error instanceof PlatformError ? error.message : "";
  const words = isUnknown ? say("unconfirmed", locale) : say("notShown", locale, { reason });
  await showToAsker(parts, incoming, notice(words, locale), false).catch((failure: unknown) => {
    parts.log.warn(
      { platform: "slack", code: failure instanceof PlatformError ? failure.code : "failed" },
      "The asker could not be told either",
    );
  });
}

function isNotMember(error: unknown): boolean {
  return error instanceof PlatformError && NOT_A_MEMBER.has(error.code);
}

function notice(words: string, locale: Locale): Message {
  return { kind: "notice", locale, summary: words, blocks: [{ type: "text", spans: [{ text: words }] }], actions: [] };
}
