/** What people do to an alert. The first who acts wins; who comes later is told by whom. */
import type { EpochMs } from "../calendar/period.ts";
import type { Alert, AlertEvent, AlertState, Operator, Verdict } from "./alert.ts";
import { perHourOf } from "./money-at-stake.ts";

export type AlertAction =
  | { readonly type: "acknowledge" }
  | { readonly type: "assign"; readonly to: Operator }
  /** With null until it gets worse. */
  | { readonly type: "snooze"; readonly untilMs: EpochMs | null }
  | { readonly type: "close"; readonly verdict: Verdict; readonly reason: string };

export type ActionResult =
  | { readonly type: "done"; readonly alert: Alert }
  | { readonly type: "refused"; readonly reason: "taken" | "yours-already"; readonly by: Operator; readonly atMs: EpochMs }
  | { readonly type: "refused"; readonly reason: "over"; readonly state: Extract<AlertState, { type: "recovered" | "closed" }> }
  | { readonly type: "refused"; readonly reason: "past" };

export function actOnAlert(alert: Alert, action: AlertAction, by: Operator, nowMs: EpochMs): ActionResult {
  const { state } = alert;
  const done = (changed: AlertState, event: AlertEvent): ActionResult => ({
    type: "done",
    alert: { ...alert, state: changed, toldMinorPerHour: perHourOf(alert.findings), events: [...alert.events, event] },
  });
  if (action.type === "close") {
    const { verdict, reason } = action;
    // What is over by itself may still be judged: the weekly review counts it.
    if (state.type === "closed") return { type: "refused", reason: "over", state };
    return done({ type: "closed", by, atMs: nowMs, verdict, reason }, { type: "closed", atMs: nowMs, by, verdict, reason });
  }
  if (state.type === "recovered" || state.type === "closed") return { type: "refused", reason: "over", state };
  switch (action.type) {
    case "acknowledge": {
      if (state.type === "acknowledged") {
        const reason = state.by.userId === by.userId ? "yours-already" : "taken";
        return { type: "refused", reason, by: state.by, atMs: state.atMs };
      }
      return done({ type: "acknowledged", by, atMs: nowMs }, { type: "acknowledged", atMs: nowMs, by });
    }
    case "assign":
      return done({ type: "acknowledged", by: action.to, atMs: nowMs }, { type: "assigned", atMs: nowMs, by, to: action.to });
    case "snooze": {
      const { untilMs } = action;
      if (untilMs !== null && untilMs <= nowMs) return { type: "refused", reason: "past" };
      return done({ type: "snoozed", by, atMs: nowMs, untilMs }, { type: "snoozed", atMs: nowMs, by, untilMs });
    }
  }
}
