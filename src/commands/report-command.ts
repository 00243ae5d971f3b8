/** `/report`: a report now, and what a subscription's next post would look like. */
import { parseQuestion } from "../ask/parse-question.ts";
import type { Period, ResolvedPeriod } from "../core/calendar/period.ts";
import { resolvePeriod } from "../core/calendar/resolve-period.ts";
import { resolvingFor } from "../core/campaigns/campaign-periods.ts";
import { campaignNames } from "../core/campaigns/find-campaign.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { composeReport } from "../core/messages/compose-report.ts";
import type { Block, Message } from "../core/messages/message.ts";
import { kindOfPeriod, REPORT_PERIODS, reportPeriod } from "../core/reports/report-period.ts";
import type { ReportKind } from "../core/reports/report-schedule.ts";
import { REPORT_SECTIONS } from "../core/reports/report-section.ts";
import type { Shop } from "../core/shop.ts";
import { workOutReport } from "../figures/work-out-report.ts";
import type { ReportSubscription } from "../ports/subscriptions.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { printScope } from "./read-scope.ts";
import { KIND_WORDS } from "./subscribe-vocabulary.ts";

const KINDS: readonly ReportKind[] = ["daily", "weekly", "monthly"];

/** Words that say "the usual one, at once". */
const NOW_WORDS: readonly string[] = ["now", "report", "立即", "现在", "报告"];

/** Words that begin a line about reports in Chinese; in English it is the command's own name. */
export function isReportWord(word: string): boolean {
  return ["报告", "日报", "周报", "月报"].includes(word);
}

export const reportCommand: Command = {
  spec: {
    name: "report",
    description: { en: "A whole report now: daily, weekly or monthly", zh: "立即出一份报告：日报、周报或月报" },
    usage: "[daily|weekly|monthly] [period] [for shop]",
    options: [
      {
        name: "period",
        prefix: "",
        required: false,
        description: { en: "daily, weekly, monthly, or any period: last week", zh: "日报、周报、月报，或任意时段：上周" },
      },
      { name: "for", prefix: "for", required: false, description: { en: "which shop", zh: "哪个店铺" } },
    ],
  },
  run: (words, context) => reportNow(words, context),
};

async function reportNow(words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, shops, nowMs } = context;
  const tokens = words.split(/\s+/u).filter((word) => word !== "" && !NOW_WORDS.includes(word.toLowerCase()));
  // "last week" is a period, though "week" alone is a kind.
  const whole = tokens.length === 0 ? null : readAsked(tokens.join(" "), null, context);
  const kind =
    whole !== null
      ? undefined
      : KINDS.find((each) => tokens.some((token) => [...KIND_WORDS[each].en, ...KIND_WORDS[each].zh].includes(token.toLowerCase())));
  const rest = tokens.filter(
    (token) => kind === undefined || ![...KIND_WORDS[kind].en, ...KIND_WORDS[kind].zh].includes(token.toLowerCase()),
  );
  const asked = whole ?? readAsked(rest.join(" "), kind ?? null, context);
  const examples = locale === "zh" ? ["report 日报", "report 上周", "report 月报"] : ["report daily", "report last week", "report monthly"];
  if (asked === null) {
    const text = locale === "zh" ? "没看懂要哪一段时间。" : "I did not understand which period the report should cover.";
    return problemResult(context, composeProblem({ locale, text, suggestions: examples }));
  }
  const shop =
    asked.shop === null
      ? context.shop
      : (shops.find(({ id, name }) => [id, name.toLowerCase()].includes(asked.shop?.toLowerCase() ?? "")) ?? null);
  if (shop === null) {
    const text = locale === "zh" ? "看哪个店铺的报告？" : "Which shop should the report be about?";
    return problemResult(context, composeProblem({ locale, text, suggestions: shops.slice(0, 5).map(({ id }) => `report for ${id}`) }));
  }
  const period = resolvePeriod(asked.period, resolvingFor(shop, nowMs, context.campaigns));
  if ("problem" in period)
    return problemResult(context, composeProblem({ locale, text: periodProblemText(period, locale), suggestions: examples }));
  if (period.grain !== "days" || period.elapsedToMs !== null) {
    const text =
      locale === "zh"
        ? "报告只含完整的日子；今天的数字请问：核心指标 今天。"
        : "A report covers whole days that are over. For today ask: kpi today.";
    return problemResult(
      context,
      composeProblem({ locale, text, suggestions: [locale === "zh" ? "核心指标 今天" : "kpi today", ...examples] }),
    );
  }
  const result = await compose({ context, shop, asked: asked.period, period, kind: kind ?? kindOfPeriod(period), subscription: null });
  return { ...result, again: printScope("report", asked.period, shop, context) };
}

