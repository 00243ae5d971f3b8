/** What people call the factors of a change. */
import type { EffectName } from "../explain/explanation.ts";
import type { Localized } from "../locale.ts";

export const EFFECT_NAMES: Readonly<Record<EffectName, Localized>> = {
  traffic: { en: "traffic", zh: "流量" },
  conversion: { en: "conversion", zh: "转化" },
  orders: { en: "number of orders", zh: "订单数" },
  aov: { en: "order value", zh: "客单价" },
  discounts: { en: "discounts", zh: "折扣" },
  refunds: { en: "refunds", zh: "退款" },
  other_channels: { en: "other channels", zh: "其他渠道" },
  cogs: { en: "cost of goods", zh: "商品成本" },
  ad_spend: { en: "ad spend", zh: "广告费" },
  rate: { en: "the rates themselves", zh: "各部分自身" },
  mix: { en: "a different mix", zh: "结构变化" },
  rest: { en: "the rest", zh: "其余" },
};
