/** Explains a table from a file: no store, no configuration. */
import { explainTable } from "../core/explain/explain-table.ts";
import { explanationToJson } from "../core/explain/explanation-to-json.ts";
import type { TableMetric } from "../core/explain/table-metric.ts";
import { formatCount, formatPoints, formatRatio } from "../core/format.ts";
import type { Locale } from "../core/locale.ts";
import { composeWhy } from "../core/messages/compose-why.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { readChangeTable, TABLE_MONEY_DIGITS } from "../intake/csv/read-change-table.ts";
import { printJson } from "./context.ts";
import { openInput } from "./open-input.ts";
import type { Terminal } from "./terminal.ts";

export interface ExplainFileOptions {
  readonly file: string;
  readonly metric: TableMetric;
  readonly daysBefore: number;
  readonly daysAfter: number;
  readonly locale: Locale;
  readonly json: boolean;
}

export async function explainFile(options: ExplainFileOptions, terminal: Terminal): Promise<void> {
  const { metric, daysBefore, daysAfter, locale } = options;
  const input = await openInput(options.file, false);
  try {
    const table = await readChangeTable(input.source, daysBefore, daysAfter);
    const explanation = explainTable(table, metric);
    const data = { ...explanationToJson(explanation, metric, TABLE_MONEY_DIGITS), days: { before: daysBefore, after: daysAfter } };
    if (options.json) return printJson(terminal, data);
    const isMoney = explanation.unit === "money";
    const scale = isMoney ? 10 ** TABLE_MONEY_DIGITS : 1;
    const write = (value: number): string =>
      explanation.unit === "ratio" ? formatRatio(value, locale) : formatCount(value / scale, locale);
    const zh = locale === "zh";
    const lengths =
      daysBefore === daysAfter
        ? []
        : [
            zh
              ? `前期 ${daysBefore} 天折算为 ${daysAfter} 天。`
              : `The ${daysBefore} days before are counted as ${daysAfter}, the length of the later period.`,
          ];
    const message = composeWhy(explanation, {
      ...{ locale, place: input.source.name, period: zh ? "后期" : "after", comparedWith: zh ? "前期" : "before" },
      metric: METRICS[metric].label[locale],
      formatValue: write,
      formatAmount: (amount) => (explanation.unit === "ratio" ? formatPoints(amount, locale) : `${amount > 0 ? "+" : ""}${write(amount)}`),
      formatSize: (amount) =>
        explanation.unit === "ratio" ? formatPoints(Math.abs(amount), locale).replace("+", "") : write(Math.abs(amount)),
      labelDimension: (dimension) => dimension,
      labelKey: (key) => (key === "" ? (zh ? "（未标明）" : "(not told)") : key),
      chart: { format: { unit: explanation.unit === "ratio" ? "percent" : "count" }, unitsPerOne: scale },
      good: METRICS[metric].good,
      smallPrint: lengths,
      actions: [],
      data,
    });
    const { renderTerminal } = await import("../adapters/console/render-terminal.ts");
    terminal.out(renderTerminal(message, terminal));
  } finally {
    await input.close();
  }
}
