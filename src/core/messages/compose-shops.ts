/** Says how shops stand: each in its own zone and currency, and together where rates are given. */
import { labelDay } from "../calendar/format-period.ts";
import { formatChange, formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { compareValues } from "../metrics/compare.ts";
import type { CurrencyRate } from "../rates.ts";
import { type ShopFigures, type ShopRow, shareOf } from "../reports/standing-figures.ts";
import { shopsToJson } from "../reports/standings-to-json.ts";
import { describeSource } from "./describe-source.ts";
import type { Block, Message } from "./message.ts";
import { describeYardstick, formatDistance, formatShare, UNKNOWN } from "./standing-texts.ts";
import { type ComposeViewOptions, labelSpan, moneyOf, numbersTable } from "./view-texts.ts";

const ROWS_SHOWN = 15;

/** @param asked The period in words, for all zones. */
export function composeShops(worked: ShopFigures, asked: string, { locale, actions, words }: ComposeViewOptions): Message {
  const { rows, currency } = worked;
  const zh = locale === "zh";
  const total = currency === null ? null : sumOf(rows);
  const label = zh ? `${rows.length} 个店铺` : `${rows.length} ${rows.length === 1 ? "shop" : "shops"}`;
  const value = total === null || currency === null ? (zh ? "不合计" : "no sum") : formatMoney(total, currency, locale);
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${METRICS.sales.label[locale]}, ${asked}: ${value}`,
    blocks: [
      { type: "headline", label: `${label} · ${METRICS.sales.label[locale]}`, value, period: asked, facts: [] },
      distanceTable(worked, locale),
      ...(total === null ? [] : [sizeTable(worked, locale)]),
      { type: "context", lines: smallPrint(worked, locale) },
    ],
    actions,
    data: shopsToJson(worked, words),
  };
}

function distanceTable({ rows }: ShopFigures, locale: Locale): Block {
  const labels = locale === "zh" ? ["店铺", "净销售额", "环比", "平常", "距离"] : ["Shop", "Net sales", "Change", "Usually", "Distance"];
  return numbersTable(
    locale === "zh" ? "各按本店货币，离自己的平常最远的在前" : "Each in its own currency, furthest from its usual first",
    labels,
    rows
      .slice(0, ROWS_SHOWN)
      .map(({ scope, sales, before, expected, distance }) => [
        ...[scope.shop.name, sales === null ? UNKNOWN : moneyOf(scope, sales, locale)],
        sales === null || before === null ? UNKNOWN : formatChange(compareValues(sales, before).changeRatio, locale),
        ...[expected === null ? UNKNOWN : moneyOf(scope, expected, locale), formatDistance(distance)],
      ]),
    Math.max(0, rows.length - ROWS_SHOWN),
  );
}

function sizeTable({ rows, currency }: ShopFigures, locale: Locale): Block {
  const labels = locale === "zh" ? ["店铺", `${currency}`, "占比", "占比变化"] : ["Shop", `in ${currency}`, "Share", "Share change"];
  const all = rows.map(({ converted }) => converted);
  const allBefore = rows.map(({ convertedBefore }) => convertedBefore);
  const bySize = [...rows].sort((a, b) => (b.converted ?? 0) - (a.converted ?? 0));
  return numbersTable(
    locale === "zh" ? "按大小" : "By size",
    labels,
    bySize
      .slice(0, ROWS_SHOWN)
      .map(({ scope, converted, convertedBefore }) => [
        scope.shop.name,
        converted === null || currency === null ? UNKNOWN : formatMoney(converted, currency, locale),
        ...formatShare(shareOf(converted, all), shareOf(convertedBefore, allBefore), locale),
      ]),
    Math.max(0, rows.length - ROWS_SHOWN),
  );
}

/** Null where one of them is not known: a sum of the others would look like all. */
function sumOf(rows: readonly ShopRow[]): number | null {
  return rows.reduce<number | null>((sum, { converted }) => (sum === null || converted === null ? null : sum + converted), 0);
}

function smallPrint({ rows, yardstick, currency, rates, leftOut }: ShopFigures, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const currencies = [...new Set(rows.map(({ scope }) => scope.shop.currency))];
  const unknown = rows.filter(({ sales }) => sales === null).map(({ scope }) => scope.shop.name);
  return [
    ...(rows.some(({ scope }) => scope.shop.simulated)
      ? [zh ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up."]
      : []),
    ...(leftOut.length === 0
      ? []
      : [zh ? `未列模拟店铺：${leftOut.join("、")}。` : `Simulated shops are left out: ${leftOut.join(", ")}.`]),
    ...(unknown.length === 0
      ? []
      : [
          zh
            ? `该时段没有数据，因此不合计：${unknown.join("、")}。`
            : `Not known for that period, so there is no sum: ${unknown.join(", ")}.`,
        ]),
    ...(currency === null
      ? [
          zh
            ? `${currencies.join("、")} 之间没有给出汇率，因此不合计。给出汇率，例如：店铺 汇率 ${currencies[0]} 1.08 ${currencies[1]}`
            : `No rate is given between ${currencies.join(", ")}, so there is no sum. Give one, for example: shops rate ${currencies[0]} 1.08 ${currencies[1]}`,
        ]
      : []),
    ...rates.map((rate) => describeRate(rate, locale)),
    METRICS.sales.definition[locale],
    describeYardstick(yardstick, locale),
    ...rows.map(
      ({ scope }) =>
        `${scope.shop.name}: ${scope.span === null ? "" : `${labelSpan(scope.span, locale)} · `}${describeSource(scope.shop, scope.reach, locale)}`,
    ),
  ];
}

/** "1 EUR = 1.08 USD, rate of Fri 20 Nov 2026 as given here". */
export function describeRate({ from, to, rate, day }: CurrencyRate, locale: Locale): string {
  return locale === "zh"
    ? `1 ${from} = ${rate} ${to}，${labelDay(day, locale)} 的汇率，由人给出。`
    : `1 ${from} = ${rate} ${to}, the rate of ${labelDay(day, locale)} as given by people.`;
}
