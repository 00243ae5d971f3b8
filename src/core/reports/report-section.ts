/** The parts a report is made of. The headline is always there; the others can be chosen. */
import type { Localized } from "../locale.ts";

export const REPORT_SECTIONS = [
  "summary",
  "alerts",
  "targets",
  "upcoming",
  "drivers",
  "costs",
  "customers",
  "channels",
  "products",
  "tasks",
  "saved",
  "chart",
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** Lower case, most usual first; the first is what Shopbell prints back. */
export const SECTION_NAMES: Readonly<
  Record<ReportSection, { readonly en: readonly [string, ...string[]]; readonly zh: readonly [string, ...string[]] }>
> = {
  summary: { en: ["summary", "words"], zh: ["摘要", "小结"] },
  alerts: { en: ["alerts", "alert", "incidents"], zh: ["告警", "警报"] },
  targets: { en: ["targets", "target", "pace"], zh: ["目标", "进度"] },
  upcoming: { en: ["upcoming"], zh: ["大促"] },
  drivers: { en: ["drivers", "traffic", "conversion", "aov"], zh: ["拆解", "流量", "转化率", "客单价"] },
  costs: { en: ["costs", "ads", "returns", "refunds", "profit"], zh: ["成本", "广告", "退款", "利润"] },
  channels: { en: ["channels", "channel"], zh: ["渠道"] },
  customers: { en: ["customers", "customer"], zh: ["客户", "顾客"] },
  products: { en: ["products", "product"], zh: ["商品", "产品"] },
  tasks: { en: ["tasks", "task"], zh: ["任务", "待办"] },
  saved: { en: ["saved", "pinned", "questions"], zh: ["收藏", "置顶"] },
  chart: { en: ["chart", "graph"], zh: ["图表", "图"] },
};

export const REPORT_NAMES: Readonly<Record<"daily" | "weekly" | "monthly", Localized>> = {
  daily: { en: "Daily report", zh: "日报" },
  weekly: { en: "Weekly report", zh: "周报" },
  monthly: { en: "Monthly report", zh: "月报" },
};
