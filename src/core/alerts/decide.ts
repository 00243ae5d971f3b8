/** What is said where, and why: every decision has a name that reaches logs, tests and `/alerts`. Pure. */

import type { EpochMs } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import { type Alert, type AlertEvent, type AlertPost, byMoneyAtStake, isLive, isSerious } from "./alert.ts";
import { type AlertPlace, hears, isMuted, isPlanned, isQuiet } from "./alert-place.ts";
import { developAlert, openAlert } from "./develop-alert.ts";
import type { Finding } from "./finding.ts";
import { groupFindings } from "./group-findings.ts";

export type Decision =
  | { readonly action: "post"; readonly reason: "new" | "serious" }
  /** The post is edited; with an event its thread is told too. */
  | { readonly action: "update"; readonly reason: "changed" | "deleted" | AlertEvent["type"]; readonly events: readonly AlertEvent[] }
  | { readonly action: "escalate"; readonly reason: "escalate"; readonly step: number }
  | {
      readonly action: "none";
      readonly reason: "off" | "not-heard" | "muted" | "planned" | "quiet" | "digest" | "snoozed" | "over" | "unchanged";
    };

/** One thing to say about an alert in one place. */
export interface Say {
  readonly alert: number;
  readonly place: string;
  readonly decision: Decision;
}

export interface Situation {
  /** Those that live, and those that are over but may be re-opened. */
  readonly alerts: readonly Alert[];
  readonly findings: readonly Finding[];
  readonly places: readonly AlertPlace[];
  /** The number the next new alert gets. */
  readonly nextNumber: number;
  /** Keys of posts that somebody has deleted. */
  readonly deletedPosts: ReadonlySet<string>;
  /** Alerts of the last two days, for the noise budget. */
  readonly recent: readonly Alert[];
  readonly nowMs: EpochMs;
}

export interface Outcome {
  /** Those that have changed. */
  readonly alerts: readonly Alert[];
  readonly says: readonly Say[];
}

/** The most money first, so that the noise budget goes to what costs most. */
export function decide({ alerts, findings, places, nextNumber, deletedPosts, recent, nowMs }: Situation): Outcome {
  const before = new Map(alerts.map((alert) => [alert.number, alert]));
  const groups = groupFindings(alerts, findings, nowMs);
  const found = new Map(groups.flatMap(({ alert, findings: own }) => (alert === null ? [] : [[alert, own] as const])));
  const developed = alerts.map((alert) => developAlert(alert, found.get(alert.number) ?? [], nowMs));
  const opened = groups.filter(({ alert }) => alert === null).map(({ findings: own }, index) => openAlert(nextNumber + index, own, nowMs));
  const says: Say[] = [];
  const changed: Alert[] = [];
  const posted = new Map(places.map((place) => [place.key, postsToday(place, recent, nowMs)]));
  for (const alert of [...developed, ...opened].sort(byMoneyAtStake)) {
    const old = before.get(alert.number) ?? null;
    let next = alert;
    for (const place of places) {
      const decision = decideForPlace({ alert, old, place, deletedPosts, postsToday: posted.get(place.key) ?? 0, nowMs });
      says.push({ alert: alert.number, place: place.key, decision });
      next = applyDecision(next, place, decision, nowMs);
      if (decision.action === "post") posted.set(place.key, (posted.get(place.key) ?? 0) + 1);
    }
    if (next !== old) changed.push(next);
  }
  return { alerts: changed, says };
}

type Stage = (facts: Facts) => Decision | null;

interface Facts {
  readonly alert: Alert;
  readonly old: Alert | null;
  readonly place: AlertPlace;
  readonly post: AlertPost | null;
  readonly deletedPosts: ReadonlySet<string>;
  readonly postsToday: number;
  readonly nowMs: EpochMs;
}

// In this order: what stands already is kept true whatever the hour; only new posts ask for leave.
const STAGES: readonly Stage[] = [checkOn, checkStanding, checkOver, checkHeard, checkQuiet, checkBudget];

