/** Sums of money: minor units of the shop's currency. */
import type { MetricDefinition } from "./metric.ts";

export const MONEY_METRICS = {
  sales: {
    id: "sales",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { gross: 1, discounts: -1, returns: -1 }, optional: ["discounts", "returns"] },
    good: "up",
    label: { en: "Net sales", zh: "净销售额" },
    definition: {
      en: "Net sales: price x quantity less discounts and less returns on the day they are made; without tax and shipping.",
      zh: "净销售额：单价 × 数量，减去折扣和当日发生的退货；不含税费和运费。",
    },
    names: {
      en: ["sales", "net sales", "revenue", "net revenue", "turnover", "sale", "income"],
      zh: ["销售额", "净销售额", "营业额", "成交额", "营收", "收入", "销售", "净销售", "销售收入", "业绩"],
    },
  },
  gross: {
    id: "gross",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { gross: 1 }, optional: [] },
    good: "up",
    label: { en: "Gross sales", zh: "毛销售额" },
    definition: {
      en: "Gross sales: price x quantity, before discounts, returns, tax and shipping.",
      zh: "毛销售额：单价 × 数量，未扣折扣和退货，不含税费和运费。",
    },
    names: {
      en: ["gross", "gross sales", "gmv", "gross revenue", "gross merchandise value"],
      zh: ["毛销售额", "成交总额", "交易总额", "交易额", "商品交易总额", "流水"],
    },
  },
  total_sales: {
    id: "total_sales",
    unit: "money",
    display: "money",
    formula: {
      type: "sum",
      of: { gross: 1, discounts: -1, returns: -1, tax: 1, duties: 1, shipping: 1 },
      optional: ["discounts", "returns", "tax", "duties", "shipping"],
    },
    good: "up",
    label: { en: "Total sales", zh: "总销售额" },
    definition: {
      en: "Total sales: net sales plus tax, duties and shipping as charged.",
      zh: "总销售额：净销售额加上收取的税费、关税和运费。",
    },
    names: {
      en: ["total sales", "total revenue", "sales incl tax", "sales with tax"],
      zh: ["总销售额", "销售总额", "含税销售额", "总营收", "总收入"],
    },
  },
  discounts: {
    id: "discounts",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { discounts: 1 }, optional: [] },
    good: "neither",
    label: { en: "Discounts", zh: "折扣" },
    definition: {
      en: "Discounts: line discounts plus each line's share of the discount on its order.",
      zh: "折扣：商品行折扣与订单折扣分摊之和。",
    },
    names: { en: ["discounts", "discount", "markdowns", "coupons", "vouchers"], zh: ["折扣", "折扣额", "优惠", "优惠金额", "优惠券"] },
  },
  refunds: {
    id: "refunds",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { returns: 1 }, optional: [] },
    good: "down",
    label: { en: "Refunds", zh: "退款" },
    definition: {
      en: "Refunds: value reversed by refunds, returns, order edits and cancellations, on the day of the reversal.",
      zh: "退款：因退款、退货、改单和取消而冲减的金额，计入冲减当日。",
    },
    names: {
      en: ["refunds", "returns", "refund", "return", "reversals", "refunded", "sales reversals"],
      zh: ["退款", "退货", "退款额", "退款金额", "退货额", "退货金额", "售后"],
    },
  },
  ad_spend: {
    id: "ad_spend",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { adSpend: 1 }, optional: [] },
    good: "neither",
    label: { en: "Ad spend", zh: "广告费" },
    definition: {
      en: "Ad spend: advertising cost by business day, in the shop's currency.",
      zh: "广告费：按营业日统计的广告花费，以店铺货币计。",
    },
    names: {
      en: ["ad spend", "spend", "adspend", "ad cost", "ad costs", "advertising cost", "advertising spend", "marketing spend"],
      zh: ["广告费", "广告花费", "广告支出", "广告消耗", "广告成本", "投放费用", "推广费", "推广费用", "消耗", "花费"],
    },
  },
  cogs: {
    id: "cogs",
    unit: "money",
    display: "money",
    formula: { type: "sum", of: { cogs: 1 }, optional: [] },
    good: "neither",
    label: { en: "Cost of goods sold", zh: "商品成本" },
    definition: {
      en: "Cost of goods sold: what the sold items cost the shop, on the day of sale.",
      zh: "商品成本：售出商品的成本，计入销售当日。",
    },
    names: {
      en: ["cogs", "cost of goods", "cost of goods sold", "goods cost", "product cost", "cost of sales"],
      zh: ["商品成本", "销售成本", "货品成本", "进货成本", "成本"],
    },
  },
  profit: {
    id: "profit",
    unit: "money",
    display: "money",
    formula: {
      type: "sum",
      of: { gross: 1, discounts: -1, returns: -1, cogs: -1, adSpend: -1 },
      optional: ["discounts", "returns", "cogs", "adSpend"],
    },
    good: "up",
    label: { en: "Contribution", zh: "贡献利润" },
    definition: {
      en: "Contribution: net sales less cost of goods and ad spend; payment and shipping cost are not known and not subtracted.",
      zh: "贡献利润：净销售额减去商品成本和广告费；支付和物流成本未知，未扣除。",
    },
    names: {
      en: ["profit", "contribution", "contribution margin", "margin", "gross profit", "profits", "earnings"],
      zh: ["利润", "毛利", "贡献利润", "毛利润", "边际贡献", "盈利", "利润额"],
    },
  },
} as const satisfies Record<string, MetricDefinition>;
