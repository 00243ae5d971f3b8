/** The questions pinned to a channel, answered for a report. */
import { parseQuestion } from "../ask/parse-question.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import type { PinnedAnswer } from "../core/reports/report-data.ts";
import type { Shop } from "../core/shop.ts";
import type { Place } from "../ports/chat-platform.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";
import { readTargets } from "./read-targets.ts";
import { workOutAnswer } from "./work-out-answer.ts";

/** What reports are made of. */
export interface ReportSources {
  readonly store: Store;
  readonly findPublicHolidays: PublicHolidays;
}

/** "Yesterday" is the report's last day: they are asked at the instant its period ends. Of another shop than named, of the report's. */
export async function workOutPinned(
  place: Place,
  { shop, nowMs, campaigns }: { readonly shop: Shop; readonly nowMs: EpochMs; readonly campaigns: readonly Campaign[] },
  { store, findPublicHolidays }: ReportSources,
): Promise<readonly PinnedAnswer[]> {
  const pinned = await store.savedQuestions.pinned(place);
  if (pinned.length === 0) return [];
  const shops = await store.shops.list();
  const answered = await Promise.all(
    pinned.map(async ({ name, words }): Promise<readonly PinnedAnswer[]> => {
      const parsed = parseQuestion(words, { shopNames: [], campaignNames: [], valueNames: {}, previous: null });
      if (parsed.type !== "question") return [];
      const { question } = parsed;
      const own = question.shop === null ? shop : shops.find(({ id }) => id === question.shop);
      if (own === undefined) return [];
      const book = await readTargets({ store, findPublicHolidays }, own, campaigns);
      const asked = { ...question, by: null, form: "message" } as const;
      const answer = await workOutAnswer(asked, { store: store.measures, shop: own, nowMs, campaigns, book, answerId: "" });
      return "problem" in answer ? [] : [{ name, answer }];
    }),
  );
  return answered.flat();
}
