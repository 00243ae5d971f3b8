import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, monthOf } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import type { CustomerClass, CustomerState } from "../../src/core/customers/ladder.ts";
import type { OrderLineFact } from "../../src/core/facts.ts";
import type { LadderQuery } from "../../src/ports/customers.ts";
import { day, importInto, line, type OpenStore, SHOP } from "./store-fixture.ts";

const FROM = day("2026-03-29");
const TO = day("2026-04-26");
const LAPSE = { lapsingAfterDays: 10, lostAfterDays: 25 };
const LADDER: LadderQuery = {
  ...{ shopId: SHOP.id, fromDay: FROM, toDay: TO, salesFromDay: FROM },
  ...{ beforeFromDay: day("2026-03-01"), lapse: LAPSE },
};
const ALL = { shopId: SHOP.id, fromDay: day("2026-02-01"), toDay: TO };

export function describeCustomerStore(open: OpenStore): void {
  const openWith = async (lines: readonly OrderLineFact[]) => {
    const opened = await open();
    await opened.store.shops.add(SHOP);
    if (lines.length > 0) await importInto(opened.store, (writer) => writer.putOrderLines(lines));
    return opened;
  };

  describe("customer store", () => {
    it("knows nobody in an empty shop, nor where all are guests", async () => {
      for (const lines of [[], [line("1"), line("2")]]) {
        const { store, close } = await openWith(lines);
        expect(await store.customers.reorderGaps(LADDER)).toEqual([]);
        expect(await store.customers.classes(LADDER)).toEqual([]);
        expect(await store.customers.cohorts(ALL, [30])).toEqual([]);
        expect(await store.customers.firstProducts(ALL, 5)).toEqual([]);
        expect(await store.customers.origins(ALL)).toEqual(
          lines.length === 0 ? [] : [{ channel: "web", codes: "", isDiscounted: false, orders: 2, sales: 2000, newCustomers: 0 }],
        );
        await close();
      }
    });

    it("knows one order's customer as new", async () => {
      const { store, close } = await openWith([
        line("1", { customer: "ann", at: "2026-04-01T10:00:00Z", lineDiscount: 100, channel: "referral" }),
      ]);
      const now: CustomerState = { orders: 1, isNew: true, isBack: false, absence: "lapsing" };
      expect(await store.customers.classes(LADDER)).toEqual([{ now, before: null, customers: 1, sales: 900 }]);
      expect(await store.customers.origins(ALL)).toEqual([
        { channel: "referral", codes: "", isDiscounted: true, orders: 1, sales: 900, newCustomers: 1 },
      ]);
      expect(await store.customers.cohorts(ALL, [30])).toEqual([{ month: "2026-04-01", customers: 1, secondWithin: [0], secondEver: 0 }]);
      await close();
    });

    it("gives each returning customer the same say in the reorder gaps", async () => {
      const bought = (customer: string, ...dates: readonly string[]) =>
        dates.map((date) => line(`${customer} ${date}`, { customer, at: `${date}T10:00:00Z` }));
      const { store, close } = await openWith([
        ...bought("ann", "2026-03-01", "2026-03-08", "2026-03-15", "2026-04-04"),
        ...bought("bob", "2026-03-01", "2026-03-21"),
        ...bought("cem", "2026-03-01"),
      ]);
      const gaps = await store.customers.reorderGaps(LADDER);
      expect(gaps.map(({ days }) => days)).toEqual([7, 20]);
      expect(gaps[0]?.customers).toBeCloseTo(2 / 3, 9);
      expect(gaps[1]?.customers).toBeCloseTo(1 / 3 + 1, 9);
      await close();
    });

    it("adds up orders by channel, codes and discount, and counts the first of each customer", async () => {
      const { store, close } = await openWith([
        line("1", { customer: "ann", discountCodes: "SAVE10 + VIP", discount: 100 }),
        line("2", { customer: "ann", discountCodes: "SAVE10 + VIP", discount: 50, at: "2026-03-09T10:00:00Z" }),
        line("3", { customer: "bob", discountCodes: "SAVE10", lineDiscount: 1 }),
        line("4", { discountCodes: "FREESHIP" }),
        line("5", { discountCodes: "SAVE10", status: "test" }),
      ]);
      expect(await store.customers.origins(ALL)).toEqual([
        { channel: "web", codes: "FREESHIP", isDiscounted: false, orders: 1, sales: 1000, newCustomers: 0 },
        { channel: "web", codes: "SAVE10", isDiscounted: true, orders: 1, sales: 999, newCustomers: 1 },
        { channel: "web", codes: "SAVE10 + VIP", isDiscounted: true, orders: 2, sales: 1850, newCustomers: 1 },
      ]);
      await close();
    });

    it("counts what newcomers bought first, and who of them came back", async () => {
      const { store, close } = await openWith([
        line("1", { customer: "ann", product: "Lamp" }),
        line("1", { customer: "ann", product: "Lamp", sku: "L2" }),
        line("1", { customer: "ann", product: "", sku: "S9" }),
        line("2", { customer: "bob", product: "Lamp" }),
        line("3", { customer: "ann", product: "Shade", at: "2026-03-09T10:00:00Z" }),
      ]);
      expect(await store.customers.firstProducts(ALL, 5)).toEqual([
        { product: "Lamp", customers: 2, cameBack: 1 },
        { product: "S9", customers: 1, cameBack: 1 },
      ]);
      expect(await store.customers.firstProducts(ALL, 1)).toHaveLength(1);
      await close();
    });

    it("says the same as following customers one by one, for any orders", async () => {
      const { store, close } = await open();
      let shops = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(anyOrder, { maxLength: 25 }), fc.boolean(), async (orders, hasLapse) => {
          shops += 1;
          const shopId = `shop-${shops}`;
          await store.shops.add({ ...SHOP, id: shopId });
          const lines = orders.map((order, index) => line(`${index}`, order));
          await importInto(store, (writer) => writer.putOrderLines(lines), "orders", shopId);
          const asked: LadderQuery = { ...LADDER, shopId, lapse: hasLapse ? LAPSE : null, salesFromDay: day("2026-04-10") };
          expect(expand(await store.customers.classes(asked))).toEqual(expand(followCustomers(lines, asked)));
          expect(await store.customers.cohorts({ ...ALL, shopId }, [7, 30])).toEqual(followCohorts(lines, [7, 30]));
        }),
        { numRuns: 60 },
      );
      await close();
    }, 120_000);
  });
}

