/** Keeps within the platforms' rate limits, in this process: replicas that share a limit are told to wait by the platform. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Place, PlatformName } from "../ports/chat-platform.ts";
import { type Person, scopesOf } from "../ports/outbox.ts";
import type { Rate, SendLimits } from "../ports/send-limits.ts";

export interface Limiter {
  /** Scopes that nothing may be sent to at the instant, and when the first of them reopens (null: none is closed). */
  closed(nowMs: EpochMs): { readonly scopes: readonly string[]; readonly reopensMs: EpochMs | null };
  /** Counts one request. */
  count(place: Place | Person, nowMs: EpochMs): void;
  /** Closes the place's workspace until then: a platform that says "slow down" seldom says to whom. */
  pause(place: Place | Person, untilMs: EpochMs): void;
}

/** Begun requests of one scope within its rate's window, oldest first. */
interface Window {
  readonly rate: Rate;
  readonly begunMs: EpochMs[];
}

export function createLimiter(limits: ReadonlyMap<PlatformName, SendLimits>): Limiter {
  const windows = new Map<string, Window>();
  const pauses = new Map<string, EpochMs>();

  const countIn = (scope: string, rate: Rate | null, nowMs: EpochMs): void => {
    if (rate === null) return;
    const window = windows.get(scope) ?? { rate, begunMs: [] };
    windows.set(scope, window);
    window.begunMs.push(nowMs);
    if (window.begunMs.length > rate.posts) window.begunMs.shift();
  };

  return {
    closed(nowMs) {
      const reopening = new Map<string, EpochMs>();
      for (const [scope, { rate, begunMs }] of windows) {
        const reopensMs = (begunMs[begunMs.length - rate.posts] ?? Number.NEGATIVE_INFINITY) + rate.withinMs;
        if (reopensMs > nowMs) reopening.set(scope, reopensMs);
        else if ((begunMs.at(-1) ?? 0) + rate.withinMs <= nowMs) windows.delete(scope);
      }
      for (const [scope, untilMs] of pauses) {
        if (untilMs > nowMs) reopening.set(scope, Math.max(untilMs, reopening.get(scope) ?? untilMs));
        else pauses.delete(scope);
      }
      return { scopes: [...reopening.keys()], reopensMs: reopening.size > 0 ? Math.min(...reopening.values()) : null };
    },
    count(place, nowMs) {
      const scopes = scopesOf(place);
      const rates = limits.get(place.platform);
      if (rates === undefined) return;
      countIn(scopes.place, rates.place, nowMs);
      countIn(scopes.workspace, rates.workspace, nowMs);
      countIn(scopes.platform, rates.platform, nowMs);
    },
    pause(place, untilMs) {
      const { workspace } = scopesOf(place);
      pauses.set(workspace, Math.max(untilMs, pauses.get(workspace) ?? untilMs));
    },
  };
}
