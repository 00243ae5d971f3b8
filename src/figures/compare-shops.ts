/** A question split by shop: each worked out in its own zone and currency, beside the one that was asked. */
import type { Answer, BreakdownRow } from "../core/answers/answer.ts";
import type { Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import { noTargets } from "./read-targets.ts";
import { type WorkOutContext, workOutAnswer } from "./work-out-answer.ts";

/**
 * The answer with every shop as a row of its breakdown, biggest first where all count in one unit; money of different
 * currencies is neither ranked nor added up, so that it has no shares. A simulated shop stands only beside simulated ones.
 */
export async function compareShops(answer: Answer, shops: readonly Shop[], context: WorkOutContext): Promise<Answer> {
  const question: Question = { ...answer.question, by: null };
  const [{ metric }] = answer.figures;
  const alike = shops.filter(({ simulated }) => simulated === answer.shop.simulated);
  const rows = await Promise.all(
    alike.map(async (shop) => rowOf(shop, await workOutAnswer(question, { ...context, shop, book: noTargets(shop) }))),
  );
  const isOneUnit = metric.unit !== "money" || new Set(alike.map(({ currency }) => currency)).size === 1;
  const total = rows.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const isShared = isOneUnit && metric.formula.type === "sum" && total > 0;
  const shared = rows.map((row) => ({ ...row, share: isShared && row.value !== null ? row.value / total : null }));
  return {
    ...answer,
    breakdown: {
      dimension: "shop",
      rows: isOneUnit ? shared.sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY)) : shared,
      against: answer.figures[0].comparisons[0]?.kind ?? null,
    },
  };
}

/** A period that means nothing in a shop, such as another's campaign, is one without a number. */
function rowOf({ id, currency }: Shop, answer: Awaited<ReturnType<typeof workOutAnswer>>): BreakdownRow {
  if ("problem" in answer) return { key: id, value: null, before: null, share: null, currency };
  const [{ value, comparisons }] = answer.figures;
  return { key: id, value: value.value, before: comparisons[0]?.value ?? null, share: null, currency };
}
