/** Ratios: over a period always the ratio of the sums. AOV is a ratio whose unit is money. */
import type { MetricDefinition } from "./metric.ts";

export const RATIO_METRICS = {
  conversion: {
    id: "conversion",
    unit: "ratio",
    display: "percent",
    formula: { type: "conversion" },
    good: "up",
    label: { en: "Conversion rate", zh: "转化率" },
    definition: {
      en: "Conversion rate: sessions that completed checkout / sessions; where the source does not tell them, online orders / sessions.",
      zh: "转化率：完成结账的会话 / 会话；数据源未提供时为线上订单 / 会话。",
    },
    names: {
      en: ["conversion", "cvr", "conversion rate", "cr", "conv", "conversions"],
      zh: ["转化率", "转化", "成交转化率", "支付转化率", "下单转化率"],
    },
  },
  aov: {
    id: "aov",
    unit: "money",
    display: "money",
    formula: { type: "ratio", numerator: { gross: 1, discounts: -1 }, denominator: { orders: 1 }, optional: ["discounts"] },
    good: "up",
    label: { en: "Average order value", zh: "客单价" },
    definition: {
      en: "Average order value: (gross sales - discounts) / orders; later refunds and edits do not change it.",
      zh: "客单价：（毛销售额 − 折扣）/ 订单数；之后的退款和改单不影响。",
    },
    names: {
      en: ["aov", "average order value", "basket", "average order", "average basket", "basket value", "order value", "avg order value"],
      zh: ["客单价", "平均订单金额", "平均客单价", "笔单价"],
    },
  },
  refund_rate: {
    id: "refund_rate",
    unit: "ratio",
    display: "percent",
    formula: { type: "ratio", numerator: { returns: 1 }, denominator: { gross: 1, discounts: -1 }, optional: ["discounts"] },
    good: "down",
    label: { en: "Refund rate", zh: "退款率" },
    definition: {
      en: "Refund rate: refunds / (gross sales - discounts) of the same period.",
      zh: "退款率：同期退款 /（毛销售额 − 折扣）。",
    },
    names: {
      en: ["refund rate", "return rate", "refunds rate", "returns rate", "refund ratio", "refund-rate"],
      zh: ["退款率", "退货率", "退货退款率", "售后率"],
    },
  },
  roas: {
    id: "roas",
    unit: "ratio",
    display: "multiple",
    formula: { type: "ratio", numerator: { gross: 1, discounts: -1 }, denominator: { adSpend: 1 }, optional: ["discounts"] },
    good: "up",
    label: { en: "ROAS", zh: "广告投产比" },
    definition: {
      en: "ROAS (return on ad spend): (gross sales - discounts) / ad spend, of the channels with spend.",
      zh: "广告投产比（ROAS）：有广告投放的渠道的（毛销售额 − 折扣）/ 广告费。",
    },
    names: {
      en: ["roas", "return on ad spend", "roi", "ad return", "return on ads"],
      zh: ["投产比", "广告投产比", "投入产出比", "广告回报率", "投资回报率", "广告回报"],
    },
  },
  returning_rate: {
    id: "returning_rate",
    unit: "ratio",
    display: "percent",
    formula: { type: "distinct-customers", which: "returning-rate" },
    good: "up",
    label: { en: "Returning customer rate", zh: "复购率" },
    definition: {
      en: "Returning customer rate: customers with more than one order ever / customers who ordered in the period.",
      zh: "复购率：累计下单不止一次的客户 / 期间下单的客户。",
    },
    names: {
      en: ["returning rate", "returning customer rate", "repeat rate", "repeat purchase rate", "repurchase rate", "retention"],
      zh: ["复购率", "回购率", "重复购买率", "老客率", "复购"],
    },
  },
} as const satisfies Record<string, MetricDefinition>;
