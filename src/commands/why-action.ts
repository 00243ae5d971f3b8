/** The "Why?" button: under every answer, report and alert whose number can be explained. */
import { printQuestion } from "../ask/print-question.ts";
import { type ExplainedMetric, isExplained } from "../core/explain/explain-readings.ts";
import type { Locale } from "../core/locale.ts";
import type { Action } from "../core/messages/message.ts";
import type { Question } from "../core/questions/question.ts";

/** None where the metric has no factors to tell apart. */
export function whyAction(question: Question, locale: Locale): readonly Action[] {
  const metric = explainedMetric(question.metric);
  if (metric === null) return [];
  // A target has no channels, sessions or orders of its own: the change since before is what can be explained.
  const comparison = question.comparison.type === "target" ? { type: "default" as const } : question.comparison;
  const words = printQuestion({ ...question, metric, comparison, by: null, form: "message" }, locale);
  return [{ label: locale === "zh" ? "为什么？" : "Why?", words: `why ${words}`, style: "primary" }];
}

/** Of a bundle the metric that stands for it. */
export function explainedMetric(metric: Question["metric"]): ExplainedMetric | null {
  if (metric === "kpi") return "sales";
  if (metric === "ads") return "roas";
  return isExplained(metric) ? metric : null;
}
