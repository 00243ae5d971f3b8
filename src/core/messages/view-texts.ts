import type { ViewScope } from "../answers/view-scope.ts";
import type { Json } from "../answers/view-to-json.ts";
import { addDays } from "../calendar/business-day.ts";
import { labelDays } from "../calendar/format-period.ts";
import { formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { DaySpan } from "../reports/report-period.ts";
import { describeSimulated, describeSource } from "./describe-source.ts";
import type { Action, Block, Message } from "./message.ts";

export interface ComposeViewOptions {
  readonly locale: Locale;
  readonly actions: readonly Action[];
  /** The words that ask for this again. */
  readonly words: string;
}

/** Simulated, odd, defined, fresh: in the order in which a platform short of room keeps them. */
export function viewSmallPrint(scope: ViewScope, lines: readonly string[], locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const isCut = scope.span?.isCut === true;
  return [
    ...describeSimulated(scope.shop, locale),
    ...(isCut ? [zh ? "只计已完结且有数据的整天。" : "Whole days that are over and known only."] : []),
    ...lines,
    describeSource(scope.shop, scope.reach, locale),
  ];
}

export function labelSpan({ fromDay, toDay }: DaySpan, locale: Locale): string {
  return labelDays(fromDay, addDays(toDay, -1), locale);
}

export function moneyOf({ shop }: ViewScope, minor: number, locale: Locale): string {
  return formatMoney(minor, shop.currency, locale);
}

/** The first column is names, the others are numbers. */
export function numbersTable(
  caption: string,
  labels: readonly string[],
  rows: readonly (readonly string[])[],
  more = 0,
): Extract<Block, { type: "table" }> {
  return { type: "table", caption, columns: labels.map((label, index) => ({ label, align: index === 0 ? "left" : "right" })), rows, more };
}

/** Nothing is known of the period: why, and what would change it. */
export function composeNoData(scope: ViewScope, options: ComposeViewOptions, data: Json): Message {
  const { shop, reach } = scope;
  const zh = options.locale === "zh";
  const text =
    reach.length === 0
      ? zh
        ? `${shop.name} 还没有数据。导入订单：shopbell import orders <文件> --shop ${shop.id}`
        : `${shop.name} has no data yet. Import its orders: shopbell import orders <file> --shop ${shop.id}`
      : zh
        ? `${shop.name}：该时段没有订单数据。`
        : `${shop.name}: no orders are known of that period.`;
  return composePlainView(text, scope, options, data);
}

export function composePlainView(text: string, scope: ViewScope, { locale, actions }: ComposeViewOptions, data: Json): Message {
  return {
    kind: "answer",
    locale,
    summary: text,
    blocks: [
      { type: "text", spans: [{ text }] },
      { type: "context", lines: viewSmallPrint(scope, [], locale) },
    ],
    actions,
    data,
  };
}
