/** A question in canonical words: what buttons say, what is kept with an answer, what a suggestion offers. */
import type { Locale } from "../core/locale.ts";
import type { AnswerForm, Comparison, Question } from "../core/questions/question.ts";
import { printFilter, printShop } from "./print-filter.ts";
import { printPeriod } from "./print-period.ts";
import { dimensionName, metricName } from "./vocabulary/names.ts";

/** Behind "as", or in Chinese alone. */
export const FORM_PRINTS = {
  en: { chart: "chart", table: "table", csv: "csv" },
  zh: { chart: "图表", table: "表格", csv: "导出" },
} as const;

/** Behind "vs"; in Chinese most stand alone. */
export const COMPARISON_WORDS = {
  en: { previous: "previous period", weekday: "last year", date: "last year by date", target: "target", none: "none" },
  zh: { previous: "环比", weekday: "同比", date: "按日期同比", target: "目标", none: "不对比" },
} as const;

/** Behind "by". */
export const ORDER_DAY = { en: "order day", zh: "下单日" } as const;

/** Prints what `parseQuestion` reads back as the same question, in either language. The period is always said. */
export function printQuestion(question: Question, locale: Locale): string {
  return printClauses(question, locale).join(" ");
}

/** The clauses of a question, in their usual order; any other order reads the same. */
export function printClauses(question: Question, locale: Locale): readonly string[] {
  const { metric, period, by, filters, comparison, shop, form, returnsClock } = question;
  const clauses = [
    metricName(metric, locale),
    printPeriod(period, locale),
    by === null ? null : printBreakdown(dimensionName(by, locale), locale),
    returnsClock === "own-day" ? null : printBreakdown(ORDER_DAY[locale], locale),
    ...filters.map((filter) => printFilter(filter, locale)),
    printComparison(comparison, locale),
    shop === null ? null : printShop(shop, locale),
    form === "message" ? null : printForm(form, locale),
  ];
  return clauses.filter((clause) => clause !== null);
}

function printBreakdown(name: string, locale: Locale): string {
  return locale === "en" ? `by ${name}` : `按${name}`;
}

function printForm(form: Exclude<AnswerForm, "message">, locale: Locale): string {
  return locale === "en" ? `as ${FORM_PRINTS.en[form]}` : FORM_PRINTS.zh[form];
}

function printComparison(comparison: Comparison, locale: Locale): string | null {
  if (comparison.type === "default") return null;
  if (comparison.type === "period") return printComparedPeriod(comparison, locale);
  const words = COMPARISON_WORDS[locale][comparison.type === "last-year" ? comparison.align : comparison.type];
  if (locale === "en") return `vs ${words}`;
  return comparison.type === "target" ? `对比 ${words}` : words;
}

/** "vs last year" means the same days a year ago; the whole year needs other words. */
function printComparedPeriod({ period }: Extract<Comparison, { type: "period" }>, locale: Locale): string {
  const isLastYear = period.type === "unit" && period.unit === "year" && period.offset === -1;
  if (locale === "en") return `vs ${isLastYear ? "all last year" : printPeriod(period, locale)}`;
  return `对比 ${isLastYear ? "去年全年" : printPeriod(period, locale)}`;
}
