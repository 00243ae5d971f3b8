import { describe, expect, it } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { AnswerRecord } from "../../src/ports/stores.ts";
import type { OpenStore } from "./store-fixture.ts";

const THREAD: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: "100.1" };

function answer(id: string, answeredAtMs: number, overrides: Partial<AnswerRecord> = {}): AnswerRecord {
  const question = `sales yesterday ${id}`;
  return { id, place: THREAD, userId: "U1", question, again: `why ${question}`, summary: "1,234 €\0\ud800", answeredAtMs, ...overrides };
}

export function describeAnswerStore(open: OpenStore): void {
  describe("answer store", () => {
    it("finds an answer by its id, its text without what no text may hold", async () => {
      const { store, close } = await open();
      await store.answers.record(answer("a", 1));
      expect(await store.answers.find("a")).toEqual({ ...answer("a", 1), summary: "1,234 €\ufffd" });
      expect(await store.answers.find("b")).toBeNull();
      await close();
    });

    it("gives the newest answer of a thread, and the one that began it once it is placed", async () => {
      const { store, close } = await open();
      await store.answers.record(answer("root", 1, { place: { ...THREAD, thread: null } }));
      expect(await store.answers.lastInThread(THREAD)).toBeNull();
      await store.answers.placed("root", THREAD);
      expect(await store.answers.lastInThread(THREAD)).toMatchObject({ id: "root", place: THREAD });
      await store.answers.record(answer("later", 2));
      await store.answers.record(answer("elsewhere", 3, { place: { ...THREAD, channel: "C2" } }));
      expect(await store.answers.lastInThread(THREAD)).toMatchObject({ id: "later" });
      expect(await store.answers.lastInThread({ ...THREAD, thread: null })).toBeNull();
      await store.answers.record(answer("view", 9, { question: null, again: "customers" }));
      expect(await store.answers.lastInThread(THREAD)).toMatchObject({ id: "later" });
      expect(await store.answers.find("view")).toMatchObject({ question: null, again: "customers" });
      await close();
    });

    it("lists a person's answers, newest first", async () => {
      const { store, close } = await open();
      for (const at of [1, 3, 2]) await store.answers.record(answer(`a${at}`, at));
      await store.answers.record(answer("other", 4, { userId: "U2" }));
      const recent = await store.answers.recentOf("U1", "T1", 2);
      expect(recent.map(({ id }) => id)).toEqual(["a3", "a2"]);
      expect(await store.answers.recentOf("U1", "T2", 2)).toEqual([]);
      await close();
    });

    it("forgets what is older than an instant", async () => {
      const { store, close } = await open();
      for (const at of [1, 2, 3]) await store.answers.record(answer(`a${at}`, at));
      expect(await store.answers.prune(3)).toBe(2);
      expect(await store.answers.find("a2")).toBeNull();
      expect(await store.answers.find("a3")).not.toBeNull();
      await close();
    });
  });
}
