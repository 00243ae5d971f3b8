/** Posts that arrive, once: timelines of delivery over a misbehaving platform, dying processes and rate limits. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DISCORD_SEND_LIMITS } from "../../src/adapters/discord/limits.ts";
import { SLACK_SEND_LIMITS } from "../../src/adapters/slack/limits.ts";
import type { OutboxEntry, OutboxStore } from "../../src/ports/outbox.ts";
import type { Rate, SendLimits } from "../../src/ports/send-limits.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { CHANNEL, DAY_MS, edit, message, post } from "../contracts/outbox-fixture.ts";
import { type PostgresServer, startPostgres } from "../contracts/postgres-server.ts";
import { must } from "../contracts/store-fixture.ts";
import {
  createClock,
  createFakePlatform,
  deliverNow,
  deliverUntilEmpty,
  type Fault,
  mortal,
  startDeliverer,
  type Tried,
} from "../delivery/fake-world.ts";
import { createMemoryOutbox } from "../delivery/memory-outbox.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const TIMES = { notBeforeMs: NOON, staleAfterMs: NOON + DAY_MS };
/** A post due at noon, good for a day. */
const due = (key: string, overrides: Partial<OutboxEntry> = {}) => post(key, { ...TIMES, ownerUserId: "U1", ...overrides });
const inChannel = (channel: string, workspace = "T1") => ({ ...CHANNEL, channel, workspace });

/** The faults in order, then none. */
function startWorld(faults: readonly Fault[] = [], limits?: SendLimits) {
  const outbox = createMemoryOutbox();
  const clock = createClock(NOON);
  const left = [...faults];
  const platform = createFakePlatform(clock, () => left.shift() ?? "none");
  const tries: Tried[] = [];
  const deliverer = startDeliverer(outbox, platform.messenger, clock, limits ? { limits, tries } : { tries });
  const shown = () => platform.posts.map(({ key }) => key);
  return { outbox, clock, deliverer, tries, shown, ...platform };
}

