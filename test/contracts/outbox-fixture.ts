/** Outbox entries for tests. */
import type { Message } from "../../src/core/messages/message.ts";
import type { Place, PostedMessage } from "../../src/ports/chat-platform.ts";
import type { OutboxEntry } from "../../src/ports/outbox.ts";

export const DAY_MS = 86_400_000;

export const CHANNEL: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };

export function message(summary: string): Message {
  return { kind: "notice", locale: "en", summary, blocks: [{ type: "text", spans: [{ text: summary }] }], actions: [] };
}

/** A post into C1, due at 0, good for a day, that nobody owns. */
export function post(key: string, overrides: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    ...{ key, kind: "post", place: CHANNEL, message: message(`text of ${key}`), threadOf: null, editOf: null },
    ...{ notBeforeMs: 0, staleAfterMs: DAY_MS, ownerUserId: null, urgency: "normal" },
    ...overrides,
  };
}

export function edit(key: string, editOf: string, overrides: Partial<OutboxEntry> = {}): OutboxEntry {
  return post(key, { kind: "edit", editOf, ...overrides });
}

export function posted(messageId: string, place: Place = CHANNEL): PostedMessage {
  return { place, messageId };
}
