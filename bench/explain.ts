/**
 * The search for causes, judged: the cases of explain-bench through the command line and their own scorer, then simulated
 * shops that nothing was fitted to. `npm run bench:explain [-- <how many simulated shops>]`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runCli } from "../src/cli/index.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { findCauses } from "../src/core/explain/find-causes.ts";
import { simulateChange } from "./simulate-changes.ts";

const BENCH = resolve(import.meta.dirname, "../../shared/data/explain-bench");
/** Seeds below these served to fit the search. */
const HELD_OUT_FROM = 100_000;
const SIMULATED = 300;

interface Truth {
  readonly case: string;
  readonly metric: string;
  readonly before_days: number;
  readonly after_days: number;
}

interface WhyJson {
  readonly causes: readonly { readonly kind: string; readonly dimensions: Readonly<Record<string, string>> }[];
}

if (existsSync(BENCH)) await scoreGivenCases();
else console.warn("SKIPPED: ../shared/data/explain-bench is not here");
scoreSimulated(Number(process.argv[2] ?? SIMULATED));

async function scoreGivenCases(): Promise<void> {
  const truth: readonly Truth[] = JSON.parse(readFileSync(join(BENCH, "truth.json"), "utf8"));
  const answers: string[] = [];
  const startedMs = performance.now();
  for (const { case: name, metric, before_days, after_days } of truth) {
    const days = ["--days-before", String(before_days), "--days-after", String(after_days)];
    const { causes } = await why(["--table", join(BENCH, "cases", `${name}.csv`), "--metric", metric, ...days]);
    answers.push(JSON.stringify({ case: name, kind: causes[0]?.kind ?? "none", causes: causes.map(({ dimensions }) => dimensions) }));
  }
  const perCaseMs = (performance.now() - startedMs) / truth.length;
  const folder = mkdtempSync(join(tmpdir(), "shopbell-explain-"));
  try {
    const file = join(folder, "answers.jsonl");
    writeFileSync(file, `${answers.join("\n")}\n`);
    console.log(`explain-bench: ${truth.length} cases, ${perCaseMs.toFixed(0)} ms each`);
    console.log(execFileSync("python3", [join(BENCH, "score.py"), BENCH, file], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function why(args: readonly string[]): Promise<WhyJson> {
  let printed = "";
  const terminal: Terminal = {
    out: (text) => {
      printed += text;
    },
    err: (text) => process.stderr.write(text),
    ...{ width: 80, colour: false, interactive: false, showsProgress: false },
  };
  const code = await runCli(["why", ...args, "--json"], terminal);
  if (code !== 0) throw new Error(`shopbell why ${args.join(" ")} ended with ${code}`);
  return JSON.parse(printed);
}

function scoreSimulated(count: number): void {
  const tallies = new Map<string, { cases: number; first: number; kind: number }>();
  for (let seed = HELD_OUT_FROM; seed < HELD_OUT_FROM + count; seed++) {
    const { table, metric, kind, causes, sessionsADay } = simulateChange(seed);
    const [found] = findCauses(table, metric);
    const isFirstRight = found === undefined ? causes.length === 0 : causes.some((cause) => isSame(cause, found.dimensions));
    for (const group of [`${metric}/${kind}`, `size ${sessionsADay}`, "ALL"]) {
      const tally = tallies.get(group) ?? { cases: 0, first: 0, kind: 0 };
      tally.cases++;
      if (isFirstRight) tally.first++;
      if ((found?.kind ?? "none") === kind) tally.kind++;
      tallies.set(group, tally);
    }
  }
  console.log(`simulated shops: ${count} held-out cases`);
  for (const [group, { cases, first, kind }] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`${group.padEnd(28)} n=${String(cases).padStart(3)} top1 ${(first / cases).toFixed(2)} kind ${(kind / cases).toFixed(2)}`);
  }
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([dimension, value]) => b[dimension] === value);
}