describe("a post", () => {
  it("goes out once, and its replies and edits follow it", async () => {
    const { outbox, deliverer, posts } = startWorld();
    await outbox.put([due("root"), due("reply", { threadOf: "root" }), edit("e1", "root", { ...TIMES, message: message("edited") })], NOON);
    await deliverNow(deliverer);
    await deliverNow(deliverer);
    expect(posts).toEqual([
      { key: "root", place: CHANNEL, messageId: "1", atMs: NOON, summary: "edited" },
      { key: "reply", place: { ...CHANNEL, thread: "1" }, messageId: "2", atMs: NOON, summary: "text of reply" },
    ]);
  });

  it("is looked for before it is sent again where an answer was lost, and only after late ones have landed", async () => {
    for (const fault of ["lost", "late", "unsent"] as const) {
      const { outbox, clock, deliverer, shown, looks, tries } = startWorld([fault]);
      await outbox.put([due("a"), due("b")], NOON);
      await deliverNow(deliverer);
      clock.advance(19_000);
      await deliverNow(deliverer);
      expect(looks).toEqual([]);
      clock.advance(1_000);
      await deliverNow(deliverer);
      expect(shown()).toEqual(["a", "b"]);
      expect(looks).toEqual(["a"]);
      expect(tries.map(({ reason }) => reason)).toEqual(["outcome-unknown", fault === "unsent" ? "due" : "found", "due"]);
    }
  });

  it("waits as long as the platform asks, and everything of the workspace with it", async () => {
    const { outbox, clock, deliverer, shown } = startWorld(["limited"]);
    await outbox.put([due("a")], NOON);
    await deliverNow(deliverer);
    await outbox.put([due("b", { place: inChannel("C2") }), due("c", { place: inChannel("C3", "T2") })], NOON);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["c"]);
    clock.advance(7_499);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["c"]);
    clock.advance(1);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["c", "a", "b"]);
  });

  it("is tried again after growing waits while the platform fails, and given up after twelve hours", async () => {
    const { outbox, clock, deliverer, posts } = startWorld(Array.from({ length: 500 }, () => "failed" as const));
    await outbox.put([due("a")], NOON);
    const triedAt: number[] = [];
    let attempts = 0;
    for (let status = await outbox.find("a"); status?.finishedMs === null; status = await outbox.find("a")) {
      await deliverNow(deliverer);
      const now = must(await outbox.find("a"));
      if (now.attempts > attempts) triedAt.push((clock.nowMs() - NOON) / 1_000);
      attempts = now.attempts;
      clock.advance(now.attempts < 10 ? 500 : 30_000);
    }
    expect(triedAt.slice(0, 9)).toEqual([0, 1.5, 4.5, 10.5, 22.5, 46.5, 94.5, 190.5, 382.5]);
    expect(triedAt.at(-1)).toBeLessThanOrEqual(12 * 3_600);
    expect(await outbox.find("a")).toMatchObject({ state: "failed", reason: "gave-up", detail: "Status 500." });
    expect(posts).toEqual([]);
  });

  it("stops where it is refused, and the owner is told once, with the next step", async () => {
    const { outbox, clock, deliverer, posts, tries } = startWorld(["refused", "refused"]);
    await outbox.put([due("a"), due("b")], NOON);
    await deliverNow(deliverer);
    expect(await outbox.find("a")).toMatchObject({ state: "failed", reason: "is_archived" });
    expect(posts).toMatchObject([{ place: { channel: "D-U1" }, summary: "This post could not be delivered in channel C1: text of a" }]);
    const [notice] = await outbox.list({ workspace: null, states: ["sent"], limit: 1 });
    expect(notice?.key).toBe("undelivered:slack/T1/C1:is_archived:2026-11-23");
    clock.advance(3_600_000);
    await deliverNow(deliverer);
    expect(posts).toHaveLength(1);
    expect(tries.filter(({ outcome }) => outcome === "failed")).toHaveLength(2);
  });

  it("that tells the owner of a refusal and is refused itself tells nobody", async () => {
    const { outbox, deliverer, posts } = startWorld(["refused", "refused"]);
    await outbox.put([due("a")], NOON);
    await deliverNow(deliverer);
    expect(posts).toEqual([]);
    expect(await outbox.backlog(NOON + DAY_MS)).toEqual({ entries: 0, oldestMs: null });
  });

  it("is dropped when it is stale, the owner told, and its replies with it", async () => {
    const { outbox, deliverer, clock, shown } = startWorld();
    await outbox.put([due("a", { staleAfterMs: NOON + 1_000 }), due("reply", { threadOf: "a" }), due("b")], NOON);
    clock.advance(1_000);
    await deliverNow(deliverer);
    expect(await outbox.find("a")).toMatchObject({ state: "dropped", reason: "stale" });
    expect(await outbox.find("reply")).toMatchObject({ state: "dropped", reason: "post-missing" });
    expect(shown().sort()).toEqual(["b", "undelivered:slack/T1/C1:stale:2026-11-23"]);
  });

  it("that may stand there is looked for even when it is stale by then", async () => {
    const { outbox, deliverer, clock, shown } = startWorld(["lost"]);
    await outbox.put([due("a", { staleAfterMs: NOON + 1_000 })], NOON);
    await deliverNow(deliverer);
    clock.advance(DAY_MS);
    await deliverNow(deliverer);
    expect(await outbox.find("a")).toMatchObject({ state: "sent", reason: "found" });
    expect(shown()).toEqual(["a"]);
  });

  it("is never repeated where nobody may look whether it stands there: a person is asked to", async () => {
    const { outbox, deliverer, clock, posts } = startWorld(["lost", "refused"]);
    await outbox.put([due("a")], NOON);
    await deliverNow(deliverer);
    clock.advance(20_000);
    await deliverNow(deliverer);
    expect(await outbox.find("a")).toMatchObject({ state: "failed", reason: "outcome-unknown" });
    expect(posts.map(({ key }) => key)).toEqual(["a", "undelivered:slack/T1/C1:outcome-unknown:2026-11-23"]);
  });

  it("on a platform that is not configured waits for it", async () => {
    const { outbox, deliverer, shown } = startWorld();
    await outbox.put([due("a", { place: { ...CHANNEL, platform: "discord" } }), due("b")], NOON);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["b"]);
    expect(await outbox.find("a")).toMatchObject({ state: "waiting", detail: "Its platform is not configured." });
  });

  it("is left to others where its own process has slept for too long", async () => {
    const { outbox, clock, posts, messenger } = startWorld();
    await outbox.put([due("a")], NOON);
    const sleepy = startDeliverer(
      {
        ...outbox,
        claim: async (request) => {
          const claimed = await outbox.claim(request);
          if (claimed !== null) clock.advance(31_000);
          return claimed;
        },
      },
      messenger,
      clock,
    );
    await sleepy.begin(() => undefined);
    await sleepy.idle();
    expect(posts).toEqual([]);
    clock.advance(30_000);
    await deliverNow(startDeliverer(outbox, messenger, clock));
    expect(posts).toHaveLength(1);
  });
});

