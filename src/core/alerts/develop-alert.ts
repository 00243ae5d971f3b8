/** How an alert goes on by itself: with what is found, and with time. What people do to it is in act-on-alert. */
import type { EpochMs } from "../calendar/period.ts";
import { type Alert, type AlertEvent, type AlertState, closedAt, leadOf } from "./alert.ts";
import { type Finding, mergeFindings, sortFindings } from "./finding.ts";
import { perHourOf } from "./money-at-stake.ts";

/** Told again only where it costs half as much more than people were last told: an hour's noise is less. */
const WORSE_RATIO = 1.5;

export function openAlert(number: number, findings: readonly Finding[], nowMs: EpochMs): Alert {
  const alert: Alert = {
    ...{ number, version: 0, openedAtMs: nowMs, state: { type: "open", sinceMs: nowMs }, cause: null, posts: [] },
    ...{
      findings: sortFindings(mergeFindings([], sortFindings(findings))),
      toldMinorPerHour: perHourOf(findings),
      events: [{ type: "opened", atMs: nowMs }],
    },
  };
  return withLeadHours(alert);
}

/**
 * The alert with what was found since; the very same object where nothing has changed. Events are added at the end: what
 * is new among them is what people are told.
 */
export function developAlert(alert: Alert, found: readonly Finding[], nowMs: EpochMs): Alert {
  const findings = found.length === 0 ? alert.findings : sortFindings(mergeFindings(alert.findings, sortFindings(found)));
  const next = advance({ ...alert, findings }, alert, nowMs);
  const developed = withLeadHours(next);
  return JSON.stringify(developed) === JSON.stringify(alert) ? alert : developed;
}

function advance(next: Alert, before: Alert, nowMs: EpochMs): Alert {
  const { state } = next;
  const isOngoing = next.findings.some(({ endMs }) => endMs === null);
  const to = (changed: AlertState, event: AlertEvent): Alert => ({ ...next, state: changed, events: [...next.events, event] });
  switch (state.type) {
    case "recovered":
    case "closed":
      return isOngoing && isNewEpisode(next, before)
        ? forgetEscalations(to({ type: "open", sinceMs: nowMs }, { type: "re-opened", atMs: nowMs }), nowMs)
        : next;
    case "open":
    case "acknowledged":
    case "snoozed": {
      if (!isOngoing) return to({ type: "recovered", atMs: nowMs }, { type: "recovered", atMs: nowMs });
      const perHour = perHourOf(next.findings);
      const isWorse = perHour > 0 && perHour >= next.toldMinorPerHour * WORSE_RATIO;
      if (state.type === "snoozed" && state.untilMs !== null) {
        if (state.untilMs > nowMs) return next;
        return forgetEscalations(to({ type: "open", sinceMs: nowMs }, { type: "snooze-over", atMs: nowMs }), nowMs);
      }
      if (!isWorse) return next;
      const event: AlertEvent = { type: "worse", atMs: nowMs, fromMinorPerHour: next.toldMinorPerHour, toMinorPerHour: perHour };
      const worse = to(state.type === "snoozed" ? { type: "open", sinceMs: nowMs } : state, event);
      return { ...(state.type === "snoozed" ? forgetEscalations(worse, nowMs) : worse), toldMinorPerHour: perHour };
    }
  }
}

/**
 * What goes on though the alert was over opens it again. What somebody has closed stays closed while the same episode
 * goes on, and for good where it was expected or no alarm at all.
 */
function isNewEpisode(next: Alert, before: Alert): boolean {
  if (next.state.type === "recovered") return true;
  if (next.state.type !== "closed" || next.state.verdict !== "resolved") return false;
  const overMs = closedAt(before) ?? 0;
  return next.findings.some(({ startMs, endMs }) => endMs === null && startMs >= overMs);
}

function forgetEscalations(alert: Alert, nowMs: EpochMs): Alert {
  return {
    ...alert,
    toldMinorPerHour: perHourOf(alert.findings),
    posts: alert.posts.map((post) => ({ ...post, escalations: 0 })),
    state: { type: "open", sinceMs: nowMs },
  };
}

/** Only the lead's hours are drawn: the others' would be dead weight in the store. */
function withLeadHours(alert: Alert): Alert {
  const lead = leadOf(alert);
  const findings = alert.findings.map((finding) =>
    finding.type === "silent-feed" || finding === lead || finding.hours.length === 0 ? finding : { ...finding, hours: [] },
  );
  return { ...alert, findings };
}
