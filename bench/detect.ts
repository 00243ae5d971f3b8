/**
 * Detection, judged: anomaly-bench through the command line and its own scorer, real purchase counts with labels, and a
 * real shop that closes on Saturdays. `npm run bench:detect [-- --full] [-- --false-alarms 0.05]`; `--full` takes the 54
 * shops of `large` instead of the 12 of `small`. `--simulated [--seed 7]` judges shops that nobody has seen
 * instead: of other seeds, sizes, rhythms and channels.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCli } from "../src/cli/index.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { writeSimulatedShops } from "./simulated-shops/write-shops.ts";

const DATA = resolve(import.meta.dirname, "../../shared/data");
const { values: options } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    simulated: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    "false-alarms": { type: "string", default: "0.25" },
  },
});
/** Nine of each size: five with faults, four without. */
const SIMULATED_SHOPS = 54;
const falseAlarms = options["false-alarms"];

interface BenchShop {
  readonly shop: string;
  readonly timezone: string;
  readonly country: string;
  readonly currency: string;
}

interface Alert {
  readonly metric: string;
  readonly direction: string;
  readonly start: string;
  readonly detected_at: string;
  readonly end: string | null;
}

if (!existsSync(DATA)) console.warn("SKIPPED: ../shared/data is not here");
else {
  const scratch = mkdtempSync(join(tmpdir(), "shopbell-detect-"));
  try {
    if (options.simulated) await judgeSimulated(Number(options.seed), scratch);
    else {
      await judgeAnomalyBench(options.full ? "large" : "small", scratch);
      await judgeCloudMonitoring(scratch);
      await judgeOnlineRetail(scratch);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function judgeSimulated(seed: number, scratch: string): Promise<void> {
  await writeSimulatedShops(scratch, seed, SIMULATED_SHOPS);
  await judgeShops(`simulated shops of seed ${seed}`, scratch, join(scratch, "hourly.csv"), scratch);
}

async function judgeAnomalyBench(size: "small" | "large", scratch: string): Promise<void> {
  const folder = join(DATA, "anomaly-bench", size);
  const hourly = join(scratch, "hourly.csv");
  writeFileSync(hourly, execFileSync("xz", ["-dkc", join(folder, "hourly.csv.xz")], { maxBuffer: 1 << 30 }));
  await judgeShops(`anomaly-bench/${size}`, folder, hourly, scratch);
  console.log(`Known methods on large/ (its README):\n${baselines()}\n`);
}

/** @param folder Holds all but the rows in the files of anomaly-bench, labels for the scorer too. */
async function judgeShops(title: string, folder: string, hourly: string, scratch: string): Promise<void> {
  useStore(scratch, "shops");
  const shops: readonly BenchShop[] = JSON.parse(readFileSync(join(folder, "shops.json"), "utf8"));
  for (const { shop, timezone, country, currency } of shops) {
    await shopbell("shop", "add", shop, "--timezone", timezone, "--country", country, "--currency", currency);
  }
  await shopbell("import", "metrics", hourly);
  await shopbell("campaign", "import", join(folder, "campaigns.csv"));
  await shopbell("holidays", "import", join(folder, "holidays.csv"));
  const startedMs = process.cpuUsage().user / 1000;
  const alerts = [];
  for (const { shop } of shops) alerts.push(await shopbell("backtest", "--shop", shop, "--false-alarms", falseAlarms, "--json"));
  const perShopMs = (process.cpuUsage().user / 1000 - startedMs) / shops.length;
  const found = join(scratch, "alerts.jsonl");
  writeFileSync(found, alerts.join(""));
  console.log(`${title}: ${shops.length} shops, backtest ${perShopMs.toFixed(0)} ms of CPU each, at ${falseAlarms} a month`);
  console.log(execFileSync("python3", [join(DATA, "anomaly-bench/score.py"), folder, found], { encoding: "utf8" }));
}

function baselines(): string {
  const readme = readFileSync(join(DATA, "anomaly-bench/README.md"), "utf8");
  return readme
    .split("\n")
    .filter((line) => line.startsWith("|") && line.split("|").length === 8)
    .join("\n");
}

/** In-app purchases an hour. A labelled stretch is found where an alert touches it; alerts that touch none are false. */
async function judgeCloudMonitoring(scratch: string): Promise<void> {
  for (const name of ["purchase-03", "purchase-05", "purchase-06"]) {
    useStore(scratch, name);
    await shopbell("shop", "add", name, "--timezone", "UTC", "--currency", "USD");
    const rows = readFileSync(join(DATA, "cloud-monitoring", `${name}.csv`), "utf8")
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.replaceAll('"', "").split(","));
    const file = join(scratch, `${name}.csv`);
    writeFileSync(file, `timestamp,orders\n${rows.map(([at, value]) => `${at},${value}\n`).join("")}`);
    await shopbell("import", "metrics", file, "--shop", name);
    const alerts = await backtest(name);
    const spans = labelledSpans(rows);
    const touches = (alert: Alert, [from, to]: readonly [number, number]) =>
      Date.parse(alert.start) < to && Date.parse(alert.detected_at) > from;
    const found = spans.filter((span) => alerts.some((alert) => touches(alert, span))).length;
    const wrong = alerts.filter((alert) => !spans.some((span) => touches(alert, span))).length;
    console.log(
      `cloud-monitoring/${name}: ${found} found, ${spans.length - found} missed, ${wrong} false, of ${spans.length} labelled stretches`,
    );
  }
}

/** Labels less than six hours apart are one stretch. */
function labelledSpans(rows: readonly (readonly string[])[]): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  for (const [at = "", , label] of rows) {
    if (label !== "1") continue;
    const [fromMs, last] = [Date.parse(at), spans.at(-1)];
    if (last && fromMs - last[1] < 6 * 3_600_000) last[1] = fromMs + 3_600_000;
    else spans.push([fromMs, fromMs + 3_600_000]);
  }
  return spans;
}

async function judgeOnlineRetail(scratch: string): Promise<void> {
  useStore(scratch, "retail");
  await shopbell("shop", "add", "retail", "--timezone", "Europe/London", "--currency", "GBP", "--country", "GB");
  const orders = join(scratch, "orders.csv");
  writeFileSync(orders, execFileSync("xz", ["-dkc", join(DATA, "online-retail/orders.csv.xz")], { maxBuffer: 1 << 30 }));
  await shopbell("import", "orders", orders, "--shop", "retail", "--preset", "online-retail", "--skip-bad-rows");
  const alerts = await backtest("retail");
  const settled = alerts.filter(({ detected_at }) => detected_at >= "2010-12-29");
  const giant = settled.filter(
    ({ start, detected_at }) => start <= "2011-01-19" && detected_at >= "2011-01-18" && detected_at < "2011-01-20",
  );
  console.log(
    `online-retail: ${settled.length - giant.length} other alerts in six months after the first four weeks; 2011-01-18 ${giant.length > 0 ? "found" : "missed"}`,
  );
  for (const { metric, direction, start, detected_at } of settled)
    console.log(`  ${metric} ${direction} since ${start}, noticed ${detected_at}`);
}

async function backtest(shop: string): Promise<readonly Alert[]> {
  const printed = await shopbell("backtest", "--shop", shop, "--false-alarms", falseAlarms, "--json");
  return printed
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function useStore(scratch: string, name: string): void {
  process.env.DATABASE_URL = `file:${join(scratch, `${name}.db`)}`;
}

async function shopbell(...args: readonly string[]): Promise<string> {
  let printed = "";
  const terminal: Terminal = {
    out: (text) => {
      printed += text;
    },
    err: (text) => process.stderr.write(text),
    ...{ width: 80, colour: false, interactive: false, showsProgress: false },
  };
  const code = await runCli(args, terminal);
  if (code !== 0) throw new Error(`shopbell ${args.join(" ")} ended with ${code}`);
  return printed;
}
