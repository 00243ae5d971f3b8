/** Items sent over HTTP to facts: the fields of the files, read by the same rules. None of a delivery's items, or all. */
import { z } from "zod";
import type { Shop } from "../../core/shop.ts";
import type { FactDelivery, IntakeAnswer, ItemProblem } from "../../ports/intake.ts";
import type { FactStore } from "../../ports/stores.ts";
import { closestName } from "../closest-name.ts";
import type { Columns, TableShape } from "../columns.ts";
import { fieldsOf } from "../columns.ts";
import { describeIssues } from "../describe-issues.ts";
import { describeFault } from "../intake-error.ts";
import { createTally } from "../readers/tally.ts";
import { createMetricRows, METRICS_TABLE } from "../rows/metric-rows.ts";
import { createOrderRows } from "../rows/order-rows.ts";
import { PLAIN_ORDERS } from "../rows/order-shapes.ts";
import { createRefundRows, REFUNDS } from "../rows/refund-rows.ts";
import type { FactBatch, RowContext, RowReader } from "../rows/row-context.ts";
import { createBatch } from "../rows/row-context.ts";
import { describeUnknownShop } from "../unknown-shop.ts";
import { addOutcomes, NO_OUTCOME, writeFacts } from "../write-facts.ts";

const Item = z.record(z.string(), z.union([z.string(), z.number(), z.null()], { error: "expected a text or a number" }), {
  error: "expected an object of fields",
});
type Item = z.infer<typeof Item>;

/** More problems than this help nobody. */
const MAX_PROBLEMS = 100;

/** Reads items of one kind: their fields in the order of the kind's columns. */
interface ItemKind {
  readonly fields: readonly string[];
  readonly open: (context: RowContext, batch: FactBatch) => RowReader;
}

function createKind<F extends string>(
  shape: TableShape<F>,
  open: (columns: Columns<F>, context: RowContext, batch: FactBatch) => RowReader,
): ItemKind {
  const fields = fieldsOf(shape);
  const columns = Object.fromEntries(fields.map((field, index) => [field, index])) as Record<F, number>;
  return { fields, open: (context, batch) => open(columns, context, batch) };
}

const KINDS = {
  orders: createKind(PLAIN_ORDERS, (columns, context, batch) =>
    createOrderRows({ ...columns, order_name: -1 }, PLAIN_ORDERS, context, batch),
  ),
  refunds: createKind(REFUNDS, createRefundRows),
  metrics: createKind(METRICS_TABLE, createMetricRows),
} as const;

/** Rejects only where the store fails; items of several shops are then written shop by shop. */
export async function acceptFacts(delivery: FactDelivery, shops: readonly Shop[], facts: FactStore): Promise<IntakeAnswer> {
  const kind = KINDS[delivery.kind];
  const problems: ItemProblem[] = [];
  const readers = new Map<string, { readonly shop: Shop; readonly batch: FactBatch; readonly reader: RowReader }>();

  function openShop(shop: Shop): RowReader {
    const known = readers.get(shop.id);
    if (known) return known.reader;
    const batch = createBatch();
    const fail: RowContext["fail"] = (index, column, found, fault) => {
      problems.push({ index, field: kind.fields[column] ?? "", problem: describeFault(found, fault) });
      return null;
    };
    const reader = kind.open({ shop, nowMs: delivery.receivedAtMs, tally: createTally(), fail }, batch);
    readers.set(shop.id, { shop, batch, reader });
    return reader;
  }

  for (const [index, value] of delivery.items.entries()) {
    if (problems.length >= MAX_PROBLEMS) break;
    const item = Item.safeParse(value);
    if (!item.success) {
      problems.push(...describeIssues(item.error, index));
      continue;
    }
    const shopId = delivery.shopId ?? (item.data.shop == null ? null : String(item.data.shop));
    const shop = shopId === null ? (shops.length === 1 ? shops[0] : undefined) : shops.find((known) => known.id === shopId);
    if (!shop) return { type: "unknown-shop", problem: missingShop(shopId, shops) };
    const strange = Object.keys(item.data).filter((field) => field !== "shop" && !kind.fields.includes(field));
    if (strange.length > 0) {
      problems.push(...strange.map((field) => ({ index, field, problem: unknownField(field, kind.fields) })));
      continue;
    }
    openShop(shop).readRow(cellsOf(item.data, kind.fields), index);
  }
  for (const { reader } of readers.values()) reader.end();
  if (problems.length > 0) return { type: "invalid", problems };
  let outcome = NO_OUTCOME;
  for (const { shop, batch } of readers.values()) {
    const written = await writeFacts(batch, {
      facts,
      shop,
      source: delivery.kind,
      origin: `POST /v1/${delivery.kind}`,
      nowMs: delivery.receivedAtMs,
    });
    outcome = addOutcomes(outcome, written);
  }
  return { type: "accepted", outcome };
}

function cellsOf(item: Item, fields: readonly string[]): string[] {
  return fields.map((field) => String(item[field] ?? ""));
}

function missingShop(id: string | null, shops: readonly Shop[]): string {
  const known = shops.map((shop) => shop.id);
  if (id !== null) return describeUnknownShop(id, known);
  return known.length === 0 ? describeUnknownShop("", known) : `say which shop: add the field "shop" (shops: ${known.join(", ")})`;
}

function unknownField(field: string, fields: readonly string[]): string {
  const near = closestName(field, fields);
  return `no such field${near ? `; did you mean ${near}?` : ` (fields: ${fields.join(", ")})`}`;
}
