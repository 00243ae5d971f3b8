/** Takes traces of numbers for zero: the library cannot divide an axis of 1e-90 into steps, and fails. */
export function withoutTraces(value: number): number {
  return Math.abs(value) < 1e-12 ? 0 : value;
}