describe("rate limits", () => {
  /** Whether no stretch of the rate's length holds more posts than it allows. */
  function keeps(rate: Rate | null, times: readonly number[]): boolean {
    return rate === null || times.every((atMs, index) => (times[index + rate.posts] ?? Number.POSITIVE_INFINITY) - atMs >= rate.withinMs);
  }

  it.each([
    // 500 at 200 a minute: 2 waits. 500 at 40 a second: 12 waits.
    ["Slack", SLACK_SEND_LIMITS, 120_000],
    ["Discord", DISCORD_SEND_LIMITS, 12_000],
  ] as const)("of %s are kept by 500 posts due at once, and explain the whole wait", async (_name, limits, expectedMs) => {
    const { outbox, deliverer, clock, posts } = startWorld([], limits);
    await outbox.put(
      Array.from({ length: 500 }, (_, at) => due(`a${at}`, { place: inChannel(`C${at % 250}`) })),
      NOON,
    );
    await deliverUntilEmpty(() => deliverer, outbox, clock, { stepMs: 500, limitMs: 600_000 });
    expect(new Set(posts.map(({ key }) => key)).size).toBe(500);
    expect(posts).toHaveLength(500);
    expect(
      keeps(
        limits.workspace,
        posts.map(({ atMs }) => atMs),
      ),
    ).toBe(true);
    expect(
      keeps(
        limits.platform,
        posts.map(({ atMs }) => atMs),
      ),
    ).toBe(true);
    for (let channel = 0; channel < 250; channel++) {
      const times = posts.filter(({ place }) => place.channel === `C${channel}`).map(({ atMs }) => atMs);
      expect(keeps(limits.place, times)).toBe(true);
    }
    expect(clock.nowMs() - NOON).toBe(expectedMs);
  });

  it("of one place hold nobody else back, and say when they end", async () => {
    const { outbox, deliverer, shown } = startWorld([], SLACK_SEND_LIMITS);
    await outbox.put([due("a"), due("b"), due("c", { place: inChannel("C2") })], NOON);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["a", "c"]);
    expect(await deliverer.begin(() => undefined)).toEqual({ againMs: NOON + 1_000 });
  });

  it("let an urgent entry pass those that wait", async () => {
    const { outbox, deliverer, clock, shown } = startWorld([], SLACK_SEND_LIMITS);
    await outbox.put([due("a"), due("b")], NOON);
    await deliverNow(deliverer);
    await outbox.put([due("alert", { urgency: "urgent" })], NOON);
    clock.advance(1_000);
    await deliverNow(deliverer);
    expect(shown()).toEqual(["a", "alert"]);
  });
});

