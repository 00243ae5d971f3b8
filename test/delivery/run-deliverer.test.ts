import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runDeliverer } from "../../src/delivery/run-deliverer.ts";
import { post } from "../contracts/outbox-fixture.ts";
import { createFakePlatform, SILENT, startDeliverer } from "./fake-world.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const LIMITS = { place: { posts: 1, withinMs: 300 }, workspace: null, platform: null };

function start() {
  const outbox = createMemoryOutbox();
  const clock = { nowMs: () => Date.now(), advance: () => undefined };
  const platform = createFakePlatform(clock, () => "none");
  return { outbox, clock, ...platform, deliverer: startDeliverer(outbox, platform.messenger, clock, { limits: LIMITS }) };
}

describe("a running deliverer", () => {
  it("delivers at once what it is woken for, and within a second what it is not", async () => {
    const { outbox, clock, deliverer, posts } = start();
    const running = runDeliverer(deliverer, { clock, log: SILENT });
    await vi.advanceTimersByTimeAsync(100);
    await outbox.put([post("a")], 100);
    running.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(posts.map(({ key }) => key)).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(400);
    await outbox.put([post("b")], 500);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(posts.map(({ key }) => key)).toEqual(["a", "b"]);
    await running.stop();
  });

  it("goes on as soon as a rate limit allows more", async () => {
    const { outbox, clock, deliverer, posts } = start();
    await outbox.put([post("a"), post("b"), post("c")], 0);
    const running = runDeliverer(deliverer, { clock, log: SILENT });
    await vi.advanceTimersByTimeAsync(600);
    expect(posts.map(({ atMs }) => atMs)).toEqual([0, 300, 600]);
    await running.stop();
  });

  it("goes on after the store has failed", async () => {
    const { outbox, clock, deliverer, posts } = start();
    await outbox.put([post("a")], 0);
    let failures = 1;
    const flaky = {
      ...deliverer,
      begin: (onEnded: () => void) => (failures-- > 0 ? Promise.reject(new Error("the store is away")) : deliverer.begin(onEnded)),
    };
    const running = runDeliverer(flaky, { clock, log: SILENT });
    await vi.advanceTimersByTimeAsync(4_999);
    expect(posts).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(posts).toHaveLength(1);
    await running.stop();
  });

  it("stops when what is under way has ended, and begins nothing after that", async () => {
    const { outbox, clock, messenger, posts } = start();
    let answer: () => void = () => undefined;
    const slow = {
      ...messenger,
      post: (...args: Parameters<typeof messenger.post>) =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }).then(() => messenger.post(...args)),
    };
    await outbox.put([post("a"), post("b")], 0);
    const running = runDeliverer(startDeliverer(outbox, slow, clock), { clock, log: SILENT });
    await vi.advanceTimersByTimeAsync(0);
    let isStopped = false;
    const stopping = running.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(isStopped).toBe(false);
    answer();
    await stopping;
    await running.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(posts.map(({ key }) => key)).toEqual(["a"]);
  });
});
