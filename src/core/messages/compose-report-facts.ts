/** Figures of a report beside each other: what sales are made of, what they cost, who bought. */
import { formatDifference, toneOf } from "../answers/format-value.ts";
import type { Locale } from "../locale.ts";
import type { MetricId } from "../metrics/metric.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block, Fact } from "./message.ts";
import { figureOf, labelOf, valueText } from "./report-figures.ts";

/** Each beside its change against the period before. */
export function composeReportFacts(wanted: readonly MetricId[], data: ReportData, locale: Locale): readonly Block[] {
  const facts = wanted.flatMap((id): readonly Fact[] => {
    const { metric, value, comparisons } = figureOf(id, data);
    const before = comparisons[0]?.value ?? null;
    // What the shop's sources never tell is left out; what is only late is named.
    if (value.value === null && !isProvisional(metric, data.late)) return [];
    const difference = before === null || isProvisional(metric, data.late) ? null : formatDifference(value.value, before, metric, locale);
    return [
      {
        label: labelOf(id, data, locale),
        value: valueText(id, data, locale),
        ...(difference === null ? {} : { note: difference }),
        tone: difference === null ? "neutral" : toneOf(value.value, before, metric),
      },
    ];
  });
  return facts.length === 0 ? [] : [{ type: "facts", facts }];
}
