/** `/channels`: side by side, by distance from what is usual for each and by size. */
import { printQuestion } from "../ask/print-question.ts";
import type { Period } from "../core/calendar/period.ts";
import { composeChannels } from "../core/messages/compose-channels.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Action } from "../core/messages/message.ts";
import type { Question } from "../core/questions/question.ts";
import { USUAL_SPREADS } from "../core/reports/channel-standing.ts";
import type { ChannelFigures } from "../core/reports/standing-figures.ts";
import type { Shop } from "../core/shop.ts";
import { workOutChannels } from "../figures/work-out-standings.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { NameLookup } from "./known-names.ts";
import { METRIC_OPTIONS } from "./metric-commands.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { printScope, readShopScope } from "./read-scope.ts";

const YESTERDAY: Period = { type: "unit", unit: "day", offset: -1 };
const LAST_WEEK: Period = { type: "unit", unit: "week", offset: -1 };
const LAST_MONTH: Period = { type: "unit", unit: "month", offset: -1 };

export function createChannelsCommand(names: NameLookup): Command {
  return {
    spec: {
      name: "channels",
      description: { en: "Channels side by side: what is unusual, how big, which share", zh: "渠道对比：谁不寻常、多大、占比变化" },
      usage: "[period] [for shop]",
      options: METRIC_OPTIONS.filter(({ name }) => name === "period" || name === "for"),
    },
    aliases: ["渠道"],
    run: async (words, context) => {
      if (context.request.addressed) return showChannels(words, context);
      const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
      return answerQuestion(`channels ${words}`, context, known);
    },
  };
}

async function showChannels(words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, shops, newId } = context;
  const view = locale === "zh" ? "渠道" : "channels";
  const read = readShopScope(words, { view, period: YESTERDAY }, context);
  if (read.type === "reply") return read.result;
  const { period, shop } = read;
  const worked = await workOutChannels(period, { ...context, shop });
  if ("problem" in worked) return problemResult(context, composeProblem({ locale, text: periodProblemText(worked, locale) }));
  const question = printQuestion(salesByChannel(period, shops.length > 1 ? shop.id : null), locale);
  const again = printScope(view, period, shop, context);
  const message = composeChannels(worked, {
    locale,
    words: again,
    actions: nextQuestions(worked, view, period, shop, context),
  });
  // What is said in its thread goes on with the same numbers: "as csv", "by product".
  return { id: newId(), message, onlyForAsker: false, question, again };
}

function nextQuestions({ rows }: ChannelFigures, view: string, period: Period, shop: Shop, context: CommandContext): readonly Action[] {
  const { locale, shops } = context;
  const zh = locale === "zh";
  const base = salesByChannel(period, shops.length > 1 ? shop.id : null);
  const [furthest] = rows;
  const isUnusual = furthest !== undefined && furthest.channel !== "" && Math.abs(furthest.distance ?? 0) >= USUAL_SPREADS;
  const asked: Question = { ...base, by: null, filters: isUnusual ? [{ dimension: "channel", values: [furthest.channel] }] : [] };
  const periods: readonly (readonly [string, Period])[] = [
    [zh ? "上周" : "Last week", LAST_WEEK],
    [zh ? "上月" : "Last month", LAST_MONTH],
  ];
  return [
    { label: zh ? "为什么？" : "Why?", words: `why ${printQuestion(asked, locale)}`, style: "primary" },
    ...periods
      .map(([label, other]): Action => ({ label, words: printScope(view, other, shop, context), style: "normal" }))
      .filter(({ words }) => words !== printScope(view, period, shop, context)),
    {
      label: zh ? "转化率按渠道" : "Conversion by channel",
      words: printQuestion({ ...base, metric: "conversion" }, locale),
      style: "normal",
    },
    { label: "CSV", words: printQuestion({ ...base, form: "csv" }, locale), style: "normal" },
  ];
}

function salesByChannel(period: Period, shop: string | null): Question {
  return {
    ...{ metric: "sales", period, by: "channel", filters: [], shop },
    ...{ comparison: { type: "default" }, form: "message", returnsClock: "own-day" },
  };
}
