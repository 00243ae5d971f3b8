/** What holds of speaking first on every platform. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartSpec, Message } from "../../src/core/messages/message.ts";
import { type Messenger, type Place, PlatformError } from "../../src/ports/chat-platform.ts";
import { hostileMessage } from "../adapters/slack/hostile-messages.ts";

/** One post as people see it. */
export interface SeenPost {
  readonly messageId: string;
  readonly thread: string | null;
  /** Everything that can be read in it. */
  readonly text: string;
  readonly pictures: number;
  readonly edits: number;
}

/** A messenger on a platform that a test can look at and break. Null: this platform has no such thing. */
export interface MessengerStage {
  readonly messenger: Messenger;
  readonly place: Place;
  /** Somebody the bot can write to. */
  readonly userId: string;
  /** The bot's posts in a place and its threads, oldest first. */
  posts(place: Place): readonly SeenPost[];
  /** Puts `count` messages of others into the place. */
  fill(place: Place, count: number): void;
  readonly faults: {
    /** The next post is taken, and its answer lost. */
    loseAnswer(): void;
    /** The next post is not taken, and 500 answered. */
    fail(): void;
    /** The next post is refused for the time. */
    limit(waitMs: number): void;
    /** The channel can be written to no more; resolves to the code expected. */
    closeChannel(): string;
    /** The platform itself knows the key no more, as after some minutes. */
    forget(): void;
  } | null;
  close(): Promise<void>;
}

const CHART: ChartSpec = {
  kind: "line",
  title: "Net sales",
  subtitle: "by day",
  categories: ["Fri", "Sat"],
  series: [{ name: "Net sales", values: [10_983.69, 12_345.67], emphasis: "main" }],
  format: { unit: "money", currency: "USD" },
  locale: "en",
};

const REPORT: Message = {
  kind: "notice",
  locale: "en",
  summary: "Saturday: net sales $12,345.67, up 12.4%",
  blocks: [
    { type: "headline", label: "Net sales", value: "$12,345.67", period: "Sat 21 Nov 2026", facts: [] },
    { type: "chart", chart: CHART, alt: "Net sales rose from Friday to Saturday" },
    { type: "context", lines: ["Lamps & Söhne · America/New_York · USD"] },
  ],
  actions: [{ label: "By channel", words: "sales yesterday by channel", style: "normal" }],
};

const say = (summary: string): Message => ({ kind: "notice", locale: "en", summary, blocks: [], actions: [] });

