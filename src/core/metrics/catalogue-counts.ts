/** Things counted. */
import type { MetricDefinition } from "./metric.ts";

export const COUNT_METRICS = {
  orders: {
    id: "orders",
    unit: "count",
    display: "count",
    formula: { type: "sum", of: { orders: 1 }, optional: [] },
    good: "up",
    label: { en: "Orders", zh: "订单数" },
    definition: {
      en: "Orders: orders placed; cancelled, pending and unpaid ones count, test and deleted ones do not.",
      zh: "订单数：已下的订单；含已取消、待处理和未付款的，不含测试和已删除的。",
    },
    names: {
      en: ["orders", "order", "order count", "purchases", "transactions", "number of orders"],
      zh: ["订单", "单量", "订单数", "订单量", "成交单数", "下单数", "笔数"],
    },
  },
  units: {
    id: "units",
    unit: "count",
    display: "count",
    formula: { type: "sum", of: { units: 1 }, optional: [] },
    good: "up",
    label: { en: "Units sold", zh: "销售件数" },
    definition: { en: "Units sold: items in the orders placed, before returns.", zh: "销售件数：所下订单中的商品件数，未扣退货。" },
    names: {
      en: ["units", "items", "units sold", "items sold", "quantity", "qty", "pieces", "unit"],
      zh: ["件数", "销量", "销售件数", "销售数量", "售出件数", "商品件数"],
    },
  },
  traffic: {
    id: "traffic",
    unit: "count",
    display: "count",
    formula: { type: "sum", of: { sessions: 1 }, optional: [] },
    good: "up",
    label: { en: "Sessions", zh: "访问次数" },
    definition: {
      en: "Sessions: visits to the online shop, as the source counts them; a visit ends after 30 idle minutes (Amazon: 24 hours).",
      zh: "访问次数：数据源统计的网店会话数；无操作 30 分钟后会话结束（亚马逊为 24 小时）。",
    },
    names: {
      en: ["traffic", "sessions", "visits", "session", "visit", "site visits"],
      zh: ["流量", "访问", "会话", "访问量", "访问次数", "会话数", "进店量"],
    },
  },
  visitors: {
    id: "visitors",
    unit: "count",
    display: "count",
    formula: { type: "sum", of: { visitors: 1 }, optional: [] },
    good: "up",
    label: { en: "Visitors", zh: "访客数" },
    definition: {
      en: "Visitors: different people who came, as the source counts them for one day; days do not add up.",
      zh: "访客数：数据源按天去重统计的到访人数；多天不可相加。",
    },
    names: {
      en: ["visitors", "unique visitors", "uniques", "uv", "visitor"],
      zh: ["访客", "访客数", "独立访客", "访问人数", "到访人数"],
    },
  },
  customers: {
    id: "customers",
    unit: "count",
    display: "count",
    formula: { type: "distinct-customers", which: "all" },
    good: "up",
    label: { en: "Customers", zh: "客户数" },
    definition: {
      en: "Customers: different people who ordered in the period; guests without an identity are not counted.",
      zh: "客户数：期间下单的去重人数；无身份信息的游客不计。",
    },
    names: {
      en: ["customers", "buyers", "customer", "buyer", "shoppers", "clients"],
      zh: ["客户", "顾客", "买家", "客户数", "顾客数", "买家数", "下单人数", "购买人数"],
    },
  },
  new_customers: {
    id: "new_customers",
    unit: "count",
    display: "count",
    formula: { type: "sum", of: { newCustomers: 1 }, optional: [] },
    good: "up",
    label: { en: "New customers", zh: "新客数" },
    definition: {
      en: "New customers: customers whose first ever order is in the period.",
      zh: "新客数：首笔订单在该期间内的客户数。",
    },
    names: {
      en: ["new customers", "new buyers", "first-time customers", "first time customers", "first-time buyers", "new customer"],
      zh: ["新客", "新客户", "新客数", "新顾客", "新买家", "首购客户"],
    },
  },
  returning_customers: {
    id: "returning_customers",
    unit: "count",
    display: "count",
    formula: { type: "distinct-customers", which: "returning" },
    good: "up",
    label: { en: "Returning customers", zh: "老客数" },
    definition: {
      en: "Returning customers: customers of the period whose first ever order came before it.",
      zh: "老客数：期间下单、但首笔订单早于该期间的客户数。",
    },
    names: {
      en: ["returning customers", "returning", "repeat customers", "repeat buyers", "returning buyers", "returning customer"],
      zh: ["老客", "老客户", "老客数", "老顾客", "回头客", "复购客户"],
    },
  },
} as const satisfies Record<string, MetricDefinition>;
