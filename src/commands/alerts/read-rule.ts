/** A rule in words → what it asks. Whatever is not understood is named, with what was. Pure. */
import { printRule } from "../../core/alerts/print-rule.ts";
import type { RuleCondition, RuleMetric, RuleTest } from "../../core/alerts/rule.ts";
import { RULE_METRICS } from "../../core/alerts/rule.ts";
import type { Localized } from "../../core/locale.ts";
import { type Currency, currencyDigits } from "../../core/money.ts";
import { WATCHED_WORDS } from "./alert-vocabulary.ts";

export type RuleParse =
  | { readonly ok: true; readonly condition: RuleCondition; readonly shop: string | null }
  | { readonly ok: false; readonly problem: Localized; readonly understood: readonly string[] };

export interface RuleContext {
  readonly currency: Currency;
  readonly channels: readonly string[];
  /** Ids and names. */
  readonly shops: readonly string[];
}

const RATIOS: readonly RuleMetric[] = ["conversion", "refund_rate"];
const MONEY: readonly RuleMetric[] = ["aov", "sales", "ad_spend"];
const LONGEST_HOURS = 168;

const SIDES = [
  [/^(?:<=?|≤|(?:is |falls |drops |goes )?(?:below|under|less than)|(?:低于|小于|少于|不到))\s*/iu, "below"],
  [/^(?:>=?|≥|(?:is |rises |goes )?(?:above|over|more than)|(?:高于|大于|超过|多于))\s*/iu, "above"],
] as const;
const CHANGES = [
  [/^(?:is |goes )?(?:down|falls?|drops?|下降|下跌|减少)\s*(?:by\s*)?/iu, "below"],
  [/^(?:is |goes )?(?:up|rises?|jumps?|上升|上涨|增加)\s*(?:by\s*)?/iu, "above"],
] as const;
const AGAINST = [
  [
    /^(?:vs\.?|against|from|than|compared (?:to|with)|对比|比|较)?\s*(?:the )?(?:same (?:hours?|time) )?(?:last week|a week (?:ago|before)|上周)\s*/iu,
    "last-week",
  ],
  [
    /^(?:vs\.?|against|from|than|compared (?:to|with)|对比|比|较)?\s*(?:the )?(?:same (?:hours?|time) )?(?:yesterday|(?:the )?day before|昨天|前一天)\s*/iu,
    "yesterday",
  ],
] as const;
const SPAN = /^(?:for|over|within|in|持续|连续|超过)\s*(\d{1,4})\s*(?:h|hr|hours?|小时|个小时)(?![a-z])\s*/iu;
const DAYS = /^(?:for|over|within|持续|连续)\s*(\d{1,2})\s*(?:d|days?|天)(?![a-z])\s*/iu;
const VOLUME = /^(?:when|if|while|and|with|当|且|并且)\s*(?:at least\s*)?/iu;

/** Reads clause by clause; an order other than the usual is fine. Never throws. */
export function readRuleWords(words: string, context: RuleContext): RuleParse {
  const understood: string[] = [];
  const fail = (en: string, zh: string): RuleParse => ({ ok: false, problem: { en, zh }, understood });
  const line = words.normalize("NFKC").replace(/[“”]/gu, '"').trim();
  const head = readMetric(line);
  if (head === null) {
    const known = RULE_METRICS.map((metric) => WATCHED_WORDS[metric].en[0]).join(", ");
    return fail(
      `Begin with what to watch: ${known}.`,
      `请先写指标：${RULE_METRICS.map((metric) => WATCHED_WORDS[metric].zh[0]).join("、")}。`,
    );
  }
  const { metric } = head;
  understood.push(head.word);
  let rest = head.rest;
  const tested = readTest(metric, rest, context.currency);
  if ("problem" in tested) return { ok: false, problem: tested.problem, understood };
  understood.push(rest.slice(0, rest.length - tested.rest.length).trim());
  rest = tested.rest;
  let hours = tested.test.type === "change" && tested.test.against === "last-week" ? 24 : 1;
  let volume: RuleCondition["volume"] = null;
  let channel: string | null = null;
  let shop: string | null = null;
  while (rest !== "") {
    const clause = readClause(rest, context);
    if (clause === null) return fail(`I did not understand “${rest}”.`, `没看懂“${rest}”。`);
    if (clause.type === "hours") hours = clause.hours;
    else if (clause.type === "volume") volume = clause.volume;
    else if (clause.type === "channel") channel = clause.name;
    else shop = clause.name;
    understood.push(rest.slice(0, rest.length - clause.rest.length).trim());
    rest = clause.rest;
  }
  if (hours < 1 || hours > LONGEST_HOURS) {
    return fail(`A rule looks at 1 to ${LONGEST_HOURS} hours together.`, `规则可以看 1 到 ${LONGEST_HOURS} 小时。`);
  }
  const condition: RuleCondition = { metric, channel, test: tested.test, hours, volume };
  const impossible = findImpossible(condition);
  return impossible === null ? { ok: true, condition, shop } : { ok: false, problem: impossible, understood };
}

