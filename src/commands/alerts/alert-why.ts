/** `/alerts why 12`: the explanation of the alert's own metric over the days it lies in. */
import { printQuestion } from "../../ask/print-question.ts";
import { leadOf, startOf } from "../../core/alerts/alert.ts";
import { watchedDefinition } from "../../core/alerts/watched-metrics.ts";
import { partsOf } from "../../core/calendar/business-day.ts";
import type { Period } from "../../core/calendar/period.ts";
import { businessDayOf } from "../../core/calendar/zone-clock.ts";
import { explainedMetric } from "../../core/explain/explain-readings.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import type { NameLookup } from "../known-names.ts";
import { problemResult } from "../problem-result.ts";
import { createWhyCommand } from "../why-command.ts";
import { findAlert } from "./alert-context.ts";

export async function explainAlert(words: string, context: CommandContext, names: NameLookup): Promise<CommandResult | null> {
  const { locale, nowMs, shops } = context;
  const found = await findAlert(words, context);
  if ("problem" in found) return found.problem;
  const lead = leadOf(found.alert);
  const shop = shops.find(({ id }) => id === lead?.shopId);
  if (lead === null || shop === undefined) {
    const text =
      locale === "zh" ? "数据源没有新数据，没有数字可以解释。" : "A silent feed has no numbers to explain. Look at how fresh the data is.";
    return problemResult(context, composeProblem({ locale, text, suggestions: ["shopbell status"] }));
  }
  const [first, last] = [businessDayOf(startOf(found.alert), shop.zone), businessDayOf(lead.endMs ?? nowMs, shop.zone)];
  const isToday = first === last && last === businessDayOf(nowMs, shop.zone);
  const period: Period = isToday ? { type: "unit", unit: "day", offset: 0 } : { type: "dates", from: partsOf(first), to: partsOf(last) };
  const question = printQuestion(
    {
      ...{ metric: explainedMetric(watchedDefinition(lead.metric).id) ?? "sales", period, by: null, comparison: { type: "default" } },
      ...{ shop: shop.id, form: "message", returnsClock: "own-day" },
      filters: lead.channel === "all" || lead.channel === "" ? [] : [{ dimension: "channel", values: [lead.channel] }],
    },
    locale,
  );
  return createWhyCommand(names).run(question, context);
}
