/** The real process: arguments in, words and exit codes out. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

const MAIN = resolve("src/main.ts");
const TSX = resolve("node_modules/tsx/dist/cli.mjs");

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-cli-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in a folder of its own: no `.env`, no store but its own. */
function run(args: readonly string[], { env = {}, input = "" }: { env?: Record<string, string>; input?: string } = {}): Promise<Result> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [TSX, MAIN, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: "file:./shop.db", ...env },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

describe("shopbell", () => {
  it("lists its commands, and prints help for each", async () => {
    const help = await run(["--help"]);
    expect(help.code).toBe(0);
    for (const name of ["start", "ask", "demo", "shop", "import", "doctor", "manifest", "migrate"])
      expect(help.out).toContain(`\n  ${name} `);
    const importHelp = await run(["import", "orders", "--help"]);
    expect(importHelp).toMatchObject({ code: 0, err: "" });
    expect(importHelp.out).toContain("--skip-bad-rows");
    expect((await run([])).code).toBe(2);
  });

  it("knows what was meant by a mistyped command or option", async () => {
    const command = await run(["improt"]);
    expect(command).toMatchObject({ code: 2, out: "" });
    expect(command.err).toContain("Did you mean import?");
    const option = await run(["migrate", "--jsn"]);
    expect(option).toMatchObject({ code: 2, out: "" });
    expect(option.err).toContain("Did you mean --json?");
  });

  it("reports every problem of the environment at once, without a value", async () => {
    const result = await run(["migrate"], { env: { HTTP_PORT: "http", LOG_LEVEL: "loud", SLACK_APP_TOKEN: "xapp-hush" } });
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.err.split("\n").map((line) => line.trim().split(" ")[0])).toEqual([
      "error:",
      "HTTP_PORT:",
      "LOG_LEVEL:",
      "SLACK_BOT_TOKEN:",
      "",
    ]);
    expect(result.err).not.toContain("xapp-hush");
  });

  it("reads .env in the working directory, below the environment", async () => {
    writeFileSync(join(folder, ".env"), "LOG_LEVEL=loud\n");
    expect((await run(["migrate"])).err).toContain("LOG_LEVEL");
    expect((await run(["migrate"], { env: { LOG_LEVEL: "info" } })).code).toBe(0);
    rmSync(join(folder, ".env"));
  });
});

