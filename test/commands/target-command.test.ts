import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseBusinessDay } from "../../src/core/calendar/business-day.ts";
import type { Message } from "../../src/core/messages/message.ts";
import { parseCurrency } from "../../src/core/money.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { daily, importInto, line, must, refund, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, type ViewShop } from "./view-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");
const DAY_MS = 86_400_000;

let shop: ViewShop;
const ask = (words: string): Promise<Message> => shop.ask(words);

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
  await shop.store.shops.add(SHOP);
});

afterEach(() => shop.close());

/** One order of 100.00 a day, and a lamp sold by mail on each of them, up to this morning. */
async function importDays(count: number): Promise<void> {
  await importInto(shop.store, ({ putOrderLines }) =>
    putOrderLines(
      Array.from({ length: count }, (_, index) => {
        const at = new Date(NOW_MS - index * DAY_MS - 3_600_000).toISOString();
        return line(`o${index}`, { at, gross: 10_000, channel: index % 2 === 0 ? "email" : "paid" });
      }),
    ),
  );
}

function textOf({ blocks }: Message): string {
  return JSON.stringify(blocks);
}

interface Data {
  readonly value: string | null;
  readonly comparisons: readonly { readonly kind: string; readonly value: string | null; readonly changeRatio: number | null }[];
  readonly breakdown: readonly { readonly key: string; readonly before: string | null }[];
  readonly target?: {
    readonly value: string;
    readonly toDate: string;
    readonly reached: number;
    readonly forecast: { readonly value: string; readonly low: string | null; readonly high: string | null } | null;
    readonly neededPerDay: string;
    readonly daysLeft: number;
  };
}

// The machine-readable answer is the message's own data.
const dataOf = (message: Message): Data => JSON.parse(JSON.stringify(message.data));

