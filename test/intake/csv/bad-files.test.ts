/** What a person reads who gives Shopbell a bad file. */
import { describe, expect, it } from "vitest";
import { importMetrics } from "../../../src/intake/csv/import-metrics.ts";
import { importOrders } from "../../../src/intake/csv/import-orders.ts";
import { importRefunds } from "../../../src/intake/csv/import-refunds.ts";
import { IntakeError } from "../../../src/intake/intake-error.ts";
import { makeFile, makeShop } from "../make-shop.ts";
import { createMemoryFactStore } from "../memory-fact-store.ts";

const shop = makeShop("berlin");
const HEADER = "order_id,placed_at,quantity,unit_price";

async function complaint(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof IntakeError)) throw new Error(`expected an IntakeError, got ${String(error)}`);
  return [error.message, ...error.details];
}

const base = (content: string, name = "orders.csv") => ({
  file: makeFile(content, 64, name),
  shop,
  facts: createMemoryFactStore(),
  nowMs: 0,
});

describe("a bad order file", () => {
  it.each([
    ["", ["orders.csv is empty: expected a header row with order_id, placed_at, quantity, unit_price, then one row each"]],
    [
      "order_id|placed_at|quantity|unit_price\n1|2026-11-01|1|2\n",
      [
        "orders.csv:1 has one column only: the cells must be separated by commas, semicolons or tabs",
        "found: order_id|placed_at|quantity|unit_price",
        "expected: order_id, placed_at, quantity, unit_price",
      ],
    ],
    [
      "order_id,placd_at,quantity,price\n",
      [
        "orders.csv:1 lacks the columns placed_at, unit_price",
        "found: order_id, placd_at, quantity, price",
        'did you mean --map placed_at="placd_at"?',
        "rename the column, or say which one it is: --map field=column",
      ],
    ],
    [`${HEADER},quantity\n`, ['orders.csv:1 has the column "quantity" twice; rename one of them']],
    [
      "Name,Created at,Lineitem quantity,Lineitem price,Email\n",
      expect.arrayContaining(["it looks like an export that --preset shopify reads"]),
    ],
    [`${HEADER}\n1,"2026-11-01`, ["orders.csv:2 the quote that opens here is never closed"]],
  ])("%j", async (content, said) => {
    expect(await complaint(importOrders(base(content)))).toEqual(said);
  });

  it.each([
    ["1,2026-11-01 08:00,two,9.99", 'orders.csv:2:3 quantity: found "two", expected a whole number such as 2'],
    ["1,2026-11-01 08:00,-2,9.99", 'orders.csv:2:3 quantity: found "-2", expected 0 or more: returns come with `import refunds`'],
    [
      "1,2026-11-01 08:00,2,€9.99",
      'orders.csv:2:4 unit_price: found "€9.99", expected a decimal amount without currency sign, such as 1234.50',
    ],
    [
      "1,2026-11-01 08:00,2,-9.99",
      'orders.csv:2:4 unit_price: found "-9.99", expected 0 or more: what is given back comes with `import refunds`',
    ],
    [
      "1,2026-03-29 02:30,2,9.99",
      'orders.csv:2:2 placed_at: found "2026-03-29 02:30", expected a time that exists in Europe/Berlin: on 2026-03-29 clocks went from 02:00 to 03:00',
    ],
    [",2026-11-01 08:00,2,9.99", "orders.csv:2:1 order_id: found nothing, expected an order's id of at most 128 characters, such as 1001"],
    ["1,2026-11-01 08:00,2,9.99,oops", "orders.csv:2 found 5 cells, expected 4 as in the header: is a separator unquoted in a value?"],
    ["1,2026-11-01 08:00,2", "orders.csv:2 found 3 cells, expected 4 as in the header: is a separator unquoted in a value?"],
  ])("row %j", async (row, said) => {
    const facts = createMemoryFactStore();
    const lines = await complaint(importOrders({ ...base(`${HEADER}\n${row}\n2,2026-11-01 09:00,1,5\n`), facts }));
    expect(lines).toEqual([
      "orders.csv: 1 row of 2 cannot be read; nothing was imported",
      said,
      "correct them, or import the others with --skip-bad-rows",
    ]);
    expect(facts.imports).toEqual([]);
  });

  it("refuses a currency that is not the shop's", async () => {
    const lines = await complaint(importOrders(base(`${HEADER},currency\n1,2026-11-01,1,2,USD\n`)));
    expect(lines[1]).toBe(
      'orders.csv:2:5 currency: found "USD", expected EUR, the shop\'s currency: convert the amounts first, or import into a shop of that currency',
    );
  });

  it("refuses order-level amounts that differ within an order", async () => {
    const lines = await complaint(importOrders(base(`${HEADER},shipping\n1,2026-11-01,1,2,4.90\n1,2026-11-01,1,2,3.90\n`)));
    expect(lines[1]).toContain('orders.csv:3:5 shipping: found "3.90", expected 4.90 as on the order\'s first row');
  });

  it("shows the first bad rows and counts the others", async () => {
    const lines = await complaint(importOrders(base(`${HEADER}\n${"1,never,1,2\n".repeat(1_284)}`)));
    expect(lines[0]).toBe("orders.csv: 1,284 rows of 1,284 cannot be read; nothing was imported");
    expect(lines.at(-2)).toBe("… and 1,234 more");
    expect(lines).toHaveLength(53);
  });

  it("imports the others and lists what it left out, where told so", async () => {
    const facts = createMemoryFactStore();
    const report = await importOrders({ ...base(`${HEADER}\n1,never,1,2\n2,2026-11-01,1,2\n`), facts, skipBadRows: true });
    expect(report.badRowCount).toBe(1);
    expect(report.badRows[0]).toContain("orders.csv:2:2 placed_at");
    expect(facts.lines.map((line) => line.order.orderId)).toEqual(["2"]);
  });

  it("names fields and columns that a mapping gets wrong", async () => {
    const content = `id,when,quantity,unit_price\n1,2026-11-01,1,2\n`;
    expect((await complaint(importOrders({ ...base(content), map: { ordr_id: "id" } })))[0]).toBe(
      '--map ordr_id=…: orders have no field "ordr_id"; did you mean order_id?',
    );
    expect(await complaint(importOrders({ ...base(content), map: { order_id: "idd" } }))).toEqual([
      'orders.csv:1 has no column "idd" to take order_id from',
      "found: id, when, quantity, unit_price",
      'did you mean "id"?',
    ]);
  });
});

