/** How a period's orders came: shares by referral, discount code and any discount, and the codes that sold most. */
import type { ViewScope } from "../answers/view-scope.ts";
import type { LadderFigures } from "../customers/customer-figures.ts";
import type { OriginSums } from "../customers/order-origins.ts";
import { formatCount, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { Block } from "./message.ts";
import { moneyOf, numbersTable } from "./view-texts.ts";

const CODES_SHOWN = 5;

export function composeOrderOrigins({ origins }: LadderFigures, scope: ViewScope, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const { all, referred, coded, discounted, codes } = origins;
  if (all.orders === 0) return [];
  const unknown = zh ? "未知" : "not told";
  const row = (name: string, sums: OriginSums | null): readonly string[] => [
    name,
    ...(["orders", "sales", "newCustomers"] as const).map((each) =>
      sums === null || all[each] === 0 ? unknown : formatRatio(sums[each] / all[each], locale),
    ),
  ];
  const numbers = zh ? ["订单", "销售额", "新客"] : ["Orders", "Sales", "New customers"];
  const shares = numbersTable(
    zh ? "订单来源占比" : "How orders came",
    [zh ? "来源" : "Share of all", ...numbers],
    [
      row(zh ? "推荐带来" : "By referral", referred),
      row(zh ? "用了优惠码" : "With a discount code", coded),
      row(zh ? "有折扣" : "With any discount", discounted),
    ],
  );
  if (codes.length === 0) return [shares];
  const best = codes
    .slice(0, CODES_SHOWN)
    .map(({ code, orders, sales, newCustomers }) => [
      code,
      formatCount(orders, locale),
      moneyOf(scope, sales, locale),
      formatCount(newCustomers, locale),
    ]);
  const caption = zh ? "最有效的优惠码" : "Best discount codes";
  return [shares, numbersTable(caption, [zh ? "优惠码" : "Code", ...numbers], best, Math.max(0, codes.length - CODES_SHOWN))];
}

/** What the two tables count, and why a share is not told. */
export function describeOrigins({ origins: { all, referred, coded, discounted } }: LadderFigures, locale: Locale): readonly string[] {
  if (all.orders === 0) return [];
  const zh = locale === "zh";
  const gaps = [
    ...(referred === null ? [zh ? "没有以推荐命名的渠道或优惠码" : "no channel or code is named a referral"] : []),
    ...(coded === null
      ? [zh ? "本期没有带优惠码的订单，或数据源未提供" : "no order of the period has a code, or the source does not tell"]
      : []),
    ...(discounted === null ? [zh ? "订单未提供折扣" : "orders tell no discounts"] : []),
  ];
  const twice = coded === null ? "" : zh ? "一笔订单用了两个码，两个码下各计一次。" : " An order with two codes counts under each of them.";
  const definition = zh
    ? `来源：全部订单（含游客）的占比；推荐按渠道或优惠码的名称判断；新客按首笔订单计。${twice}`
    : `How orders came: shares of all orders, guests' too; a referral is told by its channel's or code's name, new customers by their first order.${twice}`;
  return [definition, ...(gaps.length === 0 ? [] : [zh ? `未知：${gaps.join("；")}。` : `Not told: ${gaps.join("; ")}.`])];
}
