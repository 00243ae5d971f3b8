/** Says who is lost and who is about to be, by how often they had bought and what they were worth. */

import type { ViewScope } from "../answers/view-scope.ts";
import type { CustomerFigures, LadderFigures } from "../customers/customer-figures.ts";
import { customersToJson } from "../customers/customers-to-json.ts";
import { type CustomerClass, FREQUENCIES, type Frequency, frequencyOf, type Standing, standingOf } from "../customers/ladder.ts";
import { formatCount, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { composeNobody, describeLapse, FREQUENCY_NAMES, labelStanding } from "./customer-texts.ts";
import type { Block, Fact, Message } from "./message.ts";
import { type ComposeViewOptions, labelSpan, moneyOf, numbersTable, viewSmallPrint } from "./view-texts.ts";

export function composeLostCustomers(worked: CustomerFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, figures } = worked;
  const data = customersToJson(worked, words);
  if (figures === null || scope.span === null || figures.ladder.customers === 0) return composeNobody(scope, options, data);
  const zh = locale === "zh";
  const label = zh ? "流失客户" : "Lost customers";
  const lost = sumOf(figures, "lost");
  const value = figures.lapse === null ? (zh ? "未知" : "not told") : formatCount(lost.customers, locale);
  const standing = labelStanding(scope.span, locale);
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${scope.shop.name}, ${standing}: ${value}`,
    blocks: [
      {
        type: "headline",
        label: `${label} · ${scope.shop.name}`,
        value,
        period: standing,
        facts: figures.lapse === null ? [] : facts(figures, labelSpan(scope.span, locale), locale),
      },
      ...(figures.lapse === null ? [] : [winBack(figures, scope, locale), table(figures, scope, locale)]),
      { type: "context", lines: viewSmallPrint(scope, [...describeLapse(figures, locale), ...definitions(locale)], locale) },
    ],
    actions,
    data,
  };
}

function facts({ ladder, ...rest }: LadderFigures, span: string, locale: Locale): readonly Fact[] {
  const zh = locale === "zh";
  const stepOf = (standing: Standing) => ladder.byStanding.find(({ step }) => step === standing);
  const lost = sumOf({ ladder, ...rest }, "lost").customers;
  return [
    {
      label: zh ? "占全部客户" : "Of all customers",
      value: formatRatio(lost / ladder.customers, locale),
      note: `${formatCount(lost, locale)} / ${formatCount(ladder.customers, locale)}`,
      tone: "neutral",
    },
    { label: zh ? "本期流失" : "Lost in the period", value: formatCount(stepOf("lost")?.came ?? 0, locale), note: span, tone: "neutral" },
    { label: zh ? "本期回流" : "Back again", value: formatCount(stepOf("back")?.customers ?? 0, locale), note: span, tone: "neutral" },
  ];
}

/** Who is lapsing can still be reached: what they were worth says what that is worth. */
function winBack(figures: LadderFigures, scope: ViewScope, locale: Locale): Block {
  const lapsing = sumOf(figures, "lapsing");
  const loyal = sumOf(figures, "lapsing", "more");
  const [people, worth, often] = [
    formatCount(lapsing.customers, locale),
    moneyOf(scope, lapsing.sales, locale),
    formatCount(loyal.customers, locale),
  ];
  const text =
    locale === "zh"
      ? `${people} 人将流失，过去一年买了 ${worth}；其中 ${often} 人买过三次及以上。`
      : `${people} are lapsing, who ordered ${worth} in the last year; ${often} of them had bought three times or more.`;
  return { type: "text", spans: [{ text, style: "strong" }] };
}

function table(figures: LadderFigures, scope: ViewScope, locale: Locale): Block {
  const labels =
    locale === "zh"
      ? ["买过几次", "将流失", "过去一年", "已流失", "过去一年"]
      : ["How often", "Lapsing", "Worth a year", "Lost", "Worth a year"];
  return numbersTable(
    locale === "zh" ? "将流失与已流失" : "Lapsing and lost",
    labels,
    FREQUENCIES.map((frequency) => {
      const [lapsing, lost] = [sumOf(figures, "lapsing", frequency), sumOf(figures, "lost", frequency)];
      return [
        FREQUENCY_NAMES[frequency][locale],
        formatCount(lapsing.customers, locale),
        moneyOf(scope, lapsing.sales, locale),
        formatCount(lost.customers, locale),
        moneyOf(scope, lost.sales, locale),
      ];
    }),
  );
}

function sumOf({ classes }: LadderFigures, standing: Standing, frequency?: Frequency): Pick<CustomerClass, "customers" | "sales"> {
  const own = classes.filter(({ now }) => standingOf(now) === standing && (frequency === undefined || frequencyOf(now) === frequency));
  return {
    customers: own.reduce((sum, { customers }) => sum + customers, 0),
    sales: own.reduce((sum, { sales }) => sum + sales, 0),
  };
}

function definitions(locale: Locale): readonly string[] {
  return [
    locale === "zh"
      ? "过去一年：截至当日 365 天内的订单，折扣后、退货前。只有人数，没有身份：客户标识入库时已散列。"
      : "Worth a year: their orders of the 365 days until then, after discounts, before returns. Numbers only: identities are hashed on the way in.",
  ];
}
