/** Says that a published number has moved, and where that comes from. */
import { labelPeriod } from "../calendar/format-period.ts";
import type { ResolvedPeriod } from "../calendar/period.ts";
import { formatChange, formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { Restatement } from "../reports/restatement.ts";
import type { Shop } from "../shop.ts";
import { sayDays } from "./compose-report.ts";
import type { Message } from "./message.ts";
import { whyAction } from "./why-action.ts";

export function composeRestatement(
  restatement: Restatement,
  { shop, period, locale }: { readonly shop: Shop; readonly period: ResolvedPeriod; readonly locale: Locale },
): Message {
  const zh = locale === "zh";
  const money = (minor: number): string => formatMoney(minor, shop.currency, locale);
  const { before, now, changeRatio } = restatement;
  const text = zh
    ? `${labelPeriod(period, locale)} 的净销售额在发布后由 ${money(before)} 变为 ${money(now)}（${formatChange(changeRatio, locale)}）：${causes(restatement, money, locale).join("，")}。`
    : `Net sales of ${labelPeriod(period, locale)} have moved from ${money(before)} to ${money(now)} (${formatChange(changeRatio, locale)}) since this was posted: ${causes(restatement, money, locale).join(", ")}.`;
  const days = sayDays(period);
  const askWhy = whyAction(zh ? `销售额 ${days} 店铺 ${shop.id}` : `sales ${days} for ${shop.id}`, locale);
  return { kind: "notice", locale, summary: text, blocks: [{ type: "text", spans: [{ text }] }], actions: [askWhy] };
}

/** Biggest first, each with its part of the change of net sales. */
function causes(
  { causes: { lateOrders, discounts, refunds }, ordersAdded }: Restatement,
  money: (minor: number) => string,
  locale: Locale,
): readonly string[] {
  const zh = locale === "zh";
  const signed = (minor: number): string => `${minor > 0 ? "+" : "−"}${money(Math.abs(minor))}`;
  const count = ordersAdded === null || ordersAdded === 0 ? "" : zh ? ` ${Math.abs(ordersAdded)} 笔` : `${Math.abs(ordersAdded)} `;
  const orders = {
    en:
      ordersAdded !== null && ordersAdded < 0
        ? `${count}orders taken back`
        : ordersAdded === 0
          ? "orders changed"
          : `${count}orders that came in late`,
    zh: ordersAdded !== null && ordersAdded < 0 ? `撤销订单${count}` : ordersAdded === 0 ? "订单变更" : `迟到订单${count}`,
  };
  const named = [
    { amount: lateOrders, name: orders[locale] },
    { amount: discounts, name: zh ? "折扣变化" : "changed discounts" },
    { amount: refunds, name: refunds < 0 ? (zh ? "新增退款" : "later refunds") : zh ? "退款撤销" : "refunds taken back" },
  ];
  return named
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .map(({ amount, name }) => (zh ? `${name} ${signed(amount)}` : `${name} (${signed(amount)})`));
}
