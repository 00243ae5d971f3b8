/**
 * Chance that is the same every time: each stream of numbers begins with the words it is named after, so that a day's
 * numbers depend on nothing but the day.
 */

/** Uniform in [0, 1). */
export type Random = () => number;

/** Streams of different words are independent for all that a shop needs. Mulberry32, seeded by FNV-1a. */
export function createRandom(...words: readonly (string | number)[]): Random {
  let state = hashWords(words.join("|"));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `count` - 1. */
export function drawIndex(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** Around 1 with that relative spread, never below 0: the luck of a day. */
export function drawNoise(random: Random, spread: number): number {
  return Math.exp(spread * drawNormal(random));
}

/** How many things happen where `mean` are expected (Poisson). */
export function drawCount(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  // From here on the normal distribution is as good, and does not take `mean` steps.
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** One of the items, as often as its weight says. */
export function createDraw<T>(items: readonly [T, ...T[]], weightOf: (item: T) => number): (random: Random) => T {
  let total = 0;
  const bounds = items.map((item) => {
    total += weightOf(item);
    return total;
  });
  return (random) => {
    const at = random() * total;
    return items[bounds.findIndex((bound) => at < bound)] ?? items[0];
  };
}

/** Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function hashWords(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  // FNV leaves neighbours (day 1, day 2) close together: one more mixing takes them apart.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
