import { describe, expect, it } from "vitest";
import type { OpenStore } from "./store-fixture.ts";

export function describeWordsStore(open: OpenStore): void {
  describe("words store", () => {
    it("gives words back for their token, however long and in whatever script", async () => {
      const { store, close } = await open();
      const words = `销售额 昨天 😀 ${"x".repeat(10_000)} '"\\%_`;
      await store.words.keep("t1", words);
      await store.words.keep("t1", words);
      expect(await store.words.find("t1")).toBe(words);
      expect(await store.words.find("t2")).toBeNull();
      await close();
    });
  });
}
