/**
 * `npm run bench [-- --full] [-- --only answers,import,process,insight]`: what Shopbell's work costs beside the bare work, in one
 * run. `--full` adds a store of five million orders.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillStore, judgeAnswers, timeStores } from "./measure-answers.ts";
import { measureDetection } from "./measure-detection.ts";
import { measureImport } from "./measure-import.ts";
import { measureInsight } from "./measure-insight.ts";
import { measureChat, measureStart } from "./measure-process.ts";
import { printFindings, time } from "./statistics.ts";

const SIZES = [100_000, 1_000_000];
const LARGEST = 5_000_000;
const PARTS = ["answers", "import", "process", "insight", "detection"];

const { values: options } = parseArgs({
  options: { full: { type: "boolean", default: false }, sizes: { type: "string" }, only: { type: "string", default: PARTS.join(",") } },
});
const parts = new Set(options.only.split(","));
const sizes = options.sizes?.split(",").map(Number) ?? (options.full ? [...SIZES, LARGEST] : SIZES);

if (!existsSync(join(import.meta.dirname, "../dist/main.js"))) throw new Error("The bench runs the built bot: npm run build first.");
const scratch = mkdtempSync(join(tmpdir(), "shopbell-bench-"));
const storeOf = (orders: number) => join(scratch, `${orders}.db`);
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`);
try {
  for (const orders of parts.has("answers") ? sizes : sizes.slice(0, parts.has("process") ? 1 : 0)) {
    const tookMs = await time(() => fillStore(`file:${storeOf(orders)}`, orders));
    console.log(`A store of ${orders.toLocaleString("en")} orders, filled in ${(tookMs / 1000).toFixed(0)} s`);
  }
  if (parts.has("answers")) {
    const timed = await timeStores(sizes.map((orders) => ({ path: storeOf(orders), orders })));
    printFindings("Answers: words to finished message, no picture", judgeAnswers(timed));
  }
  if (parts.has("process")) {
    const databaseUrl = `file:${storeOf(sizes[0] ?? LARGEST)}`;
    printFindings("The process", [await measureStart(databaseUrl), ...(await measureChat(databaseUrl))]);
  }
  if (parts.has("insight")) printFindings("Customers and baskets of Online Retail: store reads", await measureInsight(scratch));
  if (parts.has("detection")) printFindings("Detection", measureDetection());
  if (parts.has("import")) printFindings("Import", await measureImport(scratch));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