export function describeMessenger(name: string, open: () => Promise<MessengerStage>): void {
  describe(`speaking first on ${name}`, () => {
    const sinceMs = Date.now() - 1_000;

    async function onStage(work: (stage: MessengerStage) => Promise<void>): Promise<void> {
      const stage = await open();
      try {
        await work(stage);
      } finally {
        await stage.close();
      }
    }

    const onBreakableStage = (work: (stage: MessengerStage, faults: NonNullable<MessengerStage["faults"]>) => Promise<void>) =>
      onStage(async (stage) => {
        if (stage.faults !== null) return work(stage, stage.faults);
        // Nothing between us and the page can break: the post stands when the call returns.
        await stage.messenger.post(stage.place, REPORT, "certain");
        expect(stage.posts(stage.place)).toHaveLength(1);
      });

    it("posts words, number, picture and small print in one piece, and finds it by its key", () =>
      onStage(async ({ messenger, place, posts }) => {
        const posted = await messenger.post(place, REPORT, "daily:lamps:2026-11-21");
        expect(posted.place).toEqual(place);
        const [post, ...others] = posts(place);
        expect(others).toEqual([]);
        expect(post).toMatchObject({ messageId: posted.messageId, thread: null, pictures: 1, edits: 0 });
        expect(post?.text).toContain("$12,345.67");
        expect(post?.text).toContain("America/New_York");
        expect(await messenger.find(place, "daily:lamps:2026-11-21", sinceMs)).toEqual(posted);
      }));

    it("finds a plain line too, and tells one key from another", () =>
      onStage(async ({ messenger, place }) => {
        const first = await messenger.post(place, say("Two hours left"), "countdown:2");
        const second = await messenger.post(place, say("Two hours left"), "countdown:1");
        expect(first.messageId).not.toBe(second.messageId);
        expect(await messenger.find(place, "countdown:2", sinceMs)).toEqual(first);
        expect(await messenger.find(place, "countdown:1", sinceMs)).toEqual(second);
        expect(await messenger.find(place, "countdown:0", sinceMs)).toBeNull();
      }));

    it("finds a post under everything that was said since, page after page", () =>
      onStage(async ({ messenger, place, fill }) => {
        fill(place, 130);
        const posted = await messenger.post(place, REPORT, "buried");
        fill(place, 450);
        expect(await messenger.find(place, "buried", sinceMs)).toEqual(posted);
        expect(await messenger.find(place, "absent", sinceMs)).toBeNull();
      }));

    it("replaces a post's content, as often as asked, and still finds it", () =>
      onStage(async ({ messenger, place, posts }) => {
        const posted = await messenger.post(place, REPORT, "late");
        const corrected = { ...REPORT, summary: "Saturday: net sales $12,400.00", blocks: [] };
        await messenger.edit(posted, corrected);
        await messenger.edit(posted, corrected);
        const all = posts(place);
        expect(all).toHaveLength(1);
        expect(all[0]).toMatchObject({ messageId: posted.messageId, pictures: 0 });
        expect(all[0]?.text).toContain("$12,400.00");
        expect(all[0]?.text).not.toContain("$12,345.67");
        expect(await messenger.find(place, "late", sinceMs)).toEqual(posted);
      }));

    it("adds to the thread of a post, and looks for that in the thread", () =>
      onStage(async ({ messenger, place, posts }) => {
        const posted = await messenger.post(place, REPORT, "with detail");
        const thread = { ...place, thread: posted.messageId };
        expect(await messenger.find(thread, "detail", sinceMs)).toBeNull();
        const detail = await messenger.post(thread, say("Channels in detail"), "detail");
        const more = await messenger.post(thread, say("Products in detail"), "more");
        expect(detail.place).toEqual(thread);
        expect(posts(place).map((post) => [post.messageId, post.thread])).toEqual([
          [posted.messageId, null],
          [detail.messageId, posted.messageId],
          [more.messageId, posted.messageId],
        ]);
        expect(await messenger.find(thread, "detail", sinceMs)).toEqual(detail);
        expect(await messenger.find(place, "detail", sinceMs)).toBeNull();
        await messenger.edit(detail, say("Channels, corrected"));
        expect(posts(place)[1]?.text).toContain("Channels, corrected");
      }));

    it("writes to one person", () =>
      onStage(async ({ messenger, place, userId, posts }) => {
        const direct = await messenger.directPlace(place.workspace, userId);
        expect(await messenger.directPlace(place.workspace, userId)).toEqual(direct);
        const posted = await messenger.post(direct, say("A report of yours could not be posted"), "notice");
        expect(posts(direct).map(({ messageId }) => messageId)).toContain(posted.messageId);
        expect(await messenger.find(direct, "notice", sinceMs)).toEqual(posted);
      }));

    it("posts whatever a shop's data holds, and finds it again", () =>
      onStage(async ({ messenger, place, posts }) => {
        const messages = fc.sample(hostileMessage, { numRuns: 12, seed: 20_261_122 });
        for (const [index, message] of messages.entries()) {
          const posted = await messenger.post(place, message, `hostile ${index}`);
          expect(await messenger.find(place, `hostile ${index}`, sinceMs)).toEqual(posted);
        }
        expect(posts(place)).toHaveLength(messages.length);
      }));

    it("says that nobody knows where the answer was lost, and finds the post that was taken", () =>
      onBreakableStage(async ({ messenger, place, posts }, faults) => {
        faults.loseAnswer();
        const error = await refusalOf(messenger.post(place, REPORT, "lost"));
        expect(error).toMatchObject({ outcome: "unknown", retryable: true });
        faults.forget();
        const found = await messenger.find(place, "lost", sinceMs);
        expect(found?.messageId).toBe(posts(place)[0]?.messageId);
        expect(posts(place)).toHaveLength(1);
      }));

    it("says that nobody knows where the platform failed, and finds nothing where nothing was done", () =>
      onBreakableStage(async ({ messenger, place }, faults) => {
        faults.fail();
        expect(await refusalOf(messenger.post(place, REPORT, "failed"))).toMatchObject({ outcome: "unknown", retryable: true });
        expect(await messenger.find(place, "failed", sinceMs)).toBeNull();
        await messenger.post(place, REPORT, "failed");
        expect(await messenger.find(place, "failed", sinceMs)).not.toBeNull();
      }));

    it("passes on at once how long to wait, and that nothing was done", () =>
      onBreakableStage(async ({ messenger, place, posts }, faults) => {
        faults.limit(7_000);
        const error = await refusalOf(messenger.post(place, say("later"), "later"));
        expect(error).toMatchObject({ outcome: "not-done", retryable: true });
        expect(error.retryAfterMs).toBeGreaterThan(6_000);
        expect(posts(place)).toEqual([]);
      }));

    it("stops where the channel is closed to it, and says what to do", () =>
      onBreakableStage(async ({ messenger, place }, faults) => {
        const code = faults.closeChannel();
        const error = await refusalOf(messenger.post(place, REPORT, "closed"));
        expect(error).toMatchObject({ code, outcome: "not-done", retryable: false });
        expect(error.message.length).toBeGreaterThan(40);
      }));
  });
}

/** The error a call ends with; fails where it does not, or not with the one family. */
export async function refusalOf(call: Promise<unknown>): Promise<PlatformError> {
  const error = await call.then(
    () => new Error("It succeeded"),
    (cause: unknown) => cause,
  );
  if (!(error instanceof PlatformError)) throw error;
  return error;
}
