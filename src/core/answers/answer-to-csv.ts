/** An answer as a spreadsheet wants it: plain decimals, business days, one header line (RFC 4180). */
import type { MetricDefinition } from "../metrics/metric.ts";
import { type Currency, roundMinor, toDecimalString } from "../money.ts";
import type { Answer } from "./answer.ts";

export function answerToCsv(answer: Answer): string {
  const [first] = answer.figures;
  const { currency } = answer.shop;
  const { breakdown } = answer;
  if (breakdown !== null) {
    const hasCurrency = breakdown.dimension === "shop" && first.metric.unit === "money";
    const before = breakdown.against === null ? [] : [`${first.metric.id}_before`];
    const header = [breakdown.dimension, first.metric.id, ...before, ...(hasCurrency ? ["currency"] : [])];
    const rows = breakdown.rows.map((row) => [
      textCell(row.key),
      numberCell(row.value, first.metric, row.currency ?? currency),
      ...(breakdown.against === null ? [] : [numberCell(row.before, first.metric, row.currency ?? currency)]),
      ...(hasCurrency ? [row.currency ?? currency] : []),
    ]);
    return csvLines([header, ...rows]);
  }
  const header = ["metric", "from", "to", "value", "unit"];
  const rows = answer.figures.flatMap(({ metric, value, comparisons }) =>
    [{ period: answer.period, value: value.value }, ...comparisons].map((entry) => [
      metric.id,
      entry.period.fromDay,
      entry.period.toDay,
      numberCell(entry.value, metric, currency),
      metric.unit === "money" ? currency : metric.unit,
    ]),
  );
  return csvLines([header, ...rows]);
}

/** "sales-demo-2026-11-21.csv": safe as a file name anywhere. */
export function csvFileName(answer: Answer): string {
  return `${[answer.figures[0].metric.id, answer.shop.id, answer.period.fromDay].join("-").replace(/[^a-z0-9-]/gi, "_")}.csv`;
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => `${row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`)
    .join("");
}

/** A spreadsheet would run a name beginning like a formula: an apostrophe makes it text (OWASP, CSV injection). */
function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function numberCell(value: number | null, metric: MetricDefinition, currency: Currency): string {
  if (value === null) return "";
  return metric.unit === "money" ? toDecimalString(roundMinor(value), currency) : String(value);
}
