/**
 * The store's numbers worked out the plain way: facts in maps, every question a walk over all of them. What it says in
 * forty lines of loops the store has to say in SQL.
 */

import type { MeasureFact, OrderLineFact, RefundFact } from "../../src/core/facts.ts";
import { MEASURES, type Measure } from "../../src/core/metrics/metric.ts";
import type { MeasureQuery, MeasureRow } from "../../src/ports/stores.ts";

export interface FactBatch {
  readonly source: string;
  readonly lines: readonly OrderLineFact[];
  readonly refunds: readonly RefundFact[];
  readonly measures: readonly MeasureFact[];
}

type Keys = Readonly<Record<string, string>>;
type Cell = Partial<Record<Measure, number>>;

const ORDER_MEASURES: readonly Measure[] = [
  "orders",
  "units",
  "gross",
  "discounts",
  "returns",
  "tax",
  "shipping",
  "duties",
  "newCustomers",
  "returningCustomers",
];

export class BruteForce {
  private orders = new Map<string, OrderLineFact[]>();
  private refunds = new Map<string, RefundFact[]>();
  private metrics = new Map<string, { source: string; fact: MeasureFact }>();
  private told = new Map<string, Set<Measure>>();

  /** One import. */
  add({ source, lines, refunds, measures }: FactBatch): void {
    for (const [id, group] of groupBy(lines, (item) => item.order.orderId)) this.orders.set(id, group);
    for (const [id, group] of groupBy(refunds, (item) => item.refundId)) this.refunds.set(id, group);
    let changed = false;
    const told = this.told.get(source) ?? new Set();
    for (const fact of measures) {
      const key = JSON.stringify([source, fact.bucket, fact.channel, fact.device, fact.country, fact.category]);
      changed ||= JSON.stringify(sorted(this.metrics.get(key)?.fact.values)) !== JSON.stringify(sorted(fact.values));
      this.metrics.set(key, { source, fact });
      for (const measure of MEASURES) if (fact.values[measure] !== undefined) told.add(measure);
    }
    if (measures.length === 0) return;
    // The source that changed last comes last.
    if (changed) this.told.delete(source);
    this.told.set(source, told);
  }

  measures(query: MeasureQuery): MeasureRow[] {
    const asked = [...query.by, ...query.filters.map(({ dimension }) => dimension)];
    const cells = new Map<string, Cell>();
    const put = (keys: Keys, cell: Cell): void => {
      if (asked.some((dimension) => keys[dimension] === undefined) || !inRange(query, keys)) return;
      if (!query.filters.every(({ dimension, values }) => values.some((value) => isOf(dimension, keys[dimension] ?? "", value)))) return;
      const id = JSON.stringify(query.by.map((dimension) => keys[dimension]));
      const sum = cells.get(id) ?? {};
      for (const measure of MEASURES) {
        const value = cell[measure];
        if (value !== undefined) sum[measure] = (sum[measure] ?? 0) + value;
      }
      cells.set(id, sum);
    };
    if (asked.includes("product")) this.putProducts(put);
    else this.putOrders(put);
    this.putRefunds(put, query.returnsClock);
    this.putMetrics(put, query, asked);
    const rows = [...cells].map(([id, sums]): MeasureRow => ({ keys: JSON.parse(id), sums }));
    return rows.filter(({ sums }) => Object.keys(sums).length > 0).sort((a, b) => compareKeys(a.keys, b.keys));
  }

  customers(fromDay: string, toDay: string) {
    const history = groupBy(
      this.counted().filter((o) => o.head.customer !== null),
      (o) => String(o.head.customer),
    );
    const active = [...history.values()].filter((orders) => orders.some(({ head }) => head.day >= fromDay && head.day < toDay));
    const firstDay = (orders: readonly CountedOrder[]) => orders.map(({ head }) => head.day).sort()[0] ?? "";
    return {
      customers: active.length,
      newCustomers: active.filter((orders) => firstDay(orders) >= fromDay && firstDay(orders) < toDay).length,
      repeatCustomers: active.filter((orders) => orders.length > 1).length,
    };
  }

  private counted(): CountedOrder[] {
    return [...this.orders.values()].map(toOrder).filter(({ head }) => !["test", "deleted"].includes(head.status));
  }

  /** Whether no order of the same customer (of the same day) comes before this one. */
  private isFirst({ head }: CountedOrder, sameDay: boolean): boolean {
    return !this.counted().some(
      ({ head: other }) =>
        other.customer === head.customer &&
        (!sameDay || other.day === head.day) &&
        (other.placedAtMs < head.placedAtMs || (other.placedAtMs === head.placedAtMs && other.orderId < head.orderId)),
    );
  }

  private keysOf(order: CountedOrder): Keys {
    const { head } = order;
    const segment = head.customer === null ? "guest" : this.isFirst(order, false) ? "new" : "returning";
    return {
      day: head.day,
      hour: new Date(head.hourStartMs).toISOString(),
      channel: head.channel,
      country: head.country,
      segment,
      code: head.discountCodes,
    };
  }

  private putOrders(put: (keys: Keys, cell: Cell) => void): void {
    for (const order of this.counted()) {
      const { head, lines } = order;
      const cell: Cell = { orders: 1, units: sum(lines, (l) => l.quantity), gross: sum(lines, (l) => l.gross), returns: 0 };
      cell.discounts = sum(lines, (l) => l.discount) + (order.discount ?? 0);
      if (order.tax !== null) cell.tax = order.tax;
      if (order.shipping !== null) cell.shipping = order.shipping;
      if (head.customer !== null && this.isFirst(order, true)) {
        const isNew = !this.counted().some(({ head: other }) => other.customer === head.customer && other.day < head.day);
        cell.newCustomers = isNew ? 1 : 0;
        cell.returningCustomers = isNew ? 0 : 1;
      }
      put(this.keysOf(order), cell);
    }
  }

