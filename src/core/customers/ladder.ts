/**
 * The customer ladder: everybody who ever ordered stands on one step of each of two, by how recently and by how often,
 * at the end of a period; and where they stood at its beginning. Flows are counted person by person: who came onto a step
 * and who left it, not the difference of two sizes.
 */

/** In this order: the first that fits is where somebody stands. */
export const STANDINGS = ["new", "back", "active", "lapsing", "lost"] as const;
export type Standing = (typeof STANDINGS)[number];

export const FREQUENCIES = ["once", "twice", "more"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What the store knows of somebody at the end of a period. */
export interface CustomerState {
  /** Ever, until then; 3 = three or more. */
  readonly orders: 1 | 2 | 3;
  /** The first ever order is in the period. */
  readonly isNew: boolean;
  /** An order in the period came after so long an absence that the customer had been lost. */
  readonly isBack: boolean;
  readonly absence: "present" | "lapsing" | "lost";
}

/** Customers who are alike in both states. */
export interface CustomerClass {
  readonly now: CustomerState;
  /** At the end of the period of equal length before; null = had not ordered yet. */
  readonly before: CustomerState | null;
  readonly customers: number;
  /** What they ordered in the period after discounts, before returns, minor units. */
  readonly sales: number;
}

export interface LadderStep<Step extends string> {
  readonly step: Step;
  readonly customers: number;
  /** How many stood there when the period began. */
  readonly before: number;
  /** Stand there now and did not then. */
  readonly came: number;
  /** Stood there then and do not now. */
  readonly left: number;
  readonly sales: number;
}

export interface Ladder {
  readonly customers: number;
  readonly before: number;
  readonly sales: number;
  readonly byStanding: readonly LadderStep<Standing>[];
  readonly byFrequency: readonly LadderStep<Frequency>[];
}

/** Of each step: customers = before + came - left. Sizes and sales of the steps add up to the ladder's. */
export function buildLadder(classes: readonly CustomerClass[]): Ladder {
  const sum = (of: (each: CustomerClass) => number) => classes.reduce((total, each) => total + of(each), 0);
  return {
    customers: sum(({ customers }) => customers),
    before: sum(({ before, customers }) => (before === null ? 0 : customers)),
    sales: sum(({ sales }) => sales),
    byStanding: STANDINGS.map((step) => countStep(step, classes, standingOf)),
    byFrequency: FREQUENCIES.map((step) => countStep(step, classes, frequencyOf)),
  };
}

export function standingOf({ isNew, isBack, absence }: CustomerState): Standing {
  if (isNew) return "new";
  if (isBack) return "back";
  return absence === "present" ? "active" : absence;
}

export function frequencyOf({ orders }: CustomerState): Frequency {
  return orders === 1 ? "once" : orders === 2 ? "twice" : "more";
}

function countStep<Step extends string>(
  step: Step,
  classes: readonly CustomerClass[],
  stepOf: (state: CustomerState) => Step,
): LadderStep<Step> {
  let [customers, before, came, left, sales] = [0, 0, 0, 0, 0];
  for (const each of classes) {
    const isThere = stepOf(each.now) === step;
    const wasThere = each.before !== null && stepOf(each.before) === step;
    if (isThere) customers += each.customers;
    if (isThere) sales += each.sales;
    if (wasThere) before += each.customers;
    if (isThere && !wasThere) came += each.customers;
    if (wasThere && !isThere) left += each.customers;
  }
  return { step, customers, before, came, left, sales };
}
