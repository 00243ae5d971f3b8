/** Subscriptions to the hours of campaigns, on the manual clock. */
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { parseMoment } from "../../src/core/campaigns/moment.ts";
import { campaign } from "../contracts/campaign-fixture.ts";
import { BERLIN, must, SHOP } from "../contracts/store-fixture.ts";
import { startTimeline, type Timeline, textOf } from "./report-shop.ts";

let shop: Timeline;

beforeEach(async () => {
  shop = await startTimeline("2026-11-10T12:00", BERLIN);
  onTestFinished(() => shop.close());
});

/** Sells as many orders of 10.00 from ten o'clock on, one a minute; the sources reach to that time. */
const plan = (id: string, start: string, end: string) => {
  const span = { kind: "main" as const, start: must(parseMoment(start, "start")), end: must(parseMoment(end, "end")) };
  return shop.store.campaigns.add(campaign({ id, name: "Double 11", shopIds: [SHOP.id], phases: [span] }));
};

it("post each closed hour of the campaign, and nothing before or after it", async () => {
  await plan("now", "2026-11-11T09:00", "2026-11-11T12:00");
  for (const date of ["2026-11-09", "2026-11-10", "2026-11-11"]) await shop.sell(date, 5);
  const subscribed = await shop.say("shopbell subscribe hourly during campaigns");
  expect(subscribed.summary).toContain("hourly during campaigns");
  expect(textOf(subscribed)).toContain("Wed 11 Nov 2026, 10:00 · Wed 11 Nov 2026, 11:00 · Wed 11 Nov 2026, 12:00");
  expect((await shop.say("shopbell preview 1")).summary).toBe("No campaign runs now. The first post comes Wed 11 Nov 2026, 10:00.");
  await shop.goTo("2026-11-11T09:55");
  expect(shop.posts()).toEqual([]);
  await shop.goTo("2026-11-11T15:00");
  expect(shop.posts().map(({ message }) => message.summary)).toEqual([
    "Double 11, Lamps & more 灯, Wed 11 Nov 2026, 09:00–10:00: net sales €0.00; so far €0.00",
    "Double 11, Lamps & more 灯, Wed 11 Nov 2026, 10:00–11:00: net sales €50.00; so far €50.00",
    "Double 11, Lamps & more 灯, Wed 11 Nov 2026, 11:00–12:00: net sales €0.00; so far €50.00",
  ]);
});

it("are compared with the day before and with last time, hour for hour since the start", async () => {
  await plan("last", "2025-11-10T00:00", "2025-11-12T00:00");
  await plan("now", "2026-11-10T00:00", "2026-11-12T00:00");
  await shop.sell("2025-11-01", 1);
  for (const [date, orders] of [
    ["2025-11-10", 2],
    ["2025-11-11", 8],
    ["2026-11-10", 5],
    ["2026-11-11", 10],
  ] as const)
    await shop.sell(date, orders);
  await shop.say("shopbell subscribe hourly during campaigns");
  await shop.goTo("2026-11-11T11:00");
  const message = must(shop.posts().at(-1)).message;
  expect(message.summary).toContain("10:00–11:00: net sales €100.00; so far €150.00");
  const text = textOf(message);
  expect(text).toContain("▲ 100.0%");
  expect(text).toContain("▲ 25.0%");
  expect(text).toContain("▲ 50.0% vs last time");
  expect(message.actions.map(({ words }) => words)).toEqual([
    'why sales during "Double 11" for lamps',
    'sales during "Double 11" by channel for lamps',
  ]);
  const why = await shop.say(message.actions[0]?.words ?? "");
  expect([why.kind, why.summary]).toEqual(["answer", expect.stringContaining("rose €50.00")]);
  expect((await shop.say("shopbell preview 1")).summary).toBe(message.summary);
});

it("wait half an hour for late data, then say what is missing and compare nothing", async () => {
  await plan("now", "2026-11-10T00:00", "2026-11-12T00:00");
  await shop.sell("2026-11-09", 5);
  await shop.sell("2026-11-10", 5);
  await shop.say("shopbell 订阅 每小时 活动期间");
  await shop.goTo("2026-11-11T01:25");
  const before = shop.posts().length;
  await shop.goTo("2026-11-11T01:35");
  const posts = shop.posts().slice(before);
  expect(posts.map(({ message }) => message.summary)).toEqual([expect.stringContaining("00:00–01:00")]);
  expect(textOf(must(posts[0]).message)).toContain("暂定：orders 的数据只到");
});

it("missed for longer than an hour are told to the owner once, with how to see the newest", async () => {
  await plan("now", "2026-11-10T00:00", "2026-11-12T00:00");
  await shop.sell("2026-11-10", 5);
  await shop.say("shopbell subscribe hourly during campaigns");
  await shop.goTo("2026-11-11T01:45");
  await shop.goTo("2026-11-11T05:30", undefined, false);
  await shop.goTo("2026-11-11T05:45");
  const told = shop.sent.filter(({ key }) => key.includes("/skipped/"));
  expect(told).toHaveLength(1);
  expect(textOf(must(told[0]).message)).toContain("was not posted");
  expect(textOf(must(told[0]).message)).toContain("/shopbell run 1");
});

it("keep their time and parts, and say so", async () => {
  await shop.say("shopbell subscribe hourly during campaigns");
  expect((await shop.say("shopbell move 1 to 08:30")).summary).toContain("its time and its parts are always the same");
  expect((await shop.say("shopbell sections 1 chart")).kind).toBe("problem");
  expect((await shop.say("shopbell preview 1")).summary).toBe("No campaign runs, and none is planned.");
  expect(textOf(await shop.say("shopbell subscriptions"))).toContain("hourly during campaigns, Lamps & more 灯");
});
