/** Any metric question, however it was asked: words are read, worked out, and said. */
import { printQuestion } from "../ask/print-question.ts";
import type { Answer } from "../core/answers/answer.ts";
import { explainedMetric } from "../core/explain/explain-readings.ts";
import type { Locale } from "../core/locale.ts";
import { composeAnswer } from "../core/messages/compose-answer.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Action } from "../core/messages/message.ts";
import { whyAction } from "../core/messages/why-action.ts";
import type { Question } from "../core/questions/question.ts";
import { compareShops } from "../figures/compare-shops.ts";
import { readTargets } from "../figures/read-targets.ts";
import { workOutAnswer } from "../figures/work-out-answer.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import type { KnownNames } from "./known-names.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { readQuestion } from "./read-question.ts";

/** Resolves to null where overheard words are no clear question. */
export async function answerQuestion(words: string, context: CommandContext, names: KnownNames): Promise<CommandResult | null> {
  const read = await readQuestion(words, context, names);
  if (read.type === "reply") return read.result;
  const { question, shop } = read;
  const { locale, nowMs, newId, store, campaigns } = context;
  const id = newId();
  const book = await readTargets(context, shop, campaigns);
  const working = { store: store.measures, shop, nowMs, campaigns, book, answerId: id };
  const worked = await workOutAnswer(question, working);
  if ("problem" in worked) return problemResult(context, composeProblem({ locale, text: periodProblemText(worked, locale) }));
  const answer = question.by === "shop" ? await compareShops(worked, await store.shops.list(), working) : worked;
  const canonical = printQuestion(question, locale);
  const message = composeAnswer(answer, {
    locale,
    words: canonical,
    actions: [...askWhy(answer, locale), ...followUps(question, locale)],
  });
  return { id, message, onlyForAsker: false, question: canonical };
}

function askWhy({ question, target }: Answer, locale: Locale): readonly Action[] {
  const metric = explainedMetric(question.metric);
  if (metric === null) return [];
  // Without a target there is no gap: the change since before is what can be explained.
  const comparison = question.comparison.type === "target" && target === null ? { type: "default" as const } : question.comparison;
  return [whyAction(printQuestion({ ...question, metric, comparison, by: null, form: "message" }, locale), locale)];
}

/** What people ask next: each button is the question with one clause changed. */
function followUps(question: Question, locale: Locale): readonly Action[] {
  const zh = locale === "zh";
  const changes: readonly { readonly label: string; readonly to: Partial<Question>; readonly applies: boolean }[] = [
    { label: zh ? "按渠道" : "By channel", to: { by: "channel", form: "message" }, applies: question.by !== "channel" },
    { label: zh ? "按商品" : "By product", to: { by: "product", form: "message" }, applies: question.by === "channel" },
    {
      label: zh ? "同比" : "vs last year",
      to: { comparison: { type: "last-year", align: "weekday" }, form: "message" },
      applies: question.comparison.type !== "last-year",
    },
    { label: zh ? "图表" : "Chart", to: { form: "chart" }, applies: question.form !== "chart" },
    { label: "CSV", to: { form: "csv" }, applies: question.form !== "csv" },
    { label: zh ? "核心指标" : "Key figures", to: { metric: "kpi", by: null, form: "message" }, applies: question.metric !== "kpi" },
  ];
  return changes
    .filter(({ applies }) => applies)
    .map(({ label, to }) => ({ label, words: printQuestion({ ...question, ...to }, locale), style: "normal" }));
}
