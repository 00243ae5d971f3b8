/** Says how channels stand: beside what is usual for each, and beside each other. */
import { labelKey } from "../answers/label-key.ts";
import { formatChange, formatCount } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { compareValues } from "../metrics/compare.ts";
import { USUAL_SPREADS } from "../reports/channel-standing.ts";
import { type ChannelFigures, type ChannelRow, shareOf } from "../reports/standing-figures.ts";
import { channelsToJson } from "../reports/standings-to-json.ts";
import type { Block, Fact, Message } from "./message.ts";
import { describeYardstick, formatDistance, formatShare, UNKNOWN } from "./standing-texts.ts";
import { type ComposeViewOptions, composeNoData, labelSpan, moneyOf, numbersTable, viewSmallPrint } from "./view-texts.ts";

const ROWS_SHOWN = 12;

export function composeChannels(worked: ChannelFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, rows, yardstick } = worked;
  const data = channelsToJson(worked, words);
  if (scope.span === null || rows.length === 0) return composeNoData(scope, options, data);
  const zh = locale === "zh";
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const label = `${zh ? "渠道" : "Channels"} · ${scope.shop.name}`;
  const sentence = describeFurthest(worked, locale);
  const small = [METRICS.sales.definition[locale], describeYardstick(yardstick, locale)];
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${labelSpan(scope.span, locale)}: ${sentence}`,
    blocks: [
      {
        type: "headline",
        label,
        value: moneyOf(scope, total, locale),
        period: labelSpan(scope.span, locale),
        facts: changeOf(worked, total, locale),
      },
      { type: "text", spans: [{ text: sentence, style: "strong" }] },
      distanceTable(worked, locale),
      sizeTable(worked, locale),
      { type: "context", lines: viewSmallPrint(scope, small, locale) },
    ],
    actions,
    data,
  };
}

function describeFurthest({ scope, rows, yardstick }: ChannelFigures, locale: Locale): string {
  const zh = locale === "zh";
  const [furthest] = rows;
  if (furthest === undefined || furthest.distance === null || furthest.expected === null) {
    return zh ? "还说不出哪个渠道不寻常。" : "Which channel is unusual cannot be told yet.";
  }
  if (Math.abs(furthest.distance) < USUAL_SPREADS) {
    return zh
      ? `各渠道都在平常范围内（之前 ${yardstick.periods} 期）。`
      : `Every channel is within its usual range of the ${yardstick.periods} periods before.`;
  }
  const [name, value, usual] = [
    nameOf(furthest, locale),
    moneyOf(scope, furthest.value, locale),
    moneyOf(scope, furthest.expected, locale),
  ];
  return zh ? `${name} 最不寻常：${value}，平常约 ${usual}。` : `${name} is furthest from its usual: ${value} where about ${usual} is.`;
}

function changeOf({ rows }: ChannelFigures, total: number, locale: Locale): readonly Fact[] {
  if (rows.some(({ before }) => before === null)) return [];
  const before = rows.reduce((sum, row) => sum + (row.before ?? 0), 0);
  const { changeRatio } = compareValues(total, before);
  const label = locale === "zh" ? "环比" : "vs the period before";
  return [{ label, value: formatChange(changeRatio, locale), tone: total === before ? "neutral" : total > before ? "good" : "bad" }];
}

function distanceTable({ scope, rows }: ChannelFigures, locale: Locale): Block {
  const labels = locale === "zh" ? ["渠道", "净销售额", "平常", "距离"] : ["Channel", "Net sales", "Usually", "Distance"];
  return numbersTable(
    locale === "zh" ? "离自己的平常最远的在前" : "Furthest from their own usual first",
    labels,
    rows
      .slice(0, ROWS_SHOWN)
      .map((row) => [
        ...[nameOf(row, locale), moneyOf(scope, row.value, locale)],
        ...[row.expected === null ? UNKNOWN : moneyOf(scope, row.expected, locale), formatDistance(row.distance)],
      ]),
    Math.max(0, rows.length - ROWS_SHOWN),
  );
}

function sizeTable({ scope, rows }: ChannelFigures, locale: Locale): Block {
  const labels =
    locale === "zh" ? ["渠道", "净销售额", "占比", "占比变化", "订单"] : ["Channel", "Net sales", "Share", "Share change", "Orders"];
  const all = rows.map(({ value }) => value);
  const allBefore = rows.map(({ before }) => before);
  const bySize = [...rows].sort((a, b) => b.value - a.value);
  return numbersTable(
    locale === "zh" ? "按大小" : "By size",
    labels,
    bySize
      .slice(0, ROWS_SHOWN)
      .map((row) => [
        ...[nameOf(row, locale), moneyOf(scope, row.value, locale)],
        ...formatShare(shareOf(row.value, all), shareOf(row.before, allBefore), locale),
        row.orders === null ? UNKNOWN : formatCount(row.orders, locale),
      ]),
    Math.max(0, rows.length - ROWS_SHOWN),
  );
}

function nameOf({ channel }: ChannelRow, locale: Locale): string {
  return labelKey(channel, "channel", locale);
}
