/** A chart's values as people read them. Charts speak of dollars, not of cents. */
import { formatCompact, formatCompactMoney, formatCount, formatRatio } from "../format.ts";
import { currencyDigits, parseCurrency } from "../money.ts";
import type { ChartSpec } from "./message.ts";

/** Short: three digits and a unit ("€1.23M", "3.1%"). */
export function formatChartValue(value: number, { format, locale }: Pick<ChartSpec, "format" | "locale">): string {
  switch (format.unit) {
    case "money": {
      const currency = parseCurrency(format.currency);
      return currency === null
        ? formatCompact(value, locale)
        : formatCompactMoney(value * 10 ** currencyDigits(currency), currency, locale);
    }
    case "count":
      return Math.abs(value) < 10_000 ? formatCount(value, locale) : formatCompact(value, locale);
    case "ratio":
      return formatRatio(value, locale);
  }
}
