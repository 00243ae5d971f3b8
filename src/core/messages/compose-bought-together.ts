/** Says what is bought together, and what to offer beside a product. */
import { formatCount, formatMultiple, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { LEAST_TOGETHER } from "../products/bought-together.ts";
import type { BesideFigures, PairFigures, RankedPair } from "../products/product-figures.ts";
import { pairsToJson } from "../products/products-to-json.ts";
import type { Message } from "./message.ts";
import { type ComposeViewOptions, composeNoData, composePlainView, labelSpan, numbersTable, viewSmallPrint } from "./view-texts.ts";

const ROWS_SHOWN = 10;
/** Said in words too: a narrow table cuts names. */
const NAMED_IN_FULL = 3;

export function composePairs(worked: PairFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, pairs, orders } = worked;
  const zh = locale === "zh";
  const data = pairsToJson(worked, ROWS_SHOWN, words);
  if (scope.span === null) return composeNoData(scope, options, data);
  const [best] = pairs;
  if (best === undefined)
    return composePlainView(`${scope.shop.name}, ${labelSpan(scope.span, locale)}: ${noPairs(locale)}`, scope, options, data);
  const label = `${zh ? "一起购买" : "Bought together"} · ${scope.shop.name}`;
  const rows = pairs
    .slice(0, ROWS_SHOWN)
    .map(({ products: [first, second], together, support, confidence, lift }) => [
      ...[`${first} + ${second}`, formatCount(together, locale), formatRatio(support, locale)],
      ...[formatRatio(confidence, locale), formatMultiple(lift, locale)],
    ]);
  const labels = zh ? ["商品", "订单", "支持度", "置信度", "提升度"] : ["Products", "Orders", "Support", "Confidence", "Lift"];
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${labelSpan(scope.span, locale)}: ${best.products.join(" + ")}`,
    blocks: [
      { type: "headline", label, value: countOfPairs(pairs.length, locale), period: labelSpan(scope.span, locale), facts: [] },
      ...pairs.slice(0, NAMED_IN_FULL).map((pair) => ({ type: "text" as const, spans: [{ text: sayPair(pair, locale) }] })),
      numbersTable(zh ? "最常超出偶然一起买的" : "Together most beyond chance", labels, rows, Math.max(0, pairs.length - ROWS_SHOWN)),
      { type: "context", lines: viewSmallPrint(scope, definitions(orders, locale), locale) },
    ],
    actions,
    data,
  };
}

export function composeBeside(worked: BesideFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, product, pairs, ordersWith, orders } = worked;
  const zh = locale === "zh";
  const data = pairsToJson(worked, ROWS_SHOWN, words);
  if (scope.span === null) return composeNoData(scope, options, data);
  const span = labelSpan(scope.span, locale);
  const [best] = pairs;
  if (best === undefined) {
    const text = zh
      ? `${product}，${span}：${ordersWith} 个订单，${noPairs(locale)}`
      : `${product}, ${span}: ${ordersWith} orders. ${noPairs(locale)}`;
    return composePlainView(text, scope, options, data);
  }
  const [, offer] = best.products;
  const others = sayOthers(pairs.slice(1, NAMED_IN_FULL), locale);
  const label = zh ? `搭配推荐 · ${product}` : `Offer beside ${product}`;
  const labels = zh ? ["商品", "一起", "置信度", "提升度", "支持度"] : ["Product", "Together", "Confidence", "Lift", "Support"];
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${scope.shop.name}, ${span}: ${offer}`,
    blocks: [
      { type: "headline", label: `${label} · ${scope.shop.name}`, value: offer, period: span, facts: [] },
      {
        type: "text",
        spans: [
          {
            text: zh
              ? `买了 ${product} 的 ${formatCount(ordersWith, locale)} 个订单里，${formatRatio(best.confidence, locale)} 也买了它，是平常的 ${formatMultiple(best.lift, locale)}。${others}`
              : `Of ${formatCount(ordersWith, locale)} orders with ${product}, ${formatRatio(best.confidence, locale)} have it too: ${formatMultiple(best.lift, locale)} as often as orders do in general.${others}`,
          },
        ],
      },
      numbersTable(
        zh ? `与 ${product} 一起买` : `Bought with ${product}`,
        labels,
        pairs
          .slice(0, ROWS_SHOWN)
          .map(({ products: [, other], together, support, confidence, lift }) => [
            ...[other, formatCount(together, locale), formatRatio(confidence, locale)],
            ...[formatMultiple(lift, locale), formatRatio(support, locale)],
          ]),
        Math.max(0, pairs.length - ROWS_SHOWN),
      ),
      { type: "context", lines: viewSmallPrint(scope, definitions(orders, locale), locale) },
    ],
    actions,
    data,
  };
}

function sayPair({ products, together, confidence, lift }: RankedPair, locale: Locale): string {
  const name = products.join(" + ");
  const [orders, times, share] = [formatCount(together, locale), formatMultiple(lift, locale), formatRatio(confidence, locale)];
  return locale === "zh"
    ? `${name}：${orders} 个订单，买前者的 ${share} 也买后者，是偶然的 ${times}。`
    : `${name}: ${orders} orders, ${share} of those with the first, ${times} what chance makes.`;
}

function countOfPairs(count: number, locale: Locale): string {
  if (locale === "zh") return `${formatCount(count, locale)} 对商品`;
  return `${formatCount(count, locale)} ${count === 1 ? "pair" : "pairs"}`;
}

function sayOthers(pairs: readonly RankedPair[], locale: Locale): string {
  if (pairs.length === 0) return "";
  const names = pairs.map(({ products: [, other], confidence }) =>
    locale === "zh" ? `${other}（${formatRatio(confidence, locale)}）` : `${other} (${formatRatio(confidence, locale)})`,
  );
  return locale === "zh" ? `其次：${names.join("、")}。` : ` Then: ${names.join(", ")}.`;
}

function noPairs(locale: Locale): string {
  return locale === "zh"
    ? `没有哪两件商品在至少 ${LEAST_TOGETHER} 个订单里一起出现且明显超出偶然。可以看更长的时段。`
    : `No two products are together in at least ${LEAST_TOGETHER} orders and clearly beyond chance. A longer period may tell.`;
}

function definitions(orders: number, locale: Locale): readonly string[] {
  const all = formatCount(orders, locale);
  return locale === "zh"
    ? [
        `支持度：两者都有的订单 ÷ 全部 ${all} 个订单。置信度：买了前者的订单里也有后者的比例。提升度：置信度 ÷ 后者在全部订单中的比例，1 为偶然。`,
        `至少 ${LEAST_TOGETHER} 个订单，且减去两个标准差后仍超出偶然；按超出偶然的订单数排序。`,
      ]
    : [
        `Support: orders with both, of all ${all}. Confidence: of the orders with the first, those with the second. Lift: confidence over the second's share of all orders; 1 is chance.`,
        `At least ${LEAST_TOGETHER} orders together, and above chance even two standard deviations lower; most orders beyond chance first.`,
      ];
}
