/** Reports on a clock moved by hand, with the real store: when they come, what they say, and what is said later. */
import { afterEach, describe, expect, it } from "vitest";
import { toIsoWithOffset } from "../../src/core/calendar/format-period.ts";
import { BERLIN, zone } from "../contracts/store-fixture.ts";
import { sellDaily, startTimeline, type Timeline, textOf } from "./report-shop.ts";

const NEW_YORK = zone("America/New_York");
let open: Timeline | null = null;

async function start(local: string, inZone = BERLIN): Promise<Timeline> {
  open = await startTimeline(local, inZone);
  return open;
}

afterEach(async () => {
  await open?.close();
  open = null;
});

const times = (timeline: Timeline, inZone = BERLIN) => timeline.posts().map(({ atMs }) => toIsoWithOffset(atMs, inZone));

describe("a daily report", () => {
  it("comes at its time, once a day, with its tables in the thread", async () => {
    const shop = await start("2026-03-10T08:00");
    await sellDaily(shop, "2026-03-09", "2026-03-11");
    expect((await shop.say("shopbell subscribe daily at 09:00")).summary).toContain("Subscribed, #1: daily at 09:00");
    await shop.goTo("2026-03-12T08:59");
    expect(times(shop)).toEqual(["2026-03-10T09:00:00+01:00", "2026-03-11T09:00:00+01:00"]);
    expect(shop.sent.map(({ threadOf }) => threadOf)).toEqual([null, shop.sent[0]?.key, null, shop.sent[2]?.key]);
    expect(shop.posts()[0]?.message.summary).toContain("Mon 9 Mar 2026: net sales €100.00");
  });

  it.each([
    ["Berlin", BERLIN, "2026-03-29T00:30", "2026-03-29T03:00:00+02:00", "2026-03-28", "2026-03-29T12:00"],
    ["New York", NEW_YORK, "2026-03-08T00:30", "2026-03-08T03:00:00-04:00", "2026-03-07", "2026-03-08T12:00"],
  ])("whose time the spring gap swallows in %s comes at the first instant after it", async (_, inZone, from, expected, date, until) => {
    const shop = await start(from, inZone);
    await shop.sell(date, 5);
    await shop.say("shopbell subscribe daily at 02:30");
    await shop.goTo(until, inZone);
    expect(times(shop, inZone)).toEqual([expected]);
  });

  it.each([
    ["Berlin", BERLIN, "2026-10-25T00:30", "2026-10-25T02:30:00+02:00", "2026-10-24", "2026-10-25T12:00"],
    ["New York", NEW_YORK, "2026-11-01T00:30", "2026-11-01T01:30:00-04:00", "2026-10-31", "2026-11-01T12:00"],
  ])("whose time the autumn hour brings twice in %s comes once", async (name, inZone, from, expected, date, until) => {
    const shop = await start(from, inZone);
    await shop.sell(date, 5);
    await shop.say(`shopbell subscribe daily at ${name === "Berlin" ? "02:30" : "01:30"}`);
    await shop.goTo(until, inZone);
    expect(times(shop, inZone)).toEqual([expected]);
  });

  it("follows its shop into another zone, and says no day twice", async () => {
    const shop = await start("2026-03-10T08:00");
    await sellDaily(shop, "2026-03-09", "2026-03-11");
    await shop.say("shopbell subscribe daily at 09:00");
    await shop.goTo("2026-03-10T10:00");
    const [before] = await shop.store.shops.list();
    if (before === undefined) throw new Error("the shop is there");
    await shop.store.shops.update({ ...before, zone: NEW_YORK });
    await shop.goTo("2026-03-11T10:00", NEW_YORK);
    expect(times(shop, NEW_YORK)).toEqual(["2026-03-10T04:00:00-04:00", "2026-03-11T09:00:00-04:00"]);
    expect(new Set(shop.posts().map(({ key }) => key)).size).toBe(2);
  });

  it("is made up after twenty minutes of silence, and after two days only the last one is", async () => {
    const shop = await start("2026-03-10T08:50");
    await sellDaily(shop, "2026-03-09", "2026-03-12");
    await shop.say("shopbell subscribe daily at 09:00");
    await shop.goTo("2026-03-10T09:20", BERLIN, false);
    expect(times(shop)).toEqual(["2026-03-10T09:20:00+01:00"]);
    await shop.goTo("2026-03-12T10:00", BERLIN, false);
    expect(times(shop)).toEqual(["2026-03-10T09:20:00+01:00", "2026-03-12T10:00:00+01:00"]);
    expect(shop.posts()[1]?.message.summary).toContain("Wed 11 Mar 2026");
    const told = shop.sent.filter(({ key }) => key.includes("/skipped/")).map(({ message }) => message.summary);
    expect(told).toEqual([
      expect.stringContaining("Report 1 of Lamps & more 灯 was not posted: Shopbell was not running at Wed 11 Mar 2026, 09:00"),
    ]);
  });

  it("moved on the day to a later time comes then; moved after it came, it does not come again that day", async () => {
    const shop = await start("2026-03-10T08:00");
    await sellDaily(shop, "2026-03-09", "2026-03-10");
    await shop.say("shopbell subscribe daily at 09:00");
    const moved = await shop.say("shopbell move 1 to 09:30");
    expect(moved.actions[0]).toMatchObject({ label: "Undo", words: "shopbell move 1 to 09:00" });
    await shop.goTo("2026-03-10T09:45");
    await shop.say("shopbell move 1 to 10:00");
    await shop.goTo("2026-03-11T10:00");
    expect(times(shop)).toEqual(["2026-03-10T09:30:00+01:00", "2026-03-11T10:00:00+01:00"]);
  });
});

