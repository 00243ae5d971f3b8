/** The channels of a report, furthest from what is usual for them first: a line in the post, a table in the thread. */
import { UNKNOWN_VALUE } from "../answers/format-value.ts";
import { formatChange, formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block } from "./message.ts";

/** Names of the phone-sized line, and rows of the table. */
const CHANNELS_SHOWN = 3;
const CHANNEL_ROWS = 12;

export function composeReportChannels(data: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const money = (minor: number): string => formatMoney(Math.round(minor), data.shop.currency, locale);
  const named = data.channels.filter(({ channel }) => channel !== "");
  if (named.length < 2) return [];
  const parts = named.slice(0, CHANNELS_SHOWN).map(({ channel, value, expected }) => {
    if (expected === null) return `${channel} ${money(value)}`;
    return zh ? `${channel} ${money(value)}（通常 ${money(expected)}）` : `${channel} ${money(value)} (usually ${money(expected)})`;
  });
  const more =
    named.length > CHANNELS_SHOWN
      ? zh
        ? ` · 另有 ${named.length - CHANNELS_SHOWN} 个见消息列`
        : ` · ${named.length - CHANNELS_SHOWN} more in the thread`
      : "";
  return [
    {
      type: "text",
      spans: [
        { text: zh ? "渠道（离平常最远的在前） " : "Channels, furthest from usual first ", style: "strong" },
        { text: parts.join(" · ") + more },
      ],
    },
  ];
}

export function composeChannelsTable(data: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const named = data.channels.filter(({ channel }) => channel !== "");
  if (named.length === 0) return [];
  const money = (minor: number): string => formatMoney(Math.round(minor), data.shop.currency, locale);
  return [
    {
      type: "table",
      caption: zh ? "渠道，离平常最远的在前" : "Channels, furthest from usual first",
      columns: [
        { label: zh ? "渠道" : "Channel", align: "left" },
        { label: METRICS.sales.label[locale], align: "right" },
        { label: zh ? "通常" : "Usually", align: "right" },
        { label: zh ? "差距" : "Difference", align: "right" },
      ],
      rows: named
        .slice(0, CHANNEL_ROWS)
        .map(({ channel, value, expected }) => [
          channel,
          money(value),
          expected === null ? UNKNOWN_VALUE : money(expected),
          expected === null || expected === 0 ? UNKNOWN_VALUE : formatChange((value - expected) / Math.abs(expected), locale),
        ]),
      more: Math.max(0, named.length - CHANNEL_ROWS),
    },
  ];
}
