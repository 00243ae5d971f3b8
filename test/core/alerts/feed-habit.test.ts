import { describe, expect, it } from "vitest";
import { comesInBatches, type FeedHabit, observeFeed } from "../../../src/core/alerts/feed-habit.ts";
import { HOUR_MS, TEN_MS } from "../../contracts/any-alert.ts";
import { must } from "../../contracts/store-fixture.ts";

/** What is known of a feed that comes at these hours. */
function habitOf(hours: readonly number[]): FeedHabit {
  const seen = hours.map((hour) => TEN_MS + hour * HOUR_MS);
  return must(seen.reduce<FeedHabit | null>((habit, atMs) => observeFeed(habit, "orders", atMs, atMs), null));
}

describe("a feed that comes in batches", () => {
  it.each([
    ["once a night", [0, 24, 48, 72], true],
    ["every three hours", [0, 3, 6, 9, 12], true],
    ["each hour", [0, 1, 2, 3, 4, 5], false],
    ["each hour by day, and not at night", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 25, 26], false],
    ["three times so far: that is no habit yet", [0, 24, 48], false],
  ])("%s", (_, hours, expected) => {
    expect(comesInBatches(habitOf(hours))).toBe(expected);
  });
});
