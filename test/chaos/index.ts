/**
 * The long kill test: `npm run chaos -- [--kills 200] [--seed <n>] [--rate 10] [--minutes 30]`, half of the kills on SQLite, half
 * on PostgreSQL with two replicas. Prints what it did; exit code 1 where a post is missing or stands there twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../contracts/postgres-server.ts";
import { runStorm, type StormResult } from "./run-storm.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    rate: { type: "string", default: "10" },
    minutes: { type: "string", default: "30" },
    only: { type: "string" },
  },
});
const seed = Number(values.seed);
const half = {
  kills: Math.ceil(Number(values.kills) / 2),
  seed,
  clockRate: Number(values.rate),
  killForMs: (Number(values.minutes) * 60_000) / 2,
  settleWithinMs: 180_000,
  report: (line: string) => console.log(line),
};
console.log(`seed ${seed}: run again with --seed ${seed}`);

let isGood = true;
if (values.only !== "postgresql") {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-chaos-"));
  tell("SQLite", await runStorm({ ...half, databaseUrl: `file:${join(folder, "shop.db")}`, replicas: 1 }));
  rmSync(folder, { recursive: true, force: true });
}
if (values.only !== "sqlite") {
  const server = await startPostgres();
  tell("PostgreSQL, two replicas", await runStorm({ ...half, databaseUrl: await server.createDatabase(), replicas: 2 }));
  await server.stop();
}
process.exitCode = isGood ? 0 : 1;

function tell(where: string, { kills, posts, edits, stands, found, wrong, unshownEdits, faults, tookMs }: StormResult): void {
  const isRight = wrong.length === 0 && unshownEdits.length === 0 && posts > 0;
  isGood &&= isRight;
  console.log(`${where}: ${isRight ? "every post once" : "WRONG"} in ${Math.round(tookMs / 1_000)} s`);
  console.log(JSON.stringify({ kills, posts, edits, stands, found, faults, wrong, unshownEdits }, null, 2));
}