/** A rule that can never ring, or always does, is a slip of the pen. */
function findImpossible({ metric, test, volume }: RuleCondition): Localized | null {
  if (test.type === "threshold" && RATIOS.includes(metric) && test.side === "above" && test.value >= 1) {
    return { en: "A share is never above 100%: this rule could never ring.", zh: "比率不会超过 100%：这条规则永远不会响。" };
  }
  if (test.type === "threshold" && test.side === "below" && test.value <= 0 && metric !== "sales") {
    return { en: "It is never below zero: this rule could never ring.", zh: "它不会小于零：这条规则永远不会响。" };
  }
  if (test.type === "change" && test.side === "below" && test.ratio >= 1) {
    return {
      en: "Nothing falls by 100% or more and still tells: say a smaller share, or “< 1”.",
      zh: "下降不会达到或超过 100%：请写更小的比例，或“< 1”。",
    };
  }
  if (test.type === "change" && test.ratio <= 0) {
    return { en: "Say by how much: up 50%, down 30%.", zh: "请写变化多少：上升 50%、下降 30%。" };
  }
  if (volume !== null && volume.metric === metric && test.type === "threshold" && test.side === "below" && test.value <= volume.moreThan) {
    return {
      en: `It asks for ${metric} below ${test.value} and above ${volume.moreThan} at once: this rule could never ring.`,
      zh: `同时要求低于 ${test.value} 又高于 ${volume.moreThan}：这条规则永远不会响。`,
    };
  }
  return null;
}

function readMetric(line: string): { readonly metric: RuleMetric; readonly word: string; readonly rest: string } | null {
  const folded = line.toLowerCase();
  const names = RULE_METRICS.flatMap((metric) =>
    [...WATCHED_WORDS[metric].en, ...WATCHED_WORDS[metric].zh].map((word) => ({ metric, word })),
  );
  const found = names
    .filter(({ word }) => folded.startsWith(word) && !/[a-z0-9]/.test(folded.charAt(word.length)))
    .sort((a, b) => b.word.length - a.word.length)[0];
  return found === undefined ? null : { ...found, rest: line.slice(found.word.length).trim() };
}

type TestRead = { readonly test: RuleTest; readonly rest: string } | { readonly problem: Localized };

function readTest(metric: RuleMetric, text: string, currency: Currency): TestRead {
  for (const [pattern, side] of SIDES) {
    const op = pattern.exec(text);
    if (op === null) continue;
    const number = readNumber(text.slice(op[0].length));
    if (number === null) break;
    const { value, isPercent, rest } = number;
    if (RATIOS.includes(metric) !== isPercent) {
      return {
        problem: isPercent
          ? {
              en: `${WATCHED_WORDS[metric].en[0]} is no percentage: leave the % out.`,
              zh: `${WATCHED_WORDS[metric].zh[0]}不是百分比：请去掉 %。`,
            }
          : {
              en: `${WATCHED_WORDS[metric].en[0]} is a percentage: write ${value}%.`,
              zh: `${WATCHED_WORDS[metric].zh[0]}是百分比：请写 ${value}%。`,
            },
      };
    }
    const scaled = isPercent ? value / 100 : MONEY.includes(metric) ? Math.round(value * 10 ** currencyDigits(currency)) : value;
    return { test: { type: "threshold", side, value: scaled }, rest };
  }
  for (const [pattern, side] of CHANGES) {
    const op = pattern.exec(text);
    const number = op === null ? null : readNumber(text.slice(op[0].length));
    if (number === null || !number.isPercent) continue;
    for (const [against, name] of AGAINST) {
      const found = against.exec(number.rest);
      if (found !== null)
        return { test: { type: "change", side, ratio: number.value / 100, against: name }, rest: number.rest.slice(found[0].length) };
    }
    return { test: { type: "change", side, ratio: number.value / 100, against: "last-week" }, rest: number.rest };
  }
  return {
    problem: {
      en: "Say when it rings: below or above a value (< 1.5%), or up or down against last week (down 30% vs last week).",
      zh: "请写何时响：低于或高于某值（< 1.5%），或与上周相比的升降（下降 30% 对比 上周）。",
    },
  };
}

