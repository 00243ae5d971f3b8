/** `why --table`: a file in, an explanation out, through the real command line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-why-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = "period,channel,sessions,orders,revenue\n";

async function why(table: string, ...args: readonly string[]) {
  const file = join(folder, "table.csv");
  writeFileSync(file, table);
  let out = "";
  let err = "";
  const add = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await runCli(["why", "--table", file, ...args], {
    ...{ out: (text) => void add.out(text), err: (text) => void add.err(text) },
    ...{ width: 80, colour: false, interactive: false, showsProgress: false },
  });
  return { code, out, err };
}

describe("shopbell why --table", () => {
  it("prints effects and residual that add up to the change, to the cent", async () => {
    const { code, out } = await why(`${HEADER}before,paid,1000,25,2000.00\nafter,paid,1200,24,1800.00\n`, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      metric: "sales",
      change: "-200.00",
      effects: [
        { factor: "traffic", amount: "346.09" },
        { factor: "conversion", amount: "-423.58" },
        { factor: "aov", amount: "-122.51" },
      ],
      causes: [],
      residual: "0.00",
    });
  });

  it("compares periods of unequal length as if they were equally long", async () => {
    const { out } = await why(
      `${HEADER}before,paid,4000,100,8000\nafter,paid,1000,25,2000\n`,
      "--json",
      "--days-before",
      "4",
      "--days-after",
      "1",
    );
    expect(JSON.parse(out)).toMatchObject({ before: "2000.00", after: "2000.00", change: "0.00", days: { before: 4, after: 1 } });
  });

  it("reads semicolons, decimal commas and dimensions of any name, and says it in words", async () => {
    const { code, out } = await why(
      "period;land;orders;revenue\nbefore;DE;10;100,50\nbefore;AT;10;100,50\nafter;DE;20;201,00\nafter;AT;10;100,50\n",
    );
    expect(code).toBe(0);
    expect(out).toContain("Net sales rose");
    expect(out).toContain("number of orders");
  });

  it.each([
    [
      "a period of another name",
      `${HEADER}yesterday,paid,1,1,1\n`,
      [],
      'table.csv:2:1 period: found "yesterday", expected "before" or "after"',
    ],
    ["a missing period", `${HEADER}before,paid,1,1,1\n`, [], 'no row has the period "after"'],
    ["a word for a number", `${HEADER}before,paid,1,many,1\n`, [], "table.csv:2:4 orders"],
    ["a missing column", "period,channel,sessions\nbefore,paid,1\n", [], "lacks the columns orders, revenue"],
    ["an empty file", "", [], "is empty"],
    ["a metric that the table cannot tell", `${HEADER}before,paid,1,1,1\n`, ["--metric", "roas"], 'does not tell "roas"'],
    ["a period without length", `${HEADER}before,paid,1,1,1\n`, ["--days-before", "0"], "a number of days above 0"],
    ["words beside the table", `${HEADER}before,paid,1,1,1\n`, ["sales"], "leave out"],
  ])("refuses %s, and says what was expected", async (_, table, args, words) => {
    const { code, err } = await why(table, ...args);
    expect(err).toContain(words);
    expect(code).toBe(2);
  });
});