const anyOrder = fc
  .record({
    customer: fc.constantFrom("ann", "bob", "cem", "dan", null),
    offset: fc.integer({ min: 0, max: 85 }),
    gross: fc.integer({ min: 0, max: 999 }),
    status: fc.constantFrom("paid", "paid", "paid", "test"),
  })
  .map(({ offset, ...rest }) => ({ ...rest, at: `${addDays(day("2026-02-05"), offset)}T10:00:00Z` }));

/** Everybody's order days before `toDay`, one entry an order. */
function orderDays(lines: readonly OrderLineFact[], toDay: BusinessDay): ReadonlyMap<string, readonly BusinessDay[]> {
  const days = new Map<string, BusinessDay[]>();
  for (const { order } of lines) {
    if (order.customer === null || order.status === "test" || order.day >= toDay) continue;
    days.set(order.customer, [...(days.get(order.customer) ?? []), order.day].sort());
  }
  return days;
}

function followCustomers(
  lines: readonly OrderLineFact[],
  { fromDay, toDay, beforeFromDay, salesFromDay, lapse }: LadderQuery,
): CustomerClass[] {
  const stateAt = (days: readonly BusinessDay[], from: BusinessDay, to: BusinessDay): CustomerState | null => {
    const known = days.filter((each) => each < to);
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return null;
    const away = daysBetween(last, addDays(to, -1));
    const isBack = known.some((each, index) => {
      const previous = known[index - 1];
      return lapse !== null && previous !== undefined && each >= from && daysBetween(previous, each) > lapse.lostAfterDays;
    });
    const absence = lapse === null || away <= lapse.lapsingAfterDays ? "present" : away <= lapse.lostAfterDays ? "lapsing" : "lost";
    return { orders: known.length === 1 ? 1 : known.length === 2 ? 2 : 3, isNew: first >= from, isBack, absence };
  };
  return [...orderDays(lines, toDay)].flatMap(([customer, days]) => {
    const now = stateAt(days, fromDay, toDay);
    const own = lines.filter(
      ({ order }) => order.customer === customer && order.status !== "test" && order.day >= salesFromDay && order.day < toDay,
    );
    const sales = own.reduce((sum, { gross }) => sum + gross, 0);
    return now === null ? [] : [{ now, before: stateAt(days, beforeFromDay, fromDay), customers: 1, sales }];
  });
}

function followCohorts(lines: readonly OrderLineFact[], windows: readonly number[]) {
  const months = new Map<string, (number | null)[]>();
  for (const [first, second] of orderDays(lines, TO).values()) {
    if (first === undefined) continue;
    months.set(monthOf(first), [...(months.get(monthOf(first)) ?? []), second === undefined ? null : daysBetween(first, second)]);
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, gaps]) => ({
      month: `${month}-01`,
      customers: gaps.length,
      secondWithin: windows.map((window) => gaps.filter((gap) => gap !== null && gap <= window).length),
      secondEver: gaps.filter((gap) => gap !== null).length,
    }));
}

/** Totals by how customers stand: the order of classes means nothing. */
function expand(classes: readonly CustomerClass[]) {
  const totals = new Map<string, { customers: number; sales: number }>();
  for (const { now, before, customers, sales } of classes) {
    const known = totals.get(stateKey(now, before)) ?? { customers: 0, sales: 0 };
    totals.set(stateKey(now, before), { customers: known.customers + customers, sales: known.sales + sales });
  }
  return new Map([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function stateKey(now: CustomerState, before: CustomerState | null): string {
  const keyOf = (state: CustomerState) => [state.orders, state.isNew, state.isBack, state.absence].join(" ");
  return `${keyOf(now)} < ${before === null ? "none" : keyOf(before)}`;
}
