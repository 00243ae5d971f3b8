import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseCurrency } from "../../../src/core/money.ts";
import type { Shop } from "../../../src/core/shop.ts";
import { importTargets } from "../../../src/intake/csv/import-targets.ts";
import { openTestStore } from "../../adapters/prisma/open-test-store.ts";
import { must, type OpenedStore, SHOP } from "../../contracts/store-fixture.ts";

const TOKYO: Shop = { ...SHOP, id: "tokyo", currency: must(parseCurrency("JPY")) };

let folder = "";
let opened: OpenedStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-targets-"));
  opened = await openTestStore(`file:${join(folder, "shop.db")}`);
});

afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

function read(text: string, options: { readonly shop?: Shop | null; readonly dryRun?: boolean } = {}) {
  const { shop = SHOP, dryRun = false } = options;
  const file = {
    name: "plan.csv",
    open: async function* () {
      yield new TextEncoder().encode(text);
    },
  };
  return importTargets({ file, shop, shops: [SHOP, TOKYO], store: opened.store.targets, dryRun });
}

const kept = async (shopId = SHOP.id) =>
  (await opened.store.targets.list(shopId, null)).map(({ metric, channel, fromDay, toDay, value }) => [
    metric,
    channel,
    fromDay,
    toDay,
    value,
  ]);

describe("a file of targets", () => {
  it("sets them all, in either language, and changes nothing the second time", async () => {
    const text = "metric;period;target;channel\nsales;2026-12;3000000;\n转化率;2026-Q4;3.5%;email\norders;2026-12-24;1,200;\n";
    expect(await read(text)).toEqual({ rows: 3, outcome: { added: 3, changed: 0, unchanged: 0 } });
    expect(await kept()).toEqual([
      ["conversion", "email", "2026-10-01", "2027-01-01", expect.closeTo(0.035, 12)],
      ["sales", "", "2026-12-01", "2027-01-01", 300_000_000],
      ["orders", "", "2026-12-24", "2026-12-25", 1_200],
    ]);
    expect((await read(text)).outcome).toEqual({ added: 0, changed: 0, unchanged: 3 });
  });

  it("names line and column of every bad row, and sets none", async () => {
    const text = [
      "metric,period,target",
      "sales,2026-12,3000000",
      "customers,2026-12,10",
      "sales,December,10",
      "sales,2026-11,3.000",
      "orders,2026-11,1.5",
      "sales,2026-12,4",
    ].join("\n");
    await expect(read(text)).rejects.toMatchObject({
      message: "plan.csv: 5 rows of 6 cannot be read; nothing was imported",
      details: [
        expect.stringContaining('plan.csv:3:1 metric: found "customers", expected one of sales'),
        expect.stringContaining('plan.csv:4:2 period: found "December", expected days such as'),
        expect.stringContaining('plan.csv:5:3 target: found "3.000", expected an amount above zero'),
        expect.stringContaining('plan.csv:6:3 target: found "1.5", expected a whole number'),
        expect.stringContaining('plan.csv:7:2 period: found "2026-12", expected each metric, channel and period once'),
      ],
    });
    expect(await kept()).toEqual([]);
  });

  it("is of several shops, each in its own currency, and asks whose a row is", async () => {
    await read("shop,metric,month,goal\nlamps,sales,2026-12,10.50\ntokyo,sales,2026-12,3000000\n", { shop: null });
    expect(await kept("tokyo")).toEqual([["sales", "", "2026-12-01", "2027-01-01", 3_000_000]]);
    await expect(read("metric,period,target\nsales,2026-12,1\n", { shop: null })).rejects.toMatchObject({
      details: [expect.stringContaining("say --shop <id> (shops: lamps, tokyo)")],
    });
    await expect(read("shop,metric,period,target\nlampz,sales,2026-12,1\n")).rejects.toMatchObject({
      details: [expect.stringContaining("lampz")],
    });
  });

  it("is only checked by a dry run", async () => {
    expect(await read("metric,period,target\nsales,2026,1m\n", { dryRun: true })).toEqual({ rows: 1, outcome: null });
    expect(await kept()).toEqual([]);
  });
});
