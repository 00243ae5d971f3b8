/**
 * Takes what is due out of the outbox and brings it to its place, once.
 *
 * The store knows of a try before it begins and of its end after it: wherever this stops, whoever goes on knows what may
 * have happened, and looks before anything is said twice.
 */
import type { EpochMs } from "../core/calendar/period.ts";
import { type Messenger, PlatformError, type PlatformName } from "../ports/chat-platform.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeliveryMeters } from "../ports/delivery-meters.ts";
import type { Log } from "../ports/log.ts";
import type { ClaimedEntry, OutboxEntry, OutboxStore, Settlement } from "../ports/outbox.ts";
import type { SendLimits } from "../ports/send-limits.ts";
import { composeUndelivered } from "./compose-undelivered.ts";
import { createLimiter } from "./create-limiter.ts";
import { decide } from "./decide.ts";
import { decideAfterError } from "./decide-after-error.ts";
import { DELIVERY_POLICY } from "./policy.ts";
import { findEntry, sendEntry } from "./send-entry.ts";

export interface DelivererOptions {
  readonly outbox: Pick<OutboxStore, "claim" | "settle">;
  readonly messengers: ReadonlyMap<PlatformName, Messenger>;
  /** Of platforms not named here nothing is known: no limit but their own "slow down". */
  readonly limits: ReadonlyMap<PlatformName, SendLimits>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly meters: DeliveryMeters;
  /** A name no other worker has, not even this process's after a restart. */
  readonly worker: string;
}

export interface Deliverer {
  /**
   * Begins with all that is due and allowed now, and does not wait for it. Resolves to when a rate limit will allow
   * more, null where none holds anything back. Rejects with `StoreError`. `onEnded` is called as each try ends.
   */
  begin(onEnded: () => void): Promise<{ readonly againMs: EpochMs | null }>;
  /** Resolves when nothing is under way. Never rejects. */
  idle(): Promise<void>;
}

export function createDeliverer({ outbox, messengers, limits, clock, random, log, meters, worker }: DelivererOptions): Deliverer {
  const limiter = createLimiter(limits);
  const underWay = new Set<Promise<void>>();

  async function claimNext(): Promise<ClaimedEntry | null> {
    const nowMs = clock.nowMs();
    const claimed = await outbox.claim({ nowMs, leaseMs: DELIVERY_POLICY.leaseMs, worker, except: limiter.closed(nowMs).scopes });
    if (claimed !== null) limiter.count(claimed.entry.place, nowMs);
    return claimed;
  }

  async function deliver(claimed: ClaimedEntry): Promise<void> {
    const { key, place } = claimed.entry;
    const fields = { key, platform: place.platform, attempts: claimed.attempts };
    try {
      const settlement = await tryEntry(claimed, messengers.get(place.platform) ?? ABSENT);
      if (settlement === null) return log.warn({ ...fields, reason: "lease-over" }, "a delivery took too long and was left to others");
      const isOurs = await outbox.settle(claimed, settlement, clock.nowMs());
      const { type: outcome, reason } = settlement;
      if (!isOurs) return log.warn({ ...fields, outcome, reason }, "a delivery ended after its lease");
      meters.countTry(place.platform, outcome, reason);
      const write = outcome === "failed" ? log.warn : outcome === "sent" ? log.debug : log.info;
      write({ ...fields, outcome, reason }, "a delivery was tried");
    } catch (error) {
      log.error({ ...fields, error }, "the store failed during a delivery; its outcome is looked up when the lease ends");
    }
  }

  /** Null: it is not ours any more. */
  async function tryEntry(claimed: ClaimedEntry, messenger: Messenger): Promise<Settlement | null> {
    const decision = decide(claimed, clock.nowMs());
    if (decision.action === "leave") return null;
    if (decision.action === "drop") return drop(claimed.entry, decision.reason);
    try {
      if (decision.action === "send") return { type: "sent", reason: decision.reason, posted: await sendEntry(claimed, messenger) };
      const posted = await findEntry(claimed, decision.sinceMs, messenger);
      if (posted !== null) return { type: "sent", reason: "found", posted };
    } catch (error) {
      return settleError(error, claimed, decision.action);
    }
    // It surely does not stand there: as if it had never been tried.
    return tryEntry({ ...claimed, unsettledSinceMs: null }, messenger);
  }

  function drop(entry: OutboxEntry, reason: "stale" | "post-missing"): Settlement {
    const detail = reason === "stale" ? "It waited too long to be of use." : "The post it belongs to was not delivered.";
    // Whoever owns the post has been told of that.
    const isTold = reason === "stale" && entry.kind === "post";
    return { type: "dropped", reason, detail, notice: isTold ? composeUndelivered(entry, reason, detail, clock.nowMs()) : null };
  }

  function settleError(error: unknown, claimed: ClaimedEntry, during: "look" | "send"): Settlement {
    const { entry } = claimed;
    const nowMs = clock.nowMs();
    const decision = decideAfterError(error, claimed, during, nowMs, random());
    const { reason } = decision;
    const detail = error instanceof Error ? error.message : String(error);
    if (decision.action === "fail") {
      const notice = entry.kind === "post" ? composeUndelivered(entry, reason, detail, nowMs) : null;
      return { type: "failed", reason, detail, notice };
    }
    if (reason === "rate-limited") limiter.pause(entry.place, decision.dueMs);
    return { type: "retry", reason, detail, dueMs: decision.dueMs, isUnsettled: decision.isUnsettled };
  }

  return {
    async begin(onEnded) {
      while (underWay.size < DELIVERY_POLICY.concurrency) {
        const claimed = await claimNext();
        if (claimed === null) break;
        const work = deliver(claimed).finally(() => {
          underWay.delete(work);
          onEnded();
        });
        underWay.add(work);
      }
      return { againMs: limiter.closed(clock.nowMs()).reopensMs };
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Stands in for a platform that is not configured (any more): it may be after the next start. */
const ABSENT: Messenger = { post: refuse, edit: refuse, find: refuse, directPlace: refuse };

function refuse(): Promise<never> {
  return Promise.reject(new PlatformError("Its platform is not configured.", { code: "platform-off", retryable: true }));
}
