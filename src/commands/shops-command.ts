/** `/shops`: side by side, each in its own zone and currency; `/shops rate EUR 1.08 USD` gives what their sum needs. */
import { printPeriod } from "../ask/print-period.ts";
import { parseBusinessDay } from "../core/calendar/business-day.ts";
import type { Period } from "../core/calendar/period.ts";
import { businessDayOf } from "../core/calendar/zone-clock.ts";
import type { Locale } from "../core/locale.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { composeShops, describeRate } from "../core/messages/compose-shops.ts";
import type { Action, Block, Message } from "../core/messages/message.ts";
import { parseCurrency } from "../core/money.ts";
import { type CurrencyRate, parseRate } from "../core/rates.ts";
import { workOutShops } from "../figures/work-out-standings.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { NameLookup } from "./known-names.ts";
import { METRIC_OPTIONS } from "./metric-commands.ts";
import { periodProblemText } from "./period-problem-text.ts";
import { problemResult } from "./problem-result.ts";
import { printScope, readScope } from "./read-scope.ts";

const YESTERDAY: Period = { type: "unit", unit: "day", offset: -1 };
const LAST_WEEK: Period = { type: "unit", unit: "week", offset: -1 };
const LAST_MONTH: Period = { type: "unit", unit: "month", offset: -1 };

const RATE_WORDS: readonly string[] = ["rate", "rates", "汇率"];
const REMOVE_WORDS: readonly string[] = ["none", "remove", "off", "删除"];

export function createShopsCommand(names: NameLookup): Command {
  return {
    spec: {
      name: "shops",
      description: { en: "Shops side by side, each in its own zone and currency", zh: "店铺对比：各按本店时区与货币" },
      usage: "[period] | rate EUR 1.08 USD [2026-11-20]",
      options: [
        {
          ...{ name: "rate", prefix: "rate", required: false },
          description: { en: "give a rate for sums: EUR 1.08 USD", zh: "给出合计用的汇率：EUR 1.08 USD" },
        },
        ...METRIC_OPTIONS.filter(({ name }) => name === "period"),
      ],
    },
    aliases: ["店铺"],
    run: async (words, context) => {
      if (!context.request.addressed) {
        const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
        return answerQuestion(`shops ${words}`, context, known);
      }
      const [first = "", ...rest] = words.trim().split(/\s+/u);
      return RATE_WORDS.includes(first.toLowerCase()) ? changeRates(rest, context) : showShops(words, context);
    },
  };
}

async function showShops(words: string, context: CommandContext): Promise<CommandResult> {
  const { locale, shops, newId } = context;
  const zh = locale === "zh";
  const view = zh ? "店铺" : "shops";
  const read = readScope(words, { view, period: YESTERDAY }, context);
  if (read.type === "reply") return read.result;
  const { period } = read;
  const shown = read.shop === null ? shops : [read.shop];
  if (shown.length === 0) {
    const text = zh
      ? "还没有店铺。载入演示店铺试试，或添加：shopbell shop add <id> --timezone <时区> --currency <货币>"
      : "There is no shop yet. Try the demo shop, or add yours: shopbell shop add <id> --timezone <zone> --currency <code>";
    return problemResult(context, composeProblem({ locale, text, suggestions: ["shopbell demo"] }));
  }
  const worked = await workOutShops(period, { ...context, shops: shown });
  if ("problem" in worked) return problemResult(context, composeProblem({ locale, text: periodProblemText(worked, locale) }));
  const [furthest] = worked.rows;
  const others: readonly (readonly [string, Period])[] = [
    [zh ? "上周" : "Last week", LAST_WEEK],
    [zh ? "上月" : "Last month", LAST_MONTH],
  ];
  const actions: readonly Action[] = [
    ...(furthest === undefined ? [] : [channelsOf(furthest.scope.shop.id, furthest.scope.shop.name, period, locale)]),
    ...others
      .map(([label, other]): Action => ({ label, words: `${view} ${printPeriod(other, locale)}`, style: "normal" }))
      .filter(({ words: next }) => next !== `${view} ${printPeriod(period, locale)}`),
    { label: zh ? "汇率" : "Rates", words: zh ? "店铺 汇率" : "shops rates", style: "normal" },
  ];
  const asked = printPeriod(period, locale);
  const again = printScope(view, period, read.shop, context);
  return {
    id: newId(),
    message: composeShops(worked, asked, { locale, words: again, actions }),
    onlyForAsker: false,
    question: null,
    again,
  };
}

