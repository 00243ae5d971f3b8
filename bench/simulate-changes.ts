/**
 * Simulated shops whose change is known: tables by channel, device, region and category, with one or two planted causes,
 * or none. Made to judge the search for causes on cases that nothing was fitted to.
 *
 * Sessions: shares by dimension, a common drift, cells that wobble, Poisson. Orders: rates that are products of effects,
 * a drift, binomial. Order values: lognormal around products of effects.
 */
import type { Cell, ChangeTable, Totals } from "../src/core/explain/table.ts";
import type { TableMetric } from "../src/core/explain/table-metric.ts";
import { createRandom, pick, type Random, shuffle } from "./random.ts";

export interface PlantedChange {
  readonly table: ChangeTable;
  readonly metric: TableMetric;
  readonly kind: "rate" | "mix" | "traffic" | "none";
  readonly causes: readonly Readonly<Record<string, string>>[];
  readonly sessionsADay: number;
}

const DIMENSIONS: readonly { readonly name: string; readonly values: readonly string[] }[] = [
  { name: "channel", values: ["organic", "paid", "email", "direct"] },
  { name: "device", values: ["mobile", "desktop", "tablet"] },
  { name: "region", values: ["north", "south", "east", "west", "capital", "abroad"] },
  { name: "category", values: ["shoes", "shirts", "bags", "home", "toys", "sport", "beauty", "outlet"] },
];
const SIZES = [3_000, 20_000, 150_000];
const LENGTHS: readonly (readonly [number, number])[] = [
  [4, 1],
  [1, 1],
  [7, 7],
  [28, 7],
  [7, 3],
];
/** A planted cause covers at least this share of sessions. */
const SMALLEST_SHARE = 0.04;

/** The same seed gives the same case, on every machine. */
export function simulateChange(seed: number): PlantedChange {
  const random = createRandom(seed);
  const sessionsADay = pick(SIZES, random);
  const [daysBefore, daysAfter] = pick(LENGTHS, random);
  const shares = DIMENSIONS.map(({ values }) => normalise(values.map(() => -Math.log(random.uniform()) + 0.05)));
  const spread = (size: number) => DIMENSIONS.map(({ values }) => values.map(() => Math.exp(size * random.normal())));
  const rates = spread(0.2);
  const prices = spread(0.1);
  const rate = 0.012 + 0.04 * random.uniform();
  const price = 60 + 60 * random.uniform();

  const roll = random.uniform();
  const metric = roll < 0.3 ? "traffic" : roll < 0.75 ? "conversion" : "aov";
  const kindRoll = random.uniform();
  const kind = kindRoll < 0.15 ? "none" : metric === "traffic" ? "traffic" : metric === "conversion" && kindRoll < 0.4 ? "mix" : "rate";
  const count = kind === "none" ? 0 : kind === "rate" && metric === "conversion" && random.uniform() < 0.25 ? 2 : 1;
  const dimensionsOfCause = kind === "mix" || count === 2 || random.uniform() < 0.6 ? 1 : 2;
  const causes = plantCauses(count, dimensionsOfCause, shares, random);
  const strength = strengthOf(kind, metric, random);

  const drift = { traffic: 0.06 * random.normal(), rate: 0.04 * random.normal(), price: 0.03 * random.normal() };
  const cells: Cell[] = [];
  for (const position of positions(DIMENSIONS.map(({ values }) => values.length))) {
    const keys = position.map((value, dimension) => DIMENSIONS[dimension]?.values[value] ?? "");
    const product = (effects: readonly (readonly number[])[]) =>
      position.reduce((total, value, dimension) => total * (effects[dimension]?.[value] ?? 1), 1);
    const own = causes
      .filter((cause) => DIMENSIONS.every(({ name }, dimension) => cause[name] === undefined || cause[name] === keys[dimension]))
      .reduce((total) => total * strength, 1);
    const draw = (days: number, isAfter: boolean): Totals => {
      const changed = (factor: string) => (isAfter && factor === kindFactor(kind, metric) ? own : 1);
      const mean =
        sessionsADay * days * product(shares) * Math.exp(0.05 * random.normal() + (isAfter ? drift.traffic : 0)) * changed("traffic");
      const sessions = random.poisson(mean);
      const orders = random.binomial(
        sessions,
        Math.min(0.5, rate * product(rates) * Math.exp(isAfter ? drift.rate : 0) * changed("conversion")),
      );
      const value = price * product(prices) * Math.exp(isAfter ? drift.price : 0) * changed("aov");
      let revenue = 0;
      for (let order = 0; order < orders; order++) revenue += Math.round(100 * value * Math.exp(0.8 * random.normal() - 0.32));
      return { sessions, orders, revenue };
    };
    const before = draw(daysBefore, false);
    const after = draw(daysAfter, true);
    if (before.sessions + after.sessions > 0) cells.push({ keys, before, after });
  }
  return {
    table: { dimensions: DIMENSIONS.map(({ name }) => name), cells, daysBefore, daysAfter },
    ...{ metric, kind, causes, sessionsADay },
  };
}

function kindFactor(kind: PlantedChange["kind"], metric: TableMetric): string {
  return kind === "rate" ? metric : "traffic";
}

/** Mostly losses, as in life; at times a gain. */
function strengthOf(kind: PlantedChange["kind"], metric: TableMetric, random: Random): number {
  const loss = metric === "aov" ? 0.6 + 0.2 * random.uniform() : 0.1 + 0.6 * random.uniform();
  const isGain = kind === "mix" ? random.uniform() < 0.7 : random.uniform() < 0.2;
  if (!isGain) return loss;
  return metric === "aov" ? 1.3 + 0.4 * random.uniform() : 1.6 + 1.2 * random.uniform();
}

function plantCauses(count: number, size: number, shares: readonly (readonly number[])[], random: Random): PlantedChange["causes"] {
  const causes: Record<string, string>[] = [];
  const used = new Set<number>();
  for (let attempt = 0; causes.length < count && attempt < 1_000; attempt++) {
    const dimensions = shuffle(
      [0, 1, 2, 3].filter((dimension) => !used.has(dimension)),
      random,
    )
      .slice(0, size)
      .sort();
    const values = dimensions.map((dimension) => Math.floor(random.uniform() * (shares[dimension]?.length ?? 1)));
    const share = dimensions.reduce((total, dimension, at) => total * (shares[dimension]?.[values[at] ?? 0] ?? 0), 1);
    if (share < SMALLEST_SHARE || share > 0.6) continue;
    causes.push(
      Object.fromEntries(
        dimensions.map((dimension, at) => [DIMENSIONS[dimension]?.name ?? "", DIMENSIONS[dimension]?.values[values[at] ?? 0] ?? ""]),
      ),
    );
    for (const dimension of dimensions) used.add(dimension);
  }
  return causes;
}

function positions(lengths: readonly number[]): readonly (readonly number[])[] {
  return lengths.reduce<readonly (readonly number[])[]>(
    (all, length) => all.flatMap((head) => Array.from({ length }, (_, value) => [...head, value])),
    [[]],
  );
}

function normalise(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
