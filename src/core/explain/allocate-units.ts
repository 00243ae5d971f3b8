/**
 * Whole units for exact amounts, so that what is printed adds up: each is cut to whole units, and the units left over go to
 * the largest remainders, of equal ones to the largest amount. Negated amounts give negated units.
 *
 * @param total A whole number of units, the sum of the amounts but for rounding.
 */
export function allocateUnits(amounts: readonly number[], total: number): readonly number[] {
  const units = amounts.map((amount) => Math.trunc(amount) + 0);
  const left = total - units.reduce((sum, unit) => sum + unit, 0);
  const step = Math.sign(left);
  const remainder = (index: number) => ((amounts[index] ?? 0) - Math.trunc(amounts[index] ?? 0)) * step;
  const order = amounts
    .map((_, index) => index)
    .sort((a, b) => remainder(b) - remainder(a) || Math.abs(amounts[b] ?? 0) - Math.abs(amounts[a] ?? 0) || a - b);
  // More may be left than there are amounts only where the total is not their sum: rounds, so that it still comes out.
  for (let given = 0; given < Math.abs(left) && order.length > 0; given++) {
    const index = order[given % order.length] ?? 0;
    units[index] = (units[index] ?? 0) + step;
  }
  return units;
}
