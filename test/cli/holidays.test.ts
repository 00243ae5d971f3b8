/** `shopbell holidays`: the days a shop has another rhythm, from a file and from the calendar of its country. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "../../src/cli/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-holidays-"));
  vi.stubEnv("DATABASE_URL", `file:${join(folder, "shop.db")}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]) {
  let [out, err] = ["", ""];
  const code = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...{ width: 80, colour: false, interactive: false, showsProgress: false },
  });
  return { code, out, err };
}

describe("shopbell holidays", () => {
  it("lists a year's public holidays beside those of a file; by default this year's and the next's", async () => {
    await run("shop", "add", "lamps", "--name", "Lamps", "--timezone", "Europe/Berlin", "--currency", "EUR");
    expect((await run("holidays", "list")).out).toContain("shopbell shop set <id> --country DE");
    await run("shop", "set", "lamps", "--country", "DE");
    const file = join(folder, "days.csv");
    writeFileSync(file, "shop,date,name\nlamps,2027-02-01,Stocktaking\nlamps,2028-02-01,Stocktaking\n");
    expect(await run("holidays", "import", file)).toMatchObject({ out: "2 days read, 2 new or changed.\n", err: "" });
    const { out } = await run("holidays", "list", "--year", "2027");
    expect(out).toContain("2027-02-01  lamps  Stocktaking  (imported)");
    expect(out).toContain("2027-10-03  DE");
    expect(new Set(out.match(/^\d{4}/gm))).toEqual(new Set(["2027"]));
    const years = (await run("holidays", "list")).out.match(/^\d{4}(?=.*public)/gm);
    const thisYear = new Date().getUTCFullYear();
    expect(new Set(years)).toEqual(new Set([`${thisYear}`, `${thisYear + 1}`]));
  });

  it("refuses a year that is none, with an example", async () => {
    const { code, err } = await run("holidays", "list", "--year", "soon");
    expect([code, err]).toEqual([2, expect.stringContaining("write a year such as 2027")]);
  });
});
