import { describe, expect, it } from "vitest";
import { composeUndelivered } from "../../src/delivery/compose-undelivered.ts";
import { createLimiter } from "../../src/delivery/create-limiter.ts";
import { decide } from "../../src/delivery/decide.ts";
import { decideAfterError } from "../../src/delivery/decide-after-error.ts";
import { PlatformError } from "../../src/ports/chat-platform.ts";
import type { ClaimedEntry } from "../../src/ports/outbox.ts";
import { CHANNEL, DAY_MS, edit, message, post, posted } from "../contracts/outbox-fixture.ts";

const claimed = (overrides: Partial<ClaimedEntry> = {}): ClaimedEntry => ({
  ...{ entry: post("a"), worker: "w", attempts: 1, firstTriedMs: 0, leaseUntilMs: DAY_MS * 2, unsettledSinceMs: null, parent: null },
  ...overrides,
});

describe("what to do with an entry", () => {
  it("is to send it, unless a stage says otherwise, with its reason", () => {
    expect(decide(claimed(), 0)).toEqual({ action: "send", reason: "due" });
    expect(decide(claimed({ leaseUntilMs: 60_000 }), 30_000)).toMatchObject({ action: "send" });
    expect(decide(claimed({ leaseUntilMs: 60_000 }), 30_001)).toEqual({ action: "leave", reason: "lease-over" });
    expect(decide(claimed({ parent: { state: "missing" } }), 0)).toEqual({ action: "drop", reason: "post-missing" });
    expect(decide(claimed(), DAY_MS - 1)).toMatchObject({ action: "send" });
    expect(decide(claimed(), DAY_MS)).toEqual({ action: "drop", reason: "stale" });
  });

  it("is to look first where a try may have been carried out, allowing for the platform's clock; edits are repeated", () => {
    const sinceMs = 1_000 - 300_000;
    expect(decide(claimed({ unsettledSinceMs: 1_000 }), DAY_MS)).toEqual({ action: "look", reason: "outcome-unknown", sinceMs });
    const parent = { state: "posted", posted: posted("1") } as const;
    expect(decide(claimed({ entry: edit("e", "a"), parent, unsettledSinceMs: 1_000 }), 0)).toMatchObject({ action: "send" });
  });
});

