/** What people call the things that are not metrics: bundles of metrics, and the dimensions an answer is split by. */
import type { Localized } from "../locale.ts";
import type { Dimension } from "../questions/question.ts";
import type { Measure, MetricDefinition } from "./metric.ts";

export interface Named {
  readonly label: Localized;
  /** Lower case, most usual first; the first is what Shopbell prints back. */
  readonly names: MetricDefinition["names"];
}

/** Questions for several metrics at once. */
export const BUNDLES: Readonly<Record<"kpi" | "ads", Named>> = {
  kpi: {
    label: { en: "Key figures", zh: "核心指标" },
    names: {
      en: ["kpi", "kpis", "overview", "key figures", "summary", "dashboard", "numbers", "stats"],
      zh: ["核心指标", "概览", "总览", "指标", "关键指标", "数据概览", "大盘", "数据"],
    },
  },
  ads: {
    label: { en: "Advertising", zh: "广告" },
    names: {
      en: ["ads", "advertising", "ad", "ad performance", "paid ads"],
      zh: ["广告", "投放", "广告投放", "推广", "广告效果"],
    },
  },
};

export const DIMENSION_NAMES: Readonly<Record<Dimension, Named>> = {
  channel: {
    label: { en: "Channel", zh: "渠道" },
    names: { en: ["channel", "channels", "source", "sources"], zh: ["渠道", "来源", "流量来源"] },
  },
  shop: { label: { en: "Shop", zh: "店铺" }, names: { en: ["shop", "shops", "store", "stores"], zh: ["店铺", "门店", "店", "商店"] } },
  product: {
    label: { en: "Product", zh: "商品" },
    names: { en: ["product", "products", "sku", "skus", "item", "items"], zh: ["商品", "产品", "单品", "货品"] },
  },
  country: {
    label: { en: "Country", zh: "国家" },
    names: { en: ["country", "countries", "region", "regions", "market", "markets"], zh: ["国家", "地区", "国家地区", "市场"] },
  },
  device: { label: { en: "Device", zh: "设备" }, names: { en: ["device", "devices", "device type"], zh: ["设备", "终端", "设备类型"] } },
  category: {
    label: { en: "Category", zh: "品类" },
    names: { en: ["category", "categories", "product category", "department"], zh: ["品类", "类目", "分类", "类别"] },
  },
  segment: {
    label: { en: "Customer segment", zh: "客群" },
    names: {
      en: ["segment", "customer segment", "segments", "customer segments", "customer type", "new vs returning"],
      zh: ["客群", "客户分群", "客户类型", "人群", "新老客"],
    },
  },
  code: {
    label: { en: "Discount code", zh: "优惠码" },
    names: {
      en: ["code", "discount code", "discount codes", "codes", "coupon code", "coupon codes", "promo code", "promo codes", "voucher code"],
      zh: ["优惠码", "折扣码", "优惠券码", "券码", "促销码"],
    },
  },
  hour: { label: { en: "Hour", zh: "小时" }, names: { en: ["hour", "hours", "hourly"], zh: ["小时", "时段", "每小时", "时"] } },
  day: { label: { en: "Day", zh: "日期" }, names: { en: ["day", "days", "daily", "date"], zh: ["天", "日", "每天", "每日", "日期"] } },
  week: { label: { en: "Week", zh: "周" }, names: { en: ["week", "weeks", "weekly"], zh: ["周", "每周", "星期"] } },
  month: { label: { en: "Month", zh: "月份" }, names: { en: ["month", "months", "monthly"], zh: ["月", "每月", "月份"] } },
};

/** Measures by name, for saying what is not known. */
export const MEASURE_NAMES: Readonly<Record<Measure, Localized>> = {
  sessions: { en: "sessions", zh: "会话数" },
  visitors: { en: "visitors", zh: "访客数" },
  addToCarts: { en: "add-to-carts", zh: "加购数" },
  checkouts: { en: "checkouts", zh: "结账数" },
  convertedSessions: { en: "converted sessions", zh: "成交会话数" },
  orders: { en: "orders", zh: "订单数" },
  units: { en: "units", zh: "件数" },
  gross: { en: "gross sales", zh: "毛销售额" },
  discounts: { en: "discounts", zh: "折扣" },
  returns: { en: "returns", zh: "退货" },
  tax: { en: "tax", zh: "税费" },
  shipping: { en: "shipping", zh: "运费" },
  duties: { en: "duties", zh: "关税" },
  adSpend: { en: "ad spend", zh: "广告费" },
  cogs: { en: "cost of goods", zh: "商品成本" },
  newCustomers: { en: "new customers", zh: "新客数" },
  returningCustomers: { en: "returning customers", zh: "老客数" },
};