/** Shops of a subscription that a preview tells of beside the first. */
const OTHERS_PREVIEWED = 5;

/** What the subscription would post next, as of now: its first shop's report, and in a line each what those of the others say. */
export async function composeReportNow({
  subscription,
  context,
}: {
  readonly subscription: ReportSubscription;
  readonly context: CommandContext;
}): Promise<CommandResult> {
  const { shops, nowMs, locale } = context;
  const [first, ...others] = subscription.shopIds.flatMap((id) => shops.filter((shop) => shop.id === id));
  if (first === undefined) {
    const text = locale === "zh" ? `店铺 ${subscription.shopIds[0]} 已不存在。` : `The shop ${subscription.shopIds[0]} is gone.`;
    return problemResult(context, composeProblem({ locale, text, suggestions: ["shopbell shops"] }));
  }
  const kind = subscription.schedule.type;
  const composeFor = (shop: Shop) =>
    compose({ context, shop, asked: REPORT_PERIODS[kind], period: reportPeriod(kind, nowMs, shop), kind, subscription });
  const result = await composeFor(first);
  const summaries: string[] = [];
  for (const shop of others.slice(0, OTHERS_PREVIEWED)) summaries.push((await composeFor(shop)).message.summary);
  const message = withOtherShops(result.message, summaries, others.length - summaries.length);
  return { ...result, message, onlyForAsker: true };
}

/** Each shop is a post of its own: the others are told of above the small print. */
function withOtherShops(message: Message, summaries: readonly string[], more: number): Message {
  if (summaries.length === 0) return message;
  const zh = message.locale === "zh";
  const rest = more === 0 ? [] : [zh ? `……另有 ${more} 个店铺` : `… and ${more} more shops`];
  const told = [...summaries, ...rest].map((text): Block => ({ type: "text", spans: [{ text }] }));
  const heading: Block = {
    type: "text",
    spans: [{ text: zh ? "其他店铺各发一条同样的报告：" : "The other shops get a post like this each:", style: "strong" }],
  };
  const { blocks } = message;
  return { ...message, blocks: [...blocks.slice(0, -1), heading, ...told, ...blocks.slice(-1)] };
}

async function compose(wanted: {
  readonly context: CommandContext;
  readonly shop: Shop;
  readonly asked: Period;
  readonly period: ResolvedPeriod;
  readonly kind: ReportKind;
  readonly subscription: ReportSubscription | null;
}): Promise<CommandResult> {
  const { context, shop, asked, period, kind, subscription } = wanted;
  const data = await workOutReport({ kind, shop, asked, period, place: context.request.place }, context);
  const message = composeReport(data, {
    locale: subscription?.locale ?? context.locale,
    sections: subscription?.sections ?? REPORT_SECTIONS,
  });
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

/** Period and shop by the grammar of questions; without a period, the last one of the kind. */
function readAsked(
  words: string,
  kind: ReportKind | null,
  { shops, campaigns }: CommandContext,
): { readonly period: Period; readonly shop: string | null } | null {
  const parsed = parseQuestion(`sales ${words}`, {
    shopNames: shops.flatMap(({ id, name }) => [id, name]),
    campaignNames: campaignNames(campaigns),
    valueNames: {},
    previous: null,
  });
  if (parsed.type !== "question" || parsed.question.by !== null || parsed.question.filters.length > 0) return null;
  const { period, shop } = parsed.question;
  const isUnsaid = period.type === "unit" && period.unit === "day" && period.offset === -1;
  return { period: isUnsaid && kind !== null ? REPORT_PERIODS[kind] : period, shop };
}
