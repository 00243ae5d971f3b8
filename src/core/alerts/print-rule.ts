/** A rule in canonical words, which read back to the same rule. */

import type { Locale, Localized } from "../locale.ts";
import type { Currency } from "../money.ts";
import { toDecimalString } from "../money.ts";
import type { RuleCondition, RuleMetric } from "./rule.ts";

const RULE_METRIC_NAMES: Readonly<Record<RuleMetric, Localized>> = {
  sessions: { en: "sessions", zh: "会话数" },
  orders: { en: "orders", zh: "订单" },
  conversion: { en: "conversion", zh: "转化率" },
  aov: { en: "aov", zh: "客单价" },
  sales: { en: "sales", zh: "销售额" },
  refund_rate: { en: "refund rate", zh: "退款率" },
  roas: { en: "roas", zh: "投产比" },
  ad_spend: { en: "ad spend", zh: "广告费" },
};

/** "conversion < 1.5% for 2 hours when sessions > 200 in paid". */
export function printRule({ metric, test, hours, volume, channel }: RuleCondition, currency: Currency, locale: Locale): string {
  const zh = locale === "zh";
  const name = RULE_METRIC_NAMES[metric][locale];
  const what =
    test.type === "threshold"
      ? `${name} ${test.side === "below" ? "<" : ">"} ${printValue(metric, test.value, currency)}`
      : zh
        ? `${name} ${test.side === "below" ? "下降" : "上升"} ${percent(test.ratio)} 对比 ${test.against === "last-week" ? "上周" : "昨天"}`
        : `${name} ${test.side === "below" ? "down" : "up"} ${percent(test.ratio)} vs ${test.against === "last-week" ? "last week" : "yesterday"}`;
  const span = zh ? `持续 ${hours}小时` : `for ${hours} hour${hours === 1 ? "" : "s"}`;
  const least = volume === null ? [] : [`${zh ? "当" : "when"} ${RULE_METRIC_NAMES[volume.metric][locale]} > ${volume.moreThan}`];
  const where = channel === null ? [] : [`${zh ? "渠道" : "in"} ${/\s/u.test(channel) ? `"${channel}"` : channel}`];
  return [what, span, ...least, ...where].join(" ");
}

function printValue(metric: RuleMetric, value: number, currency: Currency): string {
  switch (metric) {
    case "conversion":
    case "refund_rate":
      return percent(value);
    case "aov":
    case "sales":
    case "ad_spend":
      return toDecimalString(value, currency);
    default:
      return `${value}`;
  }
}

/** Without the noise of binary fractions: 0.015 is "1.5%". */
function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(10))}%`;
}
