/** The questions pinned to the channel, one line each under the name they were saved by. */
import { formatDifference, formatValue, toneOf } from "../answers/format-value.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block, Fact } from "./message.ts";

export function composeReportSaved({ pinned }: ReportData, locale: Locale): readonly Block[] {
  if (pinned.length === 0) return [];
  const facts = pinned.map(({ name, answer: { figures, period, shop } }): Fact => {
    const [{ metric, value, comparisons }] = figures;
    const compared = comparisons.find((each) => each.value !== null);
    const change = compared === undefined || value.value === null ? [] : [formatDifference(value.value, compared.value, metric, locale)];
    return {
      label: name,
      value: formatValue(value.value, metric, shop.currency, locale),
      note: [...change, labelPeriod(period, locale)].join(" · "),
      tone: toneOf(value.value, compared?.value ?? null, metric),
    };
  });
  return [{ type: "facts", facts }];
}
