/** Importing a file, beside parsing it and inserting its lines as they are; and the memory that takes. */
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { BENCH_SHOP, writeOrdersCsv } from "./bench-orders.ts";
import { type Ended, runShopbell, runToEnd } from "./run-process.ts";
import { type Finding, median } from "./statistics.ts";

const ROUNDS = 3;
const RATE_ORDERS = 150_000;
/** Files that show whether memory grows with them: the smaller is large enough to fill what is of fixed size, 16 MB of pages and as much to sort. */
const MEMORY_ORDERS = [150_000, 1_200_000] as const;
const MEMORY_LIMIT_MB = 300;
const MEMORY_GROWTH_LIMIT_MB = 60;

export async function measureImport(scratch: string): Promise<Finding[]> {
  return [await judgeRate(scratch), ...(await judgeMemory(scratch))];
}

async function judgeRate(scratch: string): Promise<Finding> {
  const file = join(scratch, "rate.csv");
  const lines = await writeOrdersCsv(file, RATE_ORDERS);
  const [imports, inserts]: [Ended[], Ended[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    imports.push(await importFile(file, scratch));
    const bare = freshStore(scratch);
    inserts.push(await runToEnd(join(import.meta.dirname, "insert-raw-lines.mjs"), [file, bare], {}, scratch));
  }
  rmSync(file);
  const [imported, inserted] = [imports, inserts].map((ended) => median(ended.map(({ seconds }) => seconds)));
  const cpuRatio = median(inserts.map(({ cpuSeconds }) => cpuSeconds)) / median(imports.map(({ cpuSeconds }) => cpuSeconds));
  const ratio = (inserted ?? 0) / (imported ?? 0);
  return {
    what: `import of ${lines.toLocaleString("en")} lines against parse and insert alone`,
    measured: `${ratio.toFixed(2)}x`,
    target: ">= 0.5x",
    isMet: ratio >= 0.5,
    note: `${rate(lines, imported ?? 0)} against ${rate(lines, inserted ?? 0)} lines/s, whole processes; ${cpuRatio.toFixed(2)}x in processor time; the bare lines have no keys, orders, customers or rollups`,
  };
}

async function judgeMemory(scratch: string): Promise<Finding[]> {
  const peaks: { readonly sizeMb: number; readonly peakMb: number }[] = [];
  for (const orders of MEMORY_ORDERS) {
    const file = join(scratch, "memory.csv");
    await writeOrdersCsv(file, orders);
    const { peakMb } = await importFile(file, scratch);
    peaks.push({ sizeMb: statSync(file).size / 1e6, peakMb });
    rmSync(file);
  }
  const [small, large] = [peaks[0], peaks.at(-1)];
  const growth = (large?.peakMb ?? 0) - (small?.peakMb ?? 0);
  return [
    ...peaks.map(({ sizeMb, peakMb }) => ({
      what: `peak memory, file of ${sizeMb.toFixed(0)} MB`,
      measured: `${peakMb.toFixed(0)} MB`,
      target: `< ${MEMORY_LIMIT_MB} MB`,
      isMet: peakMb < MEMORY_LIMIT_MB,
      note: "resident set of the whole process",
    })),
    {
      what: "more memory for the larger file",
      measured: `${growth.toFixed(0)} MB`,
      target: `flat (< ${MEMORY_GROWTH_LIMIT_MB} MB)`,
      isMet: growth < MEMORY_GROWTH_LIMIT_MB,
      note: `the file is ${((large?.sizeMb ?? 0) / (small?.sizeMb ?? 1)).toFixed(0)} times as large`,
    },
  ];
}

/** Into a new store; making the store and the shop is not counted. */
async function importFile(file: string, scratch: string) {
  const environment = { DATABASE_URL: `file:${freshStore(scratch)}` };
  const { id, zone, currency } = BENCH_SHOP;
  await runShopbell(["shop", "add", id, "--timezone", zone, "--currency", currency], environment, scratch);
  return runShopbell(["import", "orders", file, "--shop", id], environment, scratch);
}

function freshStore(scratch: string): string {
  const path = join(scratch, "import.db");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
  return path;
}

function rate(lines: number, seconds: number): string {
  return Math.round(lines / seconds).toLocaleString("en");
}
