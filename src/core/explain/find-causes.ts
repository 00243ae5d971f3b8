/** Searches a table for the segments that went their own way, and says how far each moved the metric. */
import { type Evidence, type EvidenceOptions, weighEvidence } from "./evidence.ts";
import { type FactorCells, measureFactor } from "./measure-factor.ts";
import { listSegments, type Segment } from "./segments.ts";
import { type ChangeTable, type Factor, sumPeriod } from "./table.ts";
import { type TableMetric, tableValue } from "./table-metric.ts";

export interface Cause {
  /** `traffic`: more or fewer sessions than others; `mix`: the same, where it moves a rate; `rate`: another conversion or order value. */
  readonly kind: "traffic" | "rate" | "mix";
  readonly factor: Factor;
  /** One or two values: `{ channel: "paid", device: "mobile" }`. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** The segment's factor against that of the others: 0.4 = fell to 40 % of what it would have been. */
  readonly ratio: number;
  /** What the metric is less what it would be, had the segment moved with the others. */
  readonly amount: number;
  /** `possible`: likelier than not with what is asked, but chance alone shows as much now and then. */
  readonly certainty: "clear" | "possible";
}

/** The factors that can move a metric, and what a cause in them is called. */
const KINDS: Readonly<Record<TableMetric, readonly (readonly [Factor, Cause["kind"]])[]>> = {
  sales: [
    ["traffic", "traffic"],
    ["conversion", "rate"],
    ["aov", "rate"],
  ],
  orders: [
    ["traffic", "traffic"],
    ["conversion", "rate"],
  ],
  traffic: [["traffic", "traffic"]],
  conversion: [
    ["traffic", "mix"],
    ["conversion", "rate"],
  ],
  aov: [
    ["traffic", "mix"],
    ["aov", "rate"],
  ],
};

/** Fitted to simulated shops (bench/simulate-changes.ts), not to cases that judge the search. */
const NOISE: Readonly<Record<Factor, EvidenceOptions>> = {
  traffic: { drift: 0.15, wobble: 0.04, scale: 0.6, losses: 0.5 },
  conversion: { drift: 0.1, wobble: 0.03, scale: 0.6, losses: 0.75 },
  aov: { drift: 0.15, wobble: 0.03, scale: 0.3, losses: 0.75 },
};

/** Who asks has seen something: a cause is likelier than none. A further one is not. */
const PRIOR_FIRST = 0.8;
const PRIOR_NEXT = 0.15;
/** Of causes, those that lie in one dimension. */
const PRIOR_SINGLE = 0.65;
/** How sure it must be that something stands out of the noise before anything is said. */
const CLAIM_FROM = 0.2;
/** Less would come up by chance one time in twenty for any one segment (one-sided), however few there are to choose from. */
const SMALLEST_GAIN = 1.645 ** 2 / 2;
/** Of simulated shops where nothing was planted, one in sixteen shows as much in its most conspicuous segment. */
const CLEAR_GAIN = 4.5;
const MOST_CAUSES = 3;
/** Less than this part of the metric is no cause of anything. */
const SMALLEST_PART = 0.002;

interface Found {
  readonly segment: Segment;
  readonly factor: Factor;
  readonly ratio: number;
  readonly gain: number;
  /** Natural logarithm of its odds against no (further) cause. */
  readonly logOdds: number;
  readonly certainty: number;
}

/** At most three, the surest first; empty where the change is within the noise. */
export function findCauses(table: ChangeTable, metric: TableMetric): readonly Cause[] {
  const segments = listSegments(table);
  const kinds = new Map(KINDS[metric]);
  const singles = segments.filter(({ where }) => where.length === 1);
  const [a, b] = [segments, singles].map((first) => search(table, first, segments, [...kinds.keys()]));
  const likelier = sumOf(b ?? []) > sumOf(a ?? []) ? b : a;
  const after = tableValue(metric, sumPeriod(table.cells, "after"));
  return refit(table, likelier ?? [])
    .map(
      (found): Cause => ({
        kind: kinds.get(found.factor) ?? "rate",
        factor: found.factor,
        dimensions: Object.fromEntries(found.segment.where.map(({ dimension, value }) => [table.dimensions[dimension] ?? "", value])),
        ratio: found.ratio,
        amount: amountOf(table, metric, found),
        certainty: found.gain >= CLEAR_GAIN ? "clear" : "possible",
      }),
    )
    .filter(({ amount }) => Math.abs(amount) > SMALLEST_PART * Math.abs(after ?? 0));
}

