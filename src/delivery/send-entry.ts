/** Carries one decision out on the platform: looks, posts, edits. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Messenger, Place, PostedMessage } from "../ports/chat-platform.ts";
import type { ClaimedEntry, Person } from "../ports/outbox.ts";

/** The place of the entry now: of a reply its post's thread, of a person their direct messages. */
async function placeOf({ entry, parent }: ClaimedEntry, messenger: Messenger): Promise<Place> {
  if (parent?.state === "posted") {
    const { place, messageId } = parent.posted;
    return { ...place, thread: place.thread ?? messageId };
  }
  return isPerson(entry.place) ? messenger.directPlace(entry.place.workspace, entry.place.userId) : entry.place;
}

/** Null: it surely does not stand there. Rejects with `PlatformError`. */
export async function findEntry(claimed: ClaimedEntry, sinceMs: EpochMs, messenger: Messenger): Promise<PostedMessage | null> {
  return messenger.find(await placeOf(claimed, messenger), claimed.entry.key, sinceMs);
}

/** Rejects with `PlatformError`. */
export async function sendEntry(claimed: ClaimedEntry, messenger: Messenger): Promise<PostedMessage> {
  const { entry, parent } = claimed;
  if (entry.kind === "edit" && parent?.state === "posted") {
    await messenger.edit(parent.posted, entry.message);
    return parent.posted;
  }
  return messenger.post(await placeOf(claimed, messenger), entry.message, entry.key);
}

function isPerson(place: Place | Person): place is Person {
  return "userId" in place;
}