describe("shops and imports", () => {
  it("adds, changes and lists shops", async () => {
    expect(await run(["shop", "add", "berlin", "--timezone", "Europe/Berln", "--currency", "EUR"])).toMatchObject({
      code: 2,
      err: 'error: --timezone "Europe/Berln" is no IANA time zone; did you mean Europe/Berlin?\n',
    });
    expect(await run(["shop", "add", "Berlin!", "--timezone", "Europe/Berlin", "--currency", "EUR"])).toMatchObject({ code: 2 });
    const added = await run([
      "shop",
      "add",
      "berlin",
      "--timezone",
      "Europe/Berlin",
      "--currency",
      "eur",
      "--country",
      "de",
      "--name",
      "Berlin GmbH",
    ]);
    expect(added).toEqual({
      code: 0,
      out: "Added berlin “Berlin GmbH”: Europe/Berlin, EUR, DE.\nNext: shopbell import orders <file> --shop berlin\n",
      err: "",
    });
    expect(await run(["shop", "add", "berlin", "--timezone", "Europe/Berlin", "--currency", "EUR"])).toMatchObject({ code: 2 });
    expect(await run(["shop", "set", "berln", "--name", "x"])).toMatchObject({
      code: 2,
      err: 'error: there is no shop "berln"; did you mean berlin? (shops: berlin)\n',
    });
    expect((await run(["shop", "set", "berlin", "--week-start", "sunday"])).code).toBe(0);
    const list = await run(["shop", "list", "--json"]);
    expect(JSON.parse(list.out)).toEqual([
      { id: "berlin", name: "Berlin GmbH", timezone: "Europe/Berlin", currency: "EUR", country: "DE", week_start: 7, simulated: false },
    ]);
  });

  it("imports a file once, however often it is imported", async () => {
    writeFileSync(
      join(folder, "orders.csv"),
      "order_id,placed_at,quantity,unit_price,product\n1001,2026-11-01 08:26,2,19.90,Tee\n1001,2026-11-01 08:26,1,8.005,Mug\n",
    );
    expect(await run(["import", "orders", "orders.csv"])).toEqual({
      code: 0,
      out: "orders.csv: 2 rows: 1 order, 2 order lines, 1 day touched\n  rounded 1 amount to the currency's decimals, which moved the sum by -0.005\n",
      err: "",
    });
    const again = await run(["import", "orders", "orders.csv", "--shop", "berlin", "--json"]);
    expect(JSON.parse(again.out)).toMatchObject({
      rows: 2,
      orders: 1,
      unchanged: 1,
      days_touched: 0,
      rounding: { amounts: 1, moved: "-0.005" },
    });
  });

  it("imports nothing of a file with a bad row, unless told to leave it out", async () => {
    const input = "refund_id,refunded_at,amount\nR1,2026-11-02,5.00\nR2,2026-11-02,five\n";
    expect(await run(["import", "refunds", "-"], { input })).toEqual({
      code: 2,
      out: "",
      err:
        "error: standard input: 1 row of 2 cannot be read; nothing was imported\n" +
        '  standard input:3:3 amount: found "five", expected a decimal amount without currency sign, such as 1234.50\n' +
        "  correct them, or import the others with --skip-bad-rows\n",
    });
    const skipped = await run(["import", "refunds", "-", "--skip-bad-rows"], { input });
    expect(skipped.code).toBe(0);
    expect(skipped.out).toContain("standard input: 2 rows: 1 refund, 1 day touched");
    expect(skipped.err).toContain("left out 1 bad row:\n  standard input:3:3 amount");
  });

  it("imports metrics from standard input and says that times were decided", async () => {
    const input = "timestamp,sessions\n2026-10-25T02:00,5\n2026-10-25T03:00,7\n";
    const result = await run(["import", "metrics", "-", "--shop", "berlin"], { input });
    expect(result).toMatchObject({ code: 0, err: "" });
    expect(result.out).toContain("2 metrics rows");
    expect(result.out).toContain("1 time in an hour that the clock passed twice: taken as the first pass");
  });

  it.each([
    [["import", "orders", "missing.csv"], "error: there is no file missing.csv\n"],
    [["import", "orders", "."], "error: . is a folder: name one file\n"],
    [["import", "orders", "orders.csv", "--shop", "bern"], 'error: there is no shop "bern"; did you mean berlin? (shops: berlin)\n'],
    [["import", "orders", "orders.csv", "--map", "order_id"], "Write field=column, such as --map placed_at=Date."],
    [["import", "orders", "orders.csv", "--preset", "magento"], "Allowed choices are shopify, woocommerce, online-retail."],
  ])("refuses %j", async (args, said) => {
    const result = await run(args);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.err).toContain(said);
  });

  it("tells how to unpack a packed file", async () => {
    writeFileSync(join(folder, "orders.csv.gz"), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
    const result = await run(["import", "orders", "orders.csv.gz"]);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.err).toContain("unpack it on the way: gzip -dc orders.csv.gz | shopbell import … -");
  });

  it("says what is in order and what is not", async () => {
    const result = await run(["doctor", "--json"]);
    expect(result.code).toBe(0);
    const findings = JSON.parse(result.out) as { check: string; state: string; found: string }[];
    expect(findings.find(({ check }) => check === "store")).toMatchObject({ state: "ok", found: "SQLite, reachable and up to date" });
    expect(findings.filter(({ state }) => state === "fault")).toEqual([]);
    const broken = await run(["doctor"], { env: { HTTP_PORT: "x" } });
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("✗ configuration: HTTP_PORT");
  });

  it("prints planned campaigns as the file that import reads: read again, it changes nothing", async () => {
    const env = { DATABASE_URL: "file:./campaigns.db" };
    await run(["shop", "add", "berlin", "--timezone", "Europe/Berlin", "--currency", "EUR"], { env });
    const plan = `name: Double 11
shop: berlin
phases: { warm-up: { start: 2026-10-25, end: 2026-10-31 }, main: { start: 2026-11-01 20:00, end: 2026-11-11 } }
targets: { sales: 120000 }
places: [slack/T0123/C0123]
lead: Ann <@U0ANN>
steps: sale
`;
    writeFileSync(join(folder, "plan.yaml"), plan);
    for (const said of ["1 campaign added", "0 campaigns added, 0 changed, 1 unchanged"])
      expect((await run(["campaign", "import", "plan.yaml"], { env })).out).toContain(said);
    const printed = await run(["campaign", "export", "double 11"], { env });
    expect(printed).toMatchObject({ code: 0, err: "" });
    expect(printed.out).toContain("      main: { start: 2026-11-01 20:00, end: 2026-11-11 }\n");
    writeFileSync(join(folder, "again.yaml"), printed.out);
    expect((await run(["campaign", "import", "again.yaml"], { env })).out).toContain("0 campaigns added, 0 changed, 1 unchanged");
    expect(await run(["campaign", "export", "Easter"], { env })).toMatchObject({
      code: 2,
      err: expect.stringContaining("no campaign is called “Easter” (campaigns: Double 11)"),
    });
  }, 60_000);

  it("asks Slack for the people of a campaign's file, and refuses it where one is not there", async () => {
    const slack = await startSlackEmulator();
    const env = {
      ...{ DATABASE_URL: "file:./people.db", SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken },
      SLACK_APP_TOKEN: slack.appToken,
    };
    try {
      await run(["shop", "add", "berlin", "--timezone", "Europe/Berlin", "--currency", "EUR"], { env });
      const plan = (lead: string) =>
        `name: D\nshop: berlin\nstart: 2026-11-01\nend: 2026-11-11\nplaces: [slack/T0SHOP/C0SALES]\nlead: ${lead}\n`;
      writeFileSync(join(folder, "gone.yaml"), plan("Gus <@U0GONE>"));
      const refused = await run(["campaign", "import", "gone.yaml"], { env });
      expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("gone.yaml:6:7 lead: Gus is not in this workspace") });
      writeFileSync(join(folder, "here.yaml"), plan("Ann <@U0ANN>"));
      expect((await run(["campaign", "import", "here.yaml"], { env })).out).toContain("1 campaign added");
    } finally {
      await slack.close();
    }
  }, 60_000);
});
