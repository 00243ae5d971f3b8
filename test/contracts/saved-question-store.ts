import { describe, expect, it } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { SavedQuestion } from "../../src/ports/saved-questions.ts";
import type { OpenStore } from "./store-fixture.ts";

const CHANNEL: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };

function saved(name: string, words = "sales yesterday"): SavedQuestion {
  return { name, words, savedBy: "U1", savedAtMs: 1_795_000_000_000 };
}

export function describeSavedQuestionStore(open: OpenStore): void {
  describe("saved question store", () => {
    it("finds a question by its name, however that is written, in its workspace alone", async () => {
      const { store, close } = await open();
      const question = saved("Weekend  Conversion 转化", "conversion the weekend");
      expect(await store.savedQuestions.put(CHANNEL, question)).toBeNull();
      expect(await store.savedQuestions.find(CHANNEL, " weekend conversion 转化")).toEqual(question);
      expect(await store.savedQuestions.find({ ...CHANNEL, workspace: "T2" }, question.name)).toBeNull();
      expect(await store.savedQuestions.find({ ...CHANNEL, platform: "discord" }, question.name)).toBeNull();
      await close();
    });

    it("replaces the question of a name, and says which it was", async () => {
      const { store, close } = await open();
      await store.savedQuestions.put(CHANNEL, saved("b"));
      await store.savedQuestions.put(CHANNEL, saved("a"));
      expect(await store.savedQuestions.put(CHANNEL, saved("B", "orders today"))).toEqual(saved("b"));
      expect(await store.savedQuestions.list(CHANNEL)).toEqual([saved("a"), saved("B", "orders today")]);
      await close();
    });

    it("pins to one channel, first pinned first, and unpins", async () => {
      const { store, close } = await open();
      for (const name of ["a", "b"]) await store.savedQuestions.put(CHANNEL, saved(name));
      await store.savedQuestions.pin(CHANNEL, "b", 1);
      await store.savedQuestions.pin(CHANNEL, "A", 2);
      await store.savedQuestions.pin(CHANNEL, "b", 3);
      expect((await store.savedQuestions.pinned(CHANNEL)).map(({ name }) => name)).toEqual(["b", "a"]);
      expect(await store.savedQuestions.pinned({ ...CHANNEL, channel: "C2" })).toEqual([]);
      expect(await store.savedQuestions.unpin(CHANNEL, "B")).toBe(true);
      expect(await store.savedQuestions.unpin(CHANNEL, "b")).toBe(false);
      await close();
    });

    it("takes its pins away with a question", async () => {
      const { store, close } = await open();
      await store.savedQuestions.put(CHANNEL, saved("a"));
      await store.savedQuestions.pin(CHANNEL, "a", 1);
      expect(await store.savedQuestions.remove(CHANNEL, "A")).toEqual(saved("a"));
      expect(await store.savedQuestions.remove(CHANNEL, "a")).toBeNull();
      await store.savedQuestions.put(CHANNEL, saved("a"));
      expect(await store.savedQuestions.pinned(CHANNEL)).toEqual([]);
      await close();
    });
  });
}
