/** Chance that comes out the same on every machine: what simulations draw from. */

export interface Random {
  /** Above 0, below 1. */
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  /** Mean 1. */
  gamma(variance: number): number;
  binomial(n: number, p: number): number;
}

/** mulberry32 (Tommy Ettinger, public domain); large counts by their normal limit. */
export function createRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number) => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const least = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > least; product *= uniform()) count++;
    return count;
  };
  // Marsaglia and Tsang (2000), for shapes of 1 and more.
  const gamma = (variance: number): number => {
    const shape = 1 / variance - 1 / 3;
    for (;;) {
      const x = normal();
      const cube = (1 + x / Math.sqrt(9 * shape)) ** 3;
      if (cube > 0 && Math.log(uniform()) < (x * x) / 2 + shape - shape * cube + shape * Math.log(cube)) return shape * cube * variance;
    }
  };
  return {
    uniform,
    normal,
    poisson,
    gamma,
    binomial: (n, p) =>
      Math.min(n, n * p * (1 - p) > 60 ? Math.max(0, Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal())) : poisson(n * p)),
  };
}

export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random.uniform() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

export function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, at: random.uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
