/** A world for delivery on a manual clock: a platform that misbehaves as told, and processes that die when told. */
import { createDeliverer, type Deliverer } from "../../src/delivery/create-deliverer.ts";
import { type Messenger, type Place, PlatformError, type PlatformName, type PostedMessage } from "../../src/ports/chat-platform.ts";
import type { Log } from "../../src/ports/log.ts";
import type { OutboxStore } from "../../src/ports/outbox.ts";
import type { SendLimits } from "../../src/ports/send-limits.ts";

/**
 * `lost`: taken, then the answer is lost. `late`: the answer is lost, and it is taken some seconds after. `unsent`: lost on the way
 * there. `failed`: 500, nothing done. `limited`: 429. `refused`: for good. `slow`: answers after the clock has moved on.
 */
export type Fault = "none" | "lost" | "late" | "unsent" | "failed" | "limited" | "refused" | "slow";

export interface Standing {
  readonly key: string;
  readonly place: Place;
  readonly messageId: string;
  readonly atMs: number;
  summary: string;
}

const LATE_MS = 15_000;
const SLOW_MS = 4_000;
const RETRY_AFTER_MS = 7_000;
const NO_LIMITS: SendLimits = { place: null, workspace: null, platform: null };

export function createClock(startMs: number) {
  let nowMs = startMs;
  const advance = (byMs: number): void => {
    nowMs += byMs;
  };
  return { nowMs: () => nowMs, advance };
}

type ManualClock = ReturnType<typeof createClock>;

/** `nextFault` is asked once a call. */
export function createFakePlatform(clock: ManualClock, nextFault: () => Fault) {
  const posts: Standing[] = [];
  const landing: { readonly atMs: number; readonly post: Standing }[] = [];
  const looks: string[] = [];

  const settle = (): void => {
    for (const { atMs, post } of landing.splice(0)) {
      if (atMs <= clock.nowMs()) posts.push(post);
      else landing.push({ atMs, post });
    }
  };
  const unanswered = () => new PlatformError("No answer.", { code: "timeout", retryable: true, outcome: "unknown" });

  async function answer<T>(take: (atMs: number) => T): Promise<T> {
    settle();
    const fault = nextFault();
    switch (fault) {
      case "none":
        return take(clock.nowMs());
      case "slow":
        clock.advance(SLOW_MS);
        return take(clock.nowMs());
      case "lost":
        take(clock.nowMs());
        throw unanswered();
      case "late":
        take(clock.nowMs() + LATE_MS);
        throw unanswered();
      case "unsent":
        throw unanswered();
      case "failed":
        throw new PlatformError("Status 500.", { code: "http_500", retryable: true });
      case "limited":
        throw new PlatformError("Slow down.", { code: "ratelimited", retryable: true, retryAfterMs: RETRY_AFTER_MS });
      case "refused":
        throw new PlatformError("The channel is archived: unarchive it.", { code: "is_archived", retryable: false });
    }
  }

  const messenger: Messenger = {
    post: (place, { summary }, key) =>
      answer((atMs): PostedMessage => {
        const post = { key, place, messageId: `${posts.length + landing.length + 1}`, atMs, summary };
        if (atMs > clock.nowMs()) landing.push({ atMs, post });
        else posts.push(post);
        return { place, messageId: post.messageId };
      }),
    edit: ({ messageId }, { summary }) =>
      answer(() => {
        const post = posts.find((candidate) => candidate.messageId === messageId);
        if (post) post.summary = summary;
      }),
    find: (place, key, sinceMs) =>
      answer(() => {
        looks.push(key);
        const found = posts.find((post) => post.key === key && post.place.channel === place.channel && post.atMs >= sinceMs);
        return found ? { place: found.place, messageId: found.messageId } : null;
      }),
    directPlace: async (workspace, userId) => ({ platform: "slack", workspace, channel: `D-${userId}`, thread: null }),
  };
  return { messenger, posts, looks };
}

/** Thrown by what a dead process would still have called. */
class Dead extends Error {}

/**
 * A process that dies at one of its calls: `lifeLeft` says how many it makes. Where it dies, the call may already have done its work.
 */
export function mortal(lifeLeft: number, diesAfterTheCall: boolean) {
  let calls = 0;
  const guard = <A extends unknown[], T>(work: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      calls += 1;
      if (calls > lifeLeft || (calls === lifeLeft && !diesAfterTheCall)) throw new Dead("dead");
      const result = await work(...args);
      if (calls >= lifeLeft) throw new Dead("dead");
      return result;
    };
  };
  return {
    isDead: () => calls >= lifeLeft,
    outbox: ({ claim, settle }: Pick<OutboxStore, "claim" | "settle">) => ({ claim: guard(claim), settle: guard(settle) }),
    messenger: ({ post, edit, find, directPlace }: Messenger): Messenger => ({
      ...{ post: guard(post), edit: guard(edit), find: guard(find), directPlace: guard(directPlace) },
    }),
  };
}

export interface Tried {
  readonly outcome: string;
  readonly reason: string;
}

export const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let workers = 0;

export function startDeliverer(
  outbox: Pick<OutboxStore, "claim" | "settle">,
  messenger: Messenger,
  clock: ManualClock,
  { limits = NO_LIMITS, tries = [] }: { readonly limits?: SendLimits; readonly tries?: Tried[] } = {},
): Deliverer {
  workers += 1;
  return createDeliverer({
    ...{ outbox, clock, log: SILENT, random: () => 0.5, worker: `worker-${workers}` },
    messengers: new Map<PlatformName, Messenger>([["slack", messenger]]),
    limits: new Map([["slack", limits]]),
    meters: { countTry: (_platform, outcome, reason) => void tries.push({ outcome, reason }) },
  });
}

/** Everything that can be delivered at this instant. */
export async function deliverNow(deliverer: Deliverer): Promise<void> {
  let ended = 0;
  const count = (): void => {
    ended += 1;
  };
  do {
    ended = 0;
    await deliverer.begin(count);
    await deliverer.idle();
  } while (ended > 0);
}

/** Delivers, second by second at first and then in longer steps, until nothing is left or the time is over. */
export async function deliverUntilEmpty(
  nextDeliverer: () => Deliverer,
  outbox: OutboxStore,
  clock: ManualClock,
  { stepMs = 1_000, limitMs = 12 * 3_600_000 } = {},
): Promise<void> {
  const endMs = clock.nowMs() + limitMs;
  while (clock.nowMs() < endMs) {
    // A dead process ends with an error: the next one goes on.
    await deliverNow(nextDeliverer()).catch((error: unknown) => {
      if (!(error instanceof Dead)) throw error;
    });
    if ((await outbox.backlog(Number.MAX_SAFE_INTEGER)).entries === 0) return;
    clock.advance(stepMs);
  }
}
