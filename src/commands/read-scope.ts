/** The words behind a view's name: a period and a shop by the grammar of questions, and nothing else. */
import { parseQuestion } from "../ask/parse-question.ts";
import { printShop } from "../ask/print-filter.ts";
import { printPeriod } from "../ask/print-period.ts";
import type { Period } from "../core/calendar/period.ts";
import { campaignNames } from "../core/campaigns/find-campaign.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import { problemResult } from "./problem-result.ts";

export type ScopeResult =
  | { readonly type: "scope"; readonly period: Period; readonly shop: Shop | null }
  | { readonly type: "reply"; readonly result: CommandResult };

export interface ScopeExamples {
  /** What the view is called: "customers lost". */
  readonly view: string;
  /** Where none is said. */
  readonly period: Period;
}

const LAST_WEEK: Period = { type: "unit", unit: "week", offset: -1 };
const LAST_MONTH: Period = { type: "unit", unit: "month", offset: -1 };

/** A shop named is given; else null. */
export function readScope(words: string, examples: ScopeExamples, context: CommandContext): ScopeResult {
  const { shops, campaigns, locale } = context;
  const base: Question = {
    ...{ metric: "sales", period: examples.period, by: null, filters: [], shop: null },
    ...{ comparison: { type: "default" }, form: "message", returnsClock: "own-day" },
  };
  if (words.trim() === "") return { type: "scope", period: examples.period, shop: null };
  const parsed = parseQuestion(words, {
    shopNames: shops.flatMap(({ id, name }) => [id, name]),
    campaignNames: campaignNames(campaigns),
    valueNames: {},
    previous: base,
  });
  const zh = locale === "zh";
  const suggestions = [LAST_WEEK, LAST_MONTH].map((period) => `${examples.view} ${printPeriod(period, locale)}`);
  const refuse = (text: string, more: readonly string[] = suggestions): ScopeResult => ({
    type: "reply",
    result: problemResult(context, composeProblem({ locale, text, suggestions: more })),
  });
  if (parsed.type !== "question" || !isPeriodAndShop(parsed.question)) {
    return refuse(
      zh ? `“${words}”没看懂：这里只接时段和店铺。` : `“${words}” was not understood: a period and a shop go here, nothing else.`,
    );
  }
  const { period, shop: wanted } = parsed.question;
  if (wanted === null) return { type: "scope", period, shop: null };
  const name = wanted.toLowerCase();
  const shop = shops.find((each) => each.id.toLowerCase() === name || each.name.toLowerCase() === name);
  if (shop !== undefined) return { type: "scope", period, shop };
  const known = shops.slice(0, 5).map(({ id }) => `${examples.view} ${printPeriod(period, locale)} ${printShop(id, locale)}`);
  return refuse(zh ? `没有名为“${wanted}”的店铺。` : `There is no shop called “${wanted}”.`, known);
}

/** As `readScope`, of one shop: the one named, else the place's own. */
export function readShopScope(
  words: string,
  examples: ScopeExamples,
  context: CommandContext,
): { readonly type: "scope"; readonly period: Period; readonly shop: Shop } | Extract<ScopeResult, { type: "reply" }> {
  const read = readScope(words, examples, context);
  if (read.type === "reply") return read;
  const shop = read.shop ?? context.shop;
  if (shop !== null) return { ...read, shop };
  const { locale, shops } = context;
  const zh = locale === "zh";
  const isEmpty = shops.length === 0;
  const text = isEmpty
    ? zh
      ? "还没有店铺。载入演示店铺试试，或添加：shopbell shop add <id> --timezone <时区> --currency <货币>"
      : "There is no shop yet. Try the demo shop, or add yours: shopbell shop add <id> --timezone <zone> --currency <code>"
    : zh
      ? "看哪个店铺？"
      : "Which shop?";
  const suggestions = isEmpty ? ["shopbell demo"] : shops.slice(0, 5).map(({ id }) => `${examples.view} ${printShop(id, locale)}`);
  return { type: "reply", result: problemResult(context, composeProblem({ locale, text, suggestions })) };
}

/** Words that ask for a view of the same period and shop; the shop is named where there are several. */
export function printScope(view: string, period: Period, shop: Shop | null, { locale, shops }: CommandContext): string {
  return [view, printPeriod(period, locale), ...(shop !== null && shops.length > 1 ? [printShop(shop.id, locale)] : [])].join(" ");
}

function isPeriodAndShop({ metric, by, filters, comparison, form, returnsClock }: Question): boolean {
  const isPlain = comparison.type === "default" && form === "message" && returnsClock === "own-day";
  return metric === "sales" && by === null && filters.length === 0 && isPlain;
}
