/** What people and feeds get wrong, from the outside: what is said, and what does not ring. With the detection that watches live. */
import { afterEach, describe, expect, it } from "vitest";
import type { WatchedRow } from "../../src/core/anomalies/watched-row.ts";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { SHOP } from "../contracts/store-fixture.ts";
import { DAY_MS, HOUR_MS, START_MS, simulateRows } from "../core/anomalies/simulate-shop.ts";
import { type AlertTimeline, instant, startAlertTimeline } from "./alert-shop.ts";
import { feedMetrics } from "./feed-rows.ts";

let open: AlertTimeline | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const posts = (shop: AlertTimeline) =>
  shop.said.filter(({ key, kind, threadOf }) => key.startsWith("alert/") && kind === "post" && threadOf === null);
const notes = (shop: AlertTimeline) => shop.said.filter(({ threadOf }) => threadOf !== null).map(({ message }) => message.summary);

/** The shop's feed has told everything until the time it starts. */
async function start(rows: readonly WatchedRow[], local: string): Promise<AlertTimeline> {
  const shop = await startAlertTimeline(local, [SHOP], false, (store) =>
    createWatchShop({ store, findPublicHolidays: async () => [], falseAlarms: 0.25 }),
  );
  open = shop;
  await feedMetrics(shop.store, rows, START_MS, instant(local));
  await shop.say("alerts here");
  return shop;
}

/** Each hour comes five minutes after it has closed. */
async function live(shop: AlertTimeline, rows: readonly WatchedRow[], toMs: number): Promise<void> {
  for (let endMs = Math.ceil(shop.nowMs() / HOUR_MS) * HOUR_MS; endMs <= toMs; endMs += HOUR_MS) {
    await feedMetrics(shop.store, rows, endMs - HOUR_MS, endMs);
    await shop.goToMs(endMs + 5 * 60_000);
  }
}

describe("a feed that restates what it has told", () => {
  const isLate = (hourMs: number) => hourMs >= instant("2026-03-10T08:00") && hourMs < instant("2026-03-10T14:00");
  const whole = simulateRows(40, () => ({ visits: 3 }));
  const halfTold = whole.map((row) => (isLate(row.hourMs) ? { ...row, orders: 0, valueMinor: 0 } : row));

  it("ends the alert that its wrong hours rang, and says that nothing was lost", async () => {
    const shop = await start(halfTold, "2026-03-10T08:00");
    await live(shop, halfTold, instant("2026-03-10T12:00"));
    expect(posts(shop)).toHaveLength(1);
    await feedMetrics(shop.store, whole, instant("2026-03-10T08:00"), instant("2026-03-10T13:00"));
    await shop.goTo("2026-03-10T13:05");
    await live(shop, whole, instant("2026-03-10T20:00"));
    expect((await shop.alert(1)).state.type).toBe("recovered");
    expect(notes(shop)).toEqual(["By the numbers as they are told now, nothing was wrong."]);
  });

  it("last week's ones, in either direction, ring nothing while today is well", async () => {
    const shop = await start(whole, "2026-03-10T08:00");
    const lower = whole.map((row) => ({
      ...row,
      orders: Math.round((row.orders ?? 0) * 0.97),
      valueMinor: Math.round((row.valueMinor ?? 0) * 0.97),
    }));
    await feedMetrics(shop.store, lower, instant("2026-03-02T00:00"), instant("2026-03-09T00:00"));
    await live(shop, whole, instant("2026-03-10T18:00"));
    expect(posts(shop)).toEqual([]);
  });
});

describe("a campaign declared after it began", () => {
  it("explains the alert it had rung", async () => {
    const from = instant("2026-03-10T09:00");
    const rows = simulateRows(40, (hourMs) => ({ visits: hourMs >= from ? 9 : 3 }));
    const shop = await start(rows, "2026-03-10T08:00");
    await live(shop, rows, instant("2026-03-10T12:00"));
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([expect.stringContaining("Sessions")]);
    await shop.store.campaigns.add(
      campaign({ shopIds: [SHOP.id], sinceMs: shop.nowMs(), phases: [phase("main", "2026-03-10 09:00", "2026-03-12")] }),
    );
    await live(shop, rows, instant("2026-03-10T18:00"));
    expect(posts(shop)).toHaveLength(1);
    expect((await shop.alert(1)).state.type).toBe("recovered");
    expect(notes(shop)).toEqual(["The campaign “Double 11” explains it: no trouble."]);
    expect(JSON.stringify(shop.said.at(-2)?.message.blocks)).toContain("the campaign “Double 11”, declared later");
  });
});

describe("a shop with three days of data", () => {
  it("rings nothing by detection, whatever happens, and says since when it will", async () => {
    const deadFrom = START_MS + 2.5 * DAY_MS;
    const rows = simulateRows(4, (hourMs) => ({ visits: 3, conversion: hourMs >= deadFrom ? 0 : 1 }));
    const shop = await start(rows, "2026-02-04T12:00");
    await live(shop, rows, instant("2026-02-04T20:00"));
    expect(posts(shop)).toEqual([]);
    const line = "Lamps & more 灯 has less than 10 days of data: detection begins about Thu 12 Feb 2026. Rules work at once.";
    expect(JSON.stringify((await shop.say("alerts list")).blocks)).toContain(line);
    expect((await shop.say("alerts here")).summary).toContain(line);
    expect((await shop.say("告警 列表")).blocks.at(-1)).toMatchObject({
      lines: expect.arrayContaining([expect.stringContaining("规则现在就有效")]),
    });
    await shop.say("alerts add orders < 1 for 5 hours");
    await shop.say("alerts accept orders < 1 for 5 hours");
    await live(shop, rows, instant("2026-02-04T22:00"));
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([expect.stringContaining("Orders 0 instead of 1")]);
  });
});

describe("the days on which the clock changes", () => {
  it("ring nothing in a shop that is well, through the hour that there is not", async () => {
    const rows = simulateRows(60, () => ({ visits: 3 }));
    const shop = await start(rows, "2026-03-28T20:00");
    await live(shop, rows, instant("2026-03-29T10:00"));
    expect(posts(shop)).toEqual([]);
  });

  it("take a time that there is not for the first after it, and say which", async () => {
    const rows = simulateRows(20, () => ({ visits: 3 }));
    const shop = await start(rows, "2026-03-28T20:00");
    expect((await shop.say("alerts plan 2026-03-29 02:30-04:00 moving servers")).summary).toContain("Sun 29 Mar 2026, 03:30");
    expect((await shop.say("alerts plan 2026-10-25 02:00-03:00 moving servers")).summary).toContain("Sun 25 Oct 2026, 02:00");
  });
});

describe("a rule that can never be right", () => {
  it.each([
    ["alerts add conversion > 120%", "could never ring", "alerts add conversion < 1.5% for 2 hours when sessions > 200"],
    ["告警 添加 转化率 > 120%", "永远不会响", null],
    ["alerts add orders < 5 in carrier pigeons", "I did not understand “in carrier pigeons”", null],
  ])("“%s” is refused with why, and what to do", async (words, why, example) => {
    const shop = await start(
      simulateRows(20, () => ({ visits: 3 })),
      "2026-02-20T12:00",
    );
    const reply = await shop.say(words);
    expect([reply.kind, reply.summary]).toEqual(["problem", expect.stringContaining(why)]);
    if (example !== null) expect(reply.actions.map((action) => action.words)).toContain(example);
  });
});
