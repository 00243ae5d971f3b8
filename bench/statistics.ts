/** Medians, percentiles and the table that says what was measured. */

export interface Finding {
  readonly what: string;
  readonly measured: string;
  /** Null where there is nothing to hold it against. */
  readonly target: string | null;
  readonly isMet: boolean;
  /** Where it comes from, or why it misses. */
  readonly note: string;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Of the nearest rank: 0.99 of 200 values is the 198th. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

export function printFindings(title: string, findings: readonly Finding[]): void {
  console.log(`\n${title}`);
  const rows = findings.map(({ what, measured, target, isMet, note }) => [
    target === null ? "    " : isMet ? "pass" : "MISS",
    what,
    measured,
    target ?? "",
    note,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}
