/** Outbox entries as rows, and back. */
import type { Message } from "../../core/messages/message.ts";
import type { Place, PostedMessage } from "../../ports/chat-platform.ts";
import type { ClaimedEntry, OutboxEntry, OutboxStatus, Parent, Person } from "../../ports/outbox.ts";
import { StoreError } from "../../ports/stores.ts";
import { type Row, toInt, toText, toTextOrNull } from "./connection.ts";
import { toPlatform } from "./platforms.ts";

const STATES: readonly OutboxStatus["state"][] = ["waiting", "claimed", "sent", "failed", "dropped"];

function toEntry(row: Row): OutboxEntry {
  const kind = oneOf(["post", "edit"], row.kind);
  const parentKey = toTextOrNull(row.parent_key);
  return {
    key: toText(row.key),
    kind,
    place: toPlace(row),
    message: toMessage(row),
    threadOf: kind === "post" ? parentKey : null,
    editOf: kind === "edit" ? parentKey : null,
    notBeforeMs: toInt(row.not_before_ms),
    staleAfterMs: toInt(row.stale_after_ms),
    ownerUserId: toTextOrNull(row.owner_user_id),
    urgency: oneOf(["normal", "urgent"], row.urgency),
  };
}

/** `parentRow`: the post it needs, where there is one. */
export function toClaimedEntry(row: Row, parentRow: Row | null): ClaimedEntry {
  const parent: Parent | null = row.parent_key === null ? null : toParent(parentRow);
  return {
    entry: toEntry(row),
    worker: toText(row.worker),
    attempts: toInt(row.attempts),
    firstTriedMs: toInt(row.first_tried_ms),
    leaseUntilMs: toInt(row.lease_until_ms),
    unsettledSinceMs: toIntOrNull(row.unsettled_since_ms),
    parent,
  };
}

export function toStatus(row: Row): OutboxStatus {
  return {
    key: toText(row.key),
    place: toPlace(row),
    summary: toMessage(row).summary,
    state: oneOf(STATES, row.state),
    notBeforeMs: toInt(row.not_before_ms),
    dueMs: toInt(row.due_ms),
    attempts: toInt(row.attempts),
    reason: toTextOrNull(row.reason),
    detail: toTextOrNull(row.detail),
    posted: toPosted(row),
    finishedMs: toIntOrNull(row.finished_ms),
  };
}

export function toIntOrNull(value: unknown): number | null {
  return value === null ? null : toInt(value);
}

function toParent(row: Row | null): Parent {
  const posted = row && toPosted(row);
  return posted ? { state: "posted", posted } : { state: "missing" };
}

function toPosted(row: Row): PostedMessage | null {
  if (row.posted_id === null) return null;
  const place: Place = {
    platform: toPlatform(row.platform),
    workspace: toText(row.workspace),
    channel: toText(row.posted_channel),
    thread: toTextOrNull(row.posted_thread),
  };
  return { place, messageId: toText(row.posted_id) };
}

function toPlace(row: Row): Place | Person {
  const home = { platform: toPlatform(row.platform), workspace: toText(row.workspace) };
  if (row.user_id !== null) return { ...home, userId: toText(row.user_id) };
  return { ...home, channel: toText(row.channel), thread: toTextOrNull(row.thread) };
}

function toMessage(row: Row): Message {
  // Only `put` writes this column, with what a composer made.
  const message: Message = JSON.parse(toText(row.message));
  return message;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new StoreError("failed", `The outbox holds ${String(value)}, which this version does not know.`);
  return found;
}