  private putProducts(put: (keys: Keys, cell: Cell) => void): void {
    for (const order of this.counted()) {
      const keys = this.keysOf(order);
      const products = groupBy(order.lines, (l) => l.product || l.sku);
      for (const [product, lines] of products) {
        const cell = { orders: 1, units: sum(lines, (l) => l.quantity), gross: sum(lines, (l) => l.gross), returns: 0 };
        put({ ...keys, product }, { ...cell, discounts: sum(lines, (l) => l.discount) + order.shareOf(product) });
      }
    }
  }

  private putRefunds(put: (keys: Keys, cell: Cell) => void, clock: MeasureQuery["returnsClock"]): void {
    const known = new Map([...this.orders].map(([id, lines]) => [id, toOrder(lines)]));
    const none: Cell = known.size > 0 ? { orders: 0, units: 0, gross: 0, discounts: 0 } : {};
    for (const item of [...this.refunds.values()].flat()) {
      const order = known.get(item.orderId);
      if (order && !this.counted().some(({ head }) => head.orderId === item.orderId)) continue;
      const own = { day: item.day, hour: new Date(item.hourStartMs).toISOString() };
      const place = order ? this.keysOf(order) : { channel: item.channel, country: item.country, segment: "", code: "" };
      const product = item.product || item.sku;
      const keys = clock === "order-day" ? { ...own, ...place, product } : { ...place, ...own, product };
      put(keys, { ...none, returns: item.amount });
      // The other clock's cell says: nothing came back here.
      const other = clock === "order-day" ? { ...place, ...own, product } : { ...own, ...place, product };
      put(other, { ...none, returns: 0 });
    }
  }

  private putMetrics(put: (keys: Keys, cell: Cell) => void, query: MeasureQuery, asked: readonly string[]): void {
    const hasOrders = this.orders.size > 0;
    const teller = new Map<Measure, string>();
    for (const [source, measures] of this.told) for (const measure of measures) teller.set(measure, source);
    for (const measure of ORDER_MEASURES) if (hasOrders || (measure === "returns" && this.refunds.size > 0)) teller.delete(measure);
    const inHours = query.range.grain === "hours" || asked.includes("hour");
    const all = [...this.metrics.values()];
    for (const { source, fact } of all) {
      const { bucket, channel, device, country, category } = fact;
      if ((["device", "country", "category"] as const).some((name) => asked.includes(name) && fact[name] === "")) continue;
      if (inHours && bucket.grain === "day") continue;
      const hour = bucket.grain === "hour" ? { hour: new Date(bucket.hourStartMs).toISOString() } : {};
      const cell: Cell = {};
      for (const measure of MEASURES) {
        if (teller.get(measure) !== source) continue;
        const daily = all.some(
          (o) =>
            o.source === source &&
            o.fact.bucket.grain === "day" &&
            o.fact.bucket.day === bucket.day &&
            o.fact.channel === channel &&
            o.fact.values[measure] !== undefined,
        );
        const value = fact.values[measure];
        if (value !== undefined && (inHours || bucket.grain === "day" || !daily)) cell[measure] = value;
      }
      if (Object.keys(cell).length > 0) put({ day: bucket.day, ...hour, channel, device, country, category }, cell);
    }
  }
}

interface CountedOrder {
  readonly head: OrderLineFact["order"];
  readonly lines: readonly OrderLineFact[];
  readonly discount: number | null;
  readonly tax: number | null;
  readonly shipping: number | null;
  shareOf(product: string): number;
}

function toOrder(lines: readonly OrderLineFact[]): CountedOrder {
  const [first] = lines;
  if (!first) throw new Error("an order without lines");
  const told = (pick: (head: OrderLineFact["order"]) => number | null) =>
    lines.map((l) => pick(l.order)).find((value) => value !== null) ?? null;
  const discount = told((head) => head.discount);
  return {
    ...{ head: first.order, lines, discount, tax: told((head) => head.tax), shipping: told((head) => head.shipping) },
    shareOf: (product) => {
      const inOrder = [...lines].sort((a, b) => b.gross - a.gross || compareKeys([a.product, a.sku], [b.product, b.sku]));
      const total = sum(inOrder, (l) => l.gross);
      let upTo = 0;
      let share = 0;
      for (const [index, l] of inOrder.entries()) {
        const before = total === 0 ? Number(index > 0) : upTo / total;
        upTo += l.gross;
        const after = total === 0 ? 1 : upTo / total;
        if ((l.product || l.sku) === product)
          share += Math.trunc((discount ?? 0) * after + 1e-9) - Math.trunc((discount ?? 0) * before + 1e-9);
      }
      return share;
    },
  };
}

/** Of several codes on an order any may be asked for. */
function isOf(dimension: string, key: string, value: string): boolean {
  const keys = dimension === "code" ? key.split(" + ") : [key];
  return keys.some((each) => each.toLowerCase() === value.toLowerCase());
}

function inRange({ range }: MeasureQuery, keys: Keys): boolean {
  if (range.grain === "days") return keys.day !== undefined && keys.day >= range.fromDay && keys.day < range.toDay;
  if (keys.hour === undefined) return false;
  const ms = Date.parse(keys.hour);
  return ms >= range.fromMs && ms < range.toMs;
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((key, at) => key !== b[at]);
  return index < 0 ? 0 : (a[index] ?? "") < (b[index] ?? "") ? -1 : 1;
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}

function sorted(values: object | undefined): unknown {
  return values && Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
