/** What understands a number, asked of shops that lack what it would like to have, said on every platform in both languages. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import type { Store } from "../../src/ports/stores.ts";
import { type PostgresServer, startPostgres } from "../contracts/postgres-server.ts";
import { daily, day, importInto, line, must, refund, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, type ViewShop } from "./view-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");
const TODAY = day("2026-03-17");

const LINES = [
  ...[
    "why",
    "why sales yesterday",
    "why sales last week vs last year",
    "why sales this month",
    "why kpi last week",
    "why orders last 7 days",
  ],
  ...["why traffic last week", "why conversion last week", "why aov last week", "why refund rate last month", "why ads last week"],
  ...["why profit last month", "why gross today", "为什么 销售额 上周", "为什么 转化率 昨天", "为什么 利润 上月"],
  ...["channels", "channels last week", "channels last month", "渠道", "渠道 上周"],
  ...["shops", "shops last week", "店铺", "店铺 上月"],
  ...["customers", "customers cohorts", "customers lost", "customers last week", "客户", "客户 留存", "客户 流失"],
  ...["products", "products top", "products rising", "products falling", "products returned", "products together"],
  ...["商品", "商品 一起买", "商品 退货", "sales last week by discount code", "销售额 上周 按优惠码"],
  ...["profit last week", "profit yesterday by channel", "ads last month", "利润 上周", "广告 上月", "kpi yesterday", "核心指标 昨天"],
  ...["target", "target list", "target set sales this month 3,000", "sales this month vs target", "why sales this month vs target"],
  ...[
    "sales mtd vs target",
    "target 列表",
    "销售额 本月 对比 目标",
    "为什么 销售额 本月 对比 目标",
    "report",
    "report last week",
    "report 上周",
  ],
  ...['shopbell save "w" sales last week', "shopbell saved", "shopbell ask w", "shopbell pin w", "shopbell 收藏夹", "shopbell 问 w"],
  ...["shopbell unpin w", "shopbell forget w"],
] as const;

/** What a shop that lacks something says no to, and then with the next step. */
const MAY_REFUSE = /^(?:why|为什么)|vs target|对比 目标/;

async function sell(store: Store, shop: Shop, days: number, tell: (day: BusinessDay, index: number) => Parameters<typeof line>[1]) {
  await store.shops.add(shop);
  const orders = Array.from({ length: days }, (_, index) => {
    const date = addDays(TODAY, -1 - index);
    return [0, 1].flatMap((each) => {
      const told = { at: `${date}T1${each}:00:00Z`, ...tell(date, index * 2 + each) };
      return [
        line(`${date}-${each}`, { ...told, product: "Lamp" }),
        line(`${date}-${each}`, { ...told, product: `Shade ${index % 3}`, sku: "S" }),
      ];
    });
  }).flat();
  await importInto(
    store,
    async ({ putOrderLines, putRefunds }) => {
      await putOrderLines(orders);
      await putRefunds([refund("r", { orderId: `${addDays(TODAY, -3)}-0`, amount: 500, product: "Lamp" })]);
    },
    "orders",
    shop.id,
  );
}

async function visit(store: Store, shopId: string, days: number): Promise<void> {
  const rows = Array.from({ length: days }, (_, index) =>
    daily(addDays(TODAY, -1 - index), { sessions: 100 + (index % 5), adSpend: 700 }, { channel: "web" }),
  );
  await importInto(store, ({ putMeasures }) => putMeasures(rows), "analytics", shopId);
}

const customer = (_: BusinessDay, index: number) => ({ customer: `c${index % 40}`, channel: index % 3 === 0 ? "email" : "web" });
const guest = () => ({ customer: null });

const SHOPS: readonly (readonly [string, (store: Store) => Promise<void>])[] = [
  ["a shop without anything", (store) => store.shops.add(SHOP)],
  ["a shop with one order", (store) => sell(store, SHOP, 1, (_, index) => ({ customer: "ann", discountCodes: index === 0 ? "" : "VIP" }))],
  ["a shop without sessions", (store) => sell(store, SHOP, 120, customer)],
  [
    "a shop without customers",
    async (store) => {
      await sell(store, SHOP, 120, guest);
      await visit(store, SHOP.id, 120);
    },
  ],
  [
    "a shop with sessions and nothing sold",
    async (store) => {
      await store.shops.add(SHOP);
      await visit(store, SHOP.id, 60);
    },
  ],
  [
    "two shops of two currencies",
    async (store) => {
      await sell(store, SHOP, 60, customer);
      await sell(store, { ...SHOP, id: "tokyo", name: "@everyone 東京 `*_", currency: must(parseCurrency("JPY")) }, 60, customer);
      await visit(store, "tokyo", 60);
    },
  ],
];

let server: PostgresServer | null = null;
afterAll(() => server?.stop());

describe.each([
  ["SQLite", async () => null],
  [
    "PostgreSQL",
    async () => {
      server ??= await startPostgres();
      return server.createDatabase();
    },
  ],
])("on %s", (_, createDatabase) => {
  describe.each(SHOPS)("%s", (_name, fill) => {
    let shop: ViewShop;
    beforeAll(async () => {
      shop = await openViewShop(NOW_MS, await createDatabase());
      await fill(shop.store);
      // Of two shops the place has chosen one.
      if ((await shop.store.shops.list()).length > 1) await shop.ask("shopbell shop tokyo");
    });
    afterAll(() => shop.close());

    // In order: what is set by one line is read by the next. Saying it everywhere is what `ask` checks.
    it.each(LINES)("answers %s", async (words) => {
      const { kind, summary, actions } = await shop.ask(words);
      expect(summary).not.toMatch(/went wrong|出错了|not understood|没看懂/);
      if (!MAY_REFUSE.test(words)) expect(kind, summary).not.toBe("problem");
      if (kind === "problem") expect(actions).not.toEqual([]);
    });
  });
});
