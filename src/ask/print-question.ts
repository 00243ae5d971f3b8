/** A question in canonical words: what buttons say, what is kept with an answer, what a suggestion offers. */
import type { Locale } from "../core/locale.ts";
import type { Comparison, Question } from "../core/questions/question.ts";
import { printFilter, printShop } from "./print-filter.ts";
import { printPeriod } from "./print-period.ts";
import { dimensionName, metricName } from "./vocabulary/names.ts";

const FORMS = {
  en: { chart: "as chart", table: "as table", csv: "as csv" },
  zh: { chart: "图表", table: "表格", csv: "导出" },
} as const;

const COMPARISONS = {
  en: { previous: "vs previous", weekday: "vs last year", date: "vs last year by date", target: "vs target", none: "vs none" },
  zh: { previous: "环比", weekday: "同比", date: "按日期同比", target: "对比 目标", none: "不对比" },
} as const;

/** Prints what `parseQuestion` reads back as the same question, in either language. The period is always said. */
export function printQuestion(question: Question, locale: Locale): string {
  const { metric, period, by, filters, comparison, shop, form, returnsClock } = question;
  const clauses = [
    metricName(metric, locale),
    printPeriod(period, locale),
    by === null ? null : printBreakdown(dimensionName(by, locale), locale),
    returnsClock === "own-day" ? null : { en: "by order day", zh: "按下单日" }[locale],
    ...filters.map((filter) => printFilter(filter, locale)),
    printComparison(comparison, locale),
    shop === null ? null : printShop(shop, locale),
    form === "message" ? null : FORMS[locale][form],
  ];
  return clauses.filter((clause) => clause !== null).join(" ");
}

function printBreakdown(name: string, locale: Locale): string {
  return locale === "en" ? `by ${name}` : `按${name}`;
}

function printComparison(comparison: Comparison, locale: Locale): string | null {
  switch (comparison.type) {
    case "default":
      return null;
    case "last-year":
      return COMPARISONS[locale][comparison.align];
    case "period":
      return printComparedPeriod(comparison, locale);
    default:
      return COMPARISONS[locale][comparison.type];
  }
}

/** "vs last year" means the same days a year ago; the whole year needs other words. */
function printComparedPeriod({ period }: Extract<Comparison, { type: "period" }>, locale: Locale): string {
  const isLastYear = period.type === "unit" && period.unit === "year" && period.offset === -1;
  if (locale === "en") return `vs ${isLastYear ? "all last year" : printPeriod(period, locale)}`;
  return `对比 ${isLastYear ? "去年全年" : printPeriod(period, locale)}`;
}
