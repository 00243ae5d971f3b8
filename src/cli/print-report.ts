/** What an import did: the counts, and everything a person should know before trusting them. */
import type { ImportReport } from "../intake/csv/import-file.ts";
import type { Tally } from "../intake/readers/tally.ts";
import { roundingMovedText } from "../intake/readers/tally.ts";
import { countOf, printJson } from "./context.ts";
import type { Terminal } from "./terminal.ts";

interface ReportOptions {
  readonly file: string;
  readonly kind: string;
  readonly json: boolean;
}

export function printReport(terminal: Terminal, report: ImportReport, options: ReportOptions): void {
  if (options.json) printJson(terminal, toJson(report, options));
  else printWords(terminal, report, options);
}

function printWords(terminal: Terminal, report: ImportReport, options: ReportOptions): void {
  // Bad rows are said beside the result: the counts stay readable on a pipe.
  if (report.badRowCount > 0) {
    terminal.err(`left out ${countOf(report.badRowCount, "bad row")}:\n${report.badRows.map((row) => `  ${row}\n`).join("")}`);
  }
  terminal.out(
    `${headline(report, options)}\n${notesOf(report.tally)
      .map((note) => `  ${note}\n`)
      .join("")}`,
  );
}

function headline({ outcome, facts, rows }: ImportReport, { file }: ReportOptions): string {
  const read = `${file}: ${countOf(rows, "row")}`;
  if (!outcome) {
    const would = [countOf(facts.lines, "order line"), countOf(facts.refunds, "refund line"), countOf(facts.measures, "metrics row")];
    return `${read} checked, nothing written (dry run): ${would.filter((text) => !text.startsWith("0 ")).join(", ") || "no facts"}`;
  }
  const parts = [
    countOf(outcome.orders, "order"),
    countOf(outcome.lines, "order line"),
    countOf(outcome.refunds, "refund"),
    countOf(outcome.measures, "metrics row"),
  ].filter((text) => !text.startsWith("0 "));
  const unchanged = outcome.unchanged > 0 ? `; ${outcome.unchanged.toLocaleString("en")} were there already` : "";
  return `${read}: ${parts.join(", ") || "no facts"}, ${countOf(outcome.daysTouched, "day")} touched${unchanged}`;
}

function notesOf(tally: Tally): string[] {
  const notes = [...tally.leftOut].map(([reason, count]) => `left out: ${count.toLocaleString("en")} ${reason}`);
  if (tally.roundedLines > 0) {
    notes.push(
      `rounded ${countOf(tally.roundedLines, "amount")} to the currency's decimals, which moved the sum by ${roundingMovedText(tally)}`,
    );
  }
  if (tally.repeatedHours > 0) {
    notes.push(`${countOf(tally.repeatedHours, "time")} in an hour that the clock passed twice: taken as the first pass`);
  }
  if (tally.dateOnly > 0) notes.push(`${countOf(tally.dateOnly, "date")} without a time of day: counted at the start of the day`);
  if (tally.undatedReversals > 0) {
    notes.push(
      `${countOf(tally.undatedReversals, "order")} given back without a day of its own: booked on the order's day; if you import refunds too, leave these out with --map refunded_amount=`,
    );
  }
  if (tally.cancelledUndated > 0) {
    notes.push(
      `${countOf(tally.cancelledUndated, "cancelled order")} without a day of cancellation: import refunds to take the value back`,
    );
  }
  return notes;
}

function toJson({ rows, outcome, facts, badRows, badRowCount, tally }: ImportReport, { file, kind }: ReportOptions): object {
  return {
    file,
    kind,
    rows,
    dry_run: outcome === null,
    orders: outcome?.orders ?? null,
    order_lines: outcome?.lines ?? facts.lines,
    refunds: outcome?.refunds ?? facts.refunds,
    metrics_rows: outcome?.measures ?? facts.measures,
    unchanged: outcome?.unchanged ?? null,
    days_touched: outcome?.daysTouched ?? null,
    bad_rows: { count: badRowCount, shown: badRows },
    left_out: Object.fromEntries(tally.leftOut),
    rounding: { amounts: tally.roundedLines, moved: roundingMovedText(tally) },
    repeated_hours: tally.repeatedHours,
    dates_without_time: tally.dateOnly,
    undated_reversals: tally.undatedReversals,
    undated_cancellations: tally.cancelledUndated,
  };
}
