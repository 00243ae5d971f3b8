/** A rule before it is accepted: what it would have done. */
import type { RuleBacktest } from "../alerts/backtest-rule.ts";
import type { RuleCondition } from "../alerts/rule.ts";
import { watchedDefinition } from "../alerts/watched-metrics.ts";
import { formatValue } from "../answers/format-value.ts";
import { formatInstant } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import type { Shop } from "../shop.ts";
import type { Block, Message } from "./message.ts";

const RINGS_SHOWN = 8;
/** More often than twice a week, and people stop looking. */
const OFTEN_A_WEEK = 2;

export interface RuleOffer {
  readonly condition: RuleCondition;
  readonly shop: Shop;
  readonly days: number;
  readonly backtest: RuleBacktest;
  /** The rule in canonical words. */
  readonly words: string;
  readonly locale: Locale;
}

export function composeRuleBacktest({ condition, shop, days, backtest: { rings }, words, locale }: RuleOffer): Message {
  const zh = locale === "zh";
  const times = rings.length;
  const summary = zh
    ? `“${words}”（${shop.name}）在过去 ${days} 天里会响 ${times} 次。`
    : `“${words}” for ${shop.name} would have rung ${times === 0 ? "not once" : times === 1 ? "once" : `${times} times`} in ${days} days.`;
  const isOften = times > (OFTEN_A_WEEK * days) / 7;
  const advice = isOften
    ? zh
      ? "这太频繁了，很快就没人看。可以收紧数值、拉长小时数，或加一个最低流量。"
      : "That is often: people would soon stop looking. A stricter value, more hours or a minimum of sessions makes it rarer."
    : zh
      ? "回放只用当时已知的数据；采用后按同样的方式每小时检查。"
      : "Replayed with only what was known at the time; once accepted it is looked at the same way each hour.";
  const rows = rings
    .slice(-RINGS_SHOWN)
    .reverse()
    .map(({ fromMs, toMs, value }) => [
      formatInstant(fromMs, shop.zone, locale),
      formatValue(value, watchedDefinition(condition.metric), shop.currency, locale),
      `${Math.round((toMs - fromMs) / 3_600_000) + 1}`,
    ]);
  const table: Block = {
    type: "table",
    caption: zh ? "会在这些时候响" : "It would have rung at",
    columns: [
      { label: zh ? "时间" : "When", align: "left" },
      { label: zh ? "当时的值" : "Value then", align: "right" },
      { label: zh ? "小时" : "Hours", align: "right" },
    ],
    rows,
    more: times - rows.length,
  };
  return {
    ...{ kind: "notice", locale, summary },
    blocks: [{ type: "text", spans: [{ text: summary }] }, ...(rows.length === 0 ? [] : [table]), { type: "context", lines: [advice] }],
    actions: [
      {
        label: zh ? "采用" : "Accept",
        words: `alerts ${zh ? "采用" : "accept"} ${words} ${zh ? "店铺" : "for"} ${shop.id}`,
        style: isOften ? "normal" : "primary",
      },
    ],
  };
}