/**
 * One cause after the other, each beside those before. Where phones and sports shoes both fell, sports shoes on phones fell
 * twice and stand out most: so the search is made twice, once beginning with single values, and the likelier whole counts.
 */
function search(table: ChangeTable, first: readonly Segment[], all: readonly Segment[], factors: readonly Factor[]): readonly Found[] {
  const found: Found[] = [];
  while (found.length < MOST_CAUSES) {
    const next = findNext(table, found.length === 0 ? first : all, all, factors, found);
    if (next === null || next.gain < SMALLEST_GAIN || next.certainty < CLAIM_FROM) break;
    found.push(next);
  }
  return found;
}

function findNext(
  table: ChangeTable,
  candidates: readonly Segment[],
  all: readonly Segment[],
  factors: readonly Factor[],
  found: readonly Found[],
): Found | null {
  const prior = found.length === 0 ? PRIOR_FIRST : PRIOR_NEXT;
  const priorOf = segmentPriors(all);
  let best: Omit<Found, "certainty"> | null = null;
  let odds = 0;
  for (const factor of factors) {
    const cells = measureFactor(table, factor, ownFactors(table, found, factor));
    const total = sumRows(cells, table.cells.keys());
    for (const segment of candidates) {
      if (found.some((each) => each.segment === segment && each.factor === factor)) continue;
      const { logBayesFactor, factor: ratio, gain } = weigh(cells, total, segment, factor);
      const logOdds = logBayesFactor + Math.log((priorOf(segment) / factors.length) * (prior / (1 - prior)));
      odds += Math.exp(Math.min(logOdds, 500));
      if (best === null || logOdds > best.logOdds) best = { segment, factor, ratio, gain, logOdds };
    }
  }
  return best === null ? null : { ...best, certainty: odds / (1 + odds) };
}

/** Larger parts are blamed sooner: who asks has seen the whole move. */
function segmentPriors(segments: readonly Segment[]): (segment: Segment) => number {
  const weight = { single: 0, pair: 0 };
  for (const { where, share } of segments) weight[where.length === 1 ? "single" : "pair"] += Math.sqrt(share);
  const single = weight.pair === 0 ? 1 : PRIOR_SINGLE;
  return ({ where, share }) => Math.sqrt(share) * (where.length === 1 ? single / weight.single : (1 - single) / weight.pair);
}

/** Each cause's strength beside all the others. */
function refit(table: ChangeTable, found: readonly Found[]): readonly Found[] {
  let current = found;
  for (let round = 0; round < 2 && found.length > 1; round++) {
    current = current.map((each) => {
      const others = current.filter((other) => other !== each);
      const cells = measureFactor(table, each.factor, ownFactors(table, others, each.factor));
      return { ...each, ratio: weigh(cells, sumRows(cells, table.cells.keys()), each.segment, each.factor).factor };
    });
  }
  return current;
}

function weigh(cells: FactorCells, total: readonly number[], segment: Segment, factor: Factor): Evidence {
  const inside = sumRows(cells, segment.cells);
  const rest = total.map((sum, index) => sum - (inside[index] ?? 0));
  return weighEvidence(cells.compare(inside), cells.compare(rest), NOISE[factor]);
}

function sumRows({ rows }: FactorCells, positions: Iterable<number>): readonly number[] {
  const sums = (rows[0] ?? []).map(() => 0);
  for (const position of positions) {
    const row = rows[position] ?? [];
    for (let index = 0; index < row.length; index++) sums[index] = (sums[index] ?? 0) + (row[index] ?? 0);
  }
  return sums;
}

function ownFactors({ cells }: ChangeTable, found: readonly Found[], factor: Factor): readonly number[] {
  const own = cells.map(() => 1);
  for (const each of found) {
    if (each.factor !== factor) continue;
    for (const position of each.segment.cells) own[position] = (own[position] ?? 1) * each.ratio;
  }
  return own;
}

function sumOf(found: readonly Found[]): number {
  return found.reduce((sum, { logOdds }) => sum + logOdds, 0);
}

function amountOf({ cells }: ChangeTable, metric: TableMetric, { segment, factor, ratio }: Found): number {
  const after = sumPeriod(cells, "after");
  const inside = sumPeriod(
    segment.cells.flatMap((position) => cells[position] ?? []),
    "after",
  );
  const undo = 1 / ratio - 1;
  const without = tableValue(metric, {
    sessions: after.sessions + (factor === "traffic" ? inside.sessions * undo : 0),
    orders: after.orders + (factor === "aov" ? 0 : inside.orders * undo),
    revenue: after.revenue + inside.revenue * undo,
  });
  return (tableValue(metric, after) ?? 0) - (without ?? 0);
}
