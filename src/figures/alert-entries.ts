/** An alert's decisions as what the outbox takes: the post, its edits, its thread, and those who are told next. */
import { type Alert, type AlertEvent, type AlertPost, isSerious } from "../core/alerts/alert.ts";
import type { Decision } from "../core/alerts/decide.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import type { AlertReading } from "../core/messages/alert-phrases.ts";
import { composeAlert } from "../core/messages/compose-alert.ts";
import { composeAlertNote } from "../core/messages/compose-alert-note.ts";
import type { Shop } from "../core/shop.ts";
import type { PlacedAlertPlace } from "../ports/alerts.ts";
import type { OutboxEntry, OutboxStore } from "../ports/outbox.ts";

/** An alert that could not be delivered for half a day is told by the list, not late. */
const STALE_AFTER_MS = 12 * 3_600_000;

export interface AlertSpeech {
  /** As it is written by the same commit: its posts are those that the decision has made. */
  readonly alert: Alert;
  readonly decision: Decision;
  readonly place: PlacedAlertPlace;
  readonly shops: readonly Shop[];
  readonly nowMs: EpochMs;
}

/** Keys hold the version that the alert is about to get: the same decision gives the same keys, and no other does. */
export function composeAlertEntries({ alert, decision, place, shops, nowMs }: AlertSpeech): readonly OutboxEntry[] {
  const post = alert.posts.find((each) => each.place === place.key);
  if (post === undefined || decision.action === "none") return [];
  const reading: AlertReading = { shops, locale: place.locale, zone: place.zone };
  const version = alert.version + 1;
  const base = alertEntry(place, alert, nowMs);
  const message = composeAlert(alert, reading);
  switch (decision.action) {
    case "post":
      return [{ ...base, key: post.key, message }];
    case "update": {
      const edit: OutboxEntry = { ...base, key: editKey(post, version), kind: "edit", editOf: post.key, message };
      return [edit, ...notes(decision.events)];
    }
    case "escalate": {
      const escalated = alert.events.filter(({ type }) => type === "escalated").slice(-1);
      const target = place.escalation?.targets[decision.step] ?? { type: "person", userId: place.ownerUserId, name: "" };
      const { platform, workspace } = place.place;
      const where =
        target.type === "person"
          ? { platform, workspace, userId: target.userId }
          : { platform, workspace, channel: target.channel, thread: null };
      // Somebody has to know that the call went nowhere; the owner is no one to tell that the owner is out of reach.
      const isOwner = target.type === "person" && target.userId === place.ownerUserId;
      const ownerUserId = isOwner ? null : place.ownerUserId;
      const call: OutboxEntry = { ...base, key: `${post.key}/escalation/${version}`, place: where, ownerUserId, message };
      return [call, ...notes(escalated)];
    }
  }

  function notes(events: readonly AlertEvent[]): readonly OutboxEntry[] {
    return events.flatMap((event, index): readonly OutboxEntry[] => {
      const note = composeAlertNote(alert, event, reading);
      if (note === null || post === undefined) return [];
      return [{ ...base, key: `${post.key}/${event.type}/${version}/${index}`, threadOf: post.key, message: note }];
    });
  }
}

/** How the platforms say that a message is not there to be edited. */
const DELETED_CODES: readonly string[] = ["message_not_found", "unknown-message"];

/** The posts that somebody has deleted, as far as their last edits tell. */
export async function findDeletedPosts(alerts: readonly Alert[], outbox: Pick<OutboxStore, "find">): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    alerts.flatMap(({ posts, version }) =>
      posts.map(async (post) => {
        const edit = await outbox.find(editKey(post, version));
        return edit?.state === "failed" && DELETED_CODES.includes(edit.reason ?? "") ? [post.key] : [];
      }),
    ),
  );
  return new Set(found.flat());
}

function editKey({ key }: AlertPost, version: number): string {
  return `${key}/edit/${version}`;
}

/** What all entries about an alert in a place have in common. */
function alertEntry({ place, ownerUserId }: PlacedAlertPlace, alert: Alert, nowMs: EpochMs): Omit<OutboxEntry, "key" | "message"> {
  return {
    ...{ kind: "post", place, threadOf: null, editOf: null, notBeforeMs: nowMs, staleAfterMs: nowMs + STALE_AFTER_MS, ownerUserId },
    urgency: isSerious(alert) ? "urgent" : "normal",
  };
}