function readNumber(text: string): { readonly value: number; readonly isPercent: boolean; readonly rest: string } | null {
  const match = /^[€$£¥]?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,9}(?:\.\d{1,4})?)\s*([%％x×]?)\s*/u.exec(text);
  if (match === null) return null;
  return {
    value: Number((match[1] ?? "").replaceAll(",", "")),
    isPercent: /[%％]/u.test(match[2] ?? ""),
    rest: text.slice(match[0].length),
  };
}

type Clause =
  | { readonly type: "hours"; readonly hours: number; readonly rest: string }
  | { readonly type: "volume"; readonly volume: NonNullable<RuleCondition["volume"]>; readonly rest: string }
  | { readonly type: "channel" | "shop"; readonly name: string; readonly rest: string };

function readClause(text: string, { channels, shops }: RuleContext): Clause | null {
  const span = SPAN.exec(text);
  if (span !== null) return { type: "hours", hours: Number(span[1]), rest: text.slice(span[0].length) };
  const days = DAYS.exec(text);
  if (days !== null) return { type: "hours", hours: Number(days[1]) * 24, rest: text.slice(days[0].length) };
  const volume = readVolume(text);
  if (volume !== null) return volume;
  const where = /^(?:in|on|of|渠道|在)\s*(?:channel|渠道)?\s*[=:：]?\s*/iu.exec(text);
  const channel = where === null ? null : readName(text.slice(where[0].length), channels);
  if (channel !== null) return { type: "channel", ...channel };
  const whose = /^(?:for|at|店铺|店)\s*/iu.exec(text);
  const shop = whose === null ? null : readName(text.slice(whose[0].length), shops);
  return shop === null ? null : { type: "shop", ...shop };
}

function readVolume(text: string): Clause | null {
  const when = VOLUME.exec(text);
  const head = when === null ? null : readMetric(text.slice(when[0].length));
  if (head === null || (head.metric !== "sessions" && head.metric !== "orders")) return null;
  const side = SIDES[1][0].exec(head.rest);
  const number = side === null ? null : readNumber(head.rest.slice(side[0].length));
  return number === null ? null : { type: "volume", volume: { metric: head.metric, moreThan: number.value }, rest: number.rest };
}

/** The longest of the names that stands there, in quotes or not. */
function readName(text: string, names: readonly string[]): { readonly name: string; readonly rest: string } | null {
  const quoted = /^"([^"]+)"\s*/u.exec(text);
  const said = (quoted?.[1] ?? text).toLowerCase();
  const found = [...names]
    .sort((a, b) => b.length - a.length)
    .find((name) =>
      quoted === null
        ? said.startsWith(name.toLowerCase()) && !/[\p{L}\p{N}]/u.test(said.charAt(name.length))
        : said === name.toLowerCase(),
    );
  if (found === undefined) return null;
  return { name: found, rest: (quoted === null ? text.slice(found.length) : text.slice(quoted[0].length)).trim() };
}

/** A line that works: shown wherever one did not. */
export function exampleRule(currency: Currency, locale: "en" | "zh"): string {
  const condition: RuleCondition = {
    ...{ metric: "conversion", channel: null, hours: 2, volume: { metric: "sessions", moreThan: 200 } },
    test: { type: "threshold", side: "below", value: 0.015 },
  };
  return `alerts ${locale === "zh" ? "添加" : "add"} ${printRule(condition, currency, locale)}`;
}