describe("a report whose data is late", () => {
  it("waits for it, and comes as soon as it is there", async () => {
    const shop = await start("2026-03-10T08:00");
    await shop.sell("2026-03-08", 10);
    await shop.sell("2026-03-09", 10, null);
    await shop.say("shopbell subscribe daily at 09:00");
    await shop.goTo("2026-03-10T09:40");
    expect(shop.posts()).toEqual([]);
    await shop.sell("2026-03-09", 10);
    await shop.goTo("2026-03-10T09:42");
    expect(times(shop)).toEqual(["2026-03-10T09:42:00+01:00"]);
    expect(textOf(shop.posts()[0]?.message ?? (await shop.say("help")))).not.toContain("provisional");
  });

  it("goes out after the wait with what is missing named, and is edited in place once it has come", async () => {
    const shop = await start("2026-03-10T08:00");
    await shop.sell("2026-03-08", 10);
    await shop.sell("2026-03-09", 10, null);
    await shop.say("shopbell subscribe daily at 09:00");
    await shop.goTo("2026-03-10T11:01");
    const [post] = shop.posts();
    expect(times(shop)).toEqual(["2026-03-10T11:00:00+01:00"]);
    expect(textOf(post?.message ?? (await shop.say("help")))).toContain("Provisional: analytics reaches only to");
    expect(textOf(post?.message ?? (await shop.say("help")))).toContain("Sessions (provisional)");
    await shop.sell("2026-03-09", 10, 180);
    await shop.goTo("2026-03-10T11:30");
    const edits = shop.sent.filter(({ kind }) => kind === "edit");
    expect(edits.map(({ key }) => key.replace(/\d+$/, ""))).toEqual([`${post?.key}/edit/`, `${post?.key}/detail/edit/`]);
    const text = textOf(edits[0]?.message ?? (await shop.say("help")));
    expect(text).toContain("the missing data has arrived: Sessions – → 180");
    expect(text).not.toContain("rovisional");
  });
});

describe("a published day that moves", () => {
  it("by more than two percent gets one notice with its cause, in its thread", async () => {
    const shop = await start("2026-03-10T08:00");
    await sellDaily(shop, "2026-03-08", "2026-03-09", 100);
    await shop.say("shopbell subscribe daily at 09:00");
    await shop.goTo("2026-03-10T10:00");
    await shop.lateRefund("2026-03-09", 1_500);
    await shop.goTo("2026-03-10T12:00");
    expect(shop.sent.length).toBe(2);
    await shop.lateRefund("2026-03-09", 3_500);
    await shop.goTo("2026-03-10T15:00");
    const [, , notice, ...more] = shop.sent;
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ threadOf: shop.posts()[0]?.key });
    expect(notice?.message.summary).toBe(
      "Net sales of Mon 9 Mar 2026 have moved from €1,000.00 to €950.00 (▼ 5.0%) since this was posted: later refunds (−€50.00).",
    );
    expect(notice?.message.actions.map(({ label, words }) => [label, words])).toEqual([["Why?", "why sales 2026-03-09 for lamps"]]);
    expect((await shop.say("why sales 2026-03-09 for lamps")).kind).toBe("answer");
    await shop.lateOrders("2026-03-09", 4);
    await shop.goTo("2026-03-10T17:00");
    expect(shop.sent.at(-1)?.message.summary).toContain("4 orders that came in late (+€40.00)");
  });
});
