/** The machine-readable forms of `/customers`: money as decimal strings, shares as numbers, null where not told. */
import { type Json, viewToJson } from "../answers/view-to-json.ts";
import { toDecimalString } from "../money.ts";
import { COHORT_WINDOWS } from "./cohorts.ts";
import type { CohortFigures, CustomerFigures } from "./customer-figures.ts";
import type { LadderStep } from "./ladder.ts";
import type { OriginSums } from "./order-origins.ts";

export function customersToJson({ scope, figures }: CustomerFigures, words: string): Json {
  const money = (minor: number) => toDecimalString(minor, scope.shop.currency);
  const step = <Step extends string>({ sales, ...counts }: LadderStep<Step>) => ({ ...counts, sales: money(sales) });
  const sums = (of: OriginSums | null) => (of === null ? null : { ...of, sales: money(of.sales) });
  if (figures === null) return { ...viewToJson(scope, words), customers: 0, steps: null };
  const { ladder, lapse, buyers, repeatBuyers, origins, allSales } = figures;
  return {
    ...viewToJson(scope, words),
    customers: ladder.customers,
    before: ladder.before,
    lapse,
    steps: { recency: lapse === null ? null : ladder.byStanding.map(step), frequency: ladder.byFrequency.map(step) },
    sales: money(ladder.sales),
    guestSales: money(allSales - ladder.sales),
    repeatRate: buyers === 0 ? null : repeatBuyers / buyers,
    origins: {
      all: sums(origins.all),
      referred: sums(origins.referred),
      withCode: sums(origins.coded),
      discounted: sums(origins.discounted),
      codes: origins.codes.map(({ code, ...of }) => ({ code, ...sums(of) })),
    },
  };
}

export function cohortsToJson({ scope, cohorts, firstProducts, newcomers }: CohortFigures, words: string): Json {
  return {
    ...viewToJson(scope, words),
    cohorts: cohorts.map(({ month, customers, rates, rateEver }) => ({
      month: month.slice(0, 7),
      customers,
      secondWithinDays: Object.fromEntries(COHORT_WINDOWS.map((days, index) => [days, rates[index] ?? null])),
      secondEver: rateEver,
    })),
    newcomers,
    firstProducts,
  };
}
