/** How what is watched is called and written: by the catalogue, where it has the metric. */
import type { WatchedMetric } from "../anomalies/incident.ts";
import type { Localized } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { MetricDefinition, MetricId } from "../metrics/metric.ts";

/** `tracking` has sessions in its chart: they are what is gone, or what goes on. */
const METRIC_IDS: Readonly<Record<WatchedMetric, MetricId>> = {
  sessions: "traffic",
  orders: "orders",
  conversion: "conversion",
  aov: "aov",
  sales: "sales",
  refund_rate: "refund_rate",
  roas: "roas",
  ad_spend: "ad_spend",
  tracking: "traffic",
};

export function watchedDefinition(metric: WatchedMetric): MetricDefinition {
  return METRICS[METRIC_IDS[metric]];
}

export function watchedLabel(metric: WatchedMetric): Localized {
  return metric === "tracking" ? { en: "Tracking", zh: "统计代码" } : watchedDefinition(metric).label;
}

/** What to look at first: the step that most often finds it, before any digging. */
export const FIRST_CHECKS: Readonly<Record<WatchedMetric | "silent-feed" | "orders-or-feed" | "shared-provider", Localized>> = {
  sessions: {
    en: "Open the shop as a visitor; then the ad accounts (paused, out of budget) and the last change to the site.",
    zh: "以访客身份打开店铺；再看广告账户（暂停、预算用尽）与最近一次网站改动。",
  },
  orders: {
    en: "Place a test order; then the payment provider's status page and the last change to the checkout.",
    zh: "下一个测试订单；再看支付服务商状态页与结账页最近的改动。",
  },
  conversion: {
    en: "Place a test order; then stock and prices of the best sellers, and the last change to the checkout.",
    zh: "下一个测试订单；再看热销品的库存与价格、结账页最近的改动。",
  },
  aov: {
    en: "Look at discount codes in use, prices of the best sellers, and the threshold of free shipping.",
    zh: "查看正在使用的优惠码、热销品价格与包邮门槛。",
  },
  sales: {
    en: "Place a test order; then discounts and refunds of the last hours.",
    zh: "下一个测试订单；再看最近几小时的折扣与退款。",
  },
  refund_rate: {
    en: "Read the reasons of the latest refunds: one product, one batch, or one carrier?",
    zh: "查看最近退款的原因：同一商品、同一批次还是同一承运商？",
  },
  roas: {
    en: "Look at the ad accounts: bids, budgets, and which campaign spends without selling.",
    zh: "查看广告账户：出价、预算，以及哪个活动只花钱不出单。",
  },
  ad_spend: {
    en: "Look at the ad accounts: paused campaigns, budgets, the card they are paid with.",
    zh: "查看广告账户：被暂停的活动、预算与付款卡。",
  },
  tracking: {
    en: "The shop may well be selling: look at the analytics tag, the consent banner, and the last deployment.",
    zh: "店铺可能仍在正常销售：查看统计代码、隐私弹窗与最近一次上线。",
  },
  "orders-or-feed": {
    en: "Look for new orders in the shop's own admin. Some there: only the feed is broken (shopbell status, the log of its webhook or job). None there: place a test order.",
    zh: "到店铺后台看有没有新订单：有，则只是数据源中断（查看 shopbell status 与推送日志）；没有，请下一个测试订单。",
  },
  "shared-provider": {
    en: "The status pages of what these shops share: payment provider, hosting, shop platform, and the job that delivers their data.",
    zh: "查看这些店铺共用服务的状态页：支付服务商、主机、店铺平台，以及传送数据的任务。",
  },
  "silent-feed": {
    en: "Nothing is known to be lost: look at the job that delivers this feed, its log and its access token.",
    zh: "并不代表有损失：查看推送该数据的任务、其日志与访问令牌。",
  },
};