function decideForPlace(situation: Omit<Facts, "post">): Decision {
  const { alert, place } = situation;
  const facts: Facts = { ...situation, post: alert.posts.find((each) => each.place === place.key) ?? null };
  for (const stage of STAGES) {
    const decision = stage(facts);
    if (decision !== null) return decision;
  }
  return { action: "post", reason: isSerious(alert) ? "serious" : "new" };
}

function checkOn({ place }: Facts): Decision | null {
  return place.isOn ? null : { action: "none", reason: "off" };
}

/** What people asked to be told of, whatever became of the post: it begins anew where the old one is gone. */
const RINGING: readonly AlertEvent["type"][] = ["worse", "re-opened", "snooze-over"];

function checkStanding({ alert, old, place, post, deletedPosts, nowMs }: Facts): Decision | null {
  if (post === null) return null;
  const events = old === null ? [] : alert.events.slice(old.events.length);
  if (alert !== old && deletedPosts.has(post.key)) {
    // Who deletes a post has seen it. Its edits fail without a word, and tell the next look that it is still gone.
    return events.some(({ type }) => RINGING.includes(type)) ? null : { action: "update", reason: "deleted", events: [] };
  }
  if (alert !== old) return { action: "update", reason: events.at(-1)?.type ?? "changed", events };
  const step = dueEscalation(alert, place, post, nowMs);
  if (step !== null) return { action: "escalate", reason: "escalate", step };
  return { action: "none", reason: alert.state.type === "snoozed" ? "snoozed" : "unchanged" };
}

function checkOver({ alert }: Facts): Decision | null {
  if (!isLive(alert)) return { action: "none", reason: "over" };
  return alert.state.type === "snoozed" ? { action: "none", reason: "snoozed" } : null;
}

function checkHeard({ alert, place, nowMs }: Facts): Decision | null {
  const heard = alert.findings.filter((finding) => finding.endMs === null && hears(place, finding));
  if (heard.length === 0) return { action: "none", reason: "not-heard" };
  const audible = heard.filter((finding) => !isMuted(place, finding));
  if (audible.length === 0) return { action: "none", reason: "muted" };
  return audible.every((finding) => isPlanned(place, finding, nowMs)) ? { action: "none", reason: "planned" } : null;
}

function checkQuiet({ alert, place, nowMs }: Facts): Decision | null {
  return isQuiet(place, nowMs) && !isSerious(alert) ? { action: "none", reason: "quiet" } : null;
}

function checkBudget({ alert, place, postsToday }: Facts): Decision | null {
  return postsToday >= place.postsPerDay && !isSerious(alert) ? { action: "none", reason: "digest" } : null;
}

/** The step that is due now: one after each `afterMs` that nobody has taken it; null where none is, or all are done. */
function dueEscalation({ state }: Alert, { escalation }: AlertPlace, { escalations }: AlertPost, nowMs: EpochMs): number | null {
  if (escalation === null || state.type !== "open") return null;
  // After the last target comes the owner.
  if (escalations > escalation.targets.length) return null;
  return nowMs >= state.sinceMs + (escalations + 1) * escalation.afterMs ? escalations : null;
}

function applyDecision(alert: Alert, place: AlertPlace, decision: Decision, nowMs: EpochMs): Alert {
  if (decision.action === "post") {
    const others = alert.posts.filter((post) => post.place !== place.key);
    const anew = others.length === alert.posts.length ? "" : `/anew/${alert.version + 1}`;
    const key = `alert/${alert.number}/${place.key}${anew}`;
    return { ...alert, posts: [...others, { place: place.key, key, postedAtMs: nowMs, escalations: 0 }] };
  }
  if (decision.action !== "escalate") return alert;
  const target = place.escalation?.targets[decision.step];
  const event: AlertEvent = { type: "escalated", atMs: nowMs, to: target?.name ?? "" };
  const posts = alert.posts.map((post) => (post.place === place.key ? { ...post, escalations: post.escalations + 1 } : post));
  return { ...alert, posts, events: [...alert.events, event] };
}

function postsToday(place: AlertPlace, recent: readonly Alert[], nowMs: EpochMs): number {
  const today = businessDayOf(nowMs, place.zone);
  return recent
    .flatMap(({ posts }) => posts)
    .filter((post) => post.place === place.key && businessDayOf(post.postedAtMs, place.zone) === today).length;
}
