/** All that Shopbell does by itself, by the clock. Add a duty: write its source and list it here. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Tick } from "../ports/scheduler.ts";
import type { Store } from "../ports/stores.ts";
import { createAlertSource } from "./alert-source.ts";
import { createCampaignHourSource } from "./campaign-hour-source.ts";
import { createCountdownSource } from "./countdown-source.ts";
import type { DutySource } from "./duty.ts";
import type { WatchShop } from "./look-at-shop.ts";
import { createPaceSource } from "./pace-source.ts";
import { createPruneDuty } from "./prune-duty.ts";
import { followReports } from "./report-follow-up.ts";
import { createReportSource } from "./report-source.ts";
import { createReviewSource } from "./review-source.ts";
import { type RunDueOptions, runDue } from "./run-due.ts";
import { createRunSheetSource } from "./run-sheet-source.ts";
import { createTaskSource } from "./task-source.ts";
import { watchAlerts } from "./watch-alerts.ts";

export interface JobOptions extends Omit<RunDueOptions, "runs" | "sources"> {
  readonly store: Store;
  readonly findPublicHolidays: PublicHolidays;
  /** Detection; null: only feeds and rules are looked at. */
  readonly watch: WatchShop | null;
}

export function listTicks({ store, findPublicHolidays, watch, ...options }: JobOptions): readonly Tick[] {
  const { clock, log, onQueued } = options;
  const sources = listSources({ store, findPublicHolidays }, clock.nowMs());
  return [
    // Slots are whole minutes: a second later, so that a timer that is early by a hair does not miss one for a minute.
    { name: "run-due", pattern: "1 * * * * *", work: () => runDue({ ...options, runs: store.runs, sources }) },
    {
      name: "follow-reports",
      pattern: "31 * * * * *",
      work: async () => {
        await followReports({ store, findPublicHolidays }, clock.nowMs());
        onQueued();
      },
    },
    {
      name: "watch-alerts",
      pattern: "11 * * * * *",
      work: async () => {
        if (await watchAlerts({ store, watch, log }, clock.nowMs())) onQueued();
      },
    },
  ];
}

/** Duties by the clock. `sinceMs`: when this process started. */
export function listSources(sources: Pick<JobOptions, "store" | "findPublicHolidays">, sinceMs: EpochMs): readonly DutySource[] {
  const { store } = sources;
  return [
    createReportSource(sources),
    createCampaignHourSource(store),
    createCountdownSource(store),
    createRunSheetSource(store),
    createPaceSource(sources),
    createReviewSource(sources),
    createAlertSource(store, sinceMs),
    createTaskSource(store),
    createPruneDuty(store, sinceMs),
  ];
}
