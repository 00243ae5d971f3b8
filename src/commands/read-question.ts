/** Words to a question and its shop, with what was asked before in the same place; else what to say instead. */
import type { AskContext } from "../ask/names.ts";
import { type ParseResult, parseQuestion } from "../ask/parse-question.ts";
import { printQuestion } from "../ask/print-question.ts";
import { campaignNames } from "../core/campaigns/find-campaign.ts";
import type { Locale } from "../core/locale.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { AnswerRecord } from "../ports/stores.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import type { KnownNames } from "./known-names.ts";
import { problemResult } from "./problem-result.ts";

/** Outside a thread a question is followed up within this time. */
const FOLLOW_UP_MS = 10 * 60_000;
/** How many answers back a question is looked for: views between are no question to refine. */
const RECENT_ANSWERS = 5;

export type ReadResult =
  | {
      readonly type: "question";
      readonly question: Question;
      readonly shop: Shop;
    }
  /** Null: overheard words that are no clear question. */
  | { readonly type: "reply"; readonly result: CommandResult | null };

export async function readQuestion(words: string, context: CommandContext, names: KnownNames): Promise<ReadResult> {
  const { request, shops, locale } = context;
  const parsed = await parseInContext(words, context, names);
  // Overheard in a thread: only what is a question in every word is meant for us.
  if (!request.addressed && parsed.type !== "question") return { type: "reply", result: null };
  if (parsed.type !== "question") return { type: "reply", result: sayUnclear(parsed, context) };
  const { question } = parsed;
  const shop = findShop(question, context);
  if (shop === null) return { type: "reply", result: problemResult(context, chooseShop(question, shops, locale)) };
  // The shop is named where there are several, so that the words mean the same in every channel.
  return { type: "question", question: shops.length > 1 ? { ...question, shop: shop.id } : question, shop };
}

/** The question that replies here refine: of the thread, else what the same person asked here just before. */
export async function findPrevious(context: CommandContext, names: KnownNames): Promise<Question | null> {
  const { request, store } = context;
  const inThread = request.place.thread === null ? null : await store.answers.lastInThread(request.place);
  const last = inThread ?? (await findRecent(context));
  return last === null ? null : readPrevious(last, askContext(context, names));
}

function sayUnclear(parsed: Exclude<ParseResult, { type: "question" }>, context: CommandContext): CommandResult {
  const { locale } = context;
  switch (parsed.type) {
    case "unclear":
      return problemResult(
        context,
        composeProblem({
          locale,
          text: parsed.problem.text[locale],
          understood: parsed.understood.map(({ words: part }) => part),
          suggestions: parsed.suggestions,
        }),
      );
    case "nothing":
      return problemResult(
        context,
        composeProblem({
          locale,
          text:
            locale === "zh"
              ? "没看懂。请先说指标，再说时间，例如：销售额 昨天 按渠道。"
              : "I did not understand that. Say a metric, then a period, for example: sales yesterday by channel.",
          suggestions:
            locale === "zh"
              ? ["核心指标 昨天", "销售额 上周 按渠道", "shopbell help"]
              : ["kpi yesterday", "sales last week by channel", "shopbell help"],
        }),
      );
  }
}

function chooseShop(question: Question, shops: readonly Shop[], locale: Locale) {
  const zh = locale === "zh";
  if (shops.length === 0) {
    return composeProblem({
      locale,
      text: zh
        ? "还没有店铺。载入演示店铺试试，或添加：shopbell shop add <id> --timezone <时区> --currency <货币>"
        : "There is no shop yet. Try the demo shop, or add yours: shopbell shop add <id> --timezone <zone> --currency <code>",
      suggestions: ["shopbell demo"],
    });
  }
  if (question.shop !== null) {
    return composeProblem({
      locale,
      text: zh ? `没有名为“${question.shop}”的店铺。` : `There is no shop called “${question.shop}”.`,
      suggestions: shops.slice(0, 5).map((shop) => printQuestion({ ...question, shop: shop.id }, locale)),
    });
  }
  return composeProblem({
    locale,
    text: zh ? "看哪个店铺？用 shopbell shop <id> 为此频道选定一个。" : "Which shop? Choose one for this channel with: shopbell shop <id>",
    suggestions: shops.slice(0, 5).map((shop) => printQuestion({ ...question, shop: shop.id }, locale)),
  });
}

export function findShop({ shop: wanted }: Question, { shop, shops }: CommandContext): Shop | null {
  if (wanted === null) return shop;
  const name = wanted.toLowerCase();
  return shops.find((each) => each.id.toLowerCase() === name || each.name.toLowerCase() === name) ?? null;
}

/**
 * In a thread of ours words refine its last question. Elsewhere they stand alone, unless only a metric is missing ("by
 * channel"): then they refine what the same person asked here just before.
 */
async function parseInContext(words: string, context: CommandContext, names: KnownNames): Promise<ParseResult> {
  const { request, store } = context;
  const known = askContext(context, names);
  const inThread = request.place.thread === null ? null : await store.answers.lastInThread(request.place);
  const alone = parseQuestion(words, { ...known, previous: null });
  if (inThread !== null) {
    const isMeant = request.addressed || isAllUnderstood(words, alone);
    return isMeant ? parseQuestion(words, { ...known, previous: readPrevious(inThread, known) }) : { type: "nothing" };
  }
  if (!request.addressed || alone.type !== "unclear" || alone.problem.code !== "no-metric") return alone;
  const last = await findRecent(context);
  return last === null ? alone : parseQuestion(words, { ...known, previous: readPrevious(last, known) });
}

async function findRecent({ request, store, nowMs }: CommandContext): Promise<AnswerRecord | null> {
  const recent = await store.answers.recentOf(request.user.id, request.place.workspace, RECENT_ANSWERS);
  const last = recent.find(({ question }) => question !== null);
  const isFresh = last !== undefined && last.place.channel === request.place.channel && nowMs - last.answeredAtMs < FOLLOW_UP_MS;
  return isFresh ? last : null;
}

/** "last month" overheard in a thread is meant for us; "see you on Monday" is not, though it names a day. */
function isAllUnderstood(words: string, alone: ParseResult): boolean {
  if (alone.type !== "unclear") return alone.type === "question";
  const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").length;
  return lettersOf(alone.understood.map((part) => part.words).join("")) === lettersOf(words);
}

function readPrevious({ question }: AnswerRecord, known: Omit<AskContext, "previous">): Question | null {
  if (question === null) return null;
  const parsed = parseQuestion(question, { ...known, previous: null });
  return parsed.type === "question" ? parsed.question : null;
}

export function askContext({ shops, campaigns }: CommandContext, names: KnownNames): Omit<AskContext, "previous"> {
  return { shopNames: shops.flatMap(({ id, name }) => [id, name]), campaignNames: campaignNames(campaigns), valueNames: names };
}
