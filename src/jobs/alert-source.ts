/** What is said of alerts by the calendar: each morning those that did not ring, each Monday the week looked back on. */
import { type Alert, byMoneyAtStake } from "../core/alerts/alert.ts";
import { hears, isMuted } from "../core/alerts/alert-place.ts";
import { reviewAlerts } from "../core/alerts/review.ts";
import { DAY_MS } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { composeAlertDigest, composeAlertReview } from "../core/messages/compose-alert-review.ts";
import type { Message } from "../core/messages/message.ts";
import { EVERY_DAY, type Recurrence } from "../core/schedule/recurrence.ts";
import { slotsBetween } from "../core/schedule/slots.ts";
import type { PlacedAlertPlace } from "../ports/alerts.ts";
import type { Store } from "../ports/stores.ts";
import type { Duty, DutySource } from "./duty.ts";

const AT = { hour: 9, minute: 0 };
const DIGEST: Recurrence = { type: "daily", at: AT, weekdays: EVERY_DAY };
const REVIEW: Recurrence = { type: "weekly", at: AT, weekday: 1 };
const WEEK_MS = 7 * DAY_MS;
const WINDOW_MS = 6 * 3_600_000;

/** `sinceMs`: when this process started; of places turned on meanwhile, what lies before is nobody's business. */
export function createAlertSource(store: Store, sinceMs: EpochMs): DutySource {
  return {
    duties: async () =>
      (await store.alerts.places())
        .filter(({ isOn }) => isOn)
        .flatMap((place) => [
          toDuty("digest", DIGEST, place, (slotMs) => composeDigest(place, slotMs, store)),
          toDuty("review", REVIEW, place, (slotMs) => composeReview(place, slotMs, store)),
        ]),
  };

  function toDuty(
    name: string,
    recurrence: Recurrence,
    settings: PlacedAlertPlace,
    compose: (slotMs: EpochMs) => Promise<Message | null>,
  ): Duty {
    const { key: placeKey, place, zone, ownerUserId } = settings;
    const key = `alert-${name}/${placeKey}`;
    return {
      ...{ key, sinceMs, windowMs: WINDOW_MS, skipped: () => [] },
      slots: (afterMs, throughMs) => slotsBetween(recurrence, zone, afterMs, throughMs),
      run: async (slotMs, nowMs) => {
        const message = await compose(slotMs);
        if (message === null) return { type: "done", outcome: "nothing-to-say", entries: [] };
        const times = { notBeforeMs: nowMs, staleAfterMs: nowMs + WINDOW_MS };
        const entry = {
          key: `${key}/${slotMs}`,
          kind: "post",
          place,
          message,
          threadOf: null,
          editOf: null,
          ownerUserId,
          urgency: "normal",
        } as const;
        return { type: "done", outcome: "posted", entries: [{ ...entry, ...times }] };
      },
    };
  }
}

/** Alerts of the day before that this place hears of and was not told. */
async function composeDigest(place: PlacedAlertPlace, slotMs: EpochMs, store: Store): Promise<Message | null> {
  const [alerts, shops] = await Promise.all([store.alerts.openedSince(slotMs - DAY_MS), store.shops.list()]);
  const isUntold = ({ openedAtMs, posts, findings }: Alert) =>
    openedAtMs < slotMs &&
    posts.every((post) => post.place !== place.key) &&
    findings.some((finding) => hears(place, finding) && !isMuted(place, finding));
  return composeAlertDigest(alerts.filter(isUntold).sort(byMoneyAtStake), { shops, locale: place.locale, zone: place.zone });
}

async function composeReview(place: PlacedAlertPlace, slotMs: EpochMs, store: Store): Promise<Message | null> {
  const [alerts, shops] = await Promise.all([store.alerts.openedSince(slotMs - WEEK_MS), store.shops.list()]);
  const review = reviewAlerts(alerts, place, slotMs - WEEK_MS, slotMs);
  if (review.rung.length === 0 && review.missed.length === 0) return null;
  return composeAlertReview(review, { shops, locale: place.locale, zone: place.zone });
}
