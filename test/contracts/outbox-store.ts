import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClaimedEntry, ClaimRequest, OutboxStore, Settlement } from "../../src/ports/outbox.ts";
import { CHANNEL, edit, message, post, posted } from "./outbox-fixture.ts";
import { must } from "./store-fixture.ts";

const LEASE_MS = 1_000;

function claimAt(outbox: OutboxStore, nowMs: number, rest: Partial<ClaimRequest> = {}): Promise<ClaimedEntry | null> {
  return outbox.claim({ nowMs, leaseMs: LEASE_MS, worker: "w1", except: [], ...rest });
}

const sent = (messageId: string): Settlement => ({ type: "sent", reason: "due", posted: posted(messageId) });
const retry = (dueMs: number, isUnsettled = false): Settlement => ({
  ...{ type: "retry", reason: "failed", detail: "It failed.", dueMs, isUnsettled },
});

type OpenOutbox = () => Promise<{ readonly store: { readonly outbox: OutboxStore }; close(): Promise<void> }>;

export function describeOutboxStore(open: OpenOutbox): void {
  const withOutbox = (work: (outbox: OutboxStore) => Promise<void>) => async () => {
    const { store, close } = await open();
    await work(store.outbox);
    await close();
  };

  describe("outbox store", () => {
    it(
      "hands an entry out as it was put, once due, and records where it was posted",
      withOutbox(async (outbox) => {
        const entry = post("a", { notBeforeMs: 5, ownerUserId: "U1", message: message("Sales 销售额 👍") });
        await outbox.put([entry], 0);
        expect(await claimAt(outbox, 4)).toBeNull();
        const claimed = must(await claimAt(outbox, 5));
        expect(claimed).toEqual({
          ...{ entry, worker: "w1", attempts: 1, firstTriedMs: 5, leaseUntilMs: 1_005, unsettledSinceMs: null, parent: null },
        });
        expect(await outbox.settle(claimed, sent("100.1"), 7)).toBe(true);
        expect(await outbox.find("a")).toEqual({
          ...{ key: "a", place: CHANNEL, summary: "Sales 销售额 👍", state: "sent", notBeforeMs: 5, dueMs: 5, attempts: 1 },
          ...{ reason: "due", detail: null, posted: posted("100.1"), finishedMs: 7 },
        });
        expect(await claimAt(outbox, 10_000)).toBeNull();
        expect(await outbox.find("b")).toBeNull();
      }),
    );

    it(
      "ignores a key that is there already, waiting or finished",
      withOutbox(async (outbox) => {
        await outbox.put([post("a"), post("a", { message: message("again") })], 0);
        const claimed = must(await claimAt(outbox, 0));
        await outbox.settle(claimed, sent("1"), 0);
        await outbox.put([post("a")], 0);
        expect(claimed.entry.message.summary).toBe("text of a");
        expect(await claimAt(outbox, 1)).toBeNull();
      }),
    );

    it(
      "keeps the order within a place: a claimed or failing entry holds back those after it, and nobody else's",
      withOutbox(async (outbox) => {
        const elsewhere = { ...CHANNEL, channel: "C2" };
        await outbox.put([post("second", { notBeforeMs: 2 }), post("first", { notBeforeMs: 1 }), post("third", { notBeforeMs: 2 })], 0);
        await outbox.put([post("other", { place: elsewhere, notBeforeMs: 3 })], 0);
        const first = must(await claimAt(outbox, 10));
        expect(first.entry.key).toBe("first");
        expect((await claimAt(outbox, 10))?.entry.key).toBe("other");
        expect(await claimAt(outbox, 10)).toBeNull();
        await outbox.settle(first, retry(50), 11);
        expect(await claimAt(outbox, 12)).toBeNull();
        const again = must(await claimAt(outbox, 50));
        expect(again).toMatchObject({ entry: { key: "first" }, attempts: 2, firstTriedMs: 10, unsettledSinceMs: null });
        await outbox.settle(again, sent("1"), 51);
        const second = must(await claimAt(outbox, 52));
        expect(second.entry.key).toBe("second");
        await outbox.settle(second, sent("2"), 52);
        expect((await claimAt(outbox, 52))?.entry.key).toBe("third");
      }),
    );

    it(
      "hands urgent entries out first, and lets them wait for urgent ones only",
      withOutbox(async (outbox) => {
        await outbox.put([post("report"), post("alert", { notBeforeMs: 5, urgency: "urgent" })], 0);
        expect((await claimAt(outbox, 5))?.entry.key).toBe("alert");
        expect((await claimAt(outbox, 5))?.entry.key).toBe("report");
      }),
    );

    it(
      "leaves out what may not be sent to right now: places, workspaces, platforms, people",
      withOutbox(async (outbox) => {
        const person = { platform: "slack", workspace: "T1", userId: "U1" } as const;
        await outbox.put([post("a"), post("b", { place: person, notBeforeMs: 1 })], 0);
        expect(await claimAt(outbox, 1, { except: ["slack"] })).toBeNull();
        expect(await claimAt(outbox, 1, { except: ["slack/T1"] })).toBeNull();
        expect(await claimAt(outbox, 1, { except: ["slack/T1/C1", "slack/T1/@U1"] })).toBeNull();
        expect((await claimAt(outbox, 1, { except: ["discord", "slack/T1/C1"] }))?.entry).toMatchObject({ key: "b", place: person });
      }),
    );

    it(
      "gives an entry whose lease ended to another worker, as unsettled, and the first one no say any more",
      withOutbox(async (outbox) => {
        await outbox.put([post("a")], 0);
        const lost = must(await claimAt(outbox, 10));
        expect(await claimAt(outbox, 1_009, { worker: "w2" })).toBeNull();
        const taken = must(await claimAt(outbox, 1_010, { worker: "w2" }));
        expect(taken).toMatchObject({ worker: "w2", attempts: 2, unsettledSinceMs: 10, leaseUntilMs: 2_010 });
        expect(await outbox.settle(lost, sent("1"), 1_011)).toBe(false);
        expect(await outbox.find("a")).toMatchObject({ state: "claimed", posted: null });
        await outbox.settle(taken, retry(1_012, true), 1_012);
        expect(await claimAt(outbox, 1_012)).toMatchObject({ unsettledSinceMs: 10 });
      }),
    );

    it(
      "knows since when the outcome is unknown, until a try that surely did nothing",
      withOutbox(async (outbox) => {
        await outbox.put([post("a")], 0);
        await outbox.settle(must(await claimAt(outbox, 10)), retry(20, true), 15);
        const second = must(await claimAt(outbox, 20));
        expect(second.unsettledSinceMs).toBe(10);
        await outbox.settle(second, retry(30), 20);
        expect(await claimAt(outbox, 30)).toMatchObject({ unsettledSinceMs: null });
      }),
    );

    it(
      "lets edits and replies wait for their post and tells where it stands, even where they are due before it",
      withOutbox(async (outbox) => {
        const reply = post("reply", { threadOf: "root", place: { ...CHANNEL, thread: "any" } });
        await outbox.put([post("root", { notBeforeMs: 10 }), reply, edit("edit", "root", { urgency: "urgent" })], 0);
        expect(await claimAt(outbox, 9)).toBeNull();
        const root = must(await claimAt(outbox, 10));
        expect(root.entry.key).toBe("root");
        expect(await claimAt(outbox, 10)).toBeNull();
        await outbox.settle(root, sent("100.1"), 10);
        expect(await claimAt(outbox, 10)).toMatchObject({
          ...{ entry: { key: "edit", editOf: "root", threadOf: null }, parent: { state: "posted", posted: posted("100.1") } },
        });
        expect(await claimAt(outbox, 10)).toMatchObject({ entry: reply, parent: { state: "posted" } });
      }),
    );

    it(
      "says that a post is missing where it failed or was never put",
      withOutbox(async (outbox) => {
        await outbox.put([post("root"), post("reply", { threadOf: "root" }), edit("lost", "nobody", { notBeforeMs: 1 })], 0);
        await outbox.settle(must(await claimAt(outbox, 1)), { type: "failed", reason: "refused", detail: "No.", notice: null }, 1);
        for (const key of ["reply", "lost"]) {
          const claimed = must(await claimAt(outbox, 1));
          expect(claimed).toMatchObject({ entry: { key }, parent: { state: "missing" } });
          await outbox.settle(claimed, { type: "dropped", reason: "post-missing", detail: "No.", notice: null }, 1);
        }
      }),
    );

    it(
      "drops a waiting edit when a newer one of the same post comes, not one under way",
      withOutbox(async (outbox) => {
        await outbox.put([post("root")], 0);
        await outbox.settle(must(await claimAt(outbox, 0)), sent("1"), 0);
        await outbox.put([edit("e1", "root")], 1);
        const underWay = must(await claimAt(outbox, 1));
        await outbox.put([edit("e2", "root", { notBeforeMs: 2 })], 2);
        await outbox.put([edit("e3", "root", { notBeforeMs: 3 }), edit("e3", "root")], 3);
        expect(await outbox.find("e1")).toMatchObject({ state: "claimed" });
        expect(await outbox.find("e2")).toMatchObject({ state: "dropped", reason: "superseded", finishedMs: 3 });
        expect(await claimAt(outbox, 3)).toBeNull();
        await outbox.settle(underWay, sent("1"), 4);
        expect((await claimAt(outbox, 4))?.entry.key).toBe("e3");
      }),
    );

    it(
      "puts what the owner is told together with the failure, and not for a worker that has lost its lease",
      withOutbox(async (outbox) => {
        await outbox.put([post("a")], 0);
        const lost = must(await claimAt(outbox, 0));
        const notice = post("told", { place: { platform: "slack", workspace: "T1", userId: "U1" } });
        const failed: Settlement = { type: "failed", reason: "refused", detail: "The channel is archived.", notice };
        const held = must(await claimAt(outbox, 2_000));
        expect(await outbox.settle(lost, failed, 2_000)).toBe(false);
        expect(await outbox.find("told")).toBeNull();
        expect(await outbox.settle(held, failed, 2_000)).toBe(true);
        expect(await outbox.find("a")).toMatchObject({ state: "failed", reason: "refused", detail: "The channel is archived." });
        expect((await claimAt(outbox, 2_000))?.entry).toEqual(notice);
      }),
    );

    it(
      "lists and counts what waits, and forgets what finished long ago",
      withOutbox(async (outbox) => {
        const elsewhere = { ...CHANNEL, workspace: "T2" };
        await outbox.put([post("a"), post("b", { notBeforeMs: 2 }), post("c", { notBeforeMs: 3, place: elsewhere })], 0);
        expect(await outbox.backlog(2)).toEqual({ entries: 2, oldestMs: 0 });
        await outbox.settle(must(await claimAt(outbox, 2)), sent("1"), 2);
        expect(await outbox.backlog(1)).toEqual({ entries: 0, oldestMs: null });
        const keys = async (query: Parameters<OutboxStore["list"]>[0]) => (await outbox.list(query)).map(({ key }) => key);
        expect(await keys({ workspace: null, states: ["waiting", "sent"], limit: 9 })).toEqual(["c", "b", "a"]);
        expect(await keys({ workspace: CHANNEL, states: ["waiting"], limit: 9 })).toEqual(["b"]);
        expect(await keys({ workspace: null, states: ["waiting"], limit: 1 })).toEqual(["c"]);
        expect(await outbox.prune(2)).toBe(0);
        expect(await outbox.prune(3)).toBe(1);
        expect(await keys({ workspace: null, states: ["waiting", "sent"], limit: 9 })).toEqual(["c", "b"]);
      }),
    );

    it(
      "never gives the same entry to two workers asking at once, and never two of one place",
      withOutbox(async (outbox) => {
        const places = ["C1", "C2", "C3", "C4", "C5"].map((channel) => ({ ...CHANNEL, channel }));
        await outbox.put(
          places.flatMap((place, at) => [0, 1, 2].map((n) => post(`${at}.${n}`, { place }))),
          0,
        );
        const order: string[] = [];
        const work = async (worker: string) => {
          for (let misses = 0; misses < 20; ) {
            const claimed = await claimAt(outbox, 0, { worker });
            if (claimed === null) {
              misses += 1;
              continue;
            }
            order.push(claimed.entry.key);
            expect(await outbox.settle(claimed, sent(claimed.entry.key), 0)).toBe(true);
          }
        };
        await Promise.all(["w1", "w2", "w3", "w4"].map(work));
        expect([...order].sort()).toEqual(places.flatMap((_, at) => [0, 1, 2].map((n) => `${at}.${n}`)));
        for (const at of places.keys()) expect(order.filter((key) => key.startsWith(`${at}.`))).toEqual([0, 1, 2].map((n) => `${at}.${n}`));
      }),
    );

    it(
      "comes to an end whatever waits for whatever",
      withOutbox(async (outbox) => {
        const anyEntry = fc.record({
          channel: fc.constantFrom("C1", "C2"),
          urgency: fc.constantFrom("normal" as const, "urgent" as const),
          notBeforeMs: fc.nat(5),
          needs: fc.option(fc.nat(9), { nil: null }),
          kind: fc.constantFrom("post" as const, "edit" as const),
        });
        let runs = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(anyEntry, { maxLength: 10 }), async (shapes) => {
            runs += 1;
            const key = (index: number) => `${runs}/${index}`;
            const entries = shapes.map(({ channel, kind, needs, ...rest }, index) => {
              const parent = needs !== null && needs < index ? key(needs) : null;
              const isEdit = kind === "edit" && parent !== null;
              const place = { ...CHANNEL, channel };
              return post(key(index), {
                ...{ ...rest, place, kind: isEdit ? "edit" : "post", editOf: isEdit ? parent : null, threadOf: isEdit ? null : parent },
              });
            });
            await outbox.put(entries, 0);
            const seen: string[] = [];
            for (let claimed = await claimAt(outbox, 5); claimed !== null; claimed = await claimAt(outbox, 5)) {
              const needed = claimed.entry.threadOf ?? claimed.entry.editOf;
              if (needed !== null && !seen.includes(needed)) expect(await outbox.find(needed)).toMatchObject({ reason: "superseded" });
              seen.push(claimed.entry.key);
              await outbox.settle(claimed, sent("1"), 5);
            }
            expect(await outbox.backlog(5)).toEqual({ entries: 0, oldestMs: null });
          }),
          { numRuns: 20 },
        );
      }),
    );
  });
}
