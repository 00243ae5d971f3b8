/** The help: what can be asked, by example. Every example is a button and answers as it stands. */
import type { Locale } from "../locale.ts";
import type { Message } from "./message.ts";

const EXAMPLES: Readonly<Record<Locale, readonly (readonly [words: string, meaning: string])[]>> = {
  en: [
    ["kpi yesterday", "all key figures at once"],
    ["sales yesterday", "one number, with the day before and last year"],
    ["sales last week by channel", "split by channel, product, country, day …"],
    ["conversion last 7 days in channel=email", "one channel only"],
    ["aov this month vs last month", "against any other period"],
    ["orders Nov 1-11 vs last year", "dates and ranges"],
    ["sales last month by day as csv", "as a chart, a table or a file"],
  ],
  zh: [
    ["核心指标 昨天", "一次看全部指标"],
    ["销售额 昨天", "一个数字，附环比与同比"],
    ["销售额 上周 按渠道", "按渠道、商品、国家、天…拆分"],
    ["转化率 最近7天 渠道=email", "只看一个渠道"],
    ["客单价 本月 对比 上月", "与任意时段对比"],
    ["订单 11月1日到11日 同比", "日期与区间"],
    ["销售额 上月 按天 导出", "图表、表格或文件"],
  ],
};

export function composeHelp(locale: Locale): Message {
  const zh = locale === "zh";
  const examples = EXAMPLES[locale];
  return {
    kind: "help",
    locale,
    summary: zh ? "Shopbell：直接问数字，例如“销售额 昨天”" : "Shopbell: ask for a number, for example “sales yesterday”",
    blocks: [
      {
        type: "text",
        spans: [
          { text: zh ? "直接问数字。" : "Ask for a number.", style: "strong" },
          {
            text: zh
              ? " 斜杠命令、@我、私信、网页控制台都一样；在回答下的消息列里可以接着问，例如“按渠道”。"
              : " Slash command, mention, direct message or web console: the same words work everywhere. In a thread under an answer go on with “by channel” or “last month”.",
          },
        ],
      },
      {
        type: "table",
        caption: zh ? "例子" : "Examples",
        columns: [
          { label: zh ? "这样问" : "Ask", align: "left" },
          { label: zh ? "得到" : "and get", align: "left" },
        ],
        rows: examples,
        more: 0,
      },
      {
        type: "context",
        lines: [
          zh
            ? "指标：销售额 毛销售额 订单 件数 流量 转化率 客单价 退款 退款率 广告 利润 客户 核心指标"
            : "Metrics: sales, gross, orders, units, traffic, conversion, aov, refunds, refund rate, ads, profit, customers, kpi",
          zh
            ? "分析：客户 · 客户 留存 · 商品 · 商品 一起买 · 渠道 · 店铺"
            : "Side by side: customers, customers cohorts, products, products together, channels, shops",
          zh
            ? "日报：shopbell subscribe daily at 09:00 · report（现在就看）"
            : "Reports: shopbell subscribe daily at 09:00 · report (one right now)",
          zh ? "告警：告警 开启 · 告警 列表 · 告警 帮助" : "Alerts: alerts here · alerts list · alerts help",
          zh
            ? "目标：target set 销售额 2026-12 300万 · 目标 本月"
            : "Targets: target set sales 2026-12 3,000,000 · target sales this month",
          zh
            ? "活动：campaign · campaign 新建 “双11” 2027-11-01..2027-11-11"
            : "Campaigns: campaign · campaign new “Double 11” 2027-11-01..2027-11-11",
          zh
            ? "任务：tasks · tasks 完成 1 · tasks 请求 仓库 补货 明天12:00"
            : "Tasks: tasks · tasks done 1 · tasks request warehouse Refill the lamps by tomorrow 12:00",
          zh
            ? "收藏：shopbell 收藏 “周末转化率” · shopbell 收藏夹"
            : "Saved questions: shopbell save “weekend conversion” · shopbell saved",
          zh
            ? "设置：shopbell shops · shopbell shop <id> · shopbell language en · shopbell status"
            : "Settings: shopbell shops · shopbell shop <id> · shopbell language zh · shopbell status",
        ],
      },
    ],
    actions: examples.slice(0, 5).map(([words]) => ({ label: words, words, style: "normal" })),
  };
}