describe("a bad refund or metrics file", () => {
  it("wants refunds as positive amounts", async () => {
    const lines = await complaint(importRefunds(base("refund_id,refunded_at,amount\nR1,2026-11-01,-5\n", "refunds.csv")));
    expect(lines[1]).toBe('refunds.csv:2:3 amount: found "-5", expected what was given back, as a positive amount such as 12.50');
  });

  it("wants hours from their start and measures it knows", async () => {
    const options = { ...base("timestamp,sessions\n2026-11-01T08:26,5\n", "m.csv"), shops: [shop] };
    expect((await complaint(importMetrics(options)))[1]).toBe(
      'm.csv:2:1 timestamp: found "2026-11-01T08:26", expected the start of an hour in Europe/Berlin, such as 2026-11-01T08:00',
    );
    const none = { ...base("timestamp,visits\n", "m.csv"), shops: [shop] };
    expect((await complaint(importMetrics(none)))[0]).toContain("m.csv:1 lacks the column sessions or visitors or");
  });

  it("names shops it does not know, and the likeliest", async () => {
    const shops = [makeShop("north"), makeShop("south")];
    const content = "date,shop,sessions\n2026-11-01,nort,5\n";
    const lines = await complaint(importMetrics({ ...base(content, "m.csv"), shop: null, shops }));
    expect(lines[1]).toBe(
      'm.csv:2:2 shop: found "nort", expected a shop: there is no shop "nort"; did you mean north? (shops: north, south)',
    );
    const without = await complaint(importMetrics({ ...base("date,sessions\n2026-11-01,5\n", "m.csv"), shop: null, shops }));
    expect(without).toEqual(["m.csv has no column shop: say whose metrics these are, --shop <id>", "shops: north, south"]);
  });
});
