/** Says what contribution is made of: one plain sentence, the lines from turnover down, and advertising by channel. */
import type { Answer } from "../answers/answer.ts";
import { formatDifference, UNKNOWN_VALUE } from "../answers/format-value.ts";
import { labelKey } from "../answers/label-key.ts";
import type { AdvertisedChannel, Deduction, ProfitStatement, StatementLine } from "../answers/profit-statement.ts";
import { formatInstant } from "../calendar/format-period.ts";
import { formatChange, formatMoney, formatMultiple, formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { compareValues } from "../metrics/compare.ts";
import { DIMENSION_NAMES, MEASURE_NAMES } from "../metrics/names.ts";
import type { Block } from "./message.ts";

/** Deductions named as reasons: more make no sentence. */
const REASONS_SHOWN = 2;
const CHANNELS_SHOWN = 8;

const LABELS: Readonly<Record<StatementLine["id"], Localized>> = {
  gross: { en: "Gross sales", zh: "毛销售额" },
  discounts: { en: "− discounts", zh: "− 折扣" },
  returns: { en: "− returns", zh: "− 退货" },
  sales: { en: "= net sales", zh: "= 净销售额" },
  cogs: { en: "− cost of goods", zh: "− 商品成本" },
  adSpend: { en: "− ad spend", zh: "− 广告费" },
  profit: { en: "= contribution", zh: "= 贡献利润" },
};
const UNTOLD: Localized = { en: "− fees, shipping", zh: "− 支付、物流成本" };
const NOT_KNOWN: Localized = { en: "not known", zh: "未知" };

export function composeProfit(answer: Answer, locale: Locale): readonly Block[] {
  const { profit } = answer;
  if (profit === null || profit.lines.every(({ value }) => value === null)) return [];
  return [
    ...sentences(profit, answer, locale).map((text): Block => ({ type: "text", spans: [{ text }] })),
    statementTable(profit, answer, locale),
    ...channelTable(profit, answer, locale),
  ];
}

function sentences(profit: ProfitStatement, answer: Answer, locale: Locale): readonly string[] {
  return [directions(profit, answer, locale), caveats(profit, answer, locale)].filter((text) => text !== "");
}

/** "Turnover up 4.0%, contribution down 12.1%: ad spend took €500.00 more, returns €120.00 more." */
function directions(profit: ProfitStatement, { shop }: Answer, locale: Locale): string {
  const zh = locale === "zh";
  const [sales, contribution] = [lineOf(profit, "sales"), lineOf(profit, "profit")];
  const [turnover, left] = [compareValues(sales.value, sales.before), compareValues(contribution.value, contribution.before)];
  if (turnover.change === null || left.change === null) return "";
  const going = ({ change, changeRatio }: typeof turnover): string => {
    const size = change === null || changeRatio === null ? "" : formatChange(Math.abs(changeRatio), locale).replace("▲ ", "");
    if (change === 0 || size === "±0") return zh ? "持平" : "unchanged";
    const isUp = (change ?? 0) > 0;
    return zh ? `${isUp ? "上升" : "下降"}${size === "" ? "" : ` ${size}`}` : `${isUp ? "up" : "down"}${size === "" ? "" : ` ${size}`}`;
  };
  const head = zh ? `营业额${going(turnover)}，贡献利润${going(left)}` : `Turnover ${going(turnover)}, contribution ${going(left)}`;
  const money = (minor: number) => formatMoney(minor, shop.currency, locale);
  // Only where they part is there something to explain; what came off before turnover is not a reason.
  const parts = Math.sign(turnover.change) * Math.sign(left.change) < 0;
  const reasons = (["cogs", "adSpend"] as const)
    .map((id) => ({ id, more: compareValues(lineOf(profit, id).value, lineOf(profit, id).before).change ?? 0 }))
    .filter(({ more }) => more * (left.change ?? 0) < 0)
    .sort((a, b) => Math.abs(b.more) - Math.abs(a.more))
    .slice(0, REASONS_SHOWN)
    .map(({ id, more }) => {
      const name = MEASURE_NAMES[id][locale];
      if (zh) return `${name}${more > 0 ? "多" : "少"}了 ${money(Math.abs(more))}`;
      return `${name} took ${money(Math.abs(more))} ${more > 0 ? "more" : "less"}`;
    });
  const why = parts && reasons.length > 0 ? `${zh ? "：" : ": "}${reasons.join(zh ? "，" : ", ")}` : "";
  const margin =
    sales.value !== null && sales.value > 0 && contribution.value !== null ? formatRatio(contribution.value / sales.value, locale) : null;
  const rate = margin === null ? "" : zh ? `贡献利润占净销售额 ${margin}。` : ` Of net sales ${margin} is left.`;
  return `${head}${why}${zh ? "。" : "."}${rate}`;
}

/** What is missing makes contribution too high: said, never taken for zero. */
function caveats({ missing, toldOnce, late }: ProfitStatement, { shop }: Answer, locale: Locale): string {
  const zh = locale === "zh";
  const names = (ids: readonly Deduction[]) => ids.map((id) => MEASURE_NAMES[id][locale]).join(zh ? "、" : ", ");
  const lines: string[] = [];
  const never = missing.filter((each) => late.every(({ measure }) => measure !== each));
  if (never.length > 0) {
    lines.push(
      zh
        ? `未知：${names(never)}。贡献利润未扣除这些，因此偏高。导入：shopbell import metrics <文件> --shop ${shop.id}`
        : `Not known: ${names(never)}. Contribution stands without them, so it is too high. Bring them in: shopbell import metrics <file> --shop ${shop.id}`,
    );
  }
  if (toldOnce.length > 0) {
    lines.push(
      zh
        ? `${names(toldOnce)}只有其中一期的数据，因此两期贡献利润不可比。`
        : `Only one of the two periods has ${names(toldOnce)}: their contributions cannot be compared.`,
    );
  }
  for (const { measure, throughMs } of late) {
    const at = formatInstant(throughMs, shop.zone, locale);
    const name = MEASURE_NAMES[measure][locale];
    lines.push(
      zh ? `${name}只到 ${at}：此后的销售尚未扣除它。` : `${capital(name)} reaches only to ${at}: sales since then stand without it.`,
    );
  }
  return lines.join(zh ? "" : " ");
}

/** Three columns: a phone shows no more of amounts beside words. */
function statementTable(profit: ProfitStatement, { shop }: Answer, locale: Locale): Block {
  const zh = locale === "zh";
  const compares = profit.lines.some(({ before }) => before !== null);
  const money = (minor: number | null) => (minor === null ? NOT_KNOWN[locale] : formatMoney(minor, shop.currency, locale));
  const rows = profit.lines.flatMap((line) => {
    const row = [
      LABELS[line.id][locale],
      money(line.value),
      ...(compares ? [formatDifference(line.value, line.before, METRICS.sales, locale)] : []),
    ];
    const untold = [UNTOLD[locale], NOT_KNOWN[locale], ...(compares ? [UNKNOWN_VALUE] : [])];
    return line.id === "profit" ? [untold, row] : [row];
  });
  const labels = zh ? ["项目", "金额", ...(compares ? ["变化"] : [])] : ["Line", "Amount", ...(compares ? ["Change"] : [])];
  return {
    type: "table",
    caption: zh ? "从营业额到贡献利润" : "From turnover to contribution",
    columns: labels.map((label, index) => ({ label, align: index === 0 ? "left" : "right" })),
    rows,
    more: 0,
  };
}

function channelTable({ channels, against }: ProfitStatement, { shop }: Answer, locale: Locale): readonly Block[] {
  if (channels.length === 0) return [];
  const zh = locale === "zh";
  const money = (minor: number | null) => (minor === null ? UNKNOWN_VALUE : formatMoney(minor, shop.currency, locale));
  const multiple = (ratio: number | null) => (ratio === null ? UNKNOWN_VALUE : formatMultiple(ratio, locale));
  const row = ({ channel, spend, sales, roas, before }: AdvertisedChannel) => [
    labelKey(channel, "channel", locale),
    money(spend),
    money(sales),
    multiple(roas),
    ...(against === null ? [] : [multiple(before.roas)]),
  ];
  const labels = zh
    ? ["广告费", "销售额", "投产比", ...(against === null ? [] : ["对比期"])]
    : ["Spend", "Sales", "ROAS", ...(against === null ? [] : ["Before"])];
  return [
    {
      type: "table",
      caption: zh ? "各渠道广告" : "Advertising by channel",
      columns: [DIMENSION_NAMES.channel.label[locale], ...labels].map((label, index) => ({ label, align: index === 0 ? "left" : "right" })),
      rows: channels.slice(0, CHANNELS_SHOWN).map(row),
      more: Math.max(0, channels.length - CHANNELS_SHOWN),
    },
  ];
}

function lineOf({ lines }: ProfitStatement, id: StatementLine["id"]): StatementLine {
  return lines.find((line) => line.id === id) ?? { id, value: null, before: null };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
