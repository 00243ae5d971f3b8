/** Says how many newcomers bought a second time, month by month, and what they had bought first. */
import { labelMonth } from "../calendar/format-period.ts";
import { COHORT_WINDOWS, type Cohort, windowToShow } from "../customers/cohorts.ts";
import type { CohortFigures } from "../customers/customer-figures.ts";
import { cohortsToJson } from "../customers/customers-to-json.ts";
import { formatCount, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import { composeNobody, labelStanding } from "./customer-texts.ts";
import { describeChart } from "./describe-chart.ts";
import type { Block, ChartSpec, Message } from "./message.ts";
import { type ComposeViewOptions, numbersTable, viewSmallPrint } from "./view-texts.ts";

/** The window shown big is the longest that so many months have had. */
const MONTHS_IN_CHART = 3;
const UNKNOWN = "–";

export function composeCohorts(worked: CohortFigures, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, cohorts } = worked;
  const data = cohortsToJson(worked, words);
  if (scope.span === null || cohorts.length === 0) return composeNobody(scope, options, data);
  const zh = locale === "zh";
  const shown = windowToShow(cohorts, MONTHS_IN_CHART);
  const days = COHORT_WINDOWS[shown] ?? COHORT_WINDOWS[0];
  const rate = rateOfAll(cohorts, shown);
  const label = zh ? "二次购买率" : "Second-purchase rate";
  const value = rate === null ? UNKNOWN : formatRatio(rate, locale);
  const within = zh ? `首单后 ${days} 天内` : `within ${days} days of the first order`;
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${scope.shop.name}, ${within}: ${value}`,
    blocks: [
      {
        type: "headline",
        label: `${label} · ${scope.shop.name}`,
        value,
        period: `${within} · ${knownMonths(cohorts, shown, locale)} · ${labelStanding(scope.span, locale)}`,
        facts: [],
      },
      ...chart(cohorts, shown, scope.shop.name, locale),
      cohortTable(cohorts, locale),
      ...firstProductTable(worked, locale),
      { type: "context", lines: viewSmallPrint(scope, definitions(locale), locale) },
    ],
    actions,
    data,
  };
}

/** The ratio of sums over the months that have had the window. */
function rateOfAll(cohorts: readonly Cohort[], index: number): number | null {
  const known = cohorts.flatMap(({ customers, rates }) => {
    const rate = rates[index] ?? null;
    return rate === null ? [] : [{ customers, second: rate * customers }];
  });
  const customers = known.reduce((sum, each) => sum + each.customers, 0);
  return customers === 0 ? null : known.reduce((sum, { second }) => sum + second, 0) / customers;
}

function knownMonths(cohorts: readonly Cohort[], index: number, locale: Locale): string {
  const months = cohorts.filter(({ rates }) => rates[index] !== null).map(({ month }) => labelMonth(month, locale));
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return locale === "zh" ? "还没有满期的月份" : "no month has had that long yet";
  const newcomers = locale === "zh" ? "新客" : "newcomers of";
  return first === last ? `${newcomers} ${first}` : `${newcomers} ${first} – ${last}`;
}

function chart(cohorts: readonly Cohort[], index: number, place: string, locale: Locale): readonly Block[] {
  const known = cohorts.filter(({ rates }) => rates[index] !== null);
  if (known.length < 2) return [];
  const days = COHORT_WINDOWS[index] ?? COHORT_WINDOWS[0];
  const spec: ChartSpec = {
    kind: "bar",
    title: locale === "zh" ? `新客 ${days} 天内二次购买率，按首单月份` : `Second purchase within ${days} days, by month of the first order`,
    subtitle: place,
    categories: known.map(({ month }) => labelMonth(month, locale)),
    series: [
      {
        name: locale === "zh" ? "二次购买率" : "Second-purchase rate",
        values: known.map(({ rates }) => rates[index] ?? null),
        emphasis: "main",
      },
    ],
    format: { unit: "percent" },
    locale,
  };
  return [{ type: "chart", chart: spec, alt: describeChart(spec) }];
}

function cohortTable(cohorts: readonly Cohort[], locale: Locale): Block {
  const zh = locale === "zh";
  const windows = COHORT_WINDOWS.map((days) => (zh ? `${days}天` : `${days} d`));
  const labels = [zh ? "月份" : "Month", zh ? "新客" : "New", ...windows, zh ? "至今" : "Ever"];
  return numbersTable(
    zh ? "新客中再次下单的比例" : "Newcomers who ordered again",
    labels,
    cohorts.map(({ month, customers, rates, rateEver }) => [
      labelMonth(month, locale),
      formatCount(customers, locale),
      ...rates.map((rate) => (rate === null ? UNKNOWN : formatRatio(rate, locale))),
      formatRatio(rateEver, locale),
    ]),
  );
}

function firstProductTable({ firstProducts, newcomers }: CohortFigures, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  if (firstProducts.length === 0) return [];
  const labels = zh ? ["商品", "新客", "占比", "已回购"] : ["Product", "New", "Share", "Back"];
  return [
    numbersTable(
      zh ? "新客首单买什么" : "What newcomers bought first",
      labels,
      firstProducts.map(({ product, customers, cameBack }) => [
        product,
        formatCount(customers, locale),
        formatRatio(customers / newcomers, locale),
        formatRatio(cameBack / customers, locale),
      ]),
    ),
  ];
}

function definitions(locale: Locale): readonly string[] {
  return locale === "zh"
    ? [
        "二次购买率：某月首次下单的客户中，在若干天内下了第二单的比例（同日第二单算 0 天）。",
        "“–”：该月最后一位新客还没过完这么多天。游客不计。",
      ]
    : [
        "Second-purchase rate: of the customers whose first ever order is in a month, those who ordered again within so many days; a second order the same day counts as 0 days.",
        "“–”: the month's last newcomer has not had that long yet. Back: ordered again until now. Guests are not counted.",
      ];
}
