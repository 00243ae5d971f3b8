import { describe } from "vitest";
import { describeOutboxStore } from "../contracts/outbox-store.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";

describe("in memory", () => {
  describeOutboxStore(async () => ({ store: { outbox: createMemoryOutbox() }, close: async () => undefined }));
});
