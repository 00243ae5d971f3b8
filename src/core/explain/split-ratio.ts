/** The change of a ratio across the parts of a whole: other rates in the parts, and other parts in the whole. */

/** One part's share of numerator and denominator in two periods. */
export interface RatioPart {
  readonly key: string;
  readonly before: Fraction;
  readonly after: Fraction;
}

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export interface RatioEffect {
  readonly key: string;
  /** Same mix, other rate. */
  readonly rate: number;
  /** Same rate, other mix. */
  readonly mix: number;
  readonly amount: number;
}

/**
 * rate = mean share x change of rate, mix = change of share x (mean rate - mean of the whole): over all parts they add up
 * to the change of the whole, and swapped periods flip every sign (the symmetric form of Oaxaca and Blinder's split).
 * A part without denominator in one period has there the rate of the other, in both the rate of the whole. Null where
 * the whole has no denominator in one of the periods.
 */
export function splitRatio(parts: readonly RatioPart[]): { readonly change: number; readonly effects: readonly RatioEffect[] } | null {
  const before = sum(parts.map((part) => part.before));
  const after = sum(parts.map((part) => part.after));
  if (before.denominator <= 0 || after.denominator <= 0) return null;
  const whole = (before.numerator / before.denominator + after.numerator / after.denominator) / 2;
  const effects = parts.map(({ key, before: b, after: a }): RatioEffect => {
    const shares = [b.denominator / before.denominator, a.denominator / after.denominator] as const;
    const rates = [rateOf(b) ?? rateOf(a) ?? whole, rateOf(a) ?? rateOf(b) ?? whole] as const;
    const moved = shares[1] - shares[0];
    const mix = moved * ((rates[0] + rates[1]) / 2 - whole) + 0;
    // What is left of the part's contribution: mean share x change of rate, and what numerators without denominator add.
    const rate = a.numerator / after.denominator - b.numerator / before.denominator - (moved * (rates[0] + rates[1])) / 2;
    return { key, rate, mix, amount: rate + mix };
  });
  return { change: after.numerator / after.denominator - before.numerator / before.denominator, effects };
}

function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(
    (total, each) => ({ numerator: total.numerator + each.numerator, denominator: total.denominator + each.denominator }),
    {
      numerator: 0,
      denominator: 0,
    },
  );
}

function rateOf({ numerator, denominator }: Fraction): number | null {
  return denominator > 0 ? numerator / denominator : null;
}
