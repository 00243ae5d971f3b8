import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { Place } from "../../src/ports/chat-platform.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { daily, day, importInto, line, type OpenedStore, refund, SHOP } from "../contracts/store-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin: last week is 9 to 15 March. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");
const PLACE: Place = { platform: "console", workspace: "direct", channel: "c", thread: null };

let folder = "";
let opened: OpenedStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-why-"));
  opened = await openTestStore(`file:${join(folder, "shop.db")}`);
  await opened.store.shops.add(SHOP);
});

afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(words: string): Promise<Message> {
  const { store } = opened;
  let ids = 0;
  const { handlers } = createHandlers({
    store,
    clock: { nowMs: () => NOW_MS },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    newId: () => `answer-${++ids}`,
    loadDemoShop: () => Promise.reject(new Error("not here")),
    isReachable: async () => true,
    findPublicHolidays: async () => [],
    platformHealth: () => new Map(),
    defaultShopId: null,
  });
  const user = { id: "u", name: "U" };
  const reply = await handlers.answer({ place: PLACE, user, words, locale: null, addressed: true, receivedAtMs: NOW_MS });
  if (reply === null) throw new Error("no reply");
  return reply.message;
}

/** Two weeks by channel and device: on phones, paid visitors stop buying in the second. */
async function importTwoWeeks(): Promise<void> {
  await importInto(
    opened.store,
    async (writer) => {
      for (const [date, isAfter] of [
        ["2026-03-04", false],
        ["2026-03-11", true],
      ] as const) {
        await writer.putMeasures(
          ["paid", "email", "direct"].flatMap((channel) =>
            ["mobile", "desktop", "tablet"].map((device) => {
              const orders = isAfter && channel === "paid" && device === "mobile" ? 20 : 120;
              return daily(
                date,
                { sessions: 4_000, orders, gross: orders * 5_000, discounts: orders * 100, returns: 300 },
                { channel, device },
              );
            }),
          ),
        );
      }
    },
    "metrics",
  );
  // Known through the end of that week, and before it too.
  await importInto(
    opened.store,
    (writer) =>
      writer.putMeasures([
        daily("2026-02-20", { sessions: 1, orders: 0, gross: 0 }, { channel: "paid", device: "mobile" }),
        daily("2026-03-16", { sessions: 1, orders: 0, gross: 0 }, { channel: "paid", device: "mobile" }),
      ]),
    "metrics",
  );
}

interface Data {
  readonly change: string | null;
  readonly effects: readonly { readonly factor: string; readonly amount: string | number }[];
  readonly causes: readonly { readonly kind: string; readonly dimensions: Readonly<Record<string, string>> }[];
  readonly byDimension: Readonly<Record<string, readonly { readonly amount: string | number }[]>>;
  readonly residual: string | number | null;
}

function dataOf({ data }: Message): Data {
  if (data === undefined) throw new Error("no data");
  return JSON.parse(JSON.stringify(data));
}

function smallPrintOf({ blocks }: Message): string {
  return blocks.flatMap((block) => (block.type === "context" ? block.lines : [])).join("\n");
}

