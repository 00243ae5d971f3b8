/** `/why <question>`: the change of a number, split into what it is made of and where it happened. */
import { printQuestion } from "../ask/print-question.ts";
import { explainedMetric } from "../core/explain/explain-readings.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { composeWhy } from "../core/messages/compose-why.ts";
import type { Question } from "../core/questions/question.ts";
import { explainAgainstTarget } from "../figures/explain-against-target.ts";
import { explainQuestion } from "../figures/explain-question.ts";
import { readTargets } from "../figures/read-targets.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import { describeWhy } from "./describe-why.ts";
import type { NameLookup } from "./known-names.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { findPrevious, readQuestion } from "./read-question.ts";

const SPEC: CommandSpec = {
  name: "why",
  description: { en: "Why a number changed: its factors, channels, products, customers", zh: "数字为什么变：因素、渠道、商品、客群" },
  usage: "[metric] [period] [in channel=…] [vs last year] [for shop]",
  options: [
    {
      name: "words",
      prefix: "",
      required: false,
      description: {
        en: "a question: sales last week, conversion yesterday vs last year …",
        zh: "一个问题：销售额 上周、转化率 昨天 同比…",
      },
    },
  ],
};

/** What people say around the question: "did sales fall last week". */
const PADDING =
  /^(?:did|do|does|is|are|was|were|has|have)\s+|\s+(?:go|gone|went)\s+(?:up|down)\b|\b(?:fall|fell|fallen|drop|dropped|rise|rose|risen|decline|declined|grow|grew|increase|increased|decrease|decreased|change|changed|down|up)\b|下降|下跌|上升|上涨|变化|变了|[?？]/giu;

export function createWhyCommand(names: NameLookup): Command {
  return {
    spec: SPEC,
    run: async (words, context) => {
      const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
      const said = words
        .replace(/^\s*(?:why\b|为什么|为何)/iu, "")
        .trim()
        .replace(PADDING, " ")
        .trim();
      const line = said === "" ? await previousLine(context, known) : said;
      const read = await readQuestion(line, context, known);
      return read.type === "reply" ? read.result : explain(read.question, read.shop, context);
    },
  };
}

/** A bare "why" is about what was asked just before; else about yesterday's sales. */
async function previousLine(context: CommandContext, known: Awaited<ReturnType<NameLookup>>): Promise<string> {
  const previous = await findPrevious(context, known);
  if (previous !== null) return printQuestion(previous, context.locale);
  return context.locale === "zh" ? "销售额 昨天" : "sales yesterday";
}

async function explain(question: Question, shop: NonNullable<CommandContext["shop"]>, context: CommandContext): Promise<CommandResult> {
  const { locale, store, nowMs, newId, campaigns } = context;
  const metric = explainedMetric(question.metric);
  if (metric === null) return problemResult(context, composeProblem({ locale, ...unexplained(question, locale) }));
  const asked: Question = { ...question, metric, by: null, form: "message" };
  const working = { store: store.measures, shop, nowMs, campaigns };
  const explained =
    asked.comparison.type === "target"
      ? await explainAgainstTarget(asked, metric, await readTargets(context, shop, campaigns), working)
      : await explainQuestion(asked, metric, working);
  if (explained === null) return problemResult(context, composeProblem({ locale, ...lacksTarget(asked, locale) }));
  if ("problem" in explained) return problemResult(context, composeProblem({ locale, text: periodProblemText(explained, locale) }));
  const words = printQuestion(asked, locale);
  const message = composeWhy(explained.explanation, describeWhy(explained, { question: asked, metric, shop, locale, words }));
  return { id: newId(), message, onlyForAsker: false, question: words, again: `why ${words}` };
}

/** Nothing is aimed at for all of the period: rather said than explained against something else. */
function lacksTarget(question: Question, locale: CommandContext["locale"]) {
  const zh = locale === "zh";
  const plain: Question = { ...question, comparison: { type: "default" } };
  return {
    text: zh
      ? "整个时段没有设定目标（或数字未知），无法与目标比较。设定例如：target set 销售额 2026-12 300万；或与上期比较："
      : "No target covers all of that period, or the number is not known, so there is no gap to explain. Set one, such as target set sales 2026-12 3,000,000, or ask against the period before:",
    suggestions: [`why ${printQuestion(plain, locale)}`, "target list"],
  };
}

function unexplained(question: Question, locale: CommandContext["locale"]) {
  const zh = locale === "zh";
  return {
    text: zh
      ? "能归因的指标：销售额、毛销售额、订单、流量、转化率、客单价、退款率、投产比、利润。"
      : "What can be explained: sales, gross, orders, traffic, conversion, aov, refund rate, ROAS and profit.",
    suggestions: (["sales", "orders", "conversion"] as const).map(
      (metric) => `why ${printQuestion({ ...question, metric, by: null }, locale)}`,
    ),
  };
}