function channelsOf(id: string, name: string, period: Period, locale: Locale): Action {
  const zh = locale === "zh";
  return {
    label: zh ? `${name} 的渠道` : `Channels of ${name}`,
    words: `${zh ? "渠道" : "channels"} ${printPeriod(period, locale)} ${zh ? "店铺" : "for"} ${id}`,
    style: "normal",
  };
}

/** "EUR 1.08 USD [date]", "EUR USD none", or nothing: the rates there are. */
async function changeRates(words: readonly string[], context: CommandContext): Promise<CommandResult> {
  const { locale, store, newId } = context;
  const zh = locale === "zh";
  const say = (text: string): CommandResult => ({ id: newId(), message: noticeOf([text], context), onlyForAsker: false, question: null });
  if (words.length === 0) {
    const rates = await store.rates.list();
    const none = zh ? "还没有汇率。例如：店铺 汇率 EUR 1.08 USD" : "No rate is given yet. For example: shops rate EUR 1.08 USD";
    const lines = rates.length === 0 ? [none] : rates.map((rate) => describeRate(rate, locale));
    return { id: newId(), message: noticeOf(lines, context), onlyForAsker: true, question: null };
  }
  const [one = "", other = "", last = ""] = words;
  const [from, to] = [parseCurrency(one), parseCurrency(other)];
  if (from !== null && to !== null && REMOVE_WORDS.includes(last.toLowerCase())) {
    const was = await store.rates.remove(from, to);
    return say(
      was
        ? zh
          ? `${from} 与 ${to} 的汇率已删除。`
          : `The rate between ${from} and ${to} is gone.`
        : zh
          ? "没有这个汇率。"
          : "There was no such rate.",
    );
  }
  const rate = readRate(words, context);
  if (rate === null) {
    const text = zh
      ? "没看懂这个汇率。写法：店铺 汇率 EUR 1.08 USD 2026-11-20（1 EUR 等于多少 USD）。"
      : "I did not understand the rate. Write what one unit is worth: shops rate EUR 1.08 USD 2026-11-20.";
    return problemResult(context, composeProblem({ locale, text, suggestions: [zh ? "店铺 汇率" : "shops rates"] }));
  }
  await store.rates.put(rate);
  return say(describeRate(rate, locale));
}

/** "EUR 1.08 USD", "1 EUR = 1.08 USD", with or without its day: today where none is said. */
function readRate(words: readonly string[], { nowMs, shop, shops }: CommandContext): CurrencyRate | null {
  const zone = (shop ?? shops[0])?.zone;
  const plain = words.filter((word) => word !== "=");
  const [one = "", amount = "", other = "", date, ...rest] = plain[0] === "1" ? plain.slice(1) : plain;
  const [from, to, rate] = [parseCurrency(one), parseCurrency(other), parseRate(amount)];
  const day = date === undefined ? (zone === undefined ? null : businessDayOf(nowMs, zone)) : parseBusinessDay(date);
  if (from === null || to === null || from === to || rate === null || day === null || rest.length > 0) return null;
  return { from, to, rate, day };
}

function noticeOf(lines: readonly string[], { locale }: CommandContext): Message {
  return {
    kind: "notice",
    locale,
    summary: lines[0] ?? "",
    blocks: lines.map((text): Block => ({ type: "text", spans: [{ text }] })),
    actions: [{ label: locale === "zh" ? "店铺对比" : "Shops", words: locale === "zh" ? "店铺" : "shops", style: "normal" }],
  };
}
