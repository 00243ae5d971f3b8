/**
 * Answers the same request once (draft-ietf-httpapi-idempotency-key-header): the same key with the same body gets the first
 * answer again, also while the first is still under way; the same key with another body is refused.
 *
 * Kept in memory on purpose: facts sent twice change nothing, so after a restart a repeated request is merely worked again.
 */
import { createHash } from "node:crypto";
import type { EpochMs } from "../../core/calendar/period.ts";

const KEEP_MS = 24 * 3_600_000;
const KEEP_KEYS = 10_000;

/** A finished answer that can be sent any number of times. */
export interface Answer {
  readonly status: 200 | 400 | 401 | 403 | 404 | 413 | 422;
  readonly body: unknown;
}

interface Entry {
  readonly bodyHash: string;
  readonly answer: Promise<Answer>;
  readonly expiresAtMs: EpochMs;
}

type Outcome = { readonly type: "answer"; readonly answer: Answer; readonly replayed: boolean } | { readonly type: "reused-key" };

export interface IdempotencyKeys {
  /** Runs `work` unless the key was used before. A rejection is forgotten, so that trying again works. */
  once(key: string, body: Uint8Array, nowMs: EpochMs, work: () => Promise<Answer>): Promise<Outcome>;
}

export function createIdempotencyKeys(): IdempotencyKeys {
  /** Oldest first, as a Map iterates in the order of insertion. */
  const entries = new Map<string, Entry>();

  function forgetOld(nowMs: EpochMs): void {
    for (const [key, entry] of entries) {
      if (entries.size <= KEEP_KEYS && entry.expiresAtMs > nowMs) return;
      entries.delete(key);
    }
  }

  return {
    async once(key, body, nowMs, work) {
      forgetOld(nowMs);
      const bodyHash = createHash("sha256").update(body).digest("base64");
      const known = entries.get(key);
      if (known !== undefined) {
        if (known.bodyHash !== bodyHash) return { type: "reused-key" };
        return { type: "answer", answer: await known.answer, replayed: true };
      }
      const entry = { bodyHash, answer: work(), expiresAtMs: nowMs + KEEP_MS };
      entries.set(key, entry);
      entry.answer.catch(() => entries.delete(key));
      return { type: "answer", answer: await entry.answer, replayed: false };
    },
  };
}
