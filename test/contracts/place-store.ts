import { describe, expect, it } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { OpenStore } from "./store-fixture.ts";

const CHANNEL: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };
const WORKSPACE: Place = { ...CHANNEL, channel: "" };

export function describePlaceStore(open: OpenStore): void {
  describe("place store", () => {
    it("knows nothing of a new place", async () => {
      const { store, close } = await open();
      expect(await store.places.settings(CHANNEL)).toEqual({ shopId: null, locale: null });
      await close();
    });

    it("takes each setting from the channel, else from its workspace", async () => {
      const { store, close } = await open();
      await store.places.set(WORKSPACE, { shopId: "lamps", locale: "zh" });
      await store.places.set(CHANNEL, { locale: "en" });
      expect(await store.places.settings(CHANNEL)).toEqual({ shopId: "lamps", locale: "en" });
      expect(await store.places.settings({ ...CHANNEL, channel: "C2" })).toEqual({ shopId: "lamps", locale: "zh" });
      expect(await store.places.settings({ ...CHANNEL, workspace: "T2" })).toEqual({ shopId: null, locale: null });
      expect(await store.places.settings({ ...CHANNEL, platform: "discord" })).toEqual({ shopId: null, locale: null });
      await close();
    });

    it("changes only what is given, and forgets what is set to null", async () => {
      const { store, close } = await open();
      await store.places.set(CHANNEL, { shopId: "lamps" });
      await store.places.set(CHANNEL, { locale: "zh" });
      expect(await store.places.settings(CHANNEL)).toEqual({ shopId: "lamps", locale: "zh" });
      await store.places.set(CHANNEL, { shopId: null });
      expect(await store.places.settings({ ...CHANNEL, thread: "1.2" })).toEqual({ shopId: null, locale: "zh" });
      await close();
    });
  });
}
