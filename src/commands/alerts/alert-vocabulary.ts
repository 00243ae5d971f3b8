/** The words of `/alerts`, in both languages; the first of each is what Shopbell prints back. */
import type { WatchedMetric } from "../../core/anomalies/incident.ts";
import { findByWord, type Words } from "../../core/words.ts";

export type AlertVerb =
  | "list"
  | "on"
  | "off"
  | "acknowledge"
  | "assign"
  | "snooze"
  | "expected"
  | "false-alarm"
  | "resolve"
  | "why"
  | "show"
  | "more"
  | "mute"
  | "unmute"
  | "quiet"
  | "budget"
  | "plan"
  | "escalate"
  | "review"
  | "add"
  | "accept"
  | "rules"
  | "remove"
  | "help";

const ALERT_VERBS: Readonly<Record<AlertVerb, Words>> = {
  list: { en: ["list", "open", "recent"], zh: ["列表", "当前"] },
  on: { en: ["here", "on"], zh: ["开启", "这里"] },
  off: { en: ["off", "stop"], zh: ["关闭", "停止"] },
  acknowledge: { en: ["ack", "acknowledge", "take", "mine"], zh: ["接手", "我来", "确认"] },
  assign: { en: ["assign", "give"], zh: ["指派", "交给"] },
  snooze: { en: ["snooze", "later"], zh: ["暂缓", "稍后"] },
  expected: { en: ["expected"], zh: ["预期", "预期之内"] },
  "false-alarm": { en: ["false", "false-alarm", "wrong"], zh: ["误报"] },
  resolve: { en: ["resolve", "resolved", "done", "close", "fixed"], zh: ["解决", "已解决"] },
  why: { en: ["why"], zh: ["为什么", "原因"] },
  show: { en: ["show"], zh: ["查看"] },
  more: { en: ["more"], zh: ["更多"] },
  mute: { en: ["mute"], zh: ["静音"] },
  unmute: { en: ["unmute"], zh: ["取消静音"] },
  quiet: { en: ["quiet"], zh: ["安静"] },
  budget: { en: ["budget"], zh: ["上限"] },
  plan: { en: ["plan", "planned"], zh: ["计划"] },
  escalate: { en: ["escalate", "escalation"], zh: ["升级"] },
  add: { en: ["add", "when"], zh: ["添加", "新增"] },
  accept: { en: ["accept"], zh: ["采用"] },
  rules: { en: ["rules"], zh: ["规则"] },
  remove: { en: ["remove", "delete"], zh: ["删除"] },
  review: { en: ["review"], zh: ["回顾"] },
  help: { en: ["help"], zh: ["帮助"] },
};

/** What people call what is watched. Longer names first where one begins another. */
export const WATCHED_WORDS: Readonly<Record<WatchedMetric, Words>> = {
  conversion: { en: ["conversion", "conversion rate", "cr", "cvr"], zh: ["转化率", "转化"] },
  refund_rate: { en: ["refund rate", "refund-rate", "refunds", "returns"], zh: ["退款率", "退款"] },
  sessions: { en: ["sessions", "traffic", "visits"], zh: ["会话数", "流量", "会话", "访问"] },
  orders: { en: ["orders"], zh: ["订单", "订单数"] },
  aov: { en: ["aov", "order value", "average order value"], zh: ["客单价"] },
  sales: { en: ["sales", "net sales", "revenue"], zh: ["销售额", "净销售额"] },
  roas: { en: ["roas"], zh: ["投产比", "广告回报"] },
  ad_spend: { en: ["ad spend", "ad-spend", "adspend", "spend"], zh: ["广告费", "广告花费"] },
  tracking: { en: ["tracking"], zh: ["统计代码", "统计"] },
};

export function findAlertVerb(word: string): AlertVerb | null {
  return findByWord(ALERT_VERBS, word);
}