describe("/why", () => {
  it("says how far a number is from its target, by the targets of its factors", async () => {
    await importTwoWeeks();
    // 980 orders of 48,020.00 after discounts, 27.00 returned: 36,000 sessions were aimed at, at 3 % and 49.00 an order.
    for (const target of [
      "sales 2026-03-09..2026-03-15 52,920",
      "traffic 2026-03-09..2026-03-15 36,000",
      "conversion 2026-03-09..2026-03-15 3%",
    ])
      await ask(`target set ${target}`);
    const some = await ask("why sales last week vs target");
    expect(some.summary).toContain("Net sales fell short of the target by €4,927.00: nearly all of it is conversion.");
    expect(smallPrintOf(some)).toContain("Split by the targets of traffic, conversion; the rest has no target of its own");
    const { change, effects, residual } = dataOf(some);
    expect([change, residual]).toEqual(["-4927.00", "0.00"]);
    expect(effects.map(({ factor }) => factor)).toEqual(["traffic", "conversion", "rest"]);
    await ask("target set aov 2026-03-09..2026-03-15 49");
    expect(dataOf(await ask("为什么 销售额 上周 对比 目标")).effects.map(({ factor }) => factor)).toEqual([
      "traffic",
      "conversion",
      "aov",
      "rest",
    ]);
    expect((await ask("为什么 销售额 上周 对比 目标")).summary).toContain("净销售额低于目标 €4,927.00：几乎全部来自转化");
    const button = (await ask("sales last week vs target")).actions[0];
    expect(button).toMatchObject({ label: "Why?", words: "why sales last week vs target" });
  });

  it.each(["sales", "gross", "orders", "traffic", "aov"])("has parts of every dimension add up to the change of %s", async (metric) => {
    await importTwoWeeks();
    // Orders of two products, of three countries and two segments.
    await importInto(opened.store, ({ putOrderLines }) =>
      putOrderLines(
        Array.from({ length: 40 }, (_, index) => {
          const at = `2026-03-${index % 3 === 0 ? "04" : "11"}T1${index % 10}:00:00Z`;
          const head = {
            at,
            channel: index % 2 === 0 ? "web" : "email",
            customer: index % 4 === 0 ? null : `c${index % 7}`,
            country: ["DE", "AT", ""][index % 3] ?? "",
          };
          return [
            line(`o${index}`, { ...head, product: "Lamp", gross: 1_000 + 7 * index }),
            line(`o${index}`, { ...head, product: `Shade ${index % 2}`, sku: "S", gross: 300 }),
          ];
        }).flat(),
      ),
    );
    const { change, byDimension } = dataOf(await ask(`why ${metric} last week`));
    expect(Object.keys(byDimension)).toContain("channel");
    for (const [dimension, parts] of Object.entries(byDimension)) {
      const sum = parts.reduce((total, { amount }) => total + Number(amount), 0);
      expect(sum, dimension).toBeCloseTo(Number(change), 6);
      // A product's order is another product's order too: there it cannot add up, and is not tried.
      if (dimension === "product") expect(["sales", "gross"]).toContain(metric);
    }
  });

  it("does not speak of sessions where they are no factor", async () => {
    await importInto(opened.store, ({ putOrderLines }) =>
      putOrderLines(["2026-02-20", "2026-03-04", "2026-03-05", "2026-03-11"].map((date) => line(date, { at: `${date}T11:00:00Z` }))),
    );
    expect(smallPrintOf(await ask("why sales last week"))).toContain("No source tells sessions");
    expect(smallPrintOf(await ask("why aov last week"))).not.toContain("sessions");
  });

  it("compares months as answers do, whole, and says what the length alone makes", async () => {
    await importInto(opened.store, ({ putOrderLines }) =>
      putOrderLines(
        Array.from({ length: 59 }, (_, index) => {
          const date = addDays(day("2026-01-01"), index);
          return line(date, { at: `${date}T11:00:00Z` });
        }),
      ),
    );
    const message = await ask("why sales last month");
    expect(dataOf(message).change).toBe("-30.00");
    expect((await ask("sales last month")).data).toMatchObject({ value: "280.00", comparisons: [{ change: "-30.00" }, {}] });
    expect(smallPrintOf(message)).toContain("28 days against 31: at the same pace a day, the length alone makes -€30.00");
    expect(smallPrintOf(await ask("why aov last month"))).not.toContain("days against");
  });

  it("says plainly where a target cannot be split, and where there is none", async () => {
    await importTwoWeeks();
    const none = await ask("why sales last week vs target");
    expect(none.kind).toBe("problem");
    expect(none.summary).toContain("No target covers all of that period");
    expect(none.actions[0]).toMatchObject({ words: "why sales last week" });
    await ask("target set sales 2026-03 100,000");
    const whole = await ask("why sales last week vs target");
    expect(whole.summary).toMatch(/Net sales (fell short of|beat) the target by €[\d,.]+\.$/);
    expect(smallPrintOf(whole)).toContain("have no targets there, so the gap cannot be split");
    const running = await ask("why sales this month vs target");
    expect(running.summary).toContain("so far");
    expect(smallPrintOf(running)).toContain("The target is that of the time so far");
    expect(dataOf(running).residual).toBe("0.00");
    await ask("target set conversion 2026-03 3%");
    expect((await ask("why conversion last week vs target")).summary).toMatch(
      /Conversion rate (fell short of|beat) the target by [\d.]+ pp?\.$/,
    );
  });

  it("names the factor and the place, in two sentences, a waterfall and numbers that add up", async () => {
    await importTwoWeeks();
    const message = await ask("why sales last week");
    expect(message.summary).toBe(
      "Why, Net sales, Lamps & more 灯: Net sales fell €4,900.00: nearly all of it is conversion, above all in paid · mobile.",
    );
    const { change, effects, causes, byDimension, residual } = dataOf(message);
    expect(change).toBe("-4900.00");
    expect(residual).toBe("0.00");
    const cents = (amounts: readonly { readonly amount: string | number }[]) =>
      amounts.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    expect(cents(effects)).toBe(-490_000);
    for (const parts of Object.values(byDimension)) expect(cents(parts)).toBe(-490_000);
    expect(effects.find(({ factor }) => factor === "discounts")).toMatchObject({ amount: "100.00" });
    expect(causes).toMatchObject([{ kind: "rate", dimensions: { channel: "paid", device: "mobile" } }]);
    expect(message.blocks.find(({ type }) => type === "chart")).toMatchObject({ chart: { kind: "waterfall" } });
  });

  it("splits a ratio into rate and mix", async () => {
    await importTwoWeeks();
    const { effects, causes } = dataOf(await ask("why did conversion fall last week?"));
    expect(effects.map(({ factor }) => factor)).toEqual(["rate", "mix"]);
    expect(causes).toMatchObject([{ kind: "rate", dimensions: { channel: "paid", device: "mobile" } }]);
  });

  it.each(["aov", "refund rate", "profit", "orders", "traffic", "gross", "roas"])("answers for %s too", async (metric) => {
    await importTwoWeeks();
    const message = await ask(`why ${metric} last week`);
    expect(message.kind).toBe("answer");
  });

  it("speaks Chinese, also without a space behind 为什么", async () => {
    await importTwoWeeks();
    const message = await ask("为什么销售额上周下降？");
    expect(message.summary).toMatch(/净销售额下降 .*转化/);
  });

  it("is a button under every answer, and explains what was asked before when nothing else is said", async () => {
    await importTwoWeeks();
    const answer = await ask("orders last week");
    expect(answer.actions[0]).toEqual({ label: "Why?", words: "why orders last week", style: "primary" });
    expect((await ask("why")).summary).toContain("Orders");
  });

  it("says that sessions are not told, and explains by number and value of orders", async () => {
    await importInto(opened.store, (writer) =>
      writer.putOrderLines([
        line("1", { at: "2026-03-03T10:00:00Z" }),
        line("2", { at: "2026-03-10T10:00:00Z" }),
        line("3", { at: "2026-03-11T10:00:00Z" }),
        line("4", { at: "2026-03-16T10:00:00Z" }),
        line("0", { at: "2026-02-20T10:00:00Z" }),
      ]),
    );
    const message = await ask("why sales last week");
    expect(dataOf(message).effects).toEqual([
      { factor: "orders", amount: "10.00" },
      { factor: "aov", amount: "0.00" },
    ]);
    expect(dataOf(message).causes).toEqual([]);
    expect(smallPrintOf(message)).toContain("traffic and conversion cannot be told apart");
  });

  it("books a refund as a term of its own, also where the week ends below zero", async () => {
    await importInto(opened.store, async (writer) => {
      await writer.putOrderLines([
        line("1", { at: "2026-03-03T10:00:00Z" }),
        line("0", { at: "2026-02-20T10:00:00Z" }),
        line("9", { at: "2026-03-16T10:00:00Z" }),
      ]);
      await writer.putRefunds([refund("r", { at: "2026-03-10T10:00:00Z", day: day("2026-03-10"), amount: 2_500, channel: "web" })]);
    });
    const { change, effects } = dataOf(await ask("why sales last week"));
    expect(change).toBe("-35.00");
    expect(effects).toEqual(
      expect.arrayContaining([
        { factor: "orders", amount: "-10.00" },
        { factor: "refunds", amount: "-25.00" },
      ]),
    );
  });

  it("has nothing to explain in a shop with one order, and in an empty one, and says why", async () => {
    expect(dataOf(await ask("why sales last week"))).toMatchObject({ change: null, effects: [], causes: [] });
    await importInto(opened.store, (writer) => writer.putOrderLines([line("1", { at: "2026-03-10T10:00:00Z" })]));
    const message = await ask("why sales last week");
    expect(dataOf(message)).toMatchObject({ change: null, effects: [] });
    expect(smallPrintOf(message)).toContain("lies before the shop's data");
  });

  it("offers what can be explained for a metric that cannot", async () => {
    const message = await ask("why customers last week");
    expect(message.kind).toBe("problem");
    expect(message.actions.map(({ words }) => words)).toContain("why sales last week");
  });
});
