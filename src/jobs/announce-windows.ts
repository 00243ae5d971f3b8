/** Says when a planned window begins and ends, and takes its hours out of the baseline once it is certain to come. */
import { hearsShop } from "../core/alerts/alert-place.ts";
import type { ExpectedSpan } from "../core/alerts/expected-span.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { composeWindowNotice } from "../core/messages/compose-window-notice.ts";
import type { Shop } from "../core/shop.ts";
import type { PlacedAlertPlace } from "../ports/alerts.ts";
import type { OutboxEntry, OutboxStore } from "../ports/outbox.ts";

const BEFORE_MS = 10 * 60_000;
/** Said later than this, a notice only puzzles. */
const STALE_AFTER_MS = 3_600_000;

export interface Announcements {
  readonly entries: readonly OutboxEntry[];
  readonly expected: readonly ExpectedSpan[];
}

export async function announceWindows(
  places: readonly PlacedAlertPlace[],
  { shops, outbox, nowMs }: { readonly shops: readonly Shop[]; readonly outbox: OutboxStore; readonly nowMs: EpochMs },
): Promise<Announcements> {
  const entries: OutboxEntry[] = [];
  const expected: ExpectedSpan[] = [];
  for (const settings of places) {
    const { key, place, ownerUserId } = settings;
    for (const window of settings.windows) {
      const which = nowMs < window.toMs ? "before" : "after";
      const dueMs = which === "before" ? window.fromMs - BEFORE_MS : window.toMs;
      if (!settings.isOn || nowMs < dueMs || nowMs >= window.toMs + STALE_AFTER_MS) continue;
      const entryKey = `alert-window/${key}/${window.fromMs}-${window.toMs}/${which}`;
      if ((await outbox.find(entryKey)) !== null) continue;
      entries.push({
        ...{ key: entryKey, kind: "post", place, message: composeWindowNotice(which, window, settings), threadOf: null, editOf: null },
        ...{ notBeforeMs: nowMs, staleAfterMs: nowMs + STALE_AFTER_MS, ownerUserId, urgency: "normal" },
      });
      for (const { id: shopId } of shops.filter(({ id }) => hearsShop(settings, id))) {
        const { fromMs, toMs, reason } = window;
        expected.push({ shopId, fromMs, toMs, metric: null, channel: null, reason });
      }
    }
  }
  return { entries, expected };
}
