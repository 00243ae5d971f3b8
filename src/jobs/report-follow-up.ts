/** After a report: late data is edited into the post, and a number that moves later gets a notice in its thread. */
import type { EpochMs } from "../core/calendar/period.ts";
import { composeReport } from "../core/messages/compose-report.ts";
import { composeReportDetail } from "../core/messages/compose-report-detail.ts";
import { composeRestatement } from "../core/messages/compose-report-notice.ts";
import { publishedPeriod, REPORT_PERIODS } from "../core/reports/report-period.ts";
import { changedFigures, findRestatement } from "../core/reports/restatement.ts";
import type { Shop } from "../core/shop.ts";
import type { ReportSources } from "../figures/work-out-pinned.ts";
import { readPublishedFigures, workOutReport } from "../figures/work-out-report.ts";
import { isReportSubscription, type Publication, type ReportSubscription } from "../ports/subscriptions.ts";
import { publishedFigures } from "./report-duty.ts";
import { entryOf } from "./report-entries.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Posts looked at in one tick: each takes some milliseconds. */
const LOOKED_AT = 50;
const CHECK_PROVISIONAL_MS = 5 * MINUTE_MS;
const CHECK_COMPLETE_MS = 60 * MINUTE_MS;
/** Refunds of orders mostly come within the two weeks in which goods may be sent back. */
const WATCHED_MS = 15 * DAY_MS;

/** Looks at the posts whose time to look has come. Cheap where there are none; run twice, it says nothing twice. */
export async function followReports(sources: ReportSources, nowMs: EpochMs): Promise<void> {
  const { store } = sources;
  for (const publication of await store.publications.due(nowMs, LOOKED_AT)) {
    const [subscription, shop, status] = await Promise.all([
      store.subscriptions.find(publication.subscriptionId),
      store.shops.find(publication.shopId),
      store.outbox.find(publication.key),
    ]);
    const isGone = subscription === null || !isReportSubscription(subscription) || subscription.state === "removed" || shop === null;
    if (isGone || status?.state === "failed" || status?.state === "dropped") {
      await store.publications.put({ ...publication, checkAtMs: null });
    } else if (status?.state !== "sent") {
      await store.publications.put({ ...publication, checkAtMs: nowMs + CHECK_PROVISIONAL_MS });
    } else {
      await follow(publication, subscription, shop, sources, nowMs);
    }
  }
}

async function follow(
  publication: Publication,
  subscription: ReportSubscription,
  shop: Shop,
  sources: ReportSources,
  nowMs: EpochMs,
): Promise<void> {
  const { store } = sources;
  const { fromDay, toDay, figures } = publication;
  const period = publishedPeriod(fromDay, toDay, { nowMs, zone: shop.zone });
  if (publication.state === "provisional") return completeReport(publication, subscription, shop, sources, nowMs);
  const now = await readPublishedFigures(shop, period, store.measures);
  const restatement = findRestatement(figures, now);
  if (restatement === null) return store.publications.put({ ...publication, checkAtMs: nextCheck(publication, nowMs) });
  const message = composeRestatement(restatement, { shop, period, locale: subscription.locale });
  const notices = publication.notices + 1;
  const entry = entryOf(subscription, { key: `${publication.key}/restated/${notices}`, message, nowMs });
  await store.outbox.put([{ ...entry, threadOf: publication.key }], nowMs);
  await store.publications.put({ ...publication, figures: now, notices, checkAtMs: nextCheck(publication, nowMs) });
}

/** Edits the post where data has come since: the numbers it has changed, and no longer provisional once all is in. */
async function completeReport(
  publication: Publication,
  subscription: ReportSubscription,
  shop: Shop,
  sources: ReportSources,
  nowMs: EpochMs,
): Promise<void> {
  const { store } = sources;
  const kind = subscription.schedule.type;
  const period = publishedPeriod(publication.fromDay, publication.toDay, { nowMs, zone: shop.zone });
  const data = await workOutReport({ kind, shop, asked: REPORT_PERIODS[kind], period, place: subscription.place }, sources);
  const figures = publishedFigures(data);
  const changes = changedFigures(publication.figures, figures);
  const state = data.late.length === 0 ? "complete" : "provisional";
  const next: Publication = { ...publication, state, figures, checkAtMs: nextCheck({ ...publication, state }, nowMs) };
  if (changes.length > 0 || state === "complete") {
    const { locale, sections } = subscription;
    const edit = (of: string, message: ReturnType<typeof composeReport>) => ({
      ...entryOf(subscription, { key: `${of}/edit/${nowMs}`, message, nowMs }),
      kind: "edit" as const,
      editOf: of,
    });
    await store.outbox.put(
      [
        edit(publication.key, composeReport(data, { locale, sections, update: { atMs: nowMs, changes } })),
        edit(`${publication.key}/detail`, composeReportDetail(data, { locale, sections })),
      ],
      nowMs,
    );
  }
  await store.publications.put(next);
}

function nextCheck({ slotMs, state }: Pick<Publication, "slotMs" | "state">, nowMs: EpochMs): EpochMs | null {
  if (nowMs - slotMs > WATCHED_MS) return null;
  const isFirstDay = nowMs - slotMs < DAY_MS;
  return nowMs + (state === "provisional" && isFirstDay ? CHECK_PROVISIONAL_MS : CHECK_COMPLETE_MS);
}