describe("processes that die at any call, over a platform that fails in any way", () => {
  const anyFault = fc.constantFrom<Fault>("none", "none", "lost", "late", "unsent", "failed", "limited", "slow");
  const anyEntry = fc.record({
    channel: fc.constantFrom("C1", "C2", "C3"),
    parent: fc.option(fc.nat(7), { nil: null }),
    isEdit: fc.boolean(),
  });
  const anyLife = fc.record({ calls: fc.integer({ min: 1, max: 12 }), after: fc.boolean() });

  it("lose nothing, say nothing twice, and keep the order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 1, maxLength: 8 }),
        fc.array(anyFault, { maxLength: 25 }),
        fc.array(anyLife, { maxLength: 6 }),
        async (shapes, faults, lives) => {
          const outbox = createMemoryOutbox();
          const clock = createClock(NOON);
          const entries = toEntries(shapes);
          const left = [...faults];
          const platform = createFakePlatform(clock, () => left.shift() ?? "none");
          await outbox.put(entries, clock.nowMs());
          await deliverUntilEmpty(livesOf(lives, outbox, platform.messenger, clock), outbox, clock, { stepMs: 5_000 });

          const posts = entries.filter(({ kind }) => kind === "post");
          expect(platform.posts.map(({ key }) => key).sort()).toEqual(posts.map(({ key }) => key).sort());
          for (const channel of ["C1", "C2", "C3"]) {
            const keys = platform.posts.filter(({ place }) => place.channel === channel).map(({ key }) => key);
            expect(keys).toEqual(posts.map(({ key }) => key).filter((key) => keys.includes(key)));
          }
          for (const { key, summary } of platform.posts) {
            const newest = entries.filter(({ editOf }) => editOf === key).at(-1);
            expect(summary).toBe(newest?.message.summary ?? `text of ${key}`);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  /** Edits and replies of earlier posts; a reply goes into its post's channel. */
  function toEntries(
    shapes: readonly { readonly channel: string; readonly parent: number | null; readonly isEdit: boolean }[],
  ): readonly OutboxEntry[] {
    const entries: OutboxEntry[] = [];
    for (const { channel, parent, isEdit } of shapes) {
      const key = `${entries.length}`;
      const root = parent === null ? undefined : entries[parent];
      const isRoot = root?.kind === "post" && root.threadOf === null;
      if (root === undefined || !isRoot) entries.push(post(key, { ...TIMES, place: { ...CHANNEL, channel } }));
      else if (isEdit) entries.push(edit(key, root.key, { ...TIMES, place: root.place }));
      else entries.push(post(key, { ...TIMES, place: root.place, threadOf: root.key }));
    }
    return entries;
  }

  /** One process after another, the last of which lives on. */
  function livesOf(
    lives: readonly { readonly calls: number; readonly after: boolean }[],
    outbox: OutboxStore,
    messenger: ReturnType<typeof createFakePlatform>["messenger"],
    clock: ReturnType<typeof createClock>,
  ) {
    const left = [...lives];
    const next = () => {
      const life = left.shift() ?? { calls: Number.POSITIVE_INFINITY, after: false };
      const process = mortal(life.calls, life.after);
      const deliverer = startDeliverer(process.outbox(outbox), process.messenger(messenger), clock);
      return { process, deliverer };
    };
    let current = next();
    return () => {
      if (current.process.isDead()) current = next();
      return current.deliverer;
    };
  }
});

describe("two replicas on one PostgreSQL", () => {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  it("share the work and double nothing, also where one dies", async () => {
    const { store, close } = await openTestStore(await must(server).createDatabase());
    const clock = createClock(NOON);
    const platform = createFakePlatform(clock, () => "none");
    const counts = [0, 0].map((): Tried[] => []);
    const [first = [], second = []] = counts;
    const keys = Array.from({ length: 60 }, (_, at) => `a${at}`);
    await store.outbox.put(
      keys.map((key, at) => due(key, { place: inChannel(`C${at % 15}`) })),
      NOON,
    );
    const dying = mortal(20, true);
    await Promise.all([
      deliverNow(startDeliverer(dying.outbox(store.outbox), dying.messenger(platform.messenger), clock, { tries: first })).catch(
        () => undefined,
      ),
      deliverNow(startDeliverer(store.outbox, platform.messenger, clock, { tries: second })),
    ]);
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    clock.advance(60_000);
    await deliverUntilEmpty(() => startDeliverer(store.outbox, platform.messenger, clock), store.outbox, clock);
    expect(platform.posts.map(({ key }) => key).sort()).toEqual([...keys].sort());
    await close();
  });
});
