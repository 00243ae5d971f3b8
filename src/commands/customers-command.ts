/**
 * `/customers`: alone or with a view's name the customer ladder, cohorts, the lost; with anything else the number of
 * customers, as every metric.
 */

import type { Period } from "../core/calendar/period.ts";
import type { Locale, Localized } from "../core/locale.ts";
import { composeCohorts } from "../core/messages/compose-cohorts.ts";
import { composeCustomers } from "../core/messages/compose-customers.ts";
import { composeLostCustomers } from "../core/messages/compose-lost-customers.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Action, Message } from "../core/messages/message.ts";
import type { Shop } from "../core/shop.ts";
import { workOutCohorts, workOutCustomers } from "../figures/work-out-customers.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { NameLookup } from "./known-names.ts";
import { METRIC_OPTIONS } from "./metric-commands.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { printScope, readShopScope } from "./read-scope.ts";

type View = "ladder" | "cohorts" | "lost";

/** The first word of each is the one printed back. */
const VIEW_WORDS: Readonly<Record<View, Readonly<Record<Locale, readonly string[]>>>> = {
  ladder: { en: ["ladder"], zh: ["阶梯", "分层"] },
  cohorts: { en: ["cohorts", "cohort", "retention"], zh: ["留存", "复购", "同期群"] },
  lost: { en: ["lost", "lapsed", "lapsing", "churned"], zh: ["流失", "将流失"] },
};
const VIEWS: readonly View[] = ["ladder", "cohorts", "lost"];

const VIEW_LABELS: Readonly<Record<View, Localized>> = {
  ladder: { en: "Ladder", zh: "客户阶梯" },
  cohorts: { en: "Cohorts", zh: "留存" },
  lost: { en: "Lost", zh: "流失" },
};

/** Whole weeks, so that weekdays weigh the same; long enough for people to move. */
const LAST_WEEKS: Period = { type: "last", count: 28, unit: "day" };

export function createCustomersCommand(names: NameLookup): Command {
  return {
    spec: {
      name: "customers",
      description: {
        en: "Who is new, active, lapsing, lost, back again; with a period: how many customers",
        zh: "客户阶梯：新客、活跃、将流失、流失、回流；带时段则为客户数",
      },
      usage: "[ladder|cohorts|lost] | [period] [by channel] [vs last year]",
      options: [
        {
          ...{ name: "view", prefix: "", required: false, values: VIEWS.map((view) => VIEW_WORDS[view].en[0] ?? view) },
          description: {
            en: "ladder, cohorts or lost; leave out for the number of a period",
            zh: "ladder、cohorts、lost；查某时段客户数则留空",
          },
        },
        ...METRIC_OPTIONS,
      ],
    },
    aliases: ["客户"],
    run: async (words, context) => {
      const [, first = "", rest = ""] = /^\s*(\S*)\s*(.*)$/su.exec(words) ?? [];
      const view = first === "" ? "ladder" : VIEWS.find((each) => isWordOf(each, first.toLowerCase()));
      if (view !== undefined && context.request.addressed) return showView(view, rest, context);
      const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
      return answerQuestion(`customers ${words}`, context, known);
    },
  };
}

function isWordOf(view: View, word: string): boolean {
  return VIEW_WORDS[view].en.includes(word) || VIEW_WORDS[view].zh.includes(word);
}

async function showView(view: View, words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, store, nowMs, campaigns, newId } = context;
  const read = readShopScope(words, { view: nameView(view, locale), period: LAST_WEEKS }, context);
  if (read.type === "reply") return read.result;
  const { period, shop } = read;
  const options = {
    locale,
    words: printScope(nameView(view, locale), period, shop, context),
    actions: nextViews(view, period, shop, context),
  };
  const message = await compose();
  return typeof message === "string"
    ? problemResult(context, composeProblem({ locale, text: message }))
    : { id: newId(), message, onlyForAsker: false, question: null, again: options.words };

  async function compose(): Promise<Message | string> {
    const parts = { store, shop, nowMs, campaigns };
    if (view === "cohorts") {
      const worked = await workOutCohorts(period, parts);
      return "problem" in worked ? periodProblemText(worked, locale) : composeCohorts(worked, options);
    }
    const worked = await workOutCustomers(period, view === "lost" ? "year" : "period", parts);
    if ("problem" in worked) return periodProblemText(worked, locale);
    return view === "lost" ? composeLostCustomers(worked, options) : composeCustomers(worked, options);
  }
}

function nextViews(view: View, period: Period, shop: Shop, context: CommandContext): readonly Action[] {
  const { locale } = context;
  const zh = locale === "zh";
  const others = VIEWS.filter((each) => each !== view).map(
    (each): Action => ({
      label: VIEW_LABELS[each][locale],
      words: printScope(nameView(each, locale), period, shop, context),
      style: "normal",
    }),
  );
  return [
    ...others,
    { label: zh ? "新客数" : "New customers", words: printScope(zh ? "新客" : "new customers", period, shop, context), style: "normal" },
    {
      label: zh ? "按客群看销售额" : "Sales by segment",
      words: printScope(zh ? "销售额 按客群" : "sales by segment", period, shop, context),
      style: "normal",
    },
  ];
}

/** "customers lost", "客户 流失". */
function nameView(view: View, locale: Locale): string {
  return `${locale === "zh" ? "客户" : "customers"} ${VIEW_WORDS[view][locale][0] ?? view}`;
}
