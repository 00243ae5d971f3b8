/** Says the customer ladder: who is new, back, active, lapsing and lost, how often people bought, and who moved. */

import type { ViewScope } from "../answers/view-scope.ts";
import type { CustomerFigures, LadderFigures } from "../customers/customer-figures.ts";
import { customersToJson } from "../customers/customers-to-json.ts";
import type { Frequency, LadderStep, Standing } from "../customers/ladder.ts";
import { formatCount, formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { composeOrderOrigins, describeOrigins } from "./compose-order-origins.ts";
import { composeNobody, describeLapse, FREQUENCY_NAMES, labelStanding, STANDING_NAMES } from "./customer-texts.ts";
import type { Block, Fact, Message } from "./message.ts";
import { type ComposeViewOptions, labelSpan, moneyOf, numbersTable, viewSmallPrint } from "./view-texts.ts";

export function composeCustomers(worked: CustomerFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, figures } = worked;
  const data = customersToJson(worked, words);
  if (figures === null || scope.span === null || figures.ladder.customers === 0) return composeNobody(scope, options, data);
  const zh = locale === "zh";
  const { ladder, lapse } = figures;
  const movement = lapse === null ? null : describeMovement(figures, locale);
  const value = formatCount(ladder.customers, locale);
  const label = zh ? "客户阶梯" : "Customers";
  const standing = labelStanding(scope.span, locale);
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${scope.shop.name}, ${standing}: ${value}${movement === null ? "" : zh ? `。${movement}` : `. ${movement}`}`,
    blocks: [
      {
        type: "headline",
        label: `${label} · ${scope.shop.name}`,
        value,
        period: zh ? `${standing}，变动期间 ${labelSpan(scope.span, locale)}` : `${standing}; moves in ${labelSpan(scope.span, locale)}`,
        facts: [],
      },
      ...(movement === null ? [] : [{ type: "text" as const, spans: [{ text: movement, style: "strong" as const }] }]),
      { type: "facts", facts: [repeatRate(figures, locale)] },
      ...(lapse === null ? [] : [stepTable(zh ? "多久前买过" : "How recently", ladder.byStanding, STANDING_NAMES, scope, locale)]),
      stepTable(zh ? "买过几次" : "How often", ladder.byFrequency, FREQUENCY_NAMES, scope, locale),
      ...composeOrderOrigins(figures, scope, locale),
      {
        type: "context",
        lines: viewSmallPrint(
          scope,
          [...describeLapse(figures, locale), ...definitions(figures, scope, locale), ...describeOrigins(figures, locale)],
          locale,
        ),
      },
    ],
    actions,
    data,
  };
}

/** "312 new, 45 back again; 210 began to lapse, 98 were lost." */
function describeMovement({ ladder }: LadderFigures, locale: Locale): string {
  const came = (step: Standing) => formatCount(ladder.byStanding.find((each) => each.step === step)?.came ?? 0, locale);
  return locale === "zh"
    ? `新客 ${came("new")}，回流 ${came("back")}；${came("lapsing")} 人转为将流失，${came("lost")} 人流失。`
    : `${came("new")} new, ${came("back")} back again; ${came("lapsing")} began to lapse, ${came("lost")} were lost.`;
}

/** Of the period's buyers those with more than one order ever. */
function repeatRate({ buyers, repeatBuyers }: LadderFigures, locale: Locale): Fact {
  const zh = locale === "zh";
  const isKnown = buyers > 0;
  return {
    label: zh ? "复购率（本期买家）" : "Repeat rate, of the period's buyers",
    value: isKnown ? formatRatio(repeatBuyers / buyers, locale) : zh ? "未知" : "not told",
    note: isKnown ? `${formatCount(repeatBuyers, locale)} / ${formatCount(buyers, locale)}` : zh ? "本期无买家" : "nobody bought",
    tone: "neutral",
  };
}

function stepTable<Step extends Standing | Frequency>(
  caption: string,
  steps: readonly LadderStep<Step>[],
  names: Readonly<Record<Step, Localized>>,
  scope: ViewScope,
  locale: Locale,
): Block {
  const labels = locale === "zh" ? ["阶梯", "客户", "进", "出", "销售额"] : ["Step", "Customers", "Came", "Left", "Sales"];
  return numbersTable(
    caption,
    labels,
    steps.map(({ step, customers, came, left, sales }) => [
      names[step][locale],
      formatCount(customers, locale),
      formatCount(came, locale),
      formatCount(left, locale),
      moneyOf(scope, sales, locale),
    ]),
  );
}

function definitions({ ladder, allSales }: LadderFigures, scope: ViewScope, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const guests = moneyOf(scope, allSales - ladder.sales, locale);
  const all = moneyOf(scope, allSales, locale);
  return [
    zh
      ? "新客：首笔订单在本期。回流：流失后本期又下单。进、出：本期内走上或离开这一级的人数。"
      : "New: first ever order in the period. Back again: ordered in it after having been lost. Came, left: people who stepped there or away in the period.",
    zh
      ? `销售额：本期订单折扣后、退货前。无身份信息的游客不在阶梯上：${guests}，共 ${all}。`
      : `Sales: orders of the period after discounts, before returns. Guests without an identity stand on no step: ${guests} of ${all}.`,
  ];
}