describe("what to do after an error", () => {
  const failure = (options: Partial<ConstructorParameters<typeof PlatformError>[1]> = {}) =>
    new PlatformError("no", { code: "x", retryable: true, ...options });
  const decideOn = (error: unknown, entry: Partial<ClaimedEntry> = {}, during: "look" | "send" = "send", random = 0) =>
    decideAfterError(error, claimed(entry), during, 1_000, random);

  it("is to wait as long as the platform asks, each a little longer", () => {
    const limited = failure({ retryAfterMs: 30_000 });
    expect(decideOn(limited)).toEqual({ action: "retry", reason: "rate-limited", dueMs: 31_000, isUnsettled: false });
    expect(decideOn(limited, {}, "send", 0.5)).toMatchObject({ dueMs: 31_500 });
    expect(decideOn(limited, {}, "look")).toMatchObject({ reason: "rate-limited", isUnsettled: true });
  });

  it("is to wait longer each time, at most five minutes, shortened at random by up to half", () => {
    const waits = [1, 2, 3, 8, 9, 1_000].map((attempts) => decideOn(failure(), { attempts }));
    expect(waits.map((each) => (each.action === "retry" ? each.dueMs - 1_000 : 0))).toEqual([
      2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
    expect(decideOn(failure(), {}, "send", 0.999)).toMatchObject({ dueMs: 2_001, reason: "platform-failed" });
  });

  it("is to let an unanswered post land before looking, an edit not", () => {
    const lost = failure({ outcome: "unknown" });
    expect(decideOn(lost)).toEqual({ action: "retry", reason: "outcome-unknown", dueMs: 21_000, isUnsettled: true });
    expect(decideOn(lost, { entry: edit("e", "a") })).toMatchObject({ reason: "platform-failed", dueMs: 3_000, isUnsettled: false });
    expect(decideOn(new TypeError("a fault of ours"))).toMatchObject({ reason: "outcome-unknown", isUnsettled: true });
  });

  it("is to stop at a refusal, and where looking is refused", () => {
    const refused = failure({ retryable: false, code: "is_archived" });
    expect(decideOn(refused)).toEqual({ action: "fail", reason: "is_archived" });
    expect(decideOn(refused, {}, "look")).toEqual({ action: "fail", reason: "outcome-unknown" });
  });

  it("is to give up twelve hours after the first try", () => {
    const firstTriedMs = 3_000 - 12 * 3_600_000;
    expect(decideOn(failure(), { firstTriedMs })).toMatchObject({ action: "retry" });
    expect(decideOn(failure(), { firstTriedMs: firstTriedMs - 1 })).toEqual({ action: "fail", reason: "gave-up" });
    expect(decideOn(failure({ outcome: "unknown" }), { firstTriedMs })).toEqual({ action: "fail", reason: "outcome-unknown" });
  });
});

describe("the limiter", () => {
  const limits = { place: { posts: 2, withinMs: 1_000 }, workspace: { posts: 3, withinMs: 1_000 }, platform: null };
  const elsewhere = { ...CHANNEL, channel: "C2" };

  it("closes a scope when its window is full and says when it reopens", () => {
    const limiter = createLimiter(new Map([["slack", limits]]));
    expect(limiter.closed(0)).toEqual({ scopes: [], reopensMs: null });
    limiter.count(CHANNEL, 0);
    limiter.count(CHANNEL, 400);
    expect(limiter.closed(400)).toEqual({ scopes: ["slack/T1/C1"], reopensMs: 1_000 });
    limiter.count(elsewhere, 500);
    expect(limiter.closed(500)).toEqual({ scopes: ["slack/T1/C1", "slack/T1"], reopensMs: 1_000 });
    expect(limiter.closed(1_000)).toEqual({ scopes: [], reopensMs: null });
    limiter.count(CHANNEL, 1_000);
    expect(limiter.closed(1_000)).toEqual({ scopes: ["slack/T1/C1", "slack/T1"], reopensMs: 1_400 });
  });

  it("pauses a workspace, and knows no limits where none are given", () => {
    const limiter = createLimiter(new Map());
    for (let count = 0; count < 100; count++) limiter.count(CHANNEL, 0);
    expect(limiter.closed(0).scopes).toEqual([]);
    limiter.pause(CHANNEL, 5_000);
    limiter.pause(elsewhere, 2_000);
    expect(limiter.closed(4_999)).toEqual({ scopes: ["slack/T1"], reopensMs: 5_000 });
    expect(limiter.closed(5_000).scopes).toEqual([]);
  });
});

describe("what the owner is told", () => {
  it("names the post, the reason and the next step in the post's language, once a day for place and reason", () => {
    const entry = post("a", { ownerUserId: "U1", message: { ...message("销售日报"), locale: "zh" } });
    const notice = composeUndelivered(entry, "is_archived", "The channel is archived: unarchive it.", DAY_MS);
    expect(notice).toMatchObject({
      ...{ key: "undelivered:slack/T1/C1:is_archived:1970-01-02", place: { platform: "slack", workspace: "T1", userId: "U1" } },
      ...{ ownerUserId: null, message: { locale: "zh", summary: "未能发送到频道 C1：销售日报" } },
    });
    expect(JSON.stringify(notice)).toContain("The channel is archived: unarchive it.");
    expect(composeUndelivered(post("b", { ownerUserId: "U1" }), "is_archived", "", DAY_MS + 1)?.key).toBe(notice?.key);
    expect(composeUndelivered(post("a"), "stale", "", 0)).toBeNull();
  });
});