describe("/target", () => {
  it("sets, shows, replaces and takes back, each with words that undo it", async () => {
    await importDays(60);
    const set = await ask("target set sales 2026-03 3,100");
    expect(set.summary).toBe("Target set: Net sales · Mar 2026: €3,100.00");
    const replaced = await ask("target set sales march 6.2k");
    expect(replaced.summary).toBe("Target set: Net sales · Mar 2026: €6,200.00 (it was €3,100.00)");
    await ask(must(replaced.actions[0]).words);
    expect(textOf(await ask("target list"))).toContain("€3,100.00");
    const removed = await ask("target remove sales 2026-03");
    expect(removed.summary).toBe("Target removed: Net sales · Mar 2026: €3,100.00");
    expect(textOf(await ask("target"))).toContain("No target yet");
    await ask(must(removed.actions[0]).words);
    expect(dataOf(await ask("sales this month vs target")).target?.value).toBe("3100.00");
    await ask(must(set.actions[0]).words);
    expect(await shop.store.targets.list(SHOP.id, null)).toEqual([]);
  });

  it("answers with pace, forecast and the rate needed, in text and as JSON", async () => {
    await importDays(200);
    await ask("target set sales 2026-03 4,650");
    const message = await ask("sales this month vs target");
    const { target, comparisons, value } = dataOf(message);
    expect(value).toBe("1700.00");
    // 16 days at 150.00; of the 17th the orders usually come before noon.
    expect(target).toMatchObject({ value: "4650.00", toDate: "2550.00", daysLeft: 15, neededPerDay: "203.34" });
    expect(target?.forecast).toMatchObject({ value: "3100.00", low: "3013.48", high: "3191.82" });
    expect(comparisons).toEqual([expect.objectContaining({ kind: "target", value: "2550.00" })]);
    expect(comparisons[0]?.changeRatio).toBeCloseTo(-1 / 3, 6);
    expect(textOf(message)).toContain(
      "By the end about €3.10K (in 4 of 5 cases €3.01K to €3.19K). The 15 days left need €203 a day; so far a day brought €100.",
    );
  });

  it("says of a last day that is not over what it needs in all, and of a target reached that it is", async () => {
    await importDays(200);
    await ask("target set sales 2026-03 4,650");
    expect(textOf(await ask("sales mtd vs target"))).toContain("The last day is not over: it needs €");
    expect(textOf(await ask("销售额 本月至今 对比 目标"))).toContain("最后一天尚未结束，全天需 €");
    expect(textOf(await ask("sales last week vs target"))).not.toContain("needs");
    await ask("target set sales 2026-03 1,000");
    expect(textOf(await ask("sales mtd vs target"))).toContain("The target is reached.");
  });

  it("says of a single day that the day is not over", async () => {
    await importDays(200);
    expect(textOf(await ask("target set sales today 150"))).toContain("The day is not over: it needs €150 in all.");
    expect(textOf(await ask("目标 今天"))).toContain("当天尚未结束，全天需 €150。");
  });

  it("spreads no rate over days: it stands where it stands, and nothing is forecast of it", async () => {
    await importDays(200);
    await ask("target set aov 2026-03 120");
    expect(dataOf(await ask("aov this month vs target")).target).toMatchObject({ value: "120.00", toDate: "120.00", forecast: null });
    expect(textOf(await ask("report"))).toContain("Mar 2026: €120.00, so far €100.00.");
    expect(textOf(await ask("报告"))).toContain("2026年3月：€120.00，目前 €100.00。");
  });

  it("takes a target for refunds as a limit: used up or left, not reached", async () => {
    await importDays(200);
    const refunds = Array.from({ length: 60 }, (_, index) =>
      refund(`r${index}`, { at: new Date(NOW_MS - index * DAY_MS - 1_800_000).toISOString(), amount: 1_000 }),
    );
    await importInto(shop.store, ({ putRefunds }) => putRefunds(refunds));
    const set = await ask("target set refunds 2026-03 320");
    expect(textOf(set)).toMatch(/53\.1% used\. By the end about €310 .* That leaves €10\.7 a day for 15 days; so far a day took €10\./);
    expect(textOf(await ask("target set refunds 2026-03 100"))).toContain("It is used up.");
    expect(textOf(await ask("目标 设 退款 2026年3月 320"))).toContain("已用 53.1%。");
  });

  it("wants little of a holiday in a shop whose holidays are closed, and more of the days of a campaign", async () => {
    const holidays = [70, 56, 42, 28, 7];
    const lines = Array.from({ length: 100 }, (_, index) => index)
      .filter((index) => !holidays.includes(index))
      .map((index) => line(`o${index}`, { at: new Date(NOW_MS - index * DAY_MS - 3_600_000).toISOString(), gross: 10_000 }));
    await importInto(shop.store, ({ putOrderLines }) => putOrderLines(lines));
    await shop.store.holidays.put(
      holidays.map((index) => ({ day: must(parseBusinessDay(dayBefore(index))), name: "fair", of: { type: "shop", shopId: SHOP.id } })),
    );
    await shop.store.campaigns.add(
      campaign({ id: "c", name: "Flash", shopIds: [SHOP.id], targets: {}, phases: [phase("main", "2026-03-12", "2026-03-13")] }),
    );
    await ask("target set sales 2026-03 4,650");
    const { breakdown } = dataOf(await ask("sales 2026-03-01..2026-03-16 by day vs target"));
    const wanted = new Map(breakdown.map(({ key, before }) => [key, Number(before)]));
    const usual = wanted.get("2026-03-11") ?? 0;
    expect((wanted.get("2026-03-10") ?? 0) / usual).toBeCloseTo(0.16, 2);
    expect((wanted.get("2026-03-12") ?? 0) / usual).toBeCloseTo(3, 2);
    // What is wanted of the month is the same to the cent, however its days share it.
    expect(dataOf(await ask("sales this month vs target")).target?.value).toBe("4650.00");
  });

  it("compares days, channels and rates with targets of their own", async () => {
    await importDays(200);
    await ask("target set sales 2026-03-09..2026-03-15 1,400");
    const byDay = dataOf(await ask("sales last week by day vs target"));
    expect(byDay.breakdown.map(({ before }) => before)).toEqual(Array.from({ length: 7 }, () => "200.00"));
    expect(dataOf(await ask("sales last week")).comparisons.map(({ kind }) => kind)).toEqual(["previous", "last_year", "target"]);
    await ask("target set sales 2026-03-09..2026-03-15 channel=Email 700");
    const byChannel = dataOf(await ask("sales last week by channel vs target"));
    expect(byChannel.breakdown.map(({ key, before }) => [key, before])).toContainEqual(["email", "700.00"]);
    await ask("target set aov 2026-03 120");
    expect(dataOf(await ask("aov yesterday vs target")).comparisons[0]).toMatchObject({ kind: "target", value: "120.00" });
  });

  it("stands in reports as it stood when their day ended", async () => {
    await importDays(200);
    await ask("target set sales 2026-03 4,650");
    await ask("target set orders 2026-03-16 2");
    const report = textOf(await ask("report"));
    expect(report).toContain("Mon 16 Mar 2026: 2, 50% reached.");
    expect(report).toContain("Mar 2026: €4,650.00, 34.4% reached. By the end about €3.10K");
    expect(report).toContain("The 15 days left need €203 a day");
    // The day's share of the month's target stands in the headline.
    expect(report).toContain('{"label":"vs target","value":"▼ 33.3%","note":"€150.00","tone":"bad"}');
    const february = textOf(await ask("report 2026-02-10"));
    expect(february).not.toContain("reached");
    expect(february).not.toContain("vs target");
  });

  it("says what it cannot read, and what to write instead", async () => {
    await importDays(3);
    expect((await ask("target set sales 2026-03")).summary).toContain("Say how much");
    expect((await ask("target set sales 3,000")).summary).toContain("Say for which period");
    for (const amount of ["3.000", "0", "-500"]) {
      expect((await ask(`target set sales 2026-03 ${amount}`)).summary).toContain("is no target for net sales: it is more than zero");
    }
    expect((await ask("目标 设 转化率 2026-03 350%")).summary).toContain("不能作为转化率的目标值");
    expect((await ask("target set customers 2026-03 300")).summary).toContain("Targets can be set for");
    expect((await ask("target set sales 2026-03 3,000 USD")).summary).toContain("counts in EUR");
    expect((await ask("target set sales 2026-03 product=Lamp 300")).summary).toContain("one channel");
    const missing = await ask("target remove sales 2026-04");
    expect([missing.kind, missing.summary]).toEqual(["problem", "There is no such target."]);
    expect(textOf(await ask("sales yesterday vs target"))).toContain("No target is set for all of this period");
  });

  it("speaks Chinese", async () => {
    await importDays(200);
    expect((await ask("目标 设 销售额 2026年3月 3100 元")).summary).toBe("已设目标：净销售额 · 2026年3月：€3,100.00");
    expect((await ask("目标 设 销售额 2026年3月 0.465万")).summary).toBe("已设目标：净销售额 · 2026年3月：€4,650.00（原为 €3,100.00）");
    const message = await ask("目标 本月");
    expect(textOf(message)).toContain("预计期末约 €3100（八成把握在 €3010 至 €3190 之间）。余下 15 天日均需 €203，此前日均 €100。");
    expect((await ask("目标 列表")).summary).toBe(`${SHOP.name}：1 个目标`);
    expect((await ask("目标 删除 销售额 2026年3月")).summary).toBe("已删除目标：净销售额 · 2026年3月：€4,650.00");
  });

  it("makes no forecast from one order, and none up where nothing is known", async () => {
    await ask("target set sales 2026-03 3,100");
    expect(textOf(await ask("target"))).toContain("–");
    await importDays(1);
    const { target } = dataOf(await ask("sales this month vs target"));
    expect(target).toMatchObject({ value: "3100.00", forecast: null });
    expect(target?.reached).toBeCloseTo(100 / 3_100, 6);
  });

  it("keeps the targets of two shops and currencies apart", async () => {
    const tokyo = { ...SHOP, id: "tokyo", name: "Tokyo", currency: must(parseCurrency("JPY")) };
    await shop.store.shops.add(tokyo);
    await importDays(60);
    expect((await ask("target set sales 2026-03 3,000")).summary).toContain("Say which shop");
    expect((await ask("target set sales 2026-03 3,000,000 for tokyo")).summary).toContain("¥3,000,000");
    expect((await ask("target set sales 2026-03 3,100 for lamps")).summary).toContain("€3,100.00");
    expect((await ask("target list for tokyo")).summary).toBe("Tokyo: 1 target");
    expect((await ask("target list")).kind).toBe("problem");
  });

  it("keeps a day's own target within the month's, and the other days share the rest", async () => {
    await importInto(shop.store, ({ putMeasures }) =>
      putMeasures(Array.from({ length: 60 }, (_, index) => daily(dayBefore(60 - index), { sessions: 100, orders: 10, gross: 10_000 }))),
    );
    await ask("target set sales 2026-03 6,000");
    await ask("target set sales 2026-03-10 3,000");
    expect(dataOf(await ask("sales 2026-03-10 vs target")).comparisons[0]?.value).toBe("3000.00");
    expect(dataOf(await ask("sales 2026-03-11 vs target")).comparisons[0]?.value).toBe("100.00");
  });
});

function dayBefore(days: number): string {
  return new Date(NOW_MS - days * DAY_MS).toISOString().slice(0, 10);
}
