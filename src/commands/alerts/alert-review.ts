/** `/alerts review`: the last seven days of alerts in this channel, now. */
import { reviewAlerts } from "../../core/alerts/review.ts";
import { DAY_MS } from "../../core/calendar/business-day.ts";
import { composeAlertReview } from "../../core/messages/compose-alert-review.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";
import { ownPlace, readingOf, saidOf } from "./alert-context.ts";

const WEEK_MS = 7 * DAY_MS;

export async function showReview(context: CommandContext): Promise<CommandResult> {
  const { nowMs, store, locale } = context;
  const place = await ownPlace(context);
  if (place === null) {
    const text =
      locale === "zh" ? "本频道还不接收告警，没有可回顾的。" : "This channel hears no alerts, so there is nothing to look back on.";
    return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts here"] }));
  }
  const fromMs = nowMs - WEEK_MS;
  const alerts = await store.alerts.openedSince(fromMs);
  return saidOf(context, composeAlertReview(reviewAlerts(alerts, place, fromMs, nowMs), await readingOf(context)));
}
